package org.ringfence.detector.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.ringfence.events.AlertKind;
import org.ringfence.events.LineId;
import org.ringfence.events.Message;
import org.ringfence.events.ScreeningDecision.LineAlert;
import tools.jackson.databind.json.JsonMapper;

/// A line's minutes, watched for its supervisor.
class TrafficWatchTest {

  private static final LineId LINE = new LineId("16515550100");
  private static final Instant START = Instant.parse("2026-11-02T14:00:00Z");

  private RandomGenerator random = new Random(7);
  private TrafficWatch watch = new TrafficWatch(LINE);
  private Instant now = START;
  private final List<Message> said = new ArrayList<>();

  /// What calls of a minute are like, as shares.
  private record Traffic(
      int calls, double withheld, double unheard, double strangers, double keySeconds) {}

  private static final Traffic USUAL = new Traffic(30, 0.03, 0.03, 0.03, 8);

  private void minutes(int minutes, Traffic traffic) {
    for (int minute = 0; minute < minutes; minute++) {
      double calls = traffic.calls() + Math.sqrt(traffic.calls()) * random.nextGaussian();
      for (int i = 0; i < Math.max(0, Math.round(calls)); i++) {
        call(traffic);
      }
      pass(Duration.ofMinutes(1));
    }
  }

  private void call(Traffic traffic) {
    watch.arrived(
        random.nextDouble() < traffic.withheld(),
        random.nextDouble() < 0.14,
        random.nextDouble() < 0.1,
        random.nextDouble() < 0.63,
        40 + random.nextInt(10));
    watch.languageKeyed(traffic.keySeconds() * Math.exp(0.38 * random.nextGaussian()));
    watch.asked(random.nextDouble() >= traffic.unheard(), random.nextDouble() < 0.9);
    watch.ended(110 * Math.exp(random.nextGaussian()), random.nextDouble() < 0.02, false);
    if (random.nextDouble() < traffic.strangers()) {
      watch.ended(60, false, true);
    }
  }

  private void pass(Duration time) {
    now = now.plus(time);
    watch.advance(now.toEpochMilli(), now, said);
  }

  private List<LineAlert> alerts() {
    return said.stream().map(LineAlert.class::cast).toList();
  }

  @Test
  void ordinaryHoursAreNoAlert() {
    watch.advance(now.toEpochMilli(), now, said);
    minutes(600, USUAL);

    assertThat(said).isEmpty();
  }

  @Test
  void aRushAtTheSameHourOfThePreviousDayIsKnown() {
    watch.advance(now.toEpochMilli(), now, said);
    minutes(100, USUAL);
    minutes(10, new Traffic(90, 0.03, 0.03, 0.03, 8));
    minutes(100, USUAL);
    said.clear();
    pass(Duration.ofHours(20));
    minutes(60, USUAL);
    minutes(10, new Traffic(45, 0.03, 0.03, 0.03, 8));

    assertThat(said).isEmpty();
  }

  @Test
  void withheldCallersWhoBecomeManyAreSaidInWordsAndTheAlertEndsByItself() {
    watch.advance(now.toEpochMilli(), now, said);
    minutes(90, USUAL);
    Instant began = now;
    minutes(4, new Traffic(60, 0.4, 0.03, 0.03, 8));

    assertThat(alerts()).isNotEmpty();
    LineAlert first = alerts().getFirst();
    assertThat(first.kind()).isEqualTo(AlertKind.UNUSUAL_TRAFFIC);
    assertThat(first.over()).isFalse();
    assertThat(first.since()).isBetween(began, began.plusSeconds(120));
    assertThat(first.at()).isBefore(began.plusSeconds(240));
    assertThat(first.parts())
        .anyMatch(part -> part.matches("withheld callers \\d+ % \\(usually [234] %\\)"));

    minutes(8, USUAL);
    assertThat(alerts()).last().matches(LineAlert::over);
    assertThat(alerts().getLast().since()).isEqualTo(first.since());
  }

  @Test
  void anAlertIsOverThoughNobodyCallsAnyMore() {
    watch.advance(now.toEpochMilli(), now, said);
    minutes(90, USUAL);
    minutes(4, new Traffic(200, 0.4, 0.6, 0.03, 8));
    assertThat(watch.nextLook()).isPresent();

    for (int i = 0; i < 20 && watch.nextLook().isPresent(); i++) {
      now = watch.nextLook().orElseThrow();
      watch.advance(now.toEpochMilli(), now, said);
    }

    assertThat(alerts()).last().matches(LineAlert::over);
    assertThat(watch.nextLook()).isEmpty();
  }

  @Test
  void anAttackForHoursIsSaidAgainNowAndThenButNotEachMinute() {
    watch.advance(now.toEpochMilli(), now, said);
    minutes(90, USUAL);
    minutes(50, new Traffic(200, 0.4, 0.6, 0.03, 4));

    assertThat(alerts()).hasSizeBetween(2, 11);
    assertThat(alerts()).extracting(LineAlert::since).containsOnly(alerts().getFirst().since());
  }

  @Test
  void aQuietLineIsNotWatched() {
    watch.advance(now.toEpochMilli(), now, said);
    minutes(300, new Traffic(1, 0.03, 0.03, 0.03, 8));
    minutes(30, new Traffic(1, 1, 1, 0.03, 8));

    assertThat(said).isEmpty();
  }

  @Test
  void manyStrangersWhoAskAndHangUpSuggestTheAnnouncement() {
    watch.advance(now.toEpochMilli(), now, said);
    minutes(60, USUAL);
    minutes(12, new Traffic(60, 0.03, 0.03, 0.4, 8));

    assertThat(alerts())
        .filteredOn(alert -> alert.kind() == AlertKind.SPOOFED_OUTWARD)
        .first()
        .satisfies(alert -> {
          assertThat(alert.over()).isFalse();
          assertThat(alert.parts().getFirst()).contains("people who never called before");
        });
  }

  @Test
  void threeTimesAsManyPeopleWithErrandsSuggestNothing() {
    watch.advance(now.toEpochMilli(), now, said);
    minutes(60, USUAL);
    minutes(30, new Traffic(90, 0.03, 0.03, 0.03, 8));

    assertThat(alerts()).noneMatch(alert -> alert.kind() == AlertKind.SPOOFED_OUTWARD);
  }

  /// Past the point where the older of the two forests goes, too.
  @Test
  void afterARestartItSaysTheSameToTheLastDigit() {
    watch.advance(now.toEpochMilli(), now, said);
    minutes(2 * MinuteForest.GENERATION + 30, USUAL);
    JsonMapper json = JsonMapper.builder().build();
    String saved = json.writeValueAsString(watch.save());
    TrafficWatch restarted = new TrafficWatch(LINE);
    restarted.restore(json.readValue(saved, TrafficWatch.Saved.class));
    Instant then = now;

    random = new Random(8);
    minutes(20, new Traffic(60, 0.3, 0.3, 0.3, 5));
    List<Message> before = List.copyOf(said);
    assertThat(before).isNotEmpty();

    said.clear();
    watch = restarted;
    now = then;
    random = new Random(8);
    minutes(20, new Traffic(60, 0.3, 0.3, 0.3, 5));

    assertThat(said).isEqualTo(before);
  }
}
