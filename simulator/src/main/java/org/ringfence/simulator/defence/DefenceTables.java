package org.ringfence.simulator.defence;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `defence.json` as tables for the terminal.
public final class DefenceTables {

  private DefenceTables() {}

  public static String of(Map<String, @Nullable Object> document) {
    StringBuilder text = new StringBuilder();
    families(text, part(document, "families"));
    Map<?, ?> people = part(document, "people");
    people.forEach(
        (scenario, figures) -> people(text, String.valueOf(scenario), (Map<?, ?>) figures));
    return text.toString();
  }

  private static Map<?, ?> part(Map<?, ?> document, String name) {
    if (document.get(name) instanceof Map<?, ?> found) {
      return found;
    }
    throw new IllegalArgumentException("no " + name);
  }

  private static void families(StringBuilder text, Map<?, ?> families) {
    text.append(
        "%-28s %-10s %9s %9s %9s %9s %11s %8s%n"
            .formatted(
                "machines",
                "defence",
                "attempts",
                "stopped",
                "act. at s",
                "ref. at s",
                "agent min",
                "harmed"));
    families.forEach((family, rivals) ->
        ((Map<?, ?>) rivals)
            .forEach((rival, figures) -> {
              Map<?, ?> score = (Map<?, ?>) figures;
              text.append(
                  "%-28s %-10s %9s %9s %9s %9s %11s %8s%n"
                      .formatted(
                          family,
                          rival,
                          score.get("attempts"),
                          percent(score.get("recall")),
                          seconds(score.get("first_action_s")),
                          seconds(score.get("first_rejection_s")),
                          minutes(score.get("agent_s")),
                          score.get("people_harmed")));
            }));
  }

  private static void people(StringBuilder text, String scenario, Map<?, ?> figures) {
    text.append(
        "%n%s: %s mornings, %s with harm (at most %s)%n"
            .formatted(
                scenario,
                figures.get("mornings"),
                figures.get("mornings_with_harm"),
                percent(figures.get("mornings_with_harm_upper95"))));
    text.append(
        "%-28s %-6s %8s %8s %21s %10s%n"
            .formatted("people", "mode", "plans", "harmed", "95 % interval", "challenged"));
    part(figures, "groups")
        .forEach((group, modes) ->
            ((Map<?, ?>) modes)
                .forEach((mode, counted) -> {
                  Map<?, ?> count = (Map<?, ?>) counted;
                  text.append(
                      "%-28s %-6s %8s %8s %10s-%10s %10s%n"
                          .formatted(
                              group,
                              mode,
                              count.get("plans"),
                              count.get("harmed"),
                              percent(count.get("harmed_lower95")),
                              percent(count.get("harmed_upper95")),
                              percent(count.get("challenged_share"))));
                }));
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
