package org.ringfence.desktop.intervals;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// The stored sums of quarter hours. A ticket belongs to the quarter hour in which it was offered,
/// whenever it is answered; an agent's time to the quarter hours in which it was spent.
public final class IntervalTable {

  /// Whether a ticket's caller counts as a machine: an agent's word; without one, what the defence
  /// said last (in shadow: would have done), unless the caller was heard in line since.
  public static final String IS_MACHINE =
      "CASE WHEN c.call_label = 'MACHINE' THEN TRUE WHEN c.call_label = 'PERSON' THEN FALSE"
          + " WHEN c.would_be IN ('REJECT', 'LET_GO') THEN TRUE"
          + " WHEN c.would_be = 'DIVERT' THEN NOT COALESCE(t.heard, FALSE) ELSE FALSE END";

  /// Whose wait counts: who is called back did not wait on the line, and is counted apart.
  private static final String WAITED = "NOT COALESCE(t.callback, FALSE)";

  private static final String ANSWERED = WAITED + " AND t.connected_at IS NOT NULL";
  private static final String ABANDONED =
      WAITED + " AND t.connected_at IS NULL AND t.outcome = 'ABANDONED'";
  private static final String OVER = "t.connected_at IS NOT NULL AND t.closed_at IS NOT NULL";

  private static final String SUMS =
      String.join(
          ", ",
          "COUNT(*) AS offered",
          count(ANSWERED, "answered"),
          count(ANSWERED + " AND t.waited_ms <= :within", "answered_in_time"),
          count(ABANDONED, "abandoned"),
          count(ABANDONED + " AND t.waited_ms < :short", "abandoned_short"),
          count("t.callback", "callbacks"),
          count(OVER, "completed"),
          sum(ANSWERED, "t.waited_ms", "answer_wait_ms"),
          sum(WAITED, "t.waited_ms", "all_wait_ms"),
          "COALESCE(MAX(CASE WHEN " + WAITED + " THEN t.waited_ms END), 0) AS longest_wait_ms",
          sum(OVER, "t.talk_ms", "talk_ms"),
          sum(OVER, "t.hold_ms", "hold_ms"),
          sum(OVER, "t.wrap_up_ms", "wrap_up_ms"));

  private static final List<String> SUM_COLUMNS =
      List.of(
          "offered",
          "answered",
          "answered_in_time",
          "abandoned",
          "abandoned_short",
          "callbacks",
          "completed",
          "answer_wait_ms",
          "all_wait_ms",
          "longest_wait_ms",
          "talk_ms",
          "hold_ms",
          "wrap_up_ms");

  private static String count(String condition, String name) {
    return "COALESCE(SUM(CASE WHEN " + condition + " THEN 1 ELSE 0 END), 0) AS " + name;
  }

  private static String sum(String condition, String column, String name) {
    return "COALESCE(SUM(CASE WHEN " + condition + " THEN " + column + " END), 0) AS " + name;
  }

  private final IntervalRules rules;

  public IntervalTable(IntervalRules rules) {
    this.rules = rules;
  }

  /// Marks everything stale when the stored sums were made with other rules.
  public void followRules(Handle handle) {
    String made =
        handle
            .createQuery("SELECT setting FROM made_with WHERE name = 'intervals'")
            .mapTo(String.class)
            .findOne()
            .orElse("");
    if (made.equals(rules.fingerprint())) {
      return;
    }
    StaleMarks all = new StaleMarks();
    handle
        .createQuery(
            "SELECT DISTINCT queue, offered_at FROM tickets WHERE queue IS NOT NULL AND offered_at IS NOT NULL")
        .map((row, context) -> new StaleMarks.Mark("", row.getString(1), instant(row, 2)))
        .forEach(mark -> all.interval(mark.name(), mark.start()));
    all.write(handle);
    handle.execute("DELETE FROM made_with WHERE name = 'intervals'");
    handle.execute(
        "INSERT INTO made_with (name, setting) VALUES ('intervals', ?)", rules.fingerprint());
  }

  /// Makes stale sums anew, at most so many; whether some are left.
  public boolean refresh(Handle handle, int most) {
    List<StaleMarks.Mark> marks =
        handle
            .createQuery(
                "SELECT kind, name, start_at FROM stale ORDER BY start_at DESC LIMIT :most")
            .bind("most", most)
            .map((row, context) ->
                new StaleMarks.Mark(row.getString(1), row.getString(2), instant(row, 3)))
            .list();
    for (StaleMarks.Mark mark : marks) {
      if (mark.kind().equals(StaleMarks.INTERVAL)) {
        refreshInterval(handle, mark);
      } else {
        refreshAgents(handle, mark);
      }
      handle
          .createUpdate(
              "DELETE FROM stale WHERE kind = :kind AND name = :name AND start_at = :start")
          .bind("kind", mark.kind())
          .bind("name", mark.name())
          .bind("start", mark.start())
          .execute();
    }
    return marks.size() == most;
  }

