package org.ringfence.queue;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.ringfence.queue.line.CallbackRules;
import org.ringfence.queue.line.PlaceRules;
import org.ringfence.settings.SettingsReader;

/// What the section `queue` says of places that are kept without a call.
final class PlaceSettings {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final int MOST_PER_HOUR = 10_000;
  private static final double MOST_MONEY = 1_000_000;

  /// Odds beyond this are certainties.
  private static final double MOST_ODDS = 10;

  private PlaceSettings() {}

  static PlaceRules from(SettingsReader queue) {
    Duration grace = queue.duration("hang-up-grace", Duration.ZERO, HOUR);
    return new PlaceRules(grace, callbacks(queue.section("callbacks")));
  }

  private static CallbackRules callbacks(SettingsReader section) {
    return new CallbackRules(
        section.flag("enabled"),
        section.choice("first", CallbackRules.First.class),
        section.duration("offer-from", Duration.ZERO, DAY),
        section.number("most-machine-odds", -MOST_ODDS, MOST_ODDS),
        section.duration("dial-ahead", Duration.ZERO, HOUR),
        section.duration("ring-time", SECOND.multipliedBy(5), MINUTE.multipliedBy(2)),
        section.duration("key-time", SECOND.multipliedBy(5), MINUTE.multipliedBy(5)),
        section.integer("attempts", 1, 10),
        section.duration("busy-gap", SECOND, DAY),
        section.duration("no-answer-gap", SECOND, DAY),
        section.duration("keep-for", MINUTE, DAY.multipliedBy(7)),
        areaCodes(section),
        section.integer("most-per-block", 0, MOST_PER_HOUR),
        section.integer("most-per-hour", 0, MOST_PER_HOUR),
        new CallbackRules.Spending(
            section.number("spend-limit", 0, MOST_MONEY),
            section.number("price-per-call", 0, MOST_MONEY),
            section.number("price-per-minute", 0, MOST_MONEY)),
        section.flag("after-crash"));
  }

  private static Set<String> areaCodes(SettingsReader section) {
    Set<String> allowed = new TreeSet<>();
    for (String code : section.texts("area-codes")) {
      if (CallbackRules.isAreaCode(code)) {
        allowed.add(code);
      } else {
        section.problem(
            "area-codes",
            "an area code has three digits, such as \"612\", and none that is premium (900) or no"
                + " place; \""
                + code
                + "\" is not one");
      }
    }
    return allowed;
  }
}
