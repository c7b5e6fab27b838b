package org.ringfence.desktop.history;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.CallId;

/// Everything that is known of one call, numbers masked.
///
/// @param call the columns of `calls`, those without a value left out
/// @param ticket the columns of `tickets`; empty when the call got no place in line
/// @param events what was said about the call and its ticket, in order of time
public record CallStory(
    Map<String, Object> call, Map<String, Object> ticket, List<StoryEvent> events) {

  /// Events of one story at most; a caller who waits for two hours is told the wait 240 times.
  private static final int MOST_EVENTS = 2_000;

  /// @param body the message as JSON
  public record StoryEvent(Instant at, String kind, String body) {}

  static Optional<CallStory> find(Handle handle, CallId id) {
    Optional<Map<String, Object>> call =
        handle
            .createQuery("SELECT * FROM calls WHERE call_id = :id")
            .bind("id", id.value())
            .mapToMap()
            .findOne();
    return call.map(columns -> of(handle, id, columns));
  }

  private static CallStory of(Handle handle, CallId id, Map<String, Object> call) {
    @Nullable Object ticketId = call.get("ticket_id");
    Map<String, Object> ticket =
        ticketId == null
            ? Map.of()
            : handle
                .createQuery("SELECT * FROM tickets WHERE ticket_id = :id")
                .bind("id", ticketId.toString())
                .mapToMap()
                .findOne()
                .orElse(Map.of());
    List<StoryEvent> events =
        handle
            .createQuery(
                "SELECT said_at, kind, body FROM events WHERE call_id = :call OR"
                    + " (ticket_id = :ticket AND call_id IS NULL) ORDER BY said_at LIMIT "
                    + MOST_EVENTS)
            .bind("call", id.value())
            .bind("ticket", ticketId == null ? "" : ticketId.toString())
            .map((row, context) ->
                new StoryEvent(
                    row.getObject(1, OffsetDateTime.class).toInstant(),
                    row.getString(2),
                    row.getString(3)))
            .list();
    return new CallStory(told(call), told(ticket), events);
  }

  /// Without empty columns, and without the key under which the caller's calls are found.
  private static Map<String, Object> told(Map<String, Object> columns) {
    Map<String, Object> told = new TreeMap<>();
    columns.forEach((name, value) -> {
      if (value != null && !name.equals("caller_key") && !name.equals("log_lines")) {
        told.put(name, value instanceof Timestamp at ? at.toInstant() : plain(value));
      }
    });
    return told;
  }

  private static Object plain(Object value) {
    return value instanceof OffsetDateTime at ? at.toInstant() : value;
  }
}
