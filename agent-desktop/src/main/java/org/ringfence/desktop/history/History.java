package org.ringfence.desktop.history;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.LogReader;
import org.ringfence.desktop.health.ComponentHealth;
import org.ringfence.desktop.intervals.IntervalReport;
import org.ringfence.desktop.intervals.IntervalReport.ReportRow;
import org.ringfence.desktop.intervals.IntervalRules;
import org.ringfence.desktop.intervals.IntervalTable;
import org.ringfence.desktop.intervals.Step;
import org.ringfence.desktop.staffing.StaffingReport;
import org.ringfence.events.CallId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Topic;
import org.ringfence.site.Site;

/// The history: written from the bus, asked by the pages.
public final class History implements AutoCloseable {

  /// So far behind is noticed by nobody who reads a report of quarter hours.
  static final Duration TOLERATED = Duration.ofSeconds(30);

  /// Questions answered at one time; the writer always has a connection left.
  static final int MOST_QUESTIONS = HistoryDatabase.MOST_CONNECTIONS - 2;

  private final HistorySettings settings;
  private final LogReader reader;
  private final Semaphore askedAtOnce = new Semaphore(MOST_QUESTIONS);
  private final InstantSource clock;
  private final HistoryDatabase database;
  private final HistoryProjection projection;
  private final @Nullable QueueLogFile queueLog;
  private final IntervalReport report;
  private final SurveyReport surveys;
  private final AtomicLong notes = new AtomicLong();
  private final StaffingReport staffing;
  private final CallerErasure erasure;
  private final CallerKeys keys;
  private LogReader.@Nullable Following following;

  /// @param numberKey the installation's key for callers' numbers
  public History(
      HistorySettings settings,
      Site site,
      ZoneId zone,
      byte[] numberKey,
      LogReader reader,
      MeterRegistry meters,
      InstantSource clock) {
    this.settings = settings;
    this.reader = reader;
    this.clock = clock;
    database = new HistoryDatabase(settings);
    keys = new CallerKeys(numberKey);
    queueLog =
        settings.queueLog().isEmpty()
            ? null
            : new QueueLogFile(Path.of(settings.queueLog()), meters);
    projection =
        new HistoryProjection(
            database,
            new RecordFold(keys, new QueueLogLines(site, queueLog != null)),
            new IntervalTable(settings.figures()),
            new Retention(settings),
            queueLog,
            meters,
            clock);
    report = new IntervalReport(site, zone);
    surveys = new SurveyReport(zone);
    staffing = new StaffingReport(settings.figures(), zone);
    erasure = new CallerErasure(keys);
    Gauge.builder("ringfence.history.behind.records", this, history -> history.behind())
        .register(meters);
    Gauge.builder(
            "ringfence.history.behind.seconds", this, history -> history.behindBy().toSeconds())
        .register(meters);
  }

  /// No history at all.
  public static History none(Site site, InstantSource clock) {
    LogReader nobodyReads =
        (name, topics, follower) -> {
          throw new IllegalStateException("nobody reads for no history");
        };
    return new History(
        HistorySettings.NONE,
        site,
        ZoneOffset.UTC,
        new byte[CallerKeys.MIN_KEY_BYTES],
        nobodyReads,
        new SimpleMeterRegistry(),
        clock);
  }

  /// Begins to write, on a thread of its own; a database that is away is waited for there.
  public void start() {
    if (settings.isWanted()) {
      following = reader.follow("history", EnumSet.allOf(Topic.class), projection);
    }
  }

  public boolean isWanted() {
    return settings.isWanted();
  }

  /// What the figures are held against.
  public IntervalRules rules() {
    return settings.figures();
  }

  private long behind() {
    return following == null ? 0 : following.behind();
  }

  /// How old the oldest record is that is not written yet, about; none when all are.
  Duration behindBy() {
    @Nullable Instant heard = projection.heardUntil();
    if (heard == null || (behind() == 0 && projection.trouble().isEmpty())) {
      return Duration.ZERO;
    }
    Duration by = Duration.between(heard, clock.instant());
    return by.isNegative() ? Duration.ZERO : by;
  }

