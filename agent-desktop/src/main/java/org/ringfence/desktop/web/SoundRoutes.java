package org.ringfence.desktop.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.history.History;
import org.ringfence.events.AgentId;
import org.ringfence.voice.VoiceStore;
import org.ringfence.voice.VoiceStore.Kept;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Kept sound for supervisors: the messages that callers left after hours, or the recordings of
/// talks.
///
/// Who listens is written into the audit before the first byte is sent; where a history is kept and
/// cannot be written, nothing is played.
final class SoundRoutes {

  private static final Logger log = LoggerFactory.getLogger(SoundRoutes.class);

  private static final int LONGEST_REASON = 200;

  /// What a page can show.
  private static final int MOST_LISTED = 500;

  private final Kind kind;
  private final VoiceStore store;
  private final History history;

  /// What is kept: its name in answers and in the audit.
  enum Kind {
    MESSAGE,
    RECORDING;

    String plural() {
      return name().toLowerCase(Locale.ROOT) + "s";
    }
  }

  SoundRoutes(Kind kind, VoiceStore store, History history) {
    this.kind = kind;
    this.store = store;
    this.history = history;
  }

  /// A file of sound as a page may show it.
  ///
  /// @param caller masked
  /// @param agent who talks to the caller, or null for a message
  record SoundView(
      String id,
      Instant at,
      String queue,
      String line,
      String language,
      String caller,
      @Nullable String agent,
      double seconds) {

    static SoundView of(Kept kept) {
      @Nullable AgentId agent = kept.note().agent();
      return new SoundView(
          kept.note().id(),
          kept.note().at(),
          kept.note().queue().value(),
          kept.note().line().value(),
          kept.note().language(),
          kept.note().caller().masked(),
          agent == null ? null : agent.value(),
          kept.length().toMillis() / 1000.0);
    }
  }

  /// The newest first, [#MOST_LISTED] at most.
  void list(Context request) {
    List<SoundView> kept = store.list().stream().limit(MOST_LISTED).map(SoundView::of).toList();
    Json.noStore(request);
    Json.answer(request, 200, Map.of(kind.plural(), kept));
  }

  /// The sound, as RIFF WAVE.
  void sound(Context request) {
    Kept kept = known(request);
    note("HEARD", Gate.identity(request).name(), kept, "");
    try {
      InputStream sound = store.open(kept.note());
      Json.noStore(request);
      request.contentType("audio/wav").result(sound);
    } catch (IOException gone) {
      throw new Refusal(404, "path", "It is not there any more.");
    }
  }

  /// `{"reason":…}`.
  void delete(Context request) {
    Kept kept = known(request);
    JsonFields fields = JsonFields.of(request, Set.of("reason"));
    String reason = fields.neededText("reason", LONGEST_REASON);
    fields.finish();
    note("DELETED", Gate.identity(request).name(), kept, reason);
    boolean deleted = store.delete(kept.note().id());
    Json.noStore(request);
    Json.answer(request, 200, Map.of("deleted", deleted));
  }

  private void note(String what, String author, Kept kept, String reason) {
    if (history.isWanted()) {
      history.note(kind + "_" + what, author, kept.note().id(), reason);
    }
    log.atInfo()
        .addKeyValue("id", kept.note().id())
        .addKeyValue("by", author)
        .addKeyValue("what", kind + "_" + what)
        .log("kept sound");
  }

  private Kept known(Context request) {
    return store
        .find(request.pathParam("id"))
        .orElseThrow(() ->
            new Refusal(
                404, "path", "There is no such " + kind.name().toLowerCase(Locale.ROOT) + "."));
  }
}
