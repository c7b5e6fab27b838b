package org.ringfence.gateway.screening;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.CallId;
import org.ringfence.events.CallerSound;
import org.ringfence.events.ChallengeResult;
import org.ringfence.events.LineId;
import org.ringfence.events.Mode;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;
import org.ringfence.gateway.calls.PendingAnswers;
import org.ringfence.gateway.calls.TrackedCall;

/// Asks for verdicts and waits for them, never longer than the deadline: past it the caller is let
/// in, and that is said and counted.
///
/// While a line is pressed the deadline is longer: an attempt that is let in costs twenty times the
/// work of one that is refused, so letting in what comes late during a flood makes the next
/// verdicts later still.
public final class Screening {

  private final ScreeningSettings settings;
  private final InstantSource clock;
  private final LongSupplier ticker;
  private final PendingAnswers<Question, VerdictReached> pending = new PendingAnswers<>();
  private final Map<Stage, Timer> times = new EnumMap<>(Stage.class);
  private final Map<Stage, Counter> tooLate = new EnumMap<>(Stage.class);
  private final Counter untracked;

  /// The mode of each line as the last verdict had it; as many entries as there are lines.
  private final Map<LineId, Mode> modes = new ConcurrentHashMap<>();

  private record Question(CallId call, Stage stage) {}

  public Screening(
      ScreeningSettings settings, MeterRegistry meters, InstantSource clock, LongSupplier ticker) {
    this.settings = settings;
    this.clock = clock;
    this.ticker = ticker;
    for (Stage stage : Stage.values()) {
      String name = stage.name().toLowerCase(Locale.ROOT);
      times.put(
          stage,
          Timer.builder("ringfence.verdict.time")
              .tag("stage", name)
              .publishPercentiles(0.5, 0.99)
              .register(meters));
      tooLate.put(
          stage,
          meters.counter("ringfence.verdict.failed.open", "stage", name, "cause", "deadline"));
    }
    this.untracked =
        meters.counter("ringfence.verdict.failed.open", "stage", "arrival", "cause", "untracked");
  }

  /// A verdict came over the bus.
  public void hear(VerdictReached verdict) {
    modes.put(verdict.line(), verdict.mode());
    pending.answer(new Question(verdict.call(), verdict.stage()), verdict);
  }

  /// The verdict before the answer.
  ///
  /// @param ask publishes the attempt
  /// @param startedAtNanos when the request came in; the deadline counts from here
  public Verdict arrival(TrackedCall call, Runnable ask, long startedAtNanos) {
    long spentNanos = ticker.getAsLong() - startedAtNanos;
    Duration deadline =
        isPressed(call.line().id())
            ? settings.pressedArrivalDeadline()
            : settings.arrivalDeadline();
    return reach(call, Stage.ARRIVAL, deadline.minusNanos(spentNanos), ask)
        .map(VerdictReached::verdict)
        .orElse(Verdict.ADMIT);
  }

  /// Whether a line was in AMBER or RED at its last verdict.
  public boolean isPressed(LineId line) {
    return modes.getOrDefault(line, Mode.GREEN) != Mode.GREEN;
  }

  /// A verdict on a caller who was answered.
  ///
  /// @param machineOdds natural logarithm of P(machine) / P(person), 0 when no verdict came
  public record Judged(Verdict verdict, double machineOdds) {}

  /// The verdict before the place in line.
  ///
  /// @param sound what was heard of the caller, or null when nobody listened
  public Judged join(TrackedCall call, @Nullable CallerSound sound) {
    return judge(call, Stage.JOIN, () -> call.joinScreeningAsked(clock.instant(), sound));
  }

  /// The verdict on a caller who was challenged.
  ///
  /// @param sound what was heard of the caller, or null when nobody listened
  public Judged challenge(TrackedCall call, ChallengeResult result, @Nullable CallerSound sound) {
    return judge(call, Stage.CHALLENGE, () -> call.challengeEnded(clock.instant(), result, sound));
  }

  /// The verdict on a caller who was asked whether anybody is there.
  ///
  /// @param keyed whether a key was pressed
  /// @param sound what was heard of the caller, or null when nobody listened
  public Judged listening(TrackedCall call, boolean keyed, @Nullable CallerSound sound) {
    return judge(call, Stage.LISTENING, () -> call.listeningEnded(clock.instant(), keyed, sound));
  }

  private Judged judge(TrackedCall call, Stage stage, Runnable ask) {
    Duration deadline =
        isPressed(call.line().id()) ? settings.pressedJoinDeadline() : settings.joinDeadline();
    return reach(call, stage, deadline, ask)
        .map(said -> new Judged(said.verdict(), said.machineOdds()))
        .orElse(new Judged(Verdict.ADMIT, 0));
  }

  /// A caller is let in because the ledger could not take the call.
  public void countUntracked() {
    untracked.increment();
  }

  private Optional<VerdictReached> reach(
      TrackedCall call, Stage stage, Duration atMost, Runnable ask) {
    long askedAtNanos = ticker.getAsLong();
    Optional<VerdictReached> verdict = pending.await(new Question(call.id(), stage), atMost, ask);
    if (verdict.isEmpty()) {
      counter(stage).increment();
      call.failedOpen(clock.instant(), stage);
      return verdict;
    }
    Timer time = times.get(stage);
    if (time != null) {
      time.record(ticker.getAsLong() - askedAtNanos, TimeUnit.NANOSECONDS);
    }
    return verdict;
  }

  private Counter counter(Stage stage) {
    return tooLate.getOrDefault(stage, untracked);
  }
}
