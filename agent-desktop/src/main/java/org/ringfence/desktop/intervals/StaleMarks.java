package org.ringfence.desktop.intervals;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Quarter hours whose sums are out of date. They are stored with the rows that made them so,
/// therefore no crash between the two can leave a wrong sum.
public final class StaleMarks {

  static final String INTERVAL = "INTERVAL";
  static final String AGENTS = "AGENTS";

  /// A period that lasts longer than this is no period: somebody's news were lost.
  static final Duration LONGEST_PERIOD = Duration.ofDays(2);

  private final Set<Mark> marks = new LinkedHashSet<>();

  record Mark(String kind, String name, Instant start) {}

  /// The quarter hour in which a ticket of this queue was offered.
  public void interval(String queue, Instant offeredAt) {
    marks.add(new Mark(INTERVAL, queue, Quarter.startOf(offeredAt)));
  }

  /// The quarter hours that an agent's period touches.
  public void agents(String pool, Instant from, Instant until) {
    Instant first = from.isBefore(until.minus(LONGEST_PERIOD)) ? until.minus(LONGEST_PERIOD) : from;
    for (Instant at = Quarter.startOf(first); at.isBefore(until); at = at.plus(Quarter.LENGTH)) {
      marks.add(new Mark(AGENTS, pool, at));
    }
  }

  /// Adds the marks that the table does not have yet.
  public void write(Handle handle) {
    if (marks.isEmpty()) {
      return;
    }
    try (PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO stale (kind, name, start_at) SELECT CAST(:kind AS VARCHAR),"
                + " CAST(:name AS VARCHAR), CAST(:start AS TIMESTAMP WITH TIME ZONE)"
                + " WHERE NOT EXISTS (SELECT 1 FROM stale"
                + " WHERE kind = :kind AND name = :name AND start_at = :start)")) {
      for (Mark mark : marks) {
        batch.bind("kind", mark.kind()).bind("name", mark.name()).bind("start", mark.start()).add();
      }
      batch.execute();
    }
  }
}
