package org.ringfence.desktop.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.history.History;
import org.ringfence.voice.VoiceStore;
import org.ringfence.voice.VoiceStore.Kept;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The messages that callers left after hours, for supervisors.
///
/// Who listens gives a name, and is written into the audit before the first byte is sent; where a
/// history is kept and cannot be written, nothing is played.
final class MessageRoutes {

  private static final Logger log = LoggerFactory.getLogger(MessageRoutes.class);

  private static final int LONGEST_NAME = 40;
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

  /// `?author=`: the sound, as RIFF WAVE.
  void sound(Context request) {
    Kept kept = known(request);
    @Nullable String author = request.queryParam("author");
    if (author == null || author.isBlank() || author.length() > LONGEST_NAME) {
      throw new Refusal(400, "author", "Say who listens: ?author= with 1 to 40 characters.");
    }
    note("MESSAGE_HEARD", author.strip(), kept, "");
    try {
      byte[] sound = store.read(kept.note());
      Json.noStore(request);
      request.contentType("audio/wav").result(sound);
    } catch (IOException gone) {
      throw new Refusal(404, "path", "The message is not there any more.");
    }
  }

  /// `{"author":…,"reason":…}`.
  void delete(Context request) {
    Kept kept = known(request);
    JsonFields fields = JsonFields.of(request, Set.of("author", "reason"));
    String author = fields.neededText("author", LONGEST_NAME);
    String reason = fields.neededText("reason", LONGEST_REASON);
    fields.finish();
    note("MESSAGE_DELETED", author, kept, reason);
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