  /// How the history is. It never counts as down: calls are served without it.
  public ComponentHealth health() {
    if (!settings.isWanted()) {
      return ComponentHealth.up("history", "none is kept");
    }
    String trouble = projection.trouble();
    Duration by = behindBy();
    if (!trouble.isEmpty() || by.compareTo(TOLERATED) > 0) {
      String late =
          projection.heardUntil() == null
              ? "The history has not begun"
              : "The history is behind by " + words(by) + " (" + behind() + " records)";
      return ComponentHealth.degraded(
          "history",
          trouble.isEmpty() ? late + "." : late + ": " + trouble,
          trouble.isEmpty()
              ? "It catches up by itself. If this stays, the database is too slow."
              : "Calls are served all the same, and nothing is lost for a week. Check the database of"
                  + " history.url; it is tried again by itself.");
    }
    if (queueLog != null && !queueLog.trouble().isEmpty()) {
      return ComponentHealth.degraded(
          "history",
          "The queue log cannot be written: " + queueLog.trouble(),
          "Make " + settings.queueLog() + " writable; its lines wait for a week.");
    }
    boolean begun = projection.heardUntil() != null;
    return ComponentHealth.up("history", begun ? "is up to date" : "has written nothing yet");
  }

  private static String words(Duration by) {
    return by.compareTo(Duration.ofMinutes(2)) < 0
        ? by.toSeconds() + " s"
        : by.compareTo(Duration.ofHours(2)) < 0 ? by.toMinutes() + " min" : by.toHours() + " h";
  }

  /// The rows of a report; see [IntervalReport#rows].
  ///
  /// @throws HistoryUnavailable when the database cannot be asked
  public List<ReportRow> report(@Nullable String queue, Instant from, Instant to, Step step) {
    return ask(handle -> report.rows(handle, queue, from, to, step, clock.instant()));
  }

  /// The next half hours; see [StaffingReport#outlook].
  ///
  /// @throws HistoryUnavailable when the database cannot be asked
  public StaffingReport.Outlook staffing(@Nullable String queue, int halfHours) {
    return ask(handle -> staffing.outlook(handle, queue, clock.instant(), halfHours));
  }

  /// How many times a report has.
  public long countRows(Instant from, Instant to, Step step) {
    return report.countRows(from, to, step);
  }

  /// All that is known of a call.
  ///
  /// @throws HistoryUnavailable when the database cannot be asked
  public Optional<CallStory> findStory(CallId call) {
    return ask(handle -> CallStory.find(handle, call));
  }

  /// Deletes what is known of a caller; how many calls were the caller's.
  ///
  /// @throws HistoryUnavailable when the database cannot be asked
  public int erase(PhoneNumber caller, String author, String reason) {
    return ask(handle ->
        handle.inTransaction(
            within -> erasure.erase(within, caller, author, reason, clock.instant())));
  }

  /// The ratings of talks by queue and day; see [SurveyReport#days].
  ///
  /// @throws HistoryUnavailable when the database cannot be asked
  public List<SurveyReport.Day> surveys(Instant from, Instant to) {
    return ask(handle -> surveys.days(handle, from, to));
  }

  /// Writes into the audit what a person did that is on no bus.
  ///
  /// @throws HistoryUnavailable when the database cannot be asked
  public void note(String kind, String author, String subject, String reason) {
    Instant now = clock.instant();
    ask(handle ->
        handle
            .createUpdate(
                "INSERT INTO audit (record_id, said_at, kind, author, subject, reason)"
                    + " VALUES (:id, :at, :kind, :author, :subject, :reason)")
            .bind("id", kind.toLowerCase(Locale.ROOT) + "-" + notes.incrementAndGet())
            .bind("at", now)
            .bind("kind", kind)
            .bind("author", Texts.masked(author))
            .bind("subject", subject)
            .bind("reason", Texts.masked(reason))
            .execute());
  }

  /// Under which a caller's calls are found; it tells the number nobody.
  public String callerKey(PhoneNumber caller) {
    return keys.of(caller);
  }

  /// The answer to a question in SQL.
  ///
  /// @throws HistoryUnavailable when the database cannot be asked
  public <T> T ask(Function<Handle, T> question) {
    @Nullable Jdbi jdbi = database.findOpen();
    if (jdbi == null) {
      throw new HistoryUnavailable(settings.isWanted() ? projection.trouble() : "none is kept");
    }
    if (!askedAtOnce.tryAcquire()) {
      throw new HistoryUnavailable("others ask it at this moment; try again");
    }
    try {
      return jdbi.withHandle(question::apply);
    } catch (JdbiException failed) {
      throw new HistoryUnavailable(String.valueOf(failed.getMessage()), failed);
    } finally {
      askedAtOnce.release();
    }
  }

  /// The database cannot be asked at this moment.
  public static final class HistoryUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HistoryUnavailable(String why) {
      super(why);
    }

    HistoryUnavailable(String why, Throwable cause) {
      super(why, cause);
    }
  }

  @Override
  public void close() {
    if (following != null) {
      following.close();
    }
    database.close();
  }
}
