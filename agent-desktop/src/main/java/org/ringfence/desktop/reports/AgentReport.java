package org.ringfence.desktop.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.intervals.IntervalTable;
import org.ringfence.desktop.reports.ReportTable.Column;
import org.ringfence.desktop.reports.ReportTable.Kind;
import org.ringfence.events.AgentState;

/// What each agent did in some time: talks that began in it, offers that were missed, and how long
/// the agent was in each state, cut to the time.
final class AgentReport {

  private static final String TALKS =
      "SELECT t.agent, COUNT(*) AS talks,"
          + " COALESCE(SUM(CASE WHEN "
          + IntervalTable.IS_MACHINE
          + " THEN 0 ELSE 1 END), 0) AS talks_people,"
          + " COALESCE(SUM(t.talk_ms), 0) AS talk_ms, COALESCE(SUM(t.hold_ms), 0) AS hold_ms,"
          + " COALESCE(SUM(t.wrap_up_ms), 0) AS wrap_up_ms,"
          + " COALESCE(SUM(CASE WHEN t.closed_at IS NOT NULL THEN 1 ELSE 0 END), 0) AS completed,"
          + " COALESCE(SUM(CASE WHEN c.call_label = 'MACHINE' THEN 1 ELSE 0 END), 0) AS machines"
          + " FROM tickets t LEFT JOIN calls c ON c.call_id = t.call_id"
          + " WHERE t.connected_at >= :fromAt AND t.connected_at < :toAt AND t.agent IS NOT NULL"
          + " AND (CAST(:queue AS VARCHAR) IS NULL OR t.queue = :queue)"
          + " GROUP BY t.agent";

  private static final String OFFERS =
      "SELECT agent, COUNT(*) AS offers, COALESCE(SUM(CASE WHEN failure IN ('NO_ANSWER', 'BUSY',"
          + " 'DECLINED', 'UNREACHABLE') THEN 1 ELSE 0 END), 0) AS missed FROM offers"
          + " WHERE offered_at >= :fromAt AND offered_at < :toAt AND agent IS NOT NULL"
          + " AND (CAST(:queue AS VARCHAR) IS NULL OR queue = :queue) GROUP BY agent";

  private static final String PERIODS =
      "SELECT agent, agent_state, from_at, until_at FROM agent_periods WHERE from_at < :toAt"
          + " AND (until_at IS NULL OR until_at > :fromAt) AND agent_state <> 'SIGNED_OUT'"
          + " AND from_at > :earliest";

  /// No period that lasts longer is believed: its end was not heard.
  private static final Duration LONGEST_PERIOD = Duration.ofDays(1);

  private static final List<Column> COLUMNS =
      List.of(
          new Column("agent", Kind.TEXT),
          new Column("talks", Kind.COUNT),
          new Column("talks_people", Kind.COUNT),
          new Column("labelled_machine", Kind.COUNT),
          new Column("offers", Kind.COUNT),
          new Column("missed", Kind.COUNT),
          new Column("aht_seconds", Kind.SECONDS),
          new Column("talk_seconds", Kind.SECONDS),
          new Column("hold_seconds", Kind.SECONDS),
          new Column("wrap_up_seconds", Kind.SECONDS),
          new Column("ready_seconds", Kind.SECONDS),
          new Column("paused_seconds", Kind.SECONDS),
          new Column("signed_in_seconds", Kind.SECONDS),
          new Column("occupancy", Kind.SHARE));

  private AgentReport() {}

  private static final class Sums {
    long talks;
    long talksPeople;
    long completed;
    long machines;
    long offers;
    long missed;
    long talkMillis;
    long holdMillis;
    long wrapUpMillis;
    final Map<AgentState, Long> stateMillis = new EnumMap<>(AgentState.class);

    long in(AgentState... states) {
      return Arrays.stream(states).mapToLong(state -> stateMillis.getOrDefault(state, 0L)).sum();
    }
  }

  /// One row an agent, in alphabetical order. A queue narrows talks and offers; states belong to no
  /// queue.
  static ReportTable table(Handle handle, ReportQuery query, Instant now) {
    Map<String, Sums> byAgent = new TreeMap<>();
    ask(
        handle,
        TALKS,
        query,
        row -> {
          Sums sums = byAgent.computeIfAbsent(row.getString("agent"), _ -> new Sums());
          sums.talks = row.getLong("talks");
          sums.talksPeople = row.getLong("talks_people");
          sums.completed = row.getLong("completed");
          sums.machines = row.getLong("machines");
          sums.talkMillis = row.getLong("talk_ms");
          sums.holdMillis = row.getLong("hold_ms");
          sums.wrapUpMillis = row.getLong("wrap_up_ms");
        });
    ask(
        handle,
        OFFERS,
        query,
        row -> {
          Sums sums = byAgent.computeIfAbsent(row.getString("agent"), _ -> new Sums());
          sums.offers = row.getLong("offers");
          sums.missed = row.getLong("missed");
        });
    Instant end = query.to().isBefore(now) ? query.to() : now;
    handle
        .createQuery(PERIODS)
        .bind("fromAt", query.from())
        .bind("toAt", end)
        .bind("earliest", query.from().minus(LONGEST_PERIOD))
        .map((row, context) -> {
          Instant from = Objects.requireNonNull(CallSearch.instant(row, "from_at"));
          @Nullable Instant until = CallSearch.instant(row, "until_at");
          Instant begin = from.isBefore(query.from()) ? query.from() : from;
          Instant over = until == null || until.isAfter(end) ? end : until;
          if (over.isAfter(begin)) {
            byAgent
                .computeIfAbsent(row.getString("agent"), _ -> new Sums())
                .stateMillis
                .merge(
                    AgentState.valueOf(row.getString("agent_state")),
                    Duration.between(begin, over).toMillis(),
                    Long::sum);
          }
          return true;
        })
        .list();
    return new ReportTable(
        "agents",
        COLUMNS,
        byAgent.entrySet().stream().map(agent -> row(agent.getKey(), agent.getValue())).toList(),
        false);
  }

  private static List<@Nullable Object> row(String agent, Sums sums) {
    // Until the agent answers, the caller still waits: ringing is not handling.
    long handling = sums.in(AgentState.TALKING, AgentState.HOLDING, AgentState.WRAP_UP);
    long ready = sums.in(AgentState.READY, AgentState.OFFERED);
    long paused = sums.in(AgentState.PAUSED);
    return Arrays.asList(
        agent,
        sums.talks,
        sums.talksPeople,
        sums.machines,
        sums.offers,
        sums.missed,
        ratio(sums.talkMillis + sums.wrapUpMillis, sums.completed * 1000),
        sums.talkMillis / 1000.0,
        sums.holdMillis / 1000.0,
        sums.wrapUpMillis / 1000.0,
        ready / 1000.0,
        paused / 1000.0,
        (handling + ready + paused) / 1000.0,
        ratio(handling, handling + ready));
  }

  static @Nullable Double ratio(long part, long whole) {
    return whole > 0 ? (double) part / (double) whole : null;
  }

  /// Takes one row.
  @FunctionalInterface
  private interface Taker {
    void take(ResultSet row) throws SQLException;
  }

  private static void ask(Handle handle, String sql, ReportQuery query, Taker taker) {
    handle
        .createQuery(sql)
        .bind("fromAt", query.from())
        .bind("toAt", query.to())
        .bind("queue", query.queue())
        .map((row, context) -> {
          taker.take(row);
          return true;
        })
        .list();
  }
}
