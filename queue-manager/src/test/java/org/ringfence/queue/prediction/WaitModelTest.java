package org.ringfence.queue.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.ringfence.events.PredictedWait;
import org.ringfence.events.ToldWaits;

final class WaitModelTest {

  private static final Instant START = Instant.parse("2026-11-01T14:00:00Z");
  private static final PredictionRules RULES =
      new PredictionRules(
          Duration.ofSeconds(300), 10, Duration.ofSeconds(1800), Duration.ofHours(1));

  private final WaitModel model = new WaitModel(RULES);

  private PredictedWait predict(double ahead, int agents) {
    PredictedWait predicted = model.predict(Standing.of(ahead, agents, 0), START);
    assertThat(predicted).isNotNull();
    return predicted == null
        ? new PredictedWait(Duration.ZERO, Duration.ZERO, Duration.ZERO)
        : predicted;
  }

  @Test
  void withNobodyOnDutyTheWaitCannotBeSaid() {
    assertThat(model.predict(Standing.of(3, 0, 0), START)).isNull();
  }

  @Test
  void beforeAnythingWasObservedThePriorSpeaks() {
    assertThat(predict(0, 10).expected().toMillis() / 1000.0).isCloseTo(30 + 5, within(0.5));
  }

  @Test
  void anAgentWhoIsFreeMeansAMoment() {
    PredictedWait predicted = model.predict(Standing.of(0, 5, 1), START);
    assertThat(predicted).isNotNull();
    assertThat(predicted == null ? Duration.ZERO : predicted.high())
        .isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void theWaitGrowsWithEachCallerAheadAndShrinksWithEachAgent() {
    Duration last = Duration.ZERO;
    for (int ahead = 0; ahead < 200; ahead++) {
      PredictedWait predicted = predict(ahead, 10);
      assertThat(predicted.expected()).isGreaterThan(last);
      assertThat(predict(ahead, 11).expected()).isLessThan(predicted.expected());
      last = predicted.expected();
    }
  }

  @Test
  void aTalkThatSomebodyForgotToEndDoesNotMakeTheWaitEndless() {
    for (int i = 0; i < 50; i++) {
      model.handled(Duration.ofSeconds(100 + i * 4), PatienceClass.PERSON);
    }
    model.refresh(START, List.of(30.0, 150.0), new CallersAhead());
    double usual = model.secondsPerCaller();

    model.refresh(START, List.of(30.0, 150.0, 14_000.0), new CallersAhead());

    assertThat(model.secondsPerCaller()).isBetween(usual, 1.5 * usual);
  }

  @Test
  void openTalksDoNotComeOnTopOfThoseThatEnded() {
    Duration talk = Duration.ofSeconds(900);
    WaitModel steady =
        new WaitModel(new PredictionRules(talk, 10, Duration.ofSeconds(1800), Duration.ofHours(1)));
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
    double[] began = new double[100];
    double[] ends = new double[100];
    double mean = 0;
    int looks = 0;
    for (int second = 0; second < 40_000; second++) {
      Instant now = START.plusSeconds(second);
      steady.advance(now, () -> List.of("main"));
      for (int agent = 0; agent < began.length; agent++) {
        if (ends[agent] <= second) {
          if (ends[agent] > 0) {
            steady.handled(
                Duration.ofMillis(Math.round((ends[agent] - began[agent]) * 1000)),
                PatienceClass.PERSON);
          }
          began[agent] = second;
          ends[agent] = second + 900 * random.nextExponential();
        }
      }
      if (second >= 10_000 && second % 100 == 0) {
        double at = second;
        steady.refresh(
            now, Arrays.stream(began).mapToObj(since -> at - since).toList(), new CallersAhead());
        mean += steady.secondsPerCaller();
        looks++;
      }
    }

    // Counting open talks on top of ended ones would add 900 s · ln 2 / 3600 s, or 17 %.
    assertThat(mean / looks).isCloseTo(900, within(900 * 0.05));
  }

  @Test
  void theRangeHoldsFourOfFiveExponentialSums() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
    for (int terms : new int[] {1, 3, 20}) {
      double low = WaitFormula.gammaPoint(terms, terms, -WaitFormula.Z90);
      double high = WaitFormula.gammaPoint(terms, terms, WaitFormula.Z90);
      int inside = 0;
      for (int i = 0; i < 20_000; i++) {
        double sum = 0;
        for (int t = 0; t < terms; t++) {
          sum += random.nextExponential();
        }
        inside += sum >= low && sum <= high ? 1 : 0;
      }
      assertThat(inside / 20_000.0).isCloseTo(0.8, within(0.02));
    }
  }

  @Test
  void talksStillOpenKeepTheEstimateFromBelievingOnlyTheShortOnes() {
    HandlingTimes times = new HandlingTimes(300, 1, 3_600);
    for (int i = 0; i < 20; i++) {
      times.ended(60);
    }
    double closedOnly = times.meanSeconds(List.of());
    double withOpen = times.meanSeconds(Collections.nCopies(80, 70.0));
    assertThat(closedOnly).isLessThan(80);
    assertThat(withOpen).isGreaterThan(200);
  }

  @Test
  void handlingTimesAreLearnedWhateverTheirDistribution() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
    HandlingTimes exponential = new HandlingTimes(300, 10, 3_600);
    HandlingTimes lognormal = new HandlingTimes(300, 10, 3_600);
    for (int i = 0; i < 5_000; i++) {
      exponential.ended(120 * random.nextExponential());
      lognormal.ended(100 * Math.exp(random.nextGaussian()));
    }
    assertThat(exponential.meanSeconds(List.of())).isCloseTo(120, within(6.0));
    assertThat(lognormal.meanSeconds(List.of()))
        .isCloseTo(100 * Math.exp(0.5), within(100 * Math.exp(0.5) * 0.06));
  }

  @Test
  void thoseWhoStillWaitCountAsPatient() {
    for (int i = 0; i < 60; i++) {
      model.left(PatienceClass.PERSON, Duration.ofSeconds(60), true);
    }
    CallersAhead waiting = new CallersAhead();
    waiting.add(60, 940, 0, 0);

    model.refresh(START, List.of(), waiting);

    assertThat(model.abandonHazard()).isCloseTo(61.0 / (1000 * 60 + 1800), within(2e-5));
  }

  @Test
  void whatIsOldIsForgotten() {
    model.advance(START, List::of);
    for (int i = 0; i < 100; i++) {
      model.handled(Duration.ofSeconds(30), PatienceClass.PERSON);
    }
    model.advance(START.plus(Duration.ofDays(3)), List::of);
    model.refresh(START.plus(Duration.ofDays(3)), List.of(), new CallersAhead());
    assertThat(model.secondsPerCaller()).isCloseTo(300, within(1.0));
  }

  @Test
  void howWellWaitsWereToldIsTold() {
    assertThat(model.toldWaits("enroll")).isNull();
    PredictedWait told =
        new PredictedWait(Duration.ZERO, Duration.ofSeconds(60), Duration.ofSeconds(100));
    for (int took : new int[] {50, 90, 150, 70}) {
      model.reachedAgent(
          "T" + took,
          "enroll",
          Duration.ofSeconds(took),
          0,
          told,
          Duration.ofSeconds(took),
          START.plusSeconds(took));
    }

    assertThat(model.toldWaits("enroll")).isEqualTo(new ToldWaits(4, 0.75, Duration.ofSeconds(35)));
    assertThat(model.toldWaits("billing")).isNull();
  }
}
