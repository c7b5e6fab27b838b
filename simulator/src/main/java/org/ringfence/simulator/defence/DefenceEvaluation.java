package org.ringfence.simulator.defence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringfence.settings.SettingsException;
import org.ringfence.settings.SettingsProblem;
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
  private final Watch watch;
  private final Map<String, @Nullable Object> document = new LinkedHashMap<>();

  /// What can be examined apart, in this order.
  public enum Part {
    /// Every family of machines against every rival.
    FAMILIES,
    /// People in peace.
    GREEN,
    /// People while each family in turn attacks.
    RED,
    /// Ten times as many people as usual.
    SURGE
  }

  /// What is asked for.
  ///
  /// @param parts at least one
  /// @param families of machines; empty for all
  /// @param heldOut families that the defence was not made with, which are told apart in reports
  /// @param familyMornings that each family is played on
  /// @param peopleMornings in each of the three scenarios of people
  /// @param plansPerGroup of each group of people, about, over these mornings
  public record Order(
      long seed,
      Set<Part> parts,
      List<String> families,
      List<String> heldOut,
      int familyMornings,
      int peopleMornings,
      int plansPerGroup) {
    public Order {
      parts = Set.copyOf(parts);
      families = List.copyOf(families);
      heldOut = List.copyOf(heldOut);
      if (parts.isEmpty()) {
        throw new IllegalArgumentException("nothing to examine");
      }
      if (familyMornings < 1 || peopleMornings < 1 || plansPerGroup < 1) {
        throw new IllegalArgumentException("mornings and plans must be at least 1");
      }
    }
  }

  /// Looks at an examination while it goes on.
  public interface Watch {

    /// How far it is, in a sentence; on any thread.
    void progress(String sentence);

    /// What there is so far, in the shape of `defence.json`.
    void reached(Map<String, @Nullable Object> soFar);

    /// False to stop; what is being played then is thrown away.
    boolean goesOn();
  }

  /// @param ours the center with our defence on
  /// @param off the same with the defence off
  public DefenceEvaluation(
      CenterSettings ours, CenterSettings off, MorningMaker maker, Order order, Watch watch) {
    this.ours = ours;
    this.off = off;
    this.maker = maker;
    this.order = order;
    this.watch = watch;
  }

  /// Runs everything; the figures in the shape of `defence.json`.
  ///
  /// @throws SettingsException for a family that is none
  public Map<String, @Nullable Object> run(String configSha256) {
    Traffic traffic = maker.ordinary();
    refuseUnknown(traffic);
    document.put("seed", order.seed());
    document.put("parts", Stream.of(Part.values()).filter(order.parts()::contains).toList());
    document.put("config_sha256", configSha256);
    document.put("partial", true);
    document.put("family_mornings", order.familyMornings());
    document.put("held_out", order.heldOut());
    document.put("usual_per_s", traffic.usualCallsPerSecond());
    if (order.parts().contains(Part.FAMILIES)) {
      families(traffic);
    }
    Map<String, @Nullable Object> people = new LinkedHashMap<>();
    document.put("people", people);
    scenario(people, Part.GREEN, this::green);
    scenario(people, Part.RED, this::red);
    scenario(people, Part.SURGE, this::surge);
    document.put("partial", !watch.goesOn());
    reached();
    return document;
  }

  private void refuseUnknown(Traffic traffic) {
    List<SettingsProblem> problems = new ArrayList<>();
    for (String family :
        Stream.concat(order.families().stream(), order.heldOut().stream()).toList()) {
      if (!traffic.machineFamilies().contains(family)) {
        problems.add(new SettingsProblem("family " + family, "", "there is no such family"));
      }
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }

  private void reached() {
    document.remove("targets");
    document.put("targets", DefenceTargets.of(document, order.heldOut()));
    watch.reached(document);
  }

  private void scenario(
      Map<String, @Nullable Object> people,
      Part part,
      Supplier<Map<String, @Nullable Object>> played) {
    if (watch.goesOn() && order.parts().contains(part)) {
      people.put(part.name().toLowerCase(Locale.ROOT), played.get());
      reached();
    }
  }

  private void families(Traffic traffic) {
    FamilyEvaluation evaluation = new FamilyEvaluation(ours, off, traffic);
    Map<String, @Nullable Object> families = new LinkedHashMap<>();
    document.put("families", families);
    for (String family : familiesOf(traffic)) {
      Map<Rival, FamilyScore> scores =
          evaluation.evaluate(family, order.seed(), order.familyMornings(), watch::goesOn);
      if (!watch.goesOn()) {
        return;
      }
      Map<String, @Nullable Object> rivals = new LinkedHashMap<>();
      scores.forEach(
          (rival, score) -> rivals.put(rival.word(), score.figures(traffic.usualCallsPerSecond())));
      families.put(family, rivals);
      watch.progress(family + " is done");
      reached();
    }
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
    return new PeopleEvaluation(ours, watch::goesOn)
        .evaluate(
            order.peopleMornings(),
            morning,
            () ->
                watch.progress(
                    "people "
                        + what
                        + ": "
                        + done.incrementAndGet()
                        + " of "
                        + order.peopleMornings()
                        + " mornings"));
  }
}
