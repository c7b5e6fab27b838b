package org.ringfence.simulator.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.ringfence.events.AgentId;
import org.ringfence.events.Skill;
import org.ringfence.settings.SettingsReader;
import org.ringfence.simulator.plans.AgentPlan;

/// Agents who are alike.
///
/// @param name the agents are named so, with a number behind
/// @param talkFactor multiplies callers' talks, drawn once for each agent
record AgentGroup(
    String name,
    int count,
    Set<Skill> skills,
    double fromSeconds,
    double toSeconds,
    Spread answer,
    Spread wrapUp,
    double misses,
    Spread talkFactor,
    double labels) {

  private static final int MAX_AGENTS = 10_000;

  AgentGroup {
    skills = Set.copyOf(skills);
  }

  static List<AgentGroup> listFrom(SettingsReader settings) {
    List<AgentGroup> groups = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    for (SettingsReader group : settings.sections("agents")) {
      AgentGroup read = from(group);
      if (!names.add(read.name())) {
        group.problem("name", read.name() + " is there twice");
      }
      groups.add(read);
    }
    if (groups.stream().mapToInt(AgentGroup::count).sum() == 0) {
      settings.problem("agents", "there must be at least one agent");
    }
    return groups;
  }

  private static AgentGroup from(SettingsReader settings) {
    double from =
        PersonTraits.seconds(settings, "from", PeopleSettings.DAY.negated(), PeopleSettings.DAY);
    double to =
        PersonTraits.seconds(settings, "to", PeopleSettings.DAY.negated(), PeopleSettings.DAY);
    if (to <= from) {
      settings.problem("to", "must be after from");
    }
    Set<Skill> skills = new TreeSet<>();
    for (String word : settings.texts("skills")) {
      if (word.matches("[A-Za-z0-9._-]{1,32}")) {
        skills.add(new Skill(word));
      } else {
        settings.problem("skills", "a skill has 1 to 32 of A-Z a-z 0-9 . _ -");
      }
    }
    return new AgentGroup(
        settings.value("name", AgentGroup::name, "agent"),
        settings.integer("count", 0, MAX_AGENTS),
        skills,
        from,
        to,
        PersonTraits.spread(settings, "answer"),
        PersonTraits.spread(settings, "wrap-up"),
        settings.number("misses", 0, 1),
        PersonTraits.spread(settings, "talk-factor"),
        settings.number("labels", 0, 1));
  }

  private static String name(String text) {
    if (!text.matches("[a-z][a-z0-9]{0,23}")) {
      throw new IllegalArgumentException("must be 1 to 24 of a-z 0-9, a letter first");
    }
    return text;
  }

  List<AgentPlan> plans(Dice seed) {
    List<AgentPlan> plans = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      String id = name + "%03d".formatted(i);
      Dice dice = seed.of("agent " + id);
      plans.add(
          new AgentPlan(
              new AgentId(id),
              skills,
              Person.rounded(fromSeconds),
              Person.rounded(toSeconds),
              Person.rounded(answer.draw(dice, "answer")),
              Person.rounded(wrapUp.draw(dice, "wrap-up")),
              Person.rounded(misses),
              Math.max(0.001, Person.rounded(talkFactor.draw(dice, "talk factor"))),
              Person.rounded(labels)));
    }
    return plans;
  }
}
