package org.ringfence.simulator.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ringfence.settings.SettingsReader;

/// An ordinary day of people: `config/traffic/people.conf`, which explains every key.
///
/// @param callsPerHour of all families together, before the shape of the day
/// @param aloneCallsPerHour of a family that is asked for by name
/// @param hours relative intensity hour by hour from `from`; the last one goes on
/// @param dayVariation coefficient of variation of the factor by which days differ
/// @param victims so many people's numbers are shown by machines
record PeopleSettings(
    double callsPerHour,
    double aloneCallsPerHour,
    double fromSeconds,
    double toSeconds,
    List<Double> hours,
    double dayVariation,
    double pulseFactor,
    double pulseDecaySeconds,
    Surge surge,
    Choice<String> areas,
    int blocks,
    double blockExponent,
    int victims,
    Map<String, PersonTraits> families) {

  static final Duration DAY = Duration.ofDays(1);

  /// Real people in a hurry: so many times as many calls for a while.
  record Surge(double factor, double fromSeconds, double toSeconds) {
    double at(double time) {
      return time >= fromSeconds && time < toSeconds ? factor : 1;
    }
  }

  PeopleSettings {
    hours = List.copyOf(hours);
    families = Collections.unmodifiableMap(new TreeMap<>(families));
  }

  static PeopleSettings from(SettingsReader settings) {
    SettingsReader pulse = settings.section("pulse");
    SettingsReader surge = settings.section("surge");
    double from = PersonTraits.seconds(settings, "from", DAY.negated(), DAY);
    double to = PersonTraits.seconds(settings, "to", DAY.negated(), DAY);
    if (to <= from) {
      settings.problem("to", "must be after from");
    }
    return new PeopleSettings(
        settings.number("calls-per-hour", 0, 1_000_000),
        settings.number("alone-calls-per-hour", 0, 1_000_000),
        from,
        to,
        hours(settings),
        settings.number("day-variation", 0.001, 2),
        pulse.number("factor", 0, 1000),
        PersonTraits.seconds(pulse, "decay", Duration.ofSeconds(1), DAY),
        new Surge(
            surge.number("factor", 0, 1000),
            PersonTraits.seconds(surge, "from", DAY.negated(), DAY),
            PersonTraits.seconds(surge, "to", DAY.negated(), DAY)),
        PersonTraits.choice(settings, "areas", PeopleSettings::area),
        settings.integer("blocks", 1, 7910),
        settings.number("block-exponent", 0, 3),
        settings.integer("victims", 1, 1_000_000),
        families(settings));
  }

  private static List<Double> hours(SettingsReader settings) {
    List<Double> hours = new ArrayList<>();
    for (String text : settings.texts("hours")) {
      try {
        hours.add(Words.number(text, 0, 1000));
      } catch (IllegalArgumentException wrong) {
        settings.problem("hours", String.valueOf(wrong.getMessage()));
      }
    }
    if (hours.isEmpty()) {
      settings.problem("hours", "must hold at least one number");
      hours.add(1.0);
    }
    return hours;
  }

  private static Map<String, PersonTraits> families(SettingsReader settings) {
    SettingsReader common = settings.section("common");
    PersonTraits.from(common);
    SettingsReader sections = settings.section("families");
    Map<String, PersonTraits> families = new TreeMap<>();
    double sum = 0;
    for (String name : sections.names()) {
      if (!name.matches("human\\.[a-z0-9.-]+")) {
        sections.problem(name, "a family of people is named human.SOMETHING, in quotes");
      }
      PersonTraits traits = PersonTraits.from(sections.section(name));
      families.put(name, traits);
      sum += traits.share();
    }
    if (Math.abs(sum - 1) > 1e-6) {
      settings.problem("families", "the shares add up to " + Person.rounded(sum) + ", not to 1");
    }
    return families;
  }

  private static String area(String word) {
    if (!word.equals("other") && !AreaCodes.ALL.contains(word)) {
      throw new IllegalArgumentException(
          "\"" + word + "\" should be an area code of the United States or \"other\"");
    }
    return word;
  }

  /// Calls of everybody expected in a second at this time, before the day's own factor.
  double perSecond(double time) {
    int hour = Math.clamp((long) Math.floor((time - fromSeconds) / 3600), 0, hours.size() - 1);
    return callsPerHour
        / 3600
        * hours.get(hour)
        * Intensity.pulse(time, pulseFactor, pulseDecaySeconds)
        * surge.at(time);
  }
}