  private void refreshInterval(Handle handle, StaleMarks.Mark mark) {
    Map<Population, IntervalSums> sums = new EnumMap<>(Population.class);
    sums.put(Population.ALL, IntervalSums.NONE);
    sums.put(Population.PEOPLE, IntervalSums.NONE);
    handle
        .createQuery(
            "SELECT "
                + IS_MACHINE
                + " AS machine, "
                + SUMS
                + " FROM tickets t LEFT JOIN calls c ON c.call_id = t.call_id"
                + " WHERE t.queue = :name AND t.offered_at >= :start AND t.offered_at < :end"
                // A place that was given to a caller who had one already is none.
                + " AND COALESCE(t.outcome, '') <> 'MERGED'"
                + " GROUP BY 1")
        .bind("within", rules.answerWithin().toMillis())
        .bind("short", rules.shortAbandon().toMillis())
        .bind("name", mark.name())
        .bind("start", mark.start())
        .bind("end", mark.start().plus(Quarter.LENGTH))
        .map((row, context) -> Map.entry(row.getBoolean("machine"), sums(row)))
        .forEach(part -> {
          sums.merge(Population.ALL, part.getValue(), IntervalSums::plus);
          if (!part.getKey()) {
            sums.merge(Population.PEOPLE, part.getValue(), IntervalSums::plus);
          }
        });
    delete(handle, "intervals", "queue", mark);
    try (PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO intervals (queue, start_at, population, %s) VALUES (:queue, :start, :population, :%s)"
                .formatted(String.join(", ", SUM_COLUMNS), String.join(", :", SUM_COLUMNS)))) {
      sums.forEach((population, sum) ->
          bind(batch, sum)
              .bind("queue", mark.name())
              .bind("start", mark.start())
              .bind("population", population.name())
              .add());
      batch.execute();
    }
  }

  private static PreparedBatch bind(PreparedBatch batch, IntervalSums sum) {
    return batch
        .bind("offered", sum.offered())
        .bind("answered", sum.answered())
        .bind("answered_in_time", sum.answeredInTime())
        .bind("abandoned", sum.abandoned())
        .bind("abandoned_short", sum.abandonedShort())
        .bind("callbacks", sum.callbacks())
        .bind("completed", sum.completed())
        .bind("answer_wait_ms", sum.answerWaitMillis())
        .bind("all_wait_ms", sum.allWaitMillis())
        .bind("longest_wait_ms", sum.longestWaitMillis())
        .bind("talk_ms", sum.talkMillis())
        .bind("hold_ms", sum.holdMillis())
        .bind("wrap_up_ms", sum.wrapUpMillis());
  }

  /// The sums in a row of `intervals`.
  public static IntervalSums sums(ResultSet row) throws SQLException {
    return new IntervalSums(
        row.getLong("offered"),
        row.getLong("answered"),
        row.getLong("answered_in_time"),
        row.getLong("abandoned"),
        row.getLong("abandoned_short"),
        row.getLong("callbacks"),
        row.getLong("completed"),
        row.getLong("answer_wait_ms"),
        row.getLong("all_wait_ms"),
        row.getLong("longest_wait_ms"),
        row.getLong("talk_ms"),
        row.getLong("hold_ms"),
        row.getLong("wrap_up_ms"));
  }

  private static void refreshAgents(Handle handle, StaleMarks.Mark mark) {
    Instant end = mark.start().plus(Quarter.LENGTH);
    delete(handle, "agent_time", "pool", mark);
    for (Population population : Population.values()) {
      String people = population == Population.PEOPLE ? " AND NOT (" + IS_MACHINE + ")" : "";
      handle
          .createUpdate(
              "INSERT INTO agent_time (pool, start_at, population, agent_state, spent_ms)"
                  + " SELECT p.pool, CAST(:start AS TIMESTAMP WITH TIME ZONE),"
                  + " CAST(:population AS VARCHAR), p.agent_state,"
                  + " CAST(SUM(EXTRACT(EPOCH FROM (LEAST(p.until_at, :end) - GREATEST(p.from_at, :start)))) * 1000 AS BIGINT)"
                  + " FROM agent_periods p LEFT JOIN tickets t ON t.ticket_id = p.ticket_id"
                  + " LEFT JOIN calls c ON c.call_id = t.call_id"
                  + " WHERE p.pool = :pool AND p.until_at IS NOT NULL AND p.until_at > :start"
                  + " AND p.from_at < :end AND p.from_at > :earliest AND p.agent_state <> 'SIGNED_OUT'"
                  + people
                  + " GROUP BY p.pool, p.agent_state")
          .bind("start", mark.start())
          .bind("end", end)
          // Bounds what the index has to look through.
          .bind("earliest", mark.start().minus(StaleMarks.LONGEST_PERIOD))
          .bind("population", population.name())
          .bind("pool", mark.name())
          .execute();
    }
  }

  private static void delete(Handle handle, String table, String column, StaleMarks.Mark mark) {
    handle
        .createUpdate(
            "DELETE FROM " + table + " WHERE " + column + " = :name AND start_at = :start")
        .bind("name", mark.name())
        .bind("start", mark.start())
        .execute();
  }

  static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
