package org.ringfence.desktop.history;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.LogFollower;
import org.ringfence.bus.LogPlace;
import org.ringfence.bus.LogRecord;
import org.ringfence.desktop.intervals.IntervalTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the bus into the database, each batch of records in one transaction with the positions.
final class HistoryProjection implements LogFollower {

  /// Sums made anew in one transaction.
  private static final int REFRESH_BATCH = 200;

  /// Who gets so many records at once is behind.
  private static final int LARGE_BATCH = 1_000;

  /// While behind, sums are made anew only so often.
  private static final Duration REFRESH_PAUSE = Duration.ofSeconds(10);

  private static final Duration SWEEP_PAUSE = Duration.ofHours(1);

  /// The classes of SQLSTATE that say that these rows can never be written.
  private static final Set<String> HOPELESS = Set.of("22", "23");

  private static final Logger log = LoggerFactory.getLogger(HistoryProjection.class);

  private final HistoryDatabase database;
  private final RecordFold fold;
  private final IntervalTable intervals;
  private final Retention retention;
  private final @Nullable QueueLogFile queueLog;
  private final InstantSource clock;
  private final Positions positions = new Positions();
  private final Counter written;
  private final Counter unwritable;
  private final Timer batchTime;
  private Instant refreshedAt = Instant.EPOCH;
  private Instant sweptAt = Instant.EPOCH;
  private volatile @Nullable Instant heardUntil;
  private volatile String trouble = "";

  HistoryProjection(
      HistoryDatabase database,
      RecordFold fold,
      IntervalTable intervals,
      Retention retention,
      @Nullable QueueLogFile queueLog,
      MeterRegistry meters,
      InstantSource clock) {
    this.database = database;
    this.fold = fold;
    this.intervals = intervals;
    this.retention = retention;
    this.queueLog = queueLog;
    this.clock = clock;
    written = meters.counter("ringfence.history.written");
    unwritable = meters.counter("ringfence.history.unwritable");
    batchTime =
        Timer.builder("ringfence.history.batch").publishPercentiles(0.5, 0.99).register(meters);
  }

  @Override
  public Map<LogPlace, Long> positions() throws Exception {
    return attempt(() -> {
      Jdbi jdbi = database.open();
      return jdbi.inTransaction(handle -> {
        intervals.followRules(handle);
        return positions.read(handle);
      });
    });
  }

  @Override
  public void take(List<LogRecord> records) throws Exception {
    attempt(() -> {
      Jdbi jdbi = database.open();
      batchTime.recordCallable(() -> {
        write(jdbi, records);
        return null;
      });
      heardUntil = records.getLast().appendedAt();
      maintain(jdbi, records.size());
      return null;
    });
  }

  /// When the record that was written last was said; null before the first.
  @Nullable Instant heardUntil() {
    return heardUntil;
  }

  /// Why the last attempt failed; empty when it did not.
  String trouble() {
    return trouble;
  }

  private <T> T attempt(Callable<T> work) throws Exception {
    try {
      T result = work.call();
      trouble = "";
      return result;
    } catch (Exception failed) {
      trouble = innermost(failed);
      throw failed;
    }
  }

  private static String innermost(Throwable failed) {
    Throwable cause = failed;
    for (@Nullable Throwable t = failed; t != null; t = t.getCause()) {
      cause = t;
    }
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }

  /// Rows that the database refuses for what they are would be refused for ever: the batch is cut
  /// in halves until they are found, and they alone are passed over.
  private void write(Jdbi jdbi, List<LogRecord> records) {
    try {
      writeAll(jdbi, records);
    } catch (RuntimeException failed) {
      if (!isHopeless(failed)) {
        throw failed;
      }
      if (records.size() > 1) {
        int half = records.size() / 2;
        write(jdbi, records.subList(0, half));
        write(jdbi, records.subList(half, records.size()));
        return;
      }
      unwritable.increment();
      log.atError()
          .addKeyValue("place", records.getFirst().place())
          .addKeyValue("offset", records.getFirst().offset())
          .setCause(failed)
          .log("a record cannot be written into the history and was passed over");
      positions.committed(jdbi.inTransaction(handle -> positions.move(handle, records)));
    }
  }

  private static boolean isHopeless(RuntimeException failed) {
    for (@Nullable Throwable t = failed; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql) {
        @Nullable String state = sql.getSQLState();
        return state != null && state.length() == 5 && HOPELESS.contains(state.substring(0, 2));
      }
    }
    return false;
  }

  private void writeAll(Jdbi jdbi, List<LogRecord> records) {
    List<RecordFacts> facts = new ArrayList<>(records.size());
    records.forEach(read -> RecordFacts.of(read).ifPresent(facts::add));
    positions.committed(
        jdbi.inTransaction(handle -> {
          Map<LogPlace, Long> moved = positions.move(handle, records);
          List<RecordFacts> news = withoutRepeated(handle, facts);
          HistoryBatch batch = new HistoryBatch(handle, news);
          news.forEach(record -> fold(record, batch));
          batch.write(fold.queueLog());
          return moved;
        }));
    written.increment(records.size());
  }

  private void fold(RecordFacts facts, HistoryBatch batch) {
    try {
      fold.on(facts, batch);
    } catch (RuntimeException bug) {
      unwritable.increment();
      log.atError()
          .addKeyValue("type", facts.kind())
          .setCause(bug)
          .log("a record could not be told in the history and was passed over");
    }
  }

  /// The cores say again what they are not sure to have said; such a record bears the same id.
  private static List<RecordFacts> withoutRepeated(Handle handle, List<RecordFacts> facts) {
    List<String> ids = facts.stream().map(RecordFacts::recordId).distinct().toList();
    Set<String> known = new HashSet<>();
    for (String table : List.of("events", "audit")) {
      for (int from = 0; from < ids.size(); from += 500) {
        handle
            .createQuery("SELECT record_id, said_at FROM " + table + " WHERE record_id IN (<ids>)")
            .bindList("ids", ids.subList(from, Math.min(ids.size(), from + 500)))
            .map((row, context) ->
                row.getString(1)
                    + row.getObject(2, OffsetDateTime.class).toInstant().toEpochMilli())
            .forEach(known::add);
      }
    }
    return facts.stream()
        .filter(record -> known.add(record.recordId() + record.saidAt().toEpochMilli()))
        .toList();
  }

  private void maintain(Jdbi jdbi, int taken) throws Exception {
    Instant now = clock.instant();
    if (taken < LARGE_BATCH
        || now.isAfter(refreshedAt.plus(REFRESH_PAUSE))
        || now.isBefore(refreshedAt)) {
      refreshedAt = now;
      boolean more = true;
      while (more) {
        more = jdbi.inTransaction(handle -> intervals.refresh(handle, REFRESH_BATCH));
      }
    }
    if (queueLog != null) {
      queueLog.write(jdbi);
    }
    if (now.isAfter(sweptAt.plus(SWEEP_PAUSE)) || now.isBefore(sweptAt)) {
      sweptAt = now;
      retention.sweep(jdbi, now);
    }
  }
}
