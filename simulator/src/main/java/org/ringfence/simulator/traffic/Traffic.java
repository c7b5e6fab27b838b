package org.ringfence.simulator.traffic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.ringfence.events.PhoneNumber;
import org.ringfence.settings.SettingsException;
import org.ringfence.settings.SettingsProblem;
import org.ringfence.simulator.chance.Draws;
import org.ringfence.simulator.plans.AgentPlan;
import org.ringfence.simulator.plans.CallerPlan;

/// Makes mornings of traffic from settings and a seed: the same seed makes the same plans, and a
/// person or machine is the same whatever else is asked for beside it.
public final class Traffic {

  public static final String PEOPLE = "people";
  public static final String MACHINES = "machines";
  public static final String MNSURE = "mnsure";
  public static final String MNSURE_PEOPLE = "mnsure.people";
  public static final String MNSURE_MACHINES = "mnsure.machines";

  private static final Comparator<CallerPlan> BY_ARRIVAL =
      Comparator.comparingDouble(CallerPlan::arriveSeconds).thenComparing(CallerPlan::planId);

  private final TrafficSettings settings;

  public Traffic(TrafficSettings settings) {
    this.settings = settings;
  }

  /// The families of people.
  public List<String> peopleFamilies() {
    return List.copyOf(settings.people().families().keySet());
  }

  /// The families of machines.
  public List<String> machineFamilies() {
    return List.copyOf(settings.machines().keySet());
  }

  /// How often people call on an ordinary day, before its shape.
  public double usualCallsPerSecond() {
    return settings.people().callsPerHour() / 3_600;
  }

  /// A morning of everything that is named: `people`, `machines`, `mnsure`, `mnsure.people`,
  /// `mnsure.machines`, a family (`human.relay`; `people.relay` is the same), or the first words of
  /// several families (`human.shared`). Agents are those of the incident when it is among them.
  ///
  /// @throws SettingsException for a name that is none
  public Scenario make(List<String> names, long seed) {
    Set<String> parts = new TreeSet<>();
    List<SettingsProblem> problems = new ArrayList<>();
    for (String name : names) {
      List<String> found = partsOf(name.replaceFirst("^people\\.", "human."));
      if (found.isEmpty()) {
        problems.add(
            new SettingsProblem(
                "traffic " + name,
                "",
                "there is no such traffic; there are people, machines, mnsure, mnsure.people,"
                    + " mnsure.machines, "
                    + String.join(", ", peopleFamilies())
                    + ", "
                    + String.join(", ", machineFamilies())));
      }
      parts.addAll(found);
    }
    if (parts.contains(MNSURE_MACHINES) && parts.contains(MnsureSettings.MACHINES)) {
      problems.add(
          new SettingsProblem(
              "traffic " + MnsureSettings.MACHINES, "", "is a part of mnsure already"));
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return new Making(seed).all(parts);
  }

  /// A morning of one family of people, with its mean calls an hour before the shape of the day.
  ///
  /// @throws SettingsException when there is no such family
  public Scenario alone(String family, double callsPerHour, long seed) {
    if (!settings.people().families().containsKey(family)) {
      throw new SettingsException(
          List.of(new SettingsProblem("traffic " + family, "", "there is no such family")));
    }
    Making making = new Making(seed);
    return making.scenario(making.people.alone(family, callsPerHour), settings.agents());
  }

  /// Which parts a name stands for; `all people` is the ordinary mixture.
  private List<String> partsOf(String name) {
    return switch (name) {
      case PEOPLE, MNSURE_PEOPLE, MNSURE_MACHINES -> List.of(name);
      case MNSURE -> List.of(MNSURE_PEOPLE, MNSURE_MACHINES);
      case MACHINES -> machineFamilies();
      default -> {
        List<String> families = new ArrayList<>(peopleFamilies());
        families.addAll(machineFamilies());
        yield families.stream()
            .filter(family -> family.equals(name) || family.startsWith(name + "."))
            .toList();
      }
    };
  }

  /// One seed's making.
  private final class Making {

    private final Dice dice;
    private final PeopleTraffic people;
    private final CallerIds.Source source;

    Making(long seed) {
      PeopleSettings day = settings.people();
      this.dice = new Dice(new Draws(seed), "day");
      PhoneBook book = new PhoneBook(dice, day.areas(), day.blocks(), day.blockExponent());
      this.people = new PeopleTraffic(day, dice, book);
      PhoneNumber line = settings.line();
      this.source = new CallerIds.Source(book, line, day.victims());
    }

    Scenario all(Set<String> parts) {
      List<CallerPlan> plans = new ArrayList<>();
      boolean everybody = parts.contains(PEOPLE);
      for (String part : parts) {
        switch (part) {
          case PEOPLE -> peopleFamilies().forEach(family -> plans.addAll(people.family(family)));
          case MNSURE_PEOPLE ->
              plans.addAll(
                  new MnsureTraffic(settings.mnsure(), settings.people(), people, dice).people());
          case MNSURE_MACHINES -> plans.addAll(settings.mnsure().machines().plans(dice, source));
          default -> plans.addAll(family(part, everybody));
        }
      }
      boolean incident = parts.contains(MNSURE_PEOPLE) || parts.contains(MNSURE_MACHINES);
      return scenario(plans, incident ? settings.mnsure().agents() : settings.agents());
    }

    private List<CallerPlan> family(String name, boolean everybody) {
      if (settings.machines().containsKey(name)) {
        return Objects.requireNonNull(settings.machines().get(name)).plans(dice, source);
      }
      // Who is among everybody already does not come twice.
      return everybody ? List.of() : people.alone(name, settings.people().aloneCallsPerHour());
    }

    Scenario scenario(List<CallerPlan> plans, List<AgentGroup> groups) {
      List<AgentPlan> agents = new ArrayList<>();
      groups.forEach(group -> agents.addAll(group.plans(dice)));
      plans.sort(BY_ARRIVAL);
      return new Scenario(plans, agents);
    }
  }
}
