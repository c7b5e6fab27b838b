package org.ringfence.simulator.faults;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.ringfence.decider.Decider;
import org.ringfence.detector.crowd.UsualCallers;
import org.ringfence.detector.lists.NumberList;
import org.ringfence.detector.screening.KnownNumbers;
import org.ringfence.detector.screening.NumberHash;
import org.ringfence.detector.screening.ScreeningDecider;
import org.ringfence.detector.screening.ScreeningThresholds;
import org.ringfence.events.AgentId;
import org.ringfence.events.Defence;
import org.ringfence.events.LineId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Skill;
import org.ringfence.queue.line.CallbackRules;
import org.ringfence.queue.line.LineDecider;
import org.ringfence.queue.line.LineRules;
import org.ringfence.queue.line.PlaceRules;
import org.ringfence.queue.prediction.PredictionRules;

/// Makes the real cores, with settings so tight that a few callers make a surge and a few minutes
/// see every timer.
///
/// @param line what is put around each line's core; the identity, but for tests of the checks
/// @param zombiesWrite whether a process that lost its partition still writes to the changelog
record Cores(UnaryOperator<Decider> line, boolean zombiesWrite) {

  private static final byte[] KEY = "fault-simulation".getBytes(StandardCharsets.US_ASCII);

  static final Duration RELEASE_AFTER = Duration.ofSeconds(40);
  static final Duration CALLBACK_KEPT_FOR = Duration.ofSeconds(120);
  static final Duration DIVERTED_HANDICAP = Duration.ofMinutes(1);

  private static final PredictionRules PREDICTION =
      new PredictionRules(Duration.ofMinutes(1), 10, Duration.ofMinutes(10), Duration.ofHours(1));

  private static final ScreeningThresholds THRESHOLDS =
      new ScreeningThresholds(
          Defence.ON,
          16,
          0.6,
          0.9,
          60,
          new ScreeningThresholds.Surge(2, 6),
          new ScreeningThresholds.Surge(3, 10),
          RELEASE_AFTER,
          0.8,
          1.2,
          0.5);

  private static final KnownNumbers KNOWN =
      new KnownNumbers(Set.of(PhoneNumber.of("+16515550100")), NumberList.EMPTY, NumberList.EMPTY);

  /// Short enough that places are given up, too, before a world has come to rest.
  private static PlaceRules places(Script.Shape shape) {
    return new PlaceRules(
        Duration.ofSeconds(60),
        new CallbackRules(
            true,
            shape.seed() % 2 == 0 ? CallbackRules.First.AGENT : CallbackRules.First.CALLER,
            Duration.ZERO,
            4,
            Duration.ofSeconds(20),
            Duration.ofSeconds(8),
            Duration.ofSeconds(6),
            2,
            Duration.ofSeconds(4),
            Duration.ofSeconds(8),
            CALLBACK_KEPT_FOR,
            Set.of("612", "651", "952"),
            1_000,
            1_000,
            new CallbackRules.Spending(1_000, 1, 0),
            true));
  }

  /// The cores as they run in production.
  static final Cores REAL = new Cores(core -> core, false);

  Decider line(String pool, List<Phone> phones, Script.Shape shape) {
    Map<AgentId, Set<Skill>> agents = new TreeMap<>();
    int number = Integer.parseInt(pool.substring("pool".length())) - 1;
    phones.stream()
        .filter(phone -> phone.pool == number)
        .forEach(phone -> agents.put(phone.agent, phone.skills));
    return line.apply(
        new LineDecider(
            World.pool(number),
            rules(shape),
            places(shape),
            PREDICTION,
            agents,
            Set.of(World.queue(number))));
  }

  private static LineRules rules(Script.Shape shape) {
    return new LineRules(
        Duration.ofSeconds(12),
        Duration.ofSeconds(3),
        Duration.ofSeconds(2),
        3,
        Duration.ofSeconds(60),
        Duration.ofSeconds(5),
        Duration.ofSeconds(shape.wrapUpSeconds()),
        DIVERTED_HANDICAP,
        shape.unheardPercent() / 100.0,
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(2),
        Duration.ofMinutes(10));
  }

  Decider screening(String line) {
    return new ScreeningDecider(
        new LineId(line), THRESHOLDS, KNOWN, UsualCallers.UNKNOWN, new NumberHash(KEY));
  }
}
