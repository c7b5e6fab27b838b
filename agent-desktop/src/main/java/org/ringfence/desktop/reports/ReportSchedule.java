package org.ringfence.desktop.reports;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ringfence.desktop.history.History.HistoryUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts saved reports into the folder, each once a day at its time or, when we were not there then,
/// as soon as we are. Which day was done stands in the database, so of several processes one does
/// it, and a restart neither leaves a day out nor doubles it.
public final class ReportSchedule implements AutoCloseable {

  /// How late a report may be.
  private static final Duration LOOK = Duration.ofSeconds(20);

  private static final Logger log = LoggerFactory.getLogger(ReportSchedule.class);

  private final SavedReports saved;
  private final Reports reports;
  private final ReportFolder folder;
  private final ZoneId zone;
  private final InstantSource clock;
  private final CountDownLatch stopping = new CountDownLatch(1);

  public ReportSchedule(
      SavedReports saved, Reports reports, ReportFolder folder, ZoneId zone, InstantSource clock) {
    this.saved = saved;
    this.reports = reports;
    this.folder = folder;
    this.zone = zone;
    this.clock = clock;
  }

  /// Begins, where there is a folder.
  public void start() {
    if (folder.find().isPresent()) {
      Thread.ofVirtual().name("report-schedule").start(this::run);
    }
  }

  private void run() {
    try {
      while (!stopping.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          makeDue();
        } catch (RuntimeException failed) {
          // Such as a report that a newer release saved.
          log.atError().setCause(failed).log("saved reports were not made");
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// Makes what is due now.
  public void makeDue() {
    Instant now = clock.instant();
    LocalDate day = LocalDate.ofInstant(now, zone);
    LocalTime time = LocalTime.ofInstant(now, zone);
    try {
      for (SavedReport report : saved.list()) {
        if (report.isDue(day, time) && saved.claim(report, day)) {
          make(report, day);
        }
      }
    } catch (HistoryUnavailable away) {
      log.atDebug()
          .addKeyValue("why", away.getMessage())
          .log("saved reports wait for the database");
    }
  }

  private void make(SavedReport report, LocalDate day) {
    try {
      folder.write(report.fileName(day), ReportCsv.of(reports.make(report.query(day, zone)), zone));
      log.atInfo().addKeyValue("report", report.id()).log("report put into its folder");
    } catch (IOException | HistoryUnavailable failed) {
      log.atWarn()
          .addKeyValue("report", report.id())
          .addKeyValue("why", failed.toString())
          .log("a report was not made");
      saved.failed(report, String.valueOf(failed.getMessage()));
    }
  }

  @Override
  public void close() {
    stopping.countDown();
  }
}
