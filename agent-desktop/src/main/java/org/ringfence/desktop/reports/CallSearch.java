package org.ringfence.desktop.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.intervals.IntervalTable;
import org.ringfence.desktop.reports.CallFilter.Cursor;
import org.ringfence.desktop.reports.ReportTable.Column;
import org.ringfence.desktop.reports.ReportTable.Kind;

/// Finds calls in the history, the latest first.
public final class CallSearch {

  /// How a call can have ended, or where it is.
  public static final Set<String> OUTCOMES =
      Set.of("SERVED", "ABANDONED", "REFUSED", "LEFT", "IN_LINE", "CALLBACK", "MERGED", "OPEN");

  private static final String OUTCOME =
      "CASE WHEN t.connected_at IS NOT NULL THEN 'SERVED'"
          + " WHEN t.outcome IN ('CALLBACK_CANCELLED', 'CALLBACK_IN_VAIN') THEN 'CALLBACK'"
          + " WHEN t.outcome IS NOT NULL THEN t.outcome"
          + " WHEN c.verdict IN ('REJECT', 'LET_GO') THEN 'REFUSED'"
          + " WHEN t.ticket_id IS NOT NULL THEN 'IN_LINE'"
          + " WHEN c.ended_at IS NOT NULL THEN 'LEFT' ELSE 'OPEN' END";

  private static final String SELECT =
      "SELECT c.arrived_at, c.call_id, c.line, c.caller_shown, c.queue, c.language, c.verdict,"
          + " c.would_be, c.challenge, c.campaign, c.call_label, t.agent, t.waited_ms, t.talk_ms, "
          + OUTCOME
          + " AS call_outcome, "
          + IntervalTable.IS_MACHINE
          + " AS machine FROM calls c LEFT JOIN tickets t ON t.ticket_id = c.ticket_id";

  private static final List<Column> COLUMNS =
      List.of(
          new Column("arrived_at", Kind.TIME),
          new Column("call", Kind.CALL),
          new Column("line", Kind.TEXT),
          new Column("caller", Kind.TEXT),
          new Column("queue", Kind.TEXT),
          new Column("language", Kind.TEXT),
          new Column("outcome", Kind.TEXT),
          new Column("verdict", Kind.TEXT),
          new Column("would_be", Kind.TEXT),
          new Column("challenge", Kind.TEXT),
          new Column("campaign", Kind.TEXT),
          new Column("label", Kind.TEXT),
          new Column("counts_as", Kind.TEXT),
          new Column("agent", Kind.TEXT),
          new Column("waited_seconds", Kind.SECONDS),
          new Column("talk_seconds", Kind.SECONDS));

  private CallSearch() {}

  /// Some calls, and where the next ones begin.
  ///
  /// @param next null when there are no more
  public record Page(ReportTable calls, @Nullable String next) {}

  /// @param most rows of one page
  public static Page find(Handle handle, CallFilter filter, int most) {
    Map<String, Object> values = new LinkedHashMap<>();
    String where = where(filter, values);
    Query query =
        handle.createQuery(
            SELECT + where + " ORDER BY c.arrived_at DESC, c.call_id DESC LIMIT " + (most + 1));
    values.forEach(query::bind);
    List<List<@Nullable Object>> rows =
        new ArrayList<>(query.map((row, context) -> row(row)).list());
    boolean more = rows.size() > most;
    if (more) {
      rows.removeLast();
    }
    @Nullable String next = null;
    if (more && rows.getLast().get(0) instanceof Instant at) {
      next = new Cursor(at, String.valueOf(rows.getLast().get(1))).toString();
    }
    return new Page(new ReportTable("calls", COLUMNS, rows, more), next);
  }

  private static String where(CallFilter filter, Map<String, Object> values) {
    StringBuilder where =
        new StringBuilder(" WHERE c.arrived_at >= :arrivedFrom AND c.arrived_at < :arrivedTo");
    values.put("arrivedFrom", filter.from());
    values.put("arrivedTo", filter.to());
    and(where, values, "COALESCE(t.queue, c.queue)", "queue", filter.queue());
    and(where, values, "c.caller_key", "callerKey", filter.callerKey());
    and(where, values, "c.verdict", "verdict", filter.verdict());
    and(where, values, "t.agent", "agent", filter.agent());
    and(where, values, "c.campaign", "campaign", filter.campaign());
    and(where, values, "(" + OUTCOME + ")", "outcome", filter.outcome());
    if (filter.after() != null) {
      where.append(
          " AND (c.arrived_at < :afterAt OR (c.arrived_at = :afterAt AND c.call_id < :afterCall))");
      values.put("afterAt", filter.after().arrivedAt());
      values.put("afterCall", filter.after().call());
    }
    return where.toString();
  }

  private static void and(
      StringBuilder where,
      Map<String, Object> values,
      String column,
      String name,
      @Nullable String value) {
    if (value != null) {
      where.append(" AND ").append(column).append(" = :").append(name);
      values.put(name, value);
    }
  }

  private static List<@Nullable Object> row(ResultSet row) throws SQLException {
    return Arrays.asList(
        instant(row, "arrived_at"),
        row.getString("call_id"),
        row.getString("line"),
        row.getString("caller_shown"),
        row.getString("queue"),
        row.getString("language"),
        row.getString("call_outcome"),
        row.getString("verdict"),
        row.getString("would_be"),
        row.getString("challenge"),
        row.getString("campaign"),
        row.getString("call_label"),
        row.getBoolean("machine") ? "MACHINE" : "PERSON",
        row.getString("agent"),
        seconds(row, "waited_ms"),
        seconds(row, "talk_ms"));
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private static @Nullable Double seconds(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : millis / 1000.0;
  }
}
