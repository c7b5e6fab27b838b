package org.ringfence.simulator.defence;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `defence.json` as tables for the terminal.
public final class DefenceTables {

  private static final String FAMILY_ROW =
      "%-28s %-10s %9s %9s %9s %9s %9s %9s %9s %9s %9s %9s %9s %6s %7s%n";
  private static final String TARGET_ROW = "%-28s %7s %12s %-10s %16s %-10s%n";
  private static final String PEOPLE_ROW = "%-28s %-6s %8s %8s %21s %-10s %10s %-10s%n";

  private final StringBuilder text = new StringBuilder();
  private final Map<?, ?> targets;

  private DefenceTables(Map<?, ?> targets) {
    this.targets = targets;
  }

  /// Whatever there is: an examination that was stopped has less.
  public static String of(Map<String, @Nullable Object> document) {
    Map<?, ?> targets = DefenceTargets.part(document, "targets");
    DefenceTables tables = new DefenceTables(targets);
    Map<?, ?> families = DefenceTargets.part(document, "families");
    if (!families.isEmpty()) {
      tables.families(families);
      tables.familyTargets(families);
    }
    DefenceTargets.part(document, "people")
        .forEach(
            (scenario, figures) -> tables.people(String.valueOf(scenario), (Map<?, ?>) figures));
    tables.text.append("%n".formatted()).append(DefenceTargets.closing(targets));
    if (Boolean.TRUE.equals(document.get("partial"))) {
      tables.text.append("PARTIAL: stopped before its end%n".formatted());
    }
    return tables.text.toString();
  }

  private void families(Map<?, ?> families) {
    text.append(
        FAMILY_ROW.formatted(
            "machines",
            "defence",
            "attempts",
            "stopped",
            "refused",
            "let go",
            "failed",
            "diverted",
            "chall.",
            "act. s",
            "open s",
            "ref. s",
            "agent min",
            "ports",
            "harmed"));
    families.forEach((family, rivals) ->
        ((Map<?, ?>) rivals)
            .forEach((rival, figures) -> {
              Map<?, ?> score = (Map<?, ?>) figures;
              text.append(
                  FAMILY_ROW.formatted(
                      family,
                      rival,
                      score.get("attempts"),
                      percent(score.get("recall")),
                      percent(score.get("rejected_share")),
                      percent(score.get("let_go_share")),
                      percent(score.get("challenge_failed_share")),
                      percent(score.get("diverted_share")),
                      percent(score.get("challenged_share")),
                      seconds(score.get("first_action_s")),
                      seconds(score.get("first_action_open_s")),
                      seconds(score.get("first_rejection_s")),
                      minutes(score.get("agent_s")),
                      score.get("ports_used_max"),
                      score.get("people_harmed")));
            }));
  }

  /// Those that the defence was made with, then those that were held out.
  private void familyTargets(Map<?, ?> families) {
    Map<?, ?> byFamily = DefenceTargets.part(targets, "families");
    for (boolean heldOut : new boolean[] {false, true}) {
      boolean begun = false;
      for (Map.Entry<?, ?> entry : byFamily.entrySet()) {
        Map<?, ?> target = (Map<?, ?>) entry.getValue();
        if (Objects.equals(target.get("held_out"), heldOut)) {
          if (!begun) {
            text.append(
                ("%n" + TARGET_ROW)
                    .formatted(
                        heldOut ? "held out" : "machines",
                        "x usual",
                        "stopped",
                        "of 99 %",
                        "first action",
                        ""));
            begun = true;
          }
          Map<?, ?> rivals = DefenceTargets.part(families, String.valueOf(entry.getKey()));
          familyTarget(entry.getKey(), DefenceTargets.part(rivals, Rival.RINGFENCE.word()), target);
        }
      }
    }
  }

  private void familyTarget(Object family, Map<?, ?> figures, Map<?, ?> target) {
    Object limit = target.get("first_action_limit_s");
    String action = seconds(figures.get("first_action_open_s"));
    text.append(
        TARGET_ROW.formatted(
            family,
            figures.get("times_usual") instanceof Double times
                ? String.format(Locale.ROOT, "%.1f", times)
                : "-",
            percent(figures.get("recall")),
            word(target.get("stopped")),
            limit == null ? action : action + " of " + seconds(limit),
            word(target.get("first_action"))));
  }

  private void people(String scenario, Map<?, ?> figures) {
    Map<?, ?> target = DefenceTargets.part(DefenceTargets.part(targets, "people"), scenario);
    text.append(
        "%n%s: %s mornings, %s with harm (at most %s): %s%n"
            .formatted(
                scenario,
                figures.get("mornings"),
                figures.get("mornings_with_harm"),
                percent(figures.get("mornings_with_harm_upper95")),
                word(target.get("mornings_with_harm"))));
    text.append(
        PEOPLE_ROW.formatted(
            "people", "mode", "plans", "harmed", "95 % interval", "", "challenged", ""));
    Map<?, ?> targetGroups = DefenceTargets.part(target, "groups");
    DefenceTargets.part(figures, "groups")
        .forEach((group, modes) -> {
          Map<?, ?> ofGroup = DefenceTargets.part(targetGroups, String.valueOf(group));
          ((Map<?, ?>) modes)
              .forEach((mode, count) ->
                  group(
                      group,
                      mode,
                      (Map<?, ?>) count,
                      DefenceTargets.part(ofGroup, String.valueOf(mode))));
        });
  }

  private void group(Object group, Object mode, Map<?, ?> count, Map<?, ?> target) {
    text.append(
        PEOPLE_ROW.formatted(
            group,
            mode,
            count.get("plans"),
            count.get("harmed"),
            percent(count.get("harmed_lower95")) + "-" + percent(count.get("harmed_upper95")),
            word(target.get("harmed")),
            percent(count.get("challenged_share")),
            word(target.get("challenged"))));
  }

  private static String word(@Nullable Object verdict) {
    return verdict == null ? "" : String.valueOf(verdict);
  }

  private static String percent(@Nullable Object value) {
    return value instanceof Double share ? String.format(Locale.ROOT, "%.3f %%", share * 100) : "-";
  }

  private static String seconds(@Nullable Object value) {
    return value instanceof Double seconds ? String.format(Locale.ROOT, "%.1f", seconds) : "never";
  }

  private static String minutes(@Nullable Object value) {
    return value instanceof Double seconds ? String.format(Locale.ROOT, "%.1f", seconds / 60) : "-";
  }
}
