package org.ringfence.desktop.history;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// Deletes what is older than it may be, a few thousand rows at a time, so that nobody waits long
/// for a lock.
final class Retention {

  private static final int ROWS = 5_000;

  /// Bounds one sweep; what is left goes with the next.
  private static final int MOST_ROUNDS = 200;

  /// A line that could not be put into the queue log for so long is given up.
  private static final Duration LOG_LINES = Duration.ofDays(7);

  private final List<Rule> rules;

  /// @param time the column that tells a row's age
  private record Rule(String table, String time, Duration kept) {}

  Retention(HistorySettings settings) {
    Duration calls = settings.callRetention();
    rules =
        List.of(
            new Rule("events", "said_at", settings.storyRetention()),
            new Rule("calls", "arrived_at", calls),
            new Rule("tickets", "offered_at", calls),
            new Rule("offers", "offered_at", calls),
            new Rule("agent_periods", "until_at", calls),
            new Rule("verdicts", "said_at", calls),
            new Rule("labels", "said_at", calls),
            new Rule("listed_numbers", "removed_at", calls),
            new Rule("audit", "said_at", settings.intervalRetention()),
            new Rule("intervals", "start_at", settings.intervalRetention()),
            new Rule("agent_time", "start_at", settings.intervalRetention()),
            new Rule("queue_log_outbox", "said_at", LOG_LINES));
  }

  void sweep(Jdbi jdbi, Instant now) {
    for (Rule rule : rules) {
      Instant before = now.minus(rule.kept());
      for (int round = 0; round < MOST_ROUNDS && delete(jdbi, rule, before) == ROWS; round++) {}
    }
  }

  /// The oldest rows by time, as both databases can delete a bounded number of them.
  private static int delete(Jdbi jdbi, Rule rule, Instant before) {
    return jdbi.inTransaction(handle -> {
      Instant until =
          handle
              .createQuery(
                  "SELECT %2$s FROM %1$s WHERE %2$s < :before ORDER BY %2$s LIMIT 1 OFFSET %3$d"
                      .formatted(rule.table(), rule.time(), ROWS - 1))
              .bind("before", before)
              .map((row, context) -> row.getObject(1, OffsetDateTime.class).toInstant())
              .findOne()
              .orElse(before);
      int deleted =
          handle
              .createUpdate(
                  "DELETE FROM %1$s WHERE %2$s <= :until AND %2$s < :before"
                      .formatted(rule.table(), rule.time()))
              .bind("until", until)
              .bind("before", before)
              .execute();
      return Math.min(ROWS, deleted);
    });
  }
}
