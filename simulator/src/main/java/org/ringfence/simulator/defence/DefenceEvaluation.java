package org.ringfence.simulator.defence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.ringfence.simulator.center.CenterSettings;
import org.ringfence.simulator.traffic.Scenario;
import org.ringfence.simulator.traffic.Traffic;

/// The whole examination: each family of machines against every rival, and people in peace, under
/// attack, and in a rush of their own.
public final class DefenceEvaluation {

  private static final double GREEN_HOURS = 4;
  private static final double RED_HOURS = 2;
  private static final double SURGE = 10;

  private final CenterSettings ours;
  private final CenterSettings off;
  private final MorningMaker maker;
  private final Order order;
  private final Consumer<String> progress;

  /// What is asked for.
  ///
  /// @param families of machines; empty for all
  /// @param familyMornings that each family is played on
  /// @param peopleMornings in each of the three scenarios of people
  /// @param plansPerGroup of each group of people, about, over these mornings
  public record Order(
      long seed, List<String> families, int familyMornings, int peopleMornings, int plansPerGroup) {
    public Order {
      families = List.copyOf(families);
      if (familyMornings < 1 || peopleMornings < 1 || plansPerGroup < 1) {
        throw new IllegalArgumentException("mornings and plans must be at least 1");
      }
    }
  }

  /// @param ours the center with our defence on
  /// @param off the same with the defence off
  /// @param progress is told in a sentence how far it is; on any thread
  public DefenceEvaluation(
      CenterSettings ours,
      CenterSettings off,
      MorningMaker maker,
      Order order,
      Consumer<String> progress) {
    this.ours = ours;
    this.off = off;
    this.maker = maker;
    this.order = order;
    this.progress = progress;
  }

  /// Runs everything; the figures in the shape of `defence.json`.
  public Map<String, @Nullable Object> run(String configSha256) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("seed", order.seed());
    document.put("config_sha256", configSha256);
    document.put("family_mornings", order.familyMornings());
    document.put("families", families());
    Map<String, @Nullable Object> people = new LinkedHashMap<>();
    people.put("green", green());
    people.put("red", red());
    people.put("surge", surge());
    document.put("people", people);
    return document;
  }

  private Map<String, @Nullable Object> families() {
    Traffic traffic = maker.ordinary();
    FamilyEvaluation evaluation = new FamilyEvaluation(ours, off, traffic);
    Map<String, @Nullable Object> families = new LinkedHashMap<>();
    for (String family : familiesOf(traffic)) {
      Map<String, @Nullable Object> rivals = new LinkedHashMap<>();
      evaluation
          .evaluate(family, order.seed(), order.familyMornings())
          .forEach((rival, score) -> rivals.put(rival.word(), score.figures()));
      families.put(family, rivals);
      progress.accept(family + " is done");
    }
    return families;
  }

  private List<String> familiesOf(Traffic traffic) {
    return order.families().isEmpty() ? traffic.machineFamilies() : order.families();
  }

  private double callsPerHour(double hours) {
    return order.plansPerGroup() / (order.peopleMornings() * hours);
  }

  private Map<String, @Nullable Object> green() {
    Traffic traffic = maker.equalGroups(callsPerHour(GREEN_HOURS), GREEN_HOURS, 1);
    return people("in peace", number -> MorningMaker.people(traffic, order.seed() + number));
  }

  private Map<String, @Nullable Object> surge() {
    Traffic traffic = maker.equalGroups(callsPerHour(GREEN_HOURS), GREEN_HOURS, SURGE);
    return people("in a rush", number -> MorningMaker.people(traffic, order.seed() + number));
  }

  private Map<String, @Nullable Object> red() {
    List<String> families = familiesOf(maker.ordinary());
    Map<String, Traffic> traffic = new LinkedHashMap<>();
    for (String family : families) {
      traffic.put(family, maker.equalGroupsUnderAttack(callsPerHour(RED_HOURS), RED_HOURS, family));
    }
    return people(
        "under attack",
        number -> {
          String family = families.get(number % families.size());
          @Nullable Traffic attack = traffic.get(family);
          if (attack == null) {
            throw new IllegalStateException("no traffic of " + family);
          }
          return MorningMaker.attack(attack, family, order.seed() + number);
        });
  }

  private Map<String, @Nullable Object> people(String what, IntFunction<Scenario> morning) {
    AtomicInteger done = new AtomicInteger();
    return new PeopleEvaluation(ours)
        .evaluate(
            order.peopleMornings(),
            morning,
            () ->
                progress.accept(
                    "people "
                        + what
                        + ": "
                        + done.incrementAndGet()
                        + " of "
                        + order.peopleMornings()
                        + " mornings"));
  }
}
