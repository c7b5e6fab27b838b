package org.ringfence.desktop.history;

import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.LogPlace;
import org.ringfence.bus.LogRecord;
import org.ringfence.events.Topic;

/// How far each partition is written down. It moves in the same transaction as the rows: after a
/// crash exactly what was not committed is read again.
///
/// INVARIANT: who moves a position saw it where it was. A second writer (another process on the
/// same database) finds it moved, rolls back, and reads on from there.
final class Positions {

  /// SQLSTATE, in both databases.
  private static final String UNIQUE_VIOLATION = "23505";

  private final Map<LogPlace, Long> seen = new HashMap<>();

  /// Reads all positions, and notes them as seen.
  Map<LogPlace, Long> read(Handle handle) {
    seen.clear();
    for (Topic topic : Topic.values()) {
      handle
          .createQuery("SELECT partition_no, next_offset FROM log_position WHERE topic = :topic")
          .bind("topic", topic.topicName())
          .map((row, context) -> Map.entry(row.getInt(1), row.getLong(2)))
          .forEach(found -> seen.put(new LogPlace(topic, found.getKey()), found.getValue()));
    }
    return Map.copyOf(seen);
  }

  /// When the newest record was said that is written down; null when none is.
  @Nullable Instant findLastHeard(Handle handle) {
    return handle
        .createQuery(
            "SELECT heard_at FROM log_position WHERE heard_at IS NOT NULL ORDER BY heard_at DESC LIMIT 1")
        .map((row, context) -> row.getObject(1, OffsetDateTime.class).toInstant())
        .findOne()
        .orElse(null);
  }

  /// Moves the positions past these records. It comes first in the transaction, so that a second
  /// writer waits here.
  ///
  /// @return the new positions, to be confirmed by [#committed] after the commit
  /// @throws MovedByAnother when another writer was faster
  Map<LogPlace, Long> move(Handle handle, List<LogRecord> records) {
    Map<LogPlace, Long> next = new HashMap<>();
    Map<LogPlace, Instant> heardAt = new HashMap<>();
    for (LogRecord read : records) {
      next.put(read.place(), read.offset() + 1);
      heardAt.put(read.place(), read.appendedAt());
    }
    next.forEach((place, offset) -> {
      if (!move(handle, place, offset, heardAt.get(place))) {
        throw new MovedByAnother(place);
      }
    });
    return next;
  }

  private boolean move(Handle handle, LogPlace place, long next, @Nullable Instant heardAt) {
    @Nullable Long before = seen.get(place);
    String sql =
        before == null
            ? "INSERT INTO log_position (topic, partition_no, next_offset, heard_at)"
                + " VALUES (:topic, :partition, :next, :heard)"
            : "UPDATE log_position SET next_offset = :next, heard_at = :heard"
                + " WHERE topic = :topic AND partition_no = :partition AND next_offset = :before";
    var update =
        handle
            .createUpdate(sql)
            .bind("topic", place.topic().topicName())
            .bind("partition", place.partition())
            .bind("next", next)
            .bindByType("heard", heardAt, Instant.class);
    if (before != null) {
      update.bind("before", before);
    }
    try {
      return update.execute() == 1;
    } catch (UnableToExecuteStatementException refused) {
      // Another writer inserted the first position of this partition at the same moment.
      if (before == null
          && refused.getCause() instanceof SQLException known
          && UNIQUE_VIOLATION.equals(known.getSQLState())) {
        return false;
      }
      throw refused;
    }
  }

  void committed(Map<LogPlace, Long> moved) {
    seen.putAll(moved);
  }

  /// Another process writes the same history.
  static final class MovedByAnother extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MovedByAnother(LogPlace place) {
      super("another process writes this history too: " + place + " was moved");
    }
  }
}
