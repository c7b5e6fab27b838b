package org.ringfence.detector.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ringfence.detector.SampledPeople;
import org.ringfence.events.Defence;
import org.ringfence.events.Mode;
import org.ringfence.events.ScreeningDecision.ModeChanged;

class ModesTest {

  private final LineUnderTest line = new LineUnderTest(LineUnderTest.thresholds(Defence.ON, 360));

  private final SampledPeople people = new SampledPeople(new Random(20161101));

  /// Calls of people like the usual ones, evenly.
  private void traffic(double perSecond, Duration during) {
    Instant end = line.now().plus(during);
    Duration every = Duration.ofNanos(Math.round(1e9 / perSecond));
    while (line.now().isBefore(end)) {
      line.hangUp(line.call(people.next()), true);
      line.passTime(every);
    }
  }

  @Test
  void usualTrafficStaysGreenAndWantsNoTimer() {
    traffic(0.1, Duration.ofHours(6));

    assertThat(line.modeChanges()).isEmpty();
    assertThat(line.decider().nextDue()).isEmpty();
  }

  @Test
  void aFloodOfThirtyOneTimesTheUsualIsRedWithinTwentyFiveSecondsOnASmallLine() {
    traffic(0.1, Duration.ofHours(1));
    Instant flood = line.now();

    traffic(3.1, Duration.ofMinutes(1));

    assertThat(line.modeChanges())
        .extracting(ModeChanged::to)
        .containsExactly(Mode.AMBER, Mode.RED);
    assertThat(Duration.between(flood, line.modeChanges().getFirst().at()))
        .isLessThan(Duration.ofSeconds(13));
    assertThat(Duration.between(flood, line.modeChanges().getLast().at()))
        .isLessThan(Duration.ofSeconds(25));
    assertThat(line.modeChanges().getLast().why()).startsWith("surge: ");
  }

  @Test
  void theModeStepsDownByTheTimerAloneWhenNobodyCallsAnyMore() {
    traffic(5, Duration.ofMinutes(10));
    assertThat(line.decider().mode()).isEqualTo(Mode.RED);
    Instant due = line.decider().nextDue().orElseThrow();
    assertThat(Duration.between(line.now(), due)).isLessThanOrEqualTo(Duration.ofMinutes(5));

    line.passTime(Duration.between(line.now(), due));
    line.tick();

    assertThat(line.decider().mode()).isEqualTo(Mode.GREEN);
    assertThat(line.decider().nextDue()).isEmpty();
    assertThat(line.modeChanges().getLast().why()).isEqualTo("not pressed for 300 s");
  }

  @Test
  void aPauseShorterThanTheReleaseTimeDoesNotEndTheAlarm() {
    traffic(5, Duration.ofMinutes(2));
    line.passTime(Duration.ofMinutes(4));
    line.tick();
    traffic(5, Duration.ofMinutes(2));

    assertThat(line.modeChanges())
        .extracting(ModeChanged::to)
        .containsExactly(Mode.AMBER, Mode.RED);
  }

  @Test
  void anHourOfFloodIsReleasedAsSoonAsAMinuteOfIt() {
    traffic(10, Duration.ofHours(1));
    Instant end = line.now();
    traffic(0.1, Duration.ofMinutes(40));

    assertThat(line.decider().mode()).isEqualTo(Mode.GREEN);
    assertThat(Duration.between(end, line.modeChanges().getLast().at()))
        .isLessThan(Duration.ofMinutes(12));
  }

  @Test
  void aFloodDoesNotTeachThatItIsNormal() {
    traffic(3, Duration.ofHours(3));
    assertThat(line.decider().mode()).isEqualTo(Mode.RED);
    traffic(0.1, Duration.ofMinutes(30));
    assertThat(line.decider().mode()).isEqualTo(Mode.GREEN);

    traffic(3, Duration.ofMinutes(1));

    assertThat(line.decider().mode()).isEqualTo(Mode.RED);
  }

  @Test
  void slowGrowthIsLearned() {
    for (double perSecond = 0.1; perSecond < 0.28; perSecond *= 1.1) {
      traffic(perSecond, Duration.ofMinutes(90));
    }

    assertThat(line.modeChanges()).isEmpty();
  }

  @Test
  void portsInUsePressTheModeWithoutASurge() {
    line.portsInUse(700);
    line.call("+16125550111");
    assertThat(line.decider().mode()).isEqualTo(Mode.AMBER);
    line.portsInUse(900);
    line.call("+16125550112");
    assertThat(line.decider().mode()).isEqualTo(Mode.RED);
    assertThat(line.modeChanges().getLast().why()).isEqualTo("900 of 1000 ports in use");

    line.portsInUse(750);
    line.passTime(Duration.ofMinutes(5));
    line.call("+16125550113");

    assertThat(line.decider().mode()).isEqualTo(Mode.AMBER);
  }

  @Test
  void aSurgeDoesNotChangeTheScoreOfACaller() {
    double before = line.call("+16125550111").arrival().score();
    traffic(20, Duration.ofMinutes(1));
    assertThat(line.decider().mode()).isEqualTo(Mode.RED);

    assertThat(line.call("+16125550112").arrival().score()).isEqualTo(before);
  }
}
