package org.ringfence.simulator.defence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfence.simulator.results.ClopperPearson;

/// Whether the figures of an examination are what our defence is held to.
///
/// It reads figures in the shape of `defence.json` and adds none. What is not met is missed, but
/// where nobody was harmed and there were too few plans to know, which is undecided.
final class DefenceTargets {

  /// Share of a family's attempts that must never reach an agent.
  static final double STOPPED = 0.99;

  /// With at least so many times the usual number of calls something must be done within
  /// [#FLOOD_ACTION_SECONDS].
  static final double FLOOD = 31;

  static final double FLOOD_ACTION_SECONDS = 10;

  /// The same within [#RISE_ACTION_SECONDS].
  static final double RISE = 2;

  static final double RISE_ACTION_SECONDS = 90;

  static final double HARMED_GREEN = 1e-4;
  static final double HARMED_RED = 1e-3;
  static final double CHALLENGED_GREEN = 0.005;
  static final double CHALLENGED_RED = 0.10;
  static final double MORNINGS_WITH_HARM = 0.01;

  /// Mornings are drawn, so a family that is meant to be a flood may fall short by so much.
  private static final double DRAWN_SHORT = 0.95;

  private static final String MET = "met";
  private static final String MISSED = "missed";
  private static final String UNDECIDED = "undecided";

  private DefenceTargets() {}

  /// The targets of everything that the figures hold.
  ///
  /// @param heldOut families that the defence was not made with
  static Map<String, @Nullable Object> of(Map<?, ?> document, List<String> heldOut) {
    Map<String, @Nullable Object> families = new LinkedHashMap<>();
    part(document, "families")
        .forEach((family, rivals) -> {
          String name = String.valueOf(family);
          Map<?, ?> ours = part((Map<?, ?>) rivals, Rival.RINGFENCE.word());
          families.put(name, family(ours, heldOut.contains(name)));
        });
    Map<String, @Nullable Object> people = new LinkedHashMap<>();
    part(document, "people")
        .forEach((scenario, figures) ->
            people.put(String.valueOf(scenario), people((Map<?, ?>) figures)));
    Map<String, @Nullable Object> targets = new LinkedHashMap<>();
    targets.put("families", families);
    targets.put("people", people);
    return targets;
  }

  /// The part of that name, empty when there is none.
  static Map<?, ?> part(Map<?, ?> document, String name) {
    return document.get(name) instanceof Map<?, ?> found ? found : Map.of();
  }

  private static Map<String, @Nullable Object> family(Map<?, ?> figures, boolean heldOut) {
    Map<String, @Nullable Object> targets = new LinkedHashMap<>();
    targets.put("held_out", heldOut);
    targets.put("stopped", word(number(figures, "recall") >= STOPPED));
    @Nullable Double limit = actionLimit(number(figures, "times_usual"));
    targets.put("first_action_limit_s", limit);
    targets.put(
        "first_action",
        limit == null ? null : word(number(figures, "first_action_open_s") <= limit));
    return targets;
  }

  private static @Nullable Double actionLimit(double timesUsual) {
    if (timesUsual >= FLOOD * DRAWN_SHORT) {
      return FLOOD_ACTION_SECONDS;
    }
    return timesUsual >= RISE * DRAWN_SHORT ? (Double) RISE_ACTION_SECONDS : null;
  }

  private static Map<String, @Nullable Object> people(Map<?, ?> figures) {
    Map<String, @Nullable Object> groups = new LinkedHashMap<>();
    part(figures, "groups")
        .forEach((group, modes) -> {
          Map<String, @Nullable Object> ofGroup = new LinkedHashMap<>();
          ((Map<?, ?>) modes)
              .forEach((mode, count) -> {
                boolean green = mode.equals("green");
                // Nothing is promised of AMBER, through which a line passes.
                if (green || mode.equals("red")) {
                  ofGroup.put(String.valueOf(mode), group((Map<?, ?>) count, green));
                }
              });
          groups.put(String.valueOf(group), ofGroup);
        });
    double mornings = number(figures, "mornings");
    double share = number(figures, "mornings_with_harm") / mornings;
    Map<String, @Nullable Object> targets = new LinkedHashMap<>();
    targets.put(
        "mornings_with_harm", mornings == 0 ? UNDECIDED : word(share <= MORNINGS_WITH_HARM));
    targets.put("groups", groups);
    return targets;
  }

  private static Map<String, @Nullable Object> group(Map<?, ?> count, boolean green) {
    double limit = green ? HARMED_GREEN : HARMED_RED;
    long plans = (long) number(count, "plans");
    boolean tooFew = number(count, "harmed") == 0 && ClopperPearson.upper95(0, plans) > limit;
    Map<String, @Nullable Object> targets = new LinkedHashMap<>();
    targets.put("harmed", tooFew ? UNDECIDED : word(number(count, "harmed_upper95") <= limit));
    targets.put(
        "challenged",
        word(number(count, "challenged_share") <= (green ? CHALLENGED_GREEN : CHALLENGED_RED)));
    return targets;
  }

  /// NaN where there is none, which meets no target.
  static double number(Map<?, ?> figures, String name) {
    return figures.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  private static String word(boolean met) {
    return met ? MET : MISSED;
  }

  /// Every verdict with what it is of, such as `people red human.tty green challenged`.
  static List<String> withVerdict(Map<?, ?> targets, String verdict) {
    List<String> found = new ArrayList<>();
    collect(targets, verdict, "", found);
    return found;
  }

  private static void collect(Map<?, ?> targets, String verdict, String path, List<String> found) {
    targets.forEach((name, value) -> {
      String here = path.isEmpty() ? String.valueOf(name) : path + " " + name;
      if (value instanceof Map<?, ?> deeper) {
        collect(deeper, verdict, here.replaceFirst(" groups$", ""), found);
      } else if (verdict.equals(value)) {
        found.add(here);
      }
    });
  }

  /// How many are met, missed and undecided, and each that is missed.
  static String closing(Map<?, ?> targets) {
    List<String> missed = withVerdict(targets, MISSED);
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "targets: %d met, %d missed, %d undecided for want of plans%n",
            withVerdict(targets, MET).size(),
            missed.size(),
            withVerdict(targets, UNDECIDED).size()));
    missed.forEach(each -> text.append("  missed: ").append(each).append('\n'));
    return text.toString();
  }
}
