package org.ringfence.desktop.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.prompts.PromptsDesk;
import org.ringfence.desktop.prompts.PromptsDesk.Brought;
import org.ringfence.desktop.prompts.PromptsDesk.PromptView;
import org.ringfence.desktop.prompts.PromptsDesk.Prompts;
import org.ringfence.desktop.prompts.PromptsDesk.Source;
import org.ringfence.desktop.web.Refusal.FieldProblem;
import org.ringfence.events.SiteChange.PromptChanged;

/// What callers hear: listed, heard, given another sound, and as it was built again.
///
/// The change goes to all nodes over the bus; each puts it in place by itself.
final class PromptRoutes {

  /// A minute of stereo at 96 kHz and 24 bits is longer; nobody needs that for a telephone.
  static final int MOST_BYTES = 12 * 1024 * 1024;

  /// Bringing a recording to form takes a moment of a processor; hands need no more.
  static final int MOST_PER_MINUTE = 30;

  private static final Set<String> WAVE = Set.of("audio/wav", "audio/x-wav", "audio/wave");

  private final @Nullable PromptsDesk desk;
  private final SettingChanges changes;
  private final InstantSource clock;
  private final RateLimit limit = new RateLimit(MOST_PER_MINUTE, Duration.ofMinutes(1));

  /// @param desk null where no calls are led, as in a web alone
  PromptRoutes(@Nullable PromptsDesk desk, SettingChanges changes, InstantSource clock) {
    this.desk = desk;
    this.changes = changes;
    this.clock = clock;
  }

  /// What was taken.
  ///
  /// @param dbm0 the level of active speech
  record TakenSound(String language, String prompt, double seconds, double dbm0) {}

  void list(Context request) {
    Prompts prompts = desk().prompts();
    Json.noStore(request);
    Json.answer(request, 200, prompts);
  }

  /// The sound that callers hear, as RIFF WAVE.
  void sound(Context request) {
    PromptView prompt = known(request);
    byte[] ulaw =
        desk()
            .sound(prompt.language(), prompt.prompt())
            .orElseThrow(() -> new Refusal(404, "path", "Nothing is heard for this prompt yet."));
    Json.noStore(request);
    request.contentType("audio/wav").result(UlawWave.of(ulaw));
  }

  /// A WAV file, `?reason=…`: what callers hear from now on.
  void give(Context request) throws IOException {
    PromptView prompt = known(request);
    QueryFields query = new QueryFields(request, Set.of("reason"));
    String reason = query.neededText("reason", DefenceRoutes.MAX_REASON_CHARACTERS);
    query.finish();
    byte[] wav = body(request);
    take();
    switch (desk().bring(prompt.language(), prompt.prompt(), wav)) {
      case Brought.Sound sound -> {
        requireHarmless(prompt, sound.seconds());
        say(request, prompt, sound.ulaw(), reason);
        String after = "a recording of " + seconds(sound.seconds()) + " s (" + reason + ")";
        changes.tell(request, subject(prompt), before(prompt), after);
        Json.noStore(request);
        Json.answer(
            request,
            202,
            new TakenSound(prompt.language(), prompt.prompt(), sound.seconds(), sound.dbm0()));
      }
      case Brought.Refused refused ->
          throw new Refusal(
              400,
              "recording",
              "The recording was not taken.",
              List.of(new FieldProblem("recording", refused.why())));
      case Brought.NotHere _ ->
          throw new Refusal(
              503,
              "recording",
              "Recordings cannot be taken here: that needs bin/ringfence and sox on this machine.");
      case Brought.Busy _ ->
          throw new Refusal(
              503, "recording", "Other recordings are being taken; try again in a moment.");
      case Brought.Failed _ ->
          throw new Refusal(
              503, "recording", "The recording could not be taken; the server's log says why.");
    }
  }

  /// `{"reason":…}`: as it was built again.
  void restore(Context request) {
    PromptView prompt = known(request);
    JsonFields fields = JsonFields.of(request, Set.of("reason"));
    String reason = fields.neededText("reason", DefenceRoutes.MAX_REASON_CHARACTERS);
    fields.finish();
    if (prompt.source() != Source.PAGE) {
      throw new Refusal(409, "state", "This prompt is as it was built.");
    }
    requireHarmless(prompt, null);
    say(request, prompt, null, reason);
    changes.tell(request, subject(prompt), before(prompt), "as it was built (" + reason + ")");
    SettingChanges.asked(request, "PromptChanged");
  }

  private void requireHarmless(PromptView prompt, @Nullable Double seconds) {
    desk()
        .harm(prompt.language(), prompt.prompt(), seconds)
        .ifPresent(wrong -> {
          throw new Refusal(409, "state", "The questions would be wrong with it: " + wrong);
        });
  }

  private void say(Context request, PromptView prompt, @Nullable String sound, String reason) {
    changes.ask(
        new PromptChanged(
            prompt.language(),
            prompt.prompt(),
            clock.instant(),
            sound,
            SettingChanges.author(request),
            reason));
  }

  private static String subject(PromptView prompt) {
    return "prompt " + prompt.language() + "/" + prompt.prompt();
  }

  private static String before(PromptView prompt) {
    return switch (prompt.source()) {
      case NONE -> "silence";
      case PAGE -> "a recording of " + seconds(prompt.seconds()) + " s";
      case RECORDED, DEBIAN, VOICE -> "as it was built";
    };
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f", seconds);
  }

  private static byte[] body(Context request) throws IOException {
    @Nullable String type = request.header("Content-Type");
    String media = type == null ? "" : type.toLowerCase(Locale.ROOT).replaceFirst("\\s*;.*$", "");
    if (!WAVE.contains(media)) {
      throw new Refusal(415, "type", "The content type must be audio/wav.");
    }
    byte[] wav = request.req().getInputStream().readNBytes(MOST_BYTES + 1);
    if (wav.length > MOST_BYTES) {
      throw new Refusal(413, "size", "The file has more than " + MOST_BYTES + " bytes.");
    }
    return wav;
  }

  private synchronized void take() {
    Instant now = clock.instant();
    Duration wait = limit.untilNext(now);
    if (!wait.isZero()) {
      throw Refusal.tooFast("Too many recordings within a minute.", wait);
    }
    limit.take(now);
  }

  /// What is asked for by its path is only compared with what there is.
  private PromptView known(Context request) {
    return desk()
        .find(request.pathParam("language"), request.pathParam("prompt"))
        .orElseThrow(() -> new Refusal(404, "path", "There is no such prompt."));
  }

  private PromptsDesk desk() {
    if (desk == null) {
      throw new Refusal(404, "questions", "No calls are led here.");
    }
    return desk;
  }
}
