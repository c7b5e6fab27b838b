package org.ringfence.desktop.web;

import io.javalin.http.Context;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.MessagePublisher;
import org.ringfence.desktop.accounts.Accounts;
import org.ringfence.events.Message;

/// How a setting is changed on the page: who keeps it is asked by a message, the trail gets before
/// and after, and the page is answered 202, because it is in force a moment later.
final class SettingChanges {

  private final Accounts accounts;
  private final MessagePublisher publisher;

  SettingChanges(Accounts accounts, MessagePublisher publisher) {
    this.accounts = accounts;
    this.publisher = publisher;
  }

  static String author(Context request) {
    return Gate.identity(request).name();
  }

  void ask(Message wish) {
    publisher.publish(wish);
  }

  /// @param before null where nothing was there before
  void tell(Context request, String subject, @Nullable String before, String after) {
    accounts.settingChanged(Gate.identity(request), subject, before, after, Gate.address(request));
  }

  static void asked(Context request, String what) {
    Json.noStore(request);
    Json.answer(request, 202, Map.of("asked", what));
  }
}
