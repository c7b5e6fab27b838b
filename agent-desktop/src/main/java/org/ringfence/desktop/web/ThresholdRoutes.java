package org.ringfence.desktop.web;

import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.MessagePublisher;
import org.ringfence.desktop.board.BoardModel;
import org.ringfence.events.DefenceCommand.ChangeThresholds;
import org.ringfence.events.DefenceCommand.PreviewThresholds;
import org.ringfence.events.LineId;
import org.ringfence.events.ScreeningDecision.ThresholdsPreviewed;
import org.ringfence.events.VerdictThresholds;
import org.ringfence.site.Site;

/// The thresholds of a line: what others would have done, and others from now on. The detector
/// answers both; nothing is computed here.
final class ThresholdRoutes {

  /// A detector that is well answers within milliseconds.
  static final Duration ANSWER_WITHIN = Duration.ofSeconds(4);

  static final int MOST_PER_MINUTE = 120;

  private static final Set<String> NUMBERS = Set.of("challengeOdds", "rejectScore", "classFloor");
  private static final Set<String> CHANGE =
      Set.of("challengeOdds", "rejectScore", "classFloor", "asConfigured", "reason");

  private final BoardModel board;
  private final MessagePublisher publisher;
  private final InstantSource clock;
  private final Map<String, LineId> lines = new LinkedHashMap<>();
  private final RateLimit limit = new RateLimit(MOST_PER_MINUTE, Duration.ofMinutes(1));
  private final String epoch;
  private final AtomicLong asked = new AtomicLong();

  ThresholdRoutes(BoardModel board, Site site, MessagePublisher publisher, InstantSource clock) {
    this.board = board;
    this.publisher = publisher;
    this.clock = clock;
    site.lines().forEach(line -> lines.put(line.id().value(), line.id()));
    epoch = Long.toString(clock.millis(), 36);
  }

  /// `{"challengeOdds":…,"rejectScore":…,"classFloor":…}`, or `{}` for those in force: what they
  /// would have done in the last hour.
  void preview(Context request) throws InterruptedException {
    LineId line = lineOf(request);
    JsonFields fields = JsonFields.of(request, NUMBERS);
    @Nullable VerdictThresholds other = fields.has(NUMBERS) ? numbers(fields) : null;
    fields.finish();
    Instant now = clock.instant();
    take(now);
    String preview = epoch + "-" + asked.incrementAndGet();
    publisher.publish(
        new PreviewThresholds(preview, now, line, Gate.identity(request).name(), other));
    ThresholdsPreviewed answer =
        board
            .awaitPreview(preview, ANSWER_WITHIN)
            .orElseThrow(() ->
                new Refusal(
                    503,
                    "detector",
                    "The detector does not answer; the board says more. Nothing was changed."));
    Json.noStore(request);
    Json.answer(request, 200, answer);
  }

  /// The same with `"reason":…`, or `{"asConfigured":true,"reason":…}`: from now on.
  void change(Context request) {
    LineId line = lineOf(request);
    JsonFields fields = JsonFields.of(request, CHANGE);
    boolean configured = fields.flag("asConfigured");
    @Nullable VerdictThresholds to = configured ? null : numbers(fields);
    String reason = fields.neededText("reason", DefenceRoutes.MAX_REASON_CHARACTERS);
    fields.finish();
    Instant now = clock.instant();
    take(now);
    publisher.publish(new ChangeThresholds(to, now, line, Gate.identity(request).name(), reason));
    Json.noStore(request);
    Json.answer(request, 202, Map.of("asked", "ChangeThresholds"));
  }

  private static @Nullable VerdictThresholds numbers(JsonFields fields) {
    @Nullable Double challenge =
        fields.number(
            "challengeOdds",
            VerdictThresholds.LEAST_CHALLENGE_ODDS,
            VerdictThresholds.MOST_CHALLENGE_ODDS);
    @Nullable Double reject =
        fields.number(
            "rejectScore",
            VerdictThresholds.LEAST_REJECT_SCORE,
            VerdictThresholds.MOST_REJECT_SCORE);
    @Nullable Double floor =
        fields.number(
            "classFloor", VerdictThresholds.LEAST_CLASS_FLOOR, VerdictThresholds.MOST_CLASS_FLOOR);
    return challenge == null || reject == null || floor == null
        ? null
        : new VerdictThresholds(challenge, reject, floor);
  }

  private synchronized void take(Instant now) {
    Duration wait = limit.untilNext(now);
    if (wait.isPositive()) {
      throw Refusal.tooFast(
          "Too many questions about thresholds within a minute. Try again in "
              + (wait.toSeconds() + 1)
              + " s.",
          wait);
    }
    limit.take(now);
  }

  private LineId lineOf(Context request) {
    @Nullable LineId line = lines.get(request.pathParam("line"));
    if (line == null) {
      throw new Refusal(404, "path", "There is no such line.");
    }
    return line;
  }
}
