package org.ringfence.simulator.waits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfence.queue.prediction.PredictionRules;
import org.ringfence.simulator.waits.Arrival.Faced;

final class KnownEstimatorsTest {

  static final PredictionRules SETTINGS =
      new PredictionRules(Duration.ofMinutes(5), 10, Duration.ofMinutes(30), Duration.ofHours(1));

  private static QueueModel named(String name) {
    return QueueModel.table().stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void withTwoAheadTheyAreTheseSums() {
    KnownEstimators known = KnownEstimators.of(named("M/M/10+M"));
    assertThat(known.ql(2)).isCloseTo(0.3, within(1e-12));
    assertThat(known.qlm(2)).isCloseTo(1 / 10.0 + 1 / 11.0 + 1 / 12.0, within(1e-12));
    // ρ = 1.2: w = ln 1.2, and 2 of 10 wait for each unit of time.
    assertThat(known.qlr(2)).isCloseTo(0.3 * Math.log(1.2) / 0.2, within(1e-6));
  }

  @Test
  void withExponentialPatienceTheHazardOfEachAgeIsTheSame() {
    KnownEstimators known = KnownEstimators.of(named("M/M/100+M"));
    for (int n = 0; n < 400; n += 57) {
      assertThat(known.qlap(n)).isCloseTo(known.qlm(n), within(1e-9));
    }
  }

  @Test
  void whereNobodyGivesUpYoungTheQueueIsExpectedToBeServed() {
    KnownEstimators known = KnownEstimators.of(named("M/M/100+E10"));
    assertThat(known.qlap(20)).isCloseTo(known.ql(20), within(1e-3));
    assertThat(known.qlap(120)).isLessThan(known.ql(120));
  }

  /// One agent. Talks of 100 s; the second caller gives up after 30 s.
  @Test
  void whatIsSeenOfALineIsWhatHappenedInIt() {
    FifoLine line = new FifoLine(1);
    WatchedLine watched = new WatchedLine();
    watched.joins(line.face(arrival(0, 0, 1_000)));
    watched.joins(line.face(arrival(1, 10, 30)));
    Faced third = line.face(arrival(2, 20, 1_000));
    watched.joins(third);
    assertThat(third.delay()).isEqualTo(seconds(80));

    watched.advance(seconds(25));
    assertThat(watched.waiting()).isEqualTo(2);
    assertThat(watched.headOfLine(seconds(25))).isEqualTo(seconds(15));
    watched.advance(seconds(50));
    assertThat(watched.waiting()).isEqualTo(1);
    assertThat(watched.headOfLine(seconds(50))).isEqualTo(seconds(30));
    assertThat(watched.lastToEnter()).isZero();
    watched.advance(seconds(120));
    assertThat(watched.waiting()).isZero();
    assertThat(watched.lastToEnter()).isEqualTo(seconds(80));
    assertThat(watched.asterisk().seconds()).isEqualTo(80 / 4);
    assertThat(line.face(arrival(3, 130, 0)).delay()).isEqualTo(seconds(70));
  }

  private static Arrival arrival(int index, long atSeconds, long patienceSeconds) {
    return new Arrival(
        index, seconds(atSeconds), seconds(patienceSeconds), seconds(100), false, false);
  }

  private static long seconds(long seconds) {
    return seconds * 1_000_000_000;
  }

  @Test
  void asteriskAveragesInWholeSecondsAndAnnouncesMinutes() {
    AsteriskHoldTime asterisk = new AsteriskHoldTime();
    for (long waited : List.of(100L, 100L, 7L)) {
      asterisk.answered(waited);
    }
    // 25, then 43, then 34.
    assertThat(asterisk.seconds()).isEqualTo(34);
    assertThat(asterisk.announcedSeconds()).isEqualTo(60);
  }

  @Test
  void onASmallRunTheKnownEstimatorsStandWhereTheTableHasThem() {
    QueueModel model = named("M/M/10+M");
    ModelRun.Result run = ModelRun.run(model, 1, 200_000, 2_000, SETTINGS, _ -> {});
    for (Predictor predictor : QueueModel.Reference.PREDICTORS) {
      double cell = model.reference().of(predictor);
      assertThat(run.all().rrase(predictor))
          .as(predictor.label)
          .isCloseTo(cell, within(0.05 * cell));
    }
  }

  @Test
  void theCoreServesEverybodyWhenTheRecursionSays() {
    // The run itself throws where it does not.
    for (QueueModel model : QueueModel.table()) {
      if (model.agents() <= 100) {
        ModelRun.Result run = ModelRun.run(model, 3, 4_000, 4_000, SETTINGS, _ -> {});
        assertThat(run.prefix().of(Predictor.OURS).count())
            .isEqualTo(run.prefix().of(Predictor.QLM).count());
        assertThat(run.prefix().rrase(Predictor.OURS)).isLessThan(run.prefix().rrase(Predictor.QL));
      }
    }
  }
}
