package org.ringfence.simulator.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ringfence.simulator.results.Outcome;

/// People's groups and machines' families, each with the figures that matter for it, and every
/// outcome counted.
final class FamilyTables {

  private FamilyTables() {}

  static void write(Html html, Run run) {
    Map<String, SummaryPart> families = run.summary().part("families").parts();
    Table people =
        new Table(
            "People, by group",
            List.of(
                "Group",
                "People",
                "Attempts",
                "Reached an agent",
                "Mean wait",
                "95\u00a0% under",
                "Busy signals",
                "Gave up",
                "Refused",
                "Diverted",
                "Challenged",
                "Harmed",
                "at most (95\u00a0%)"));
    Table machines =
        new Table(
            "Machines, by family",
            List.of(
                "Family",
                "Plans",
                "Attempts",
                "Numbers",
                "Busy or closed",
                "Refused",
                "Diverted",
                "Challenged",
                "Let go",
                "Joined the line",
                "Reached an agent",
                "Agents' time",
                "Port time",
                "First action"));
    families.forEach((name, family) -> {
      if (family.text("label").equals("machine")) {
        machines.row(machine(name, family));
      } else {
        people.row(person(name, family));
      }
    });
    if (!people.isEmpty()) {
      people.write(html);
    }
    if (!machines.isEmpty()) {
      machines.write(html);
    }
    outcomes(html, families);
    callbacks(html, run.summary().part("callbacks"));
  }

  private static List<String> person(String name, SummaryPart family) {
    return List.of(
        name,
        Words.count(family.number("plans")),
        Words.count(family.number("attempts")),
        Words.percent(family.number("served_share")),
        Words.time(family.number("wait_mean_s")),
        Words.time(family.number("wait_p95_s")),
        outcome(family, Outcome.BUSY),
        outcome(family, Outcome.ABANDONED_IVR, Outcome.ABANDONED_QUEUE),
        outcome(family, Outcome.REJECTED),
        Words.count(family.number("diverted")),
        Words.count(family.number("challenged")),
        Words.count(family.number("harmed_plans")),
        Words.percent(family.number("harmed_share_upper95")));
  }

  private static List<String> machine(String name, SummaryPart family) {
    return List.of(
        name,
        Words.count(family.number("plans")),
        Words.count(family.number("attempts")),
        Words.count(family.number("distinct_numbers")),
        outcome(family, Outcome.BUSY, Outcome.CLOSED),
        outcome(family, Outcome.REJECTED),
        Words.count(family.number("diverted")),
        Words.count(family.number("challenged")),
        outcome(family, Outcome.LET_GO),
        Words.count(family.number("joined")),
        Words.count(family.number("reached_agent"))
            + " ("
            + Words.percent(family.number("reached_agent_share"))
            + ")",
        Words.time(family.number("agent_s")),
        Words.time(family.number("port_s")),
        Double.isNaN(family.number("first_action_s"))
            ? "never"
            : Words.time(family.number("first_action_s")));
  }

  private static String outcome(SummaryPart family, Outcome... outcomes) {
    double sum = 0;
    for (Outcome outcome : outcomes) {
      double count = family.part("outcomes").number(outcome.word());
      sum += Double.isNaN(count) ? 0 : count;
    }
    return Words.count(sum);
  }

  private static void outcomes(Html html, Map<String, SummaryPart> families) {
    Set<String> seen = new LinkedHashSet<>();
    for (Outcome outcome : Outcome.values()) {
      for (SummaryPart family : families.values()) {
        if (family.part("outcomes").number(outcome.word()) > 0) {
          seen.add(outcome.word());
        }
      }
    }
    List<String> columns = new ArrayList<>(List.of("Family"));
    seen.forEach(word -> columns.add(Words.fieldName(word)));
    Table table = new Table("Every attempt by its outcome", columns);
    families.forEach((name, family) -> {
      List<String> row = new ArrayList<>(List.of(name));
      for (String word : seen) {
        double count = family.part("outcomes").number(word);
        row.add(Words.count(Double.isNaN(count) ? 0 : count));
      }
      table.row(row);
    });
    if (!table.isEmpty()) {
      html.open("details").element("summary", "Every outcome, by family");
      table.write(html);
      html.close("details");
    }
  }

  private static void callbacks(Html html, SummaryPart callbacks) {
    double placed = callbacks.number("placed");
    if (placed > 0) {
      html.element(
          "p",
          Words.counted(placed, "callback was", "callbacks were")
              + " placed, at most "
              + Words.count(callbacks.number("per_destination_max"))
              + " to one number; "
              + Words.count(callbacks.number("out_of_plan"))
              + " to numbers that callbacks may not go to.",
          "class",
          "quiet");
    }
  }
}
