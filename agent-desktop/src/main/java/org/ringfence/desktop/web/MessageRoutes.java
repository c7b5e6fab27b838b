package org.ringfence.desktop.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ringfence.desktop.history.History;
import org.ringfence.voice.VoiceStore;
import org.ringfence.voice.VoiceStore.Kept;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The messages that callers left after hours, for supervisors.
///
/// Who listens is written into the audit before the first byte is sent; where a history is kept and
/// cannot be written, nothing is played.
final class MessageRoutes {

  private static final Logger log = LoggerFactory.getLogger(MessageRoutes.class);

  private static final int LONGEST_REASON = 200;

  private final VoiceStore store;
  private final History history;

  MessageRoutes(VoiceStore store, History history) {
    this.store = store;
    this.history = history;
  }

  /// A message as a page may show it.
  ///
  /// @param caller masked
  record MessageView(
      String id,
      Instant at,
      String queue,
      String line,
      String language,
      String caller,
      double seconds) {

    static MessageView of(Kept kept) {
      return new MessageView(
          kept.note().id(),
          kept.note().at(),
          kept.note().queue().value(),
          kept.note().line().value(),
          kept.note().language(),
          kept.note().caller().masked(),
          kept.length().toMillis() / 1000.0);
    }
  }

  /// The newest first.
  void list(Context request) {
    List<MessageView> messages = store.list().stream().map(MessageView::of).toList();
    Json.noStore(request);
    Json.answer(request, 200, Map.of("messages", messages));
  }

  /// The sound, as RIFF WAVE.
  void sound(Context request) {
    Kept kept = known(request);
    note("MESSAGE_HEARD", Gate.identity(request).name(), kept, "");
    try {
      byte[] sound = store.read(kept.note());
      Json.noStore(request);
      request.contentType("audio/wav").result(sound);
    } catch (IOException gone) {
      throw new Refusal(404, "path", "The message is not there any more.");
    }
  }

  /// `{"reason":…}`.
  void delete(Context request) {
    Kept kept = known(request);
    JsonFields fields = JsonFields.of(request, Set.of("reason"));
    String reason = fields.neededText("reason", LONGEST_REASON);
    fields.finish();
    note("MESSAGE_DELETED", Gate.identity(request).name(), kept, reason);
    boolean deleted = store.delete(kept.note().id());
    Json.noStore(request);
    Json.answer(request, 200, Map.of("deleted", deleted));
  }

  private void note(String kind, String author, Kept kept, String reason) {
    if (history.isWanted()) {
      history.note(kind, author, kept.note().id(), reason);
    }
    log.atInfo()
        .addKeyValue("message", kept.note().id())
        .addKeyValue("by", author)
        .addKeyValue("what", kind)
        .log("a caller's message");
  }

  private Kept known(Context request) {
    return store
        .find(request.pathParam("id"))
        .orElseThrow(() -> new Refusal(404, "path", "There is no such message."));
  }
}
