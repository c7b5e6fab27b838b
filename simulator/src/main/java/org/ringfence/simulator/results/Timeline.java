package org.ringfence.simulator.results;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.Mode;
import org.ringfence.simulator.plans.AgentPlan;

/// A run minute by minute, derived from its results: what `timeline.csv` holds.
///
/// Counts of attempts are by the minute in which the attempt began; `joined` and `served` by the
/// minute in which that happened. `waiting`, `people_waiting`, `agents_on_duty` and `agents_busy`
/// (talking or in wrap-up) are of the minute's end, `ports_used_max` and `mode` the greatest and
/// the worst within it.
public final class Timeline {

  static final int MINUTE = 60;

  static final String HEADER =
      "from_s,attempts,people_attempts,busy,closed,rejected,challenged,diverted,let_go,admitted,"
          + "joined,served,people_served,abandoned,waiting,people_waiting,ports_used_max,"
          + "agents_on_duty,agents_busy,mode";

  /// A week; what is longer shows only its beginning.
  private static final int MAX_MINUTES = 7 * 24 * 60;

  private enum Column {
    ATTEMPTS,
    PEOPLE_ATTEMPTS,
    BUSY,
    CLOSED,
    REJECTED,
    CHALLENGED,
    DIVERTED,
    LET_GO,
    ADMITTED,
    JOINED,
    SERVED,
    PEOPLE_SERVED,
    ABANDONED,
    WAITING,
    PEOPLE_WAITING,
    PORTS_USED_MAX,
    AGENTS_ON_DUTY,
    AGENTS_BUSY
  }

  private final RunResults run;
  private final int firstMinute;
  private final int minutes;
  private final EnumMap<Column, int[]> cells = new EnumMap<>(Column.class);
  private final Mode[] worstMode;
  private final Map<AgentId, Double> wrapByAgent = new HashMap<>();

  private Timeline(RunResults run) {
    this.run = run;
    firstMinute = (int) Math.floor(run.fromSeconds() / MINUTE);
    int last = (int) Math.floor(run.facts().untilSeconds() / MINUTE);
    minutes = Math.clamp(last - firstMinute + 1L, 1, MAX_MINUTES);
    for (Column column : Column.values()) {
      cells.put(column, new int[minutes]);
    }
    worstMode = new Mode[minutes];
    run.agents().forEach(agent -> wrapByAgent.put(agent.id(), agent.wrapSeconds()));
  }

  /// The lines of `timeline.csv`, header first.
  public static List<String> of(RunResults run) {
    Timeline timeline = new Timeline(run);
    run.attempts().forEach(timeline::count);
    timeline.agents();
    timeline.modes();
    PortUse.fill(run.attempts(), timeline.firstMinute, timeline.row(Column.PORTS_USED_MAX));
    return timeline.lines();
  }

  private int[] row(Column column) {
    return Objects.requireNonNull(cells.get(column));
  }

  private void add(Column column, double atSeconds) {
    int minute = (int) Math.floor(atSeconds / MINUTE) - firstMinute;
    if (minute >= 0 && minute < minutes) {
      row(column)[minute]++;
    }
  }

  /// Counts one in every minute at whose end the interval is open.
  private void span(Column column, double from, double to) {
    int begin = (int) Math.ceil(from / MINUTE) - 1 - firstMinute;
    int end = (int) Math.ceil(to / MINUTE) - 1 - firstMinute;
    for (int minute = Math.max(0, begin); minute < Math.min(end, minutes); minute++) {
      row(column)[minute]++;
    }
  }

  private void count(AttemptResult result) {
    boolean person = !result.plan().isMachine();
    double at = result.atSeconds();
    add(Column.ATTEMPTS, at);
    if (person) {
      add(Column.PEOPLE_ATTEMPTS, at);
    }
    if (result.challenged()) {
      add(Column.CHALLENGED, at);
    }
    if (result.diverted()) {
      add(Column.DIVERTED, at);
    }
    @Nullable Column byOutcome =
        switch (result.outcome()) {
          case BUSY -> Column.BUSY;
          case CLOSED -> Column.CLOSED;
          case REJECTED -> Column.REJECTED;
          case LET_GO -> Column.LET_GO;
          case ABANDONED_IVR, ABANDONED_QUEUE, DIVERTED_ABANDONED -> Column.ABANDONED;
          case SERVED,
              CALLBACK_SERVED,
              CALLBACK_FAILED,
              DIVERTED_SERVED,
              CHALLENGE_FAILED,
              ANNOUNCED,
              SAFETY,
              STILL_WAITING,
              LOST ->
              null;
        };
    if (byOutcome != null) {
      add(byOutcome, at);
    }
    boolean seen = result.outcome() != Outcome.BUSY && result.outcome() != Outcome.CLOSED;
    if (seen
        && result.outcome() != Outcome.REJECTED
        && !result.challenged()
        && !result.diverted()) {
      add(Column.ADMITTED, at);
    }
    if (!Double.isNaN(result.joinedSeconds())) {
      inLine(result, person);
    }
  }

  private void inLine(AttemptResult result, boolean person) {
    double joined = result.joinedSeconds();
    double left = joined + result.waitSeconds();
    add(Column.JOINED, joined);
    span(Column.WAITING, joined, left);
    if (person) {
      span(Column.PEOPLE_WAITING, joined, left);
    }
    @Nullable AgentId agent = result.agent();
    if (result.outcome().isServed() && agent != null) {
      add(Column.SERVED, left);
      if (person) {
        add(Column.PEOPLE_SERVED, left);
      }
      span(
          Column.AGENTS_BUSY,
          left,
          left + result.talkedSeconds() + wrapByAgent.getOrDefault(agent, 0.0));
    }
  }

  private void agents() {
    for (AgentPlan agent : run.agents()) {
      span(Column.AGENTS_ON_DUTY, agent.fromSeconds(), agent.toSeconds());
    }
  }

  private void modes() {
    Mode current = Mode.GREEN;
    int next = 0;
    for (int minute = 0; minute < minutes; minute++) {
      double end = (double) (firstMinute + minute + 1) * MINUTE;
      worstMode[minute] = current;
      while (next < run.modes().size() && run.modes().get(next).atSeconds() < end) {
        current = run.modes().get(next++).mode();
        if (current.compareTo(worstMode[minute]) > 0) {
          worstMode[minute] = current;
        }
      }
    }
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>(minutes + 1);
    lines.add(HEADER);
    for (int minute = 0; minute < minutes; minute++) {
      StringBuilder line = new StringBuilder();
      line.append((firstMinute + minute) * MINUTE);
      for (Column column : Column.values()) {
        line.append(',').append(row(column)[minute]);
      }
      lines.add(line.append(',').append(worstMode[minute]).toString());
    }
    return lines;
  }
}
