package org.ringfence.simulator.plans;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.ringfence.events.AgentId;
import org.ringfence.events.Skill;

/// Reads `agents.csv`; `docs/caller-plans.md` explains each column.
public final class AgentPlanFile {

  static final List<String> COLUMNS =
      List.of(
          "agent_id",
          "skills",
          "from_s",
          "to_s",
          "answer_s",
          "wrap_s",
          "miss_p",
          "talk_factor",
          "labels_p");

  private static final List<String> REQUIRED = List.of("agent_id");
  private static final double MAX_SECONDS = 366 * 86_400;
  private static final double DAY = 86_400;

  private AgentPlanFile() {}

  /// Reads a file whole, in the order of its rows.
  ///
  /// @throws org.ringfence.settings.SettingsException with every bad field, up to a bound
  public static List<AgentPlan> read(Path file) {
    return new PlanTable(file, COLUMNS, REQUIRED)
        .read(AgentPlanFile::plan, plan -> plan.id().value());
  }

  private static AgentPlan plan(PlanRow row) {
    String id = row.required("agent_id");
    boolean named = id.matches("[A-Za-z0-9._@-]{1,64}");
    if (!named) {
      row.problem("agent_id", "has 1 to 64 of A-Z a-z 0-9 . _ @ -, not \"" + id + "\"");
    }
    double from = row.number("from_s", 0, -MAX_SECONDS, MAX_SECONDS);
    double to = row.number("to_s", from + DAY, -MAX_SECONDS, MAX_SECONDS);
    if (to <= from) {
      row.problem("to_s", "must be after from_s");
      to = from + DAY;
    }
    return new AgentPlan(
        new AgentId(named ? id : "wrong"),
        skills(row),
        from,
        to,
        row.number("answer_s", 3, 0, 3600),
        row.number("wrap_s", 30, 0, MAX_SECONDS),
        row.number("miss_p", 0, 0, 1),
        row.number("talk_factor", 1, 0.001, 1000),
        row.number("labels_p", 0, 0, 1));
  }

  private static Set<Skill> skills(PlanRow row) {
    Set<Skill> skills = new TreeSet<>();
    String text = row.text("skills");
    for (String word : text.isEmpty() ? new String[0] : text.split("\\+", -1)) {
      if (word.strip().matches("[A-Za-z0-9._-]{1,32}")) {
        skills.add(new Skill(word.strip()));
      } else {
        row.problem("skills", "a skill has 1 to 32 of A-Z a-z 0-9 . _ -, not \"" + word + "\"");
      }
    }
    return skills;
  }
}
