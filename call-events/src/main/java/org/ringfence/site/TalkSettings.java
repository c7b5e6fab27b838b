package org.ringfence.site;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ringfence.events.PhoneNumber;
import org.ringfence.settings.SettingsReader;

/// The section `talk` of the settings: who may be brought into a talk. Without the section nobody
/// is reached by the trunk.
///
/// @param outside numbers outside that agents may bring in, by name
/// @param interpreters numbers of interpreters, by the language of the caller
/// @param ringTime how long somebody who is brought in is rung
/// @param shownToAgents whether agents see that a supervisor listens
public record TalkSettings(
    SortedMap<String, PhoneNumber> outside,
    SortedMap<String, PhoneNumber> interpreters,
    Duration ringTime,
    boolean shownToAgents) {

  private static final Duration SHORTEST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(2);

  /// Nobody is reached by the trunk.
  public static final TalkSettings NONE =
      new TalkSettings(new TreeMap<>(), new TreeMap<>(), Duration.ofSeconds(30), true);

  public TalkSettings {
    outside = Collections.unmodifiableSortedMap(new TreeMap<>(outside));
    interpreters = Collections.unmodifiableSortedMap(new TreeMap<>(interpreters));
  }

  static TalkSettings from(SettingsReader main) {
    if (!main.has("talk")) {
      return NONE;
    }
    SettingsReader section = main.section("talk");
    return new TalkSettings(
        numbers(section.section("outside"), "[a-z][a-z0-9-]{0,31}", "1 to 32 of a-z 0-9 -"),
        numbers(section.section("interpreters"), "[a-z]{2,8}", "a language, such as so"),
        section.duration("ring-time", SHORTEST, LONGEST),
        section.flag("agents-see-listeners"));
  }

  private static SortedMap<String, PhoneNumber> numbers(
      SettingsReader section, String name, String asked) {
    SortedMap<String, PhoneNumber> numbers = new TreeMap<>();
    for (String key : section.names()) {
      PhoneNumber number = section.value(key, PhoneNumber::of, PhoneNumber.NONE);
      if (!key.matches(name)) {
        section.problem(key, "must be named by " + asked);
      } else if (!number.isE164() || !number.raw().startsWith("+1")) {
        section.problem(key, "must be E.164 of the North American plan, such as +16515550100");
      } else {
        numbers.put(key, number);
      }
    }
    return numbers;
  }
}
