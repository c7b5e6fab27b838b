package org.ringfence.desktop.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.history.QueueLogLines.LogLine;
import org.ringfence.desktop.intervals.StaleMarks;

/// The rows that a batch of records touches, loaded before it and written after it, all within one
/// transaction.
final class HistoryBatch {

  private final Handle handle;
  private final Map<String, Row> calls;
  private final Map<String, Row> tickets;
  private final Map<String, Row> offers;
  private final Map<String, Row> listed = new LinkedHashMap<>();

  /// Per agent, the period that is going on.
  private final Map<String, Row> openPeriods = new HashMap<>();

  private final List<Row> periods = new ArrayList<>();
  private final List<Insert> inserts = new ArrayList<>();
  private final List<LogLine> logLines = new ArrayList<>();
  private final Set<String> ticketsToSum = new HashSet<>();
  private final Set<String> ticketsJudgedAnew = new HashSet<>();
  private final StaleMarks stale = new StaleMarks();

  /// A row that is only ever added.
  private record Insert(String table, Map<String, @Nullable Object> values) {}

  HistoryBatch(Handle handle, Collection<RecordFacts> records) {
    this.handle = handle;
    calls = Schema.CALLS.load(handle, named(records, RecordFacts::call));
    Set<String> ticketIds = new HashSet<>(named(records, RecordFacts::ticket));
    calls
        .values()
        .forEach(call -> {
          @Nullable String ticket = call.find(Schema.TICKET_ID);
          if (ticket != null) {
            ticketIds.add(ticket);
          }
        });
    tickets = Schema.TICKETS.load(handle, ticketIds);
    offers = Schema.OFFERS.load(handle, named(records, RecordFacts::offer));
    Schema.PERIODS
        .load(handle, Schema.AGENT, named(records, RecordFacts::agent), " AND until_at IS NULL")
        .forEach(open -> openPeriods.put(open.get(Schema.AGENT), open));
  }

  private static List<String> named(
      Collection<RecordFacts> records, Function<RecordFacts, @Nullable String> name) {
    return records.stream()
        .map(name)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .toList();
  }

  Row call(String id) {
    return calls.computeIfAbsent(id, fresh -> new Row(fresh, false));
  }

  Row ticket(String id) {
    return tickets.computeIfAbsent(id, fresh -> new Row(fresh, false));
  }

  /// The ticket of a call, when the call is known to have one.
  @Nullable Row findTicketOf(Row call) {
    @Nullable String id = call.find(Schema.TICKET_ID);
    return id == null ? null : ticketLoaded(id);
  }

  /// A ticket that no record of this batch names may not have been loaded.
  Row ticketLoaded(String id) {
    if (!tickets.containsKey(id)) {
      tickets.putAll(Schema.TICKETS.load(handle, List.of(id)));
    }
    return ticket(id);
  }

  Row offer(String id) {
    return offers.computeIfAbsent(id, fresh -> new Row(fresh, false));
  }

  Row listed(String entryId) {
    if (!listed.containsKey(entryId)) {
      listed.putAll(Schema.LISTED.load(handle, List.of(entryId)));
    }
    return listed.computeIfAbsent(entryId, fresh -> new Row(fresh, false));
  }

  @Nullable Row findOpenPeriod(String agent) {
    return openPeriods.get(agent);
  }

  void openPeriod(String agent, Row period) {
    @Nullable Row before = openPeriods.put(agent, period);
    if (before != null) {
      periods.add(before);
    }
  }

  void insert(String table, Map<String, @Nullable Object> values) {
    inserts.add(new Insert(table, values));
  }

  void log(LogLine line) {
    logLines.add(line);
  }

  StaleMarks stale() {
    return stale;
  }

  /// The ticket's times with agents are to be summed again.
  void sum(String ticketId) {
    ticketsToSum.add(ticketId);
  }

  /// Whether the ticket's caller is a machine is to be asked again for the agents' time.
  void judgeAnew(String ticketId) {
    ticketsJudgedAnew.add(ticketId);
  }

