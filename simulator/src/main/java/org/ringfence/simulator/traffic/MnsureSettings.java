package org.ringfence.simulator.traffic;

import java.time.Duration;
import java.util.List;
import org.ringfence.settings.SettingsReader;

/// The morning of 1 November 2016: `config/traffic/mnsure.conf`, which explains every key.
///
/// @param people first attempts, exactly so many
/// @param closesSeconds the last first attempt comes before
/// @param firstHourShare of them come in the first hour
record MnsureSettings(
    int people,
    double closesSeconds,
    double firstHourShare,
    double pulseFactor,
    double pulseDecaySeconds,
    Spread patience,
    Spread talk,
    Choice<String> skill,
    double acceptsCallback,
    PersonTraits.Persistence persistence,
    MachineFamily machines,
    List<AgentGroup> agents) {

  static final String MACHINES = "machine.mnsure";

  MnsureSettings {
    agents = List.copyOf(agents);
  }

  static MnsureSettings from(SettingsReader settings) {
    SettingsReader people = settings.section("people");
    return new MnsureSettings(
        people.integer("first-attempts", 0, 10_000_000),
        PersonTraits.seconds(
            people, "until", Duration.ofHours(1).plusSeconds(1), PeopleSettings.DAY),
        people.number("first-hour-share", 0, 1),
        people.number("pulse-factor", 0, 1000),
        PersonTraits.seconds(people, "pulse-decay", Duration.ofSeconds(1), PeopleSettings.DAY),
        PersonTraits.spread(people, "patience"),
        PersonTraits.spread(people, "talk"),
        PersonTraits.choice(people, "skill", PersonTraits::skill),
        people.number("accepts-callback", 0, 1),
        PersonTraits.Persistence.from(people.section("redial")),
        MachineFamily.inPhases(MACHINES, settings.section("machines")),
        AgentGroup.listFrom(settings));
  }
}
