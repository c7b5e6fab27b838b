package org.ringfence.queue.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ringfence.events.PredictedWait;
import org.ringfence.queue.prediction.WaitLearner.Choice;

/// Callers who join one after another, each served before the next comes, after a wait that the
/// test decides on.
final class LearnedWaitsTest {

  private static final Instant START = Instant.parse("2026-11-02T14:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final int AGENTS = 10;
  private static final PredictionRules RULES =
      new PredictionRules(Duration.ofSeconds(300), 10, Duration.ofDays(30), DAY);

  /// Seconds that a caller waits with so many ahead, of this queue.
  private interface Truth {
    double wait(int ahead, String queue);
  }

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
  private final WaitModel model = new WaitModel(RULES);
  private Instant now = START;

  private static Standing standing(int ahead, String queue) {
    return standing(ahead, queue, StaffOutlook.STEADY);
  }

  private static Standing standing(int ahead, String queue, StaffOutlook outlook) {
    Standing plain = Standing.of(ahead, AGENTS, 0);
    return new Standing(
        plain.ahead(), AGENTS, 0, new Standing.Place(queue, 0, ahead, 0, 0, name -> 0), outlook);
  }

  private void pass(double seconds) {
    now = now.plusMillis(Math.round(seconds * 1000));
    model.advance(now, List::of);
  }

  private void live(int callers, Truth truth) {
    for (int i = 0; i < callers; i++) {
      String queue = random.nextBoolean() ? "enroll" : "billing";
      int ahead = random.nextInt(8);
      String ticket = "T" + i + now;
      @Nullable PredictedWait told = model.joined(ticket, standing(ahead, queue), now);
      double waits = truth.wait(ahead, queue) * (0.7 + 0.6 * random.nextDouble());
      pass(waits);
      Duration took = Duration.ofMillis(Math.round(waits * 1000));
      model.reachedAgent(ticket, queue, took, 0, told, took, now);
      pass(600);
    }
  }

  private double expected(int ahead, String queue) {
    @Nullable PredictedWait told = model.predict(standing(ahead, queue), now);
    return told == null ? Double.NaN : told.expected().toMillis() / 1000.0;
  }

  @Test
  void itLearnsThatOneQueueIsServedMoreSlowly() {
    live(4_000, (ahead, queue) -> (queue.equals("enroll") ? 60 : 20) * (ahead + 1));

    assertThat(model.choice()).isEqualTo(Choice.LEARNED);
    assertThat(expected(4, "enroll")).isCloseTo(300, within(45.0));
    assertThat(expected(4, "billing")).isCloseTo(100, within(45.0));
  }

  @Test
  void whereTheFormulaIsRightItStays() {
    live(4_000, (ahead, queue) -> 30 * (ahead + 1) + 5);

    assertThat(model.choice()).isEqualTo(Choice.FORMULA);
    assertThat(expected(4, "enroll")).isCloseTo(155, within(1.0));
  }

  @Test
  void aFewCallersTeachNothingYet() {
    live(40, (ahead, queue) -> 500);

    assertThat(model.choice()).isEqualTo(Choice.FORMULA);
  }

  @Test
  void callersWhoAreNotFollowedToTheEndTakeNoRoom() {
    for (int i = 0; i < 10_000; i++) {
      model.joined("gone" + i, standing(3, "enroll"), now);
      model.forget("gone" + i);
    }
    live(2_000, (ahead, queue) -> 100 * (ahead + 1));

    assertThat(model.choice()).isNotEqualTo(Choice.FORMULA);
  }

  @Test
  void whatWasLearnedSurvivesARestart() {
    live(1_500, (ahead, queue) -> (queue.equals("enroll") ? 60 : 20) * (ahead + 1));
    model.joined("open", standing(2, "enroll"), now);
    WaitModel restarted = new WaitModel(RULES);
    restarted.restore(model.save());

    assertThat(restarted.predict(standing(5, "enroll"), now))
        .isEqualTo(model.predict(standing(5, "enroll"), now));
    assertThat(restarted.save()).isEqualTo(model.save());
  }

  @Test
  void aStateFromBeforeLearningIsStillRead() {
    live(50, (ahead, queue) -> 60);
    SavedWaits now = model.save();
    SavedWaits older =
        new SavedWaits(
            now.endings(),
            now.exposureSeconds(),
            now.counts(),
            now.advancedTo(),
            now.refreshedAt(),
            777,
            null);
    WaitModel restarted = new WaitModel(RULES);

    restarted.restore(older);

    assertThat(restarted.secondsPerCaller()).isEqualTo(777);
    assertThat(restarted.predict(standing(5, "enroll"), this.now)).isNotNull();
  }

  @Test
  void theEndOfAShiftIsNotTakenForSlowAgents() {
    StaffOutlook half = new StaffOutlook(List.of(new StaffOutlook.Change(60, 0.5)));
    for (int i = 0; i < 2_000; i++) {
      int ahead = random.nextInt(8);
      String ticket = "T" + i;
      model.joined(ticket, standing(ahead, "enroll", half), now);
      // What the formula says, on the clock.
      double waits = half.clockSeconds(30 * (ahead + 1) + 5);
      pass(waits);
      Duration took = Duration.ofMillis(Math.round(waits * 1000));
      model.reachedAgent(ticket, "enroll", took, 0, null, took, now);
      pass(600);
    }

    @Nullable PredictedWait told = model.predict(standing(4, "enroll", half), now);
    assertThat(Objects.requireNonNull(told).expected().toSeconds())
        .isCloseTo(60 + 2 * (155 - 60), within(5L));
  }
}
