package org.ringfence.platform.bench.verdicts;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.ringfence.detector.screening.ScreeningThresholds;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.CallEnded;
import org.ringfence.events.CallEvent.ChallengeEnded;
import org.ringfence.events.CallEvent.JoinScreeningAsked;
import org.ringfence.events.CallEvent.ListeningEnded;
import org.ringfence.events.CallEvent.QuestionAnswered;
import org.ringfence.events.CallId;
import org.ringfence.events.ChallengeResult;
import org.ringfence.events.LineId;
import org.ringfence.events.Message;
import org.ringfence.events.Privacy;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Verdict;

/// The messages of one line's calls in the order of their time, without end: each call arrives, is
/// asked two questions, joins, is challenged when the verdict says so, and ends.
///
/// Each message is made anew, as the bus would make it, so that nothing in it was looked at before.
/// What [#told] hears decides how a call goes on. The same seed and answers give the same messages.
final class MessageStream {

  static final LineId LINE = new LineId("16515550100");
  static final Instant START = Instant.parse("2026-11-02T14:00:00Z");

  /// Attempts of a flood in a second of the messages' time.
  static final double FLOOD_PER_SECOND = 100;

  private static final long ANSWER_MILLIS = 1_000;
  private static final long SILENCE_MILLIS = 8_000;
  private static final long JOIN_MILLIS = 500;
  private static final long CHALLENGE_MILLIS = 12_000;
  private static final long LISTENING_MILLIS = 39_000;
  private static final long WAIT_MILLIS = 30_000;
  private static final long LET_GO_MILLIS = 3_000;
  private static final int NORMAL_CLEARING = 16;

  private enum Stage {
    LANGUAGE,
    MENU,
    JOIN,
    CHALLENGE,
    LISTENING,
    END
  }

  /// @param order breaks ties of time
  private record Step(long atMillis, long order, Stage stage, BenchCall call, long sinceMillis) {}

  private final BenchTraffic traffic;
  private final SplittableRandom chance;
  private final PriorityQueue<Step> due =
      new PriorityQueue<>(Comparator.comparingLong(Step::atMillis).thenComparingLong(Step::order));
  private final double meanGapMillis;
  private final double peopleShare;
  private final int ports;
  private long nextArrivalMillis = START.toEpochMilli();
  private long steps;
  private long calls;
  private Step asked;

  MessageStream(BenchTraffic traffic, ScreeningThresholds thresholds, long seed) {
    this.traffic = traffic;
    chance = new SplittableRandom(seed);
    double peoplePerSecond = thresholds.expectedAttemptsPerHour() / 3_600;
    double perSecond = traffic.isFlood() ? FLOOD_PER_SECOND : peoplePerSecond;
    meanGapMillis = 1_000 / perSecond;
    peopleShare = Math.min(1, peoplePerSecond / perSecond);
    ports = thresholds.ports();
    asked = step(nextArrivalMillis, Stage.END, nextCall(), nextArrivalMillis);
  }

  /// The next message.
  Message next() {
    if (due.isEmpty() || due.element().atMillis() > nextArrivalMillis) {
      return arrive();
    }
    Step step = due.remove();
    asked = step;
    BenchCall call = step.call();
    Instant at = Instant.ofEpochMilli(step.atMillis());
    return switch (step.stage()) {
      case LANGUAGE -> {
        boolean keys = call.menuMillis() >= 0;
        long then = keys ? call.menuMillis() : SILENCE_MILLIS;
        due.add(step(step.atMillis() + then, Stage.MENU, call, step.sinceMillis()));
        yield new QuestionAnswered(
            call.id(), at, LINE, "language", "1", Duration.ofMillis(call.languageMillis()));
      }
      case MENU -> {
        boolean keys = call.menuMillis() >= 0;
        due.add(step(step.atMillis() + JOIN_MILLIS, Stage.JOIN, call, step.sinceMillis()));
        yield new QuestionAnswered(
            call.id(),
            at,
            LINE,
            "purpose",
            keys ? "2" : null,
            Duration.ofMillis(keys ? call.menuMillis() : SILENCE_MILLIS));
      }
      case JOIN -> new JoinScreeningAsked(call.id(), at, LINE, call.sound());
      case CHALLENGE ->
          new ChallengeEnded(
              call.id(),
              at,
              LINE,
              call.passes() ? ChallengeResult.PASSED : ChallengeResult.SILENT,
              call.sound());
      case LISTENING -> new ListeningEnded(call.id(), at, LINE, false, call.sound());
      case END ->
          new CallEnded(
              call.id(),
              at,
              LINE,
              NORMAL_CLEARING,
              Duration.ofMillis(step.atMillis() - step.sinceMillis()),
              call.passes());
    };
  }

  private AttemptArrived arrive() {
    long now = nextArrivalMillis;
    nextArrivalMillis += Math.round(chance.nextDouble() * 2 * meanGapMillis);
    BenchCall call = nextCall();
    asked = step(now + ANSWER_MILLIS + call.languageMillis(), Stage.LANGUAGE, call, now);
    due.add(asked);
    return new AttemptArrived(
        call.id(),
        Instant.ofEpochMilli(now),
        LINE,
        call.number(),
        Privacy.NONE,
        call.attestation(),
        call.looks(),
        Math.min(ports, due.size()));
  }

  private BenchCall nextCall() {
    CallId id = new CallId("rf1-" + START.getEpochSecond() + "." + ++calls);
    return chance.nextDouble() < peopleShare
        ? BenchCall.person(id, chance)
        : BenchCall.machine(id, traffic, chance);
  }

  private Step step(long atMillis, Stage stage, BenchCall call, long sinceMillis) {
    return new Step(atMillis, ++steps, stage, call, sinceMillis);
  }

  /// What was answered to the latest message.
  void told(List<Message> answers) {
    for (Message answer : answers) {
      if (answer instanceof VerdictReached verdict) {
        goOn(verdict.verdict());
      }
    }
  }

  private void goOn(Verdict verdict) {
    switch (asked.stage()) {
      case LANGUAGE -> {
        if (verdict == Verdict.REJECT) {
          due.remove(asked);
        }
      }
      case JOIN, CHALLENGE, LISTENING -> afterAnswer(verdict);
      case MENU, END -> {}
    }
  }

  private void afterAnswer(Verdict verdict) {
    switch (verdict) {
      case CHALLENGE -> then(CHALLENGE_MILLIS, Stage.CHALLENGE);
      case LISTEN -> then(LISTENING_MILLIS, Stage.LISTENING);
      case REJECT, LET_GO -> then(LET_GO_MILLIS, Stage.END);
      case ADMIT, ANNOUNCE, DIVERT -> then(WAIT_MILLIS, Stage.END);
    }
  }

  private void then(long afterMillis, Stage stage) {
    due.add(step(asked.atMillis() + afterMillis, stage, asked.call(), asked.sinceMillis()));
  }
}
