package org.ringfence.simulator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Mode;

/// How long the line was in each mode and what the defence did there.
final class ModeTable {

  private static final int MAX_PERIODS = 12;

  private ModeTable() {}

  static void write(Html html, Run run) {
    Table table =
        new Table(
            "The line by mode",
            List.of("Mode", "Time", "Attempts", "Challenged", "Refused", "Refused of attempts"));
    SummaryPart modes = run.summary().part("by_mode");
    for (Mode mode : Mode.values()) {
      SummaryPart part = modes.part(mode.name().toLowerCase(Locale.ROOT));
      table.row(
          List.of(
              mode.name(),
              Words.time(part.number("seconds")),
              Words.count(part.number("attempts")),
              Words.count(part.number("challenged")),
              Words.count(part.number("rejected")),
              Words.share(part.number("rejected"), part.number("attempts"))));
    }
    table.write(html);
    html.element("p", periods(run), "class", "quiet");
  }

  /// When the line was not calm.
  private static String periods(Run run) {
    List<@Nullable Mode> modes = run.series().modes();
    List<String> periods = new ArrayList<>();
    int from = 0;
    while (from < modes.size() && periods.size() < MAX_PERIODS) {
      @Nullable Mode mode = modes.get(from);
      int to = from + 1;
      while (to < modes.size() && modes.get(to) == mode) {
        to++;
      }
      if (mode != null && mode != Mode.GREEN) {
        Grid grid = run.grid();
        periods.add(
            mode.name()
                + " from "
                + Words.clock(grid.secondsOf(from))
                + " to "
                + Words.clock(grid.secondsOf(to)));
      }
      from = to;
    }
    return periods.isEmpty()
        ? "The line stayed GREEN throughout."
        : "Hours and minutes after opening: "
            + String.join(", ", periods)
            + (from < modes.size() ? " and so on." : ".");
  }
}