  /// Writes everything.
  void write(QueueLogLines queueLog) {
    if (queueLog.isWanted()) {
      offers.values().forEach(offer -> loadTicketOf(offer));
      tickets.values().forEach(ticket -> queueLog.ofTicket(ticket, this));
      offers.values().forEach(offer -> queueLog.ofOffer(offer, tickets, this));
    }
    calls.values().forEach(this::markCall);
    tickets.values().stream().filter(Row::isChanged).forEach(this::markTicket);
    Schema.CALLS.save(handle, calls.values());
    Schema.TICKETS.save(handle, tickets.values());
    Schema.OFFERS.save(handle, offers.values());
    Schema.LISTED.save(handle, listed.values());
    periods.addAll(openPeriods.values());
    Schema.PERIODS.save(handle, periods);
    writeInserts();
    sumTickets();
    markAgentTimeOfTicketsJudgedAnew();
    stale.write(handle);
    writeLogLines();
  }

  private void loadTicketOf(Row offer) {
    @Nullable String ticket = offer.find(Schema.TICKET_ID);
    if (ticket != null && offer.isChanged()) {
      ticketLoaded(ticket);
    }
  }

  private void markCall(Row call) {
    @Nullable Row ticket = call.isChanged() ? findTicketOf(call) : null;
    if (ticket != null) {
      markTicket(ticket);
    }
  }

  private void markTicket(Row ticket) {
    @Nullable String queue = ticket.find(Schema.QUEUE);
    @Nullable Instant offeredAt = ticket.find(Schema.OFFERED_AT);
    if (queue != null && offeredAt != null) {
      stale.interval(queue, offeredAt);
    }
  }

  private void writeInserts() {
    Map<String, List<Insert>> byTable = new LinkedHashMap<>();
    inserts.forEach(
        row -> byTable.computeIfAbsent(row.table(), fresh -> new ArrayList<>()).add(row));
    byTable.forEach((table, rows) -> {
      List<String> names = List.copyOf(rows.getFirst().values().keySet());
      String sql =
          "INSERT INTO %s (%s) VALUES (:%s)"
              .formatted(table, String.join(", ", names), String.join(", :", names));
      try (PreparedBatch batch = handle.prepareBatch(sql)) {
        for (Insert row : rows) {
          row.values().forEach((column, value) -> bind(batch, column, value));
          batch.add();
        }
        batch.execute();
      }
    });
  }

  private static void bind(PreparedBatch batch, String column, @Nullable Object value) {
    // Only texts may be missing here.
    if (value == null || value instanceof String) {
      @Nullable String text = (String) value;
      batch.bindByType(column, text == null ? null : Texts.storable(text), String.class);
    } else {
      batch.bindByType(column, value, value.getClass());
    }
  }

  private void sumTickets() {
    ticketSums(
        "UPDATE tickets SET talk_ms = (SELECT SUM(o.talk_ms) FROM offers o WHERE o.ticket_id = :id), "
            + "hold_ms = (SELECT SUM(p.period_ms) FROM agent_periods p WHERE p.ticket_id = :id"
            + " AND p.agent_state = 'HOLDING'), "
            + "wrap_up_ms = (SELECT SUM(p.period_ms) FROM agent_periods p WHERE p.ticket_id = :id"
            + " AND p.agent_state = 'WRAP_UP') WHERE ticket_id = :id");
    for (String id : ticketsToSum) {
      markTicket(ticketLoaded(id));
    }
  }

  private void ticketSums(String sql) {
    if (ticketsToSum.isEmpty()) {
      return;
    }
    try (PreparedBatch batch = handle.prepareBatch(sql)) {
      ticketsToSum.forEach(id -> batch.bind("id", id).add());
      batch.execute();
    }
  }

  private void markAgentTimeOfTicketsJudgedAnew() {
    for (Row period :
        Schema.PERIODS.load(
            handle, Schema.TICKET_ID, ticketsJudgedAnew, " AND until_at IS NOT NULL")) {
      stale.agents(
          period.get(Schema.POOL),
          period.get(Schema.Period.FROM_AT),
          period.get(Schema.Period.UNTIL_AT));
    }
  }

  private void writeLogLines() {
    if (logLines.isEmpty()) {
      return;
    }
    logLines.sort(Comparator.comparing(LogLine::at));
    try (PreparedBatch batch =
        handle.prepareBatch("INSERT INTO queue_log_outbox (said_at, line) VALUES (:at, :line)")) {
      logLines.forEach(
          line -> batch.bind("at", line.at()).bind("line", Texts.storable(line.text())).add());
      batch.execute();
    }
  }
}
