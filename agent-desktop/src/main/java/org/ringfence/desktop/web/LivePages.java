package org.ringfence.desktop.web;

import io.javalin.http.Context;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.accounts.Accounts;
import org.ringfence.desktop.accounts.Identity;
import org.ringfence.desktop.board.BoardModel;
import org.ringfence.desktop.board.BoardSnapshot;
import org.ringfence.desktop.board.BoardSnapshot.BoardChange;
import org.ringfence.desktop.health.ComponentHealth;
import org.ringfence.desktop.health.HealthReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The pages that watch the board by server-sent events (WHATWG HTML, section 9.2).
///
/// Each page has its request's virtual thread: it waits for a newer board, writes what changed
/// since it last wrote, and rests, so that however fast the board changes a page gets at most four
/// events a second. An event's id is the process's epoch and the board's version; a page that comes
/// back with it is sent only what it missed, any other page the whole board.
///
/// A stream ends with the session of who watches.
///
/// A page that does not take what it is sent is dropped after [#STUCK_TICKS] seconds, and comes
/// back by itself.
final class LivePages implements AutoCloseable {

  static final Duration REST = Duration.ofMillis(250);

  /// How long a page may hear nothing; pages take [#HEARTBEAT] times two and a bit for a lost
  /// connection. It is an event and not a comment, because a page's script cannot see comments.
  static final Duration HEARTBEAT = Duration.ofSeconds(5);

  /// How soon a page hears that its session ended.
  static final Duration LOOK = Duration.ofSeconds(1);

  static final int STUCK_TICKS = 3;

  private static final Logger log = LoggerFactory.getLogger(LivePages.class);

  private final BoardModel board;
  private final Accounts accounts;
  private final HealthReport health;
  private final InstantSource clock;
  private final String epoch;
  private final Semaphore places;
  private final Counter full;
  private final Counter dropped;
  private final Set<LivePage> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch stopping = new CountDownLatch(1);

  LivePages(
      BoardModel board,
      Accounts accounts,
      HealthReport health,
      InstantSource clock,
      int maxPages,
      MeterRegistry meters) {
    this.board = board;
    this.accounts = accounts;
    this.health = health;
    this.clock = clock;
    epoch = Long.toString(clock.millis(), 36);
    places = new Semaphore(maxPages);
    full = meters.counter("ringfence.web.live.refused");
    dropped = meters.counter("ringfence.web.live.dropped");
    meters.gaugeCollectionSize("ringfence.web.live.pages", List.of(), open);
    Thread.ofVirtual().name("web-stuck-pages").start(this::dropStuckPages);
  }

  /// What a page is sent.
  ///
  /// @param full whether it replaces all that the page has
  /// @param problems the parts of the platform that are not well
  record Event(Instant now, boolean full, List<ComponentHealth> problems, BoardChange change) {}

  /// Which part of the board a page watches.
  @FunctionalInterface
  interface View {
    BoardChange since(BoardSnapshot snapshot, long version);
  }

  /// Serves one page until it goes, gets stuck or the server stops.
  void serve(Context request, View view) {
    if (!places.tryAcquire()) {
      full.increment();
      request.header("Retry-After", "10");
      throw new Refusal(503, "pages", "Too many pages watch already; close one and try again.");
    }
    LivePage page = new LivePage(Thread.currentThread());
    open.add(page);
    try {
      stream(page, request, view);
    } catch (IOException | InterruptedException gone) {
      log.atDebug().addKeyValue("why", gone.toString()).log("live page gone");
    } finally {
      open.remove(page);
      places.release();
    }
  }

  private void stream(LivePage page, Context request, View view)
      throws IOException, InterruptedException {
    HttpServletResponse response = request.res();
    response.setContentType("text/event-stream;charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    ServletOutputStream out = response.getOutputStream();
    long sent = resumedFrom(request.header("Last-Event-ID"));
    BoardSnapshot snapshot = board.snapshot();
    if (sent > snapshot.version()) {
      sent = 0;
    }
    write(page, out, snapshot, event(sent == 0, view.since(snapshot, sent)), "retry: 1000\n");
    sent = snapshot.version();
    Identity identity = Gate.identity(request);
    long quietLooks = 0;
    while (!stopping.await(REST.toMillis(), TimeUnit.MILLISECONDS)) {
      boolean newer = board.awaitNewer(sent, LOOK);
      if (!accounts.stillHolds(identity)) {
        return;
      }
      quietLooks = newer ? 0 : quietLooks + 1;
      snapshot = board.snapshot();
      BoardChange change = view.since(snapshot, sent);
      sent = snapshot.version();
      // What changed may not concern this page; then it must still hear a beat in time.
      if (quietLooks == HEARTBEAT.dividedBy(LOOK)
          || !change.saysNothing()
          || page.quietFor(HEARTBEAT, clock.instant())) {
        quietLooks = 0;
        write(page, out, snapshot, event(false, change), "");
      }
    }
  }

  private Event event(boolean whole, BoardChange change) {
    return new Event(clock.instant(), whole, health.problems(), change);
  }

  private void write(
      LivePage page, ServletOutputStream out, BoardSnapshot snapshot, Event event, String head)
      throws IOException {
    String id = epoch + "-" + snapshot.version();
    page.edges.incrementAndGet();
    try {
      out.write((head + "id: " + id + "\ndata: ").getBytes(StandardCharsets.UTF_8));
      // JSON has no raw line feeds, which would end the event.
      out.write(Json.bytes(event));
      out.write("\n\n".getBytes(StandardCharsets.UTF_8));
      out.flush();
    } finally {
      page.edges.incrementAndGet();
    }
    page.lastWrite = event.now();
  }

  private long resumedFrom(@Nullable String lastEventId) {
    if (lastEventId == null || !lastEventId.matches("[0-9a-z]{1,12}-[0-9]{1,18}")) {
      return 0;
    }
    int dash = lastEventId.indexOf('-');
    return lastEventId.substring(0, dash).equals(epoch)
        ? Long.parseLong(lastEventId.substring(dash + 1))
        : 0;
  }

  private void dropStuckPages() {
    try {
      while (!stopping.await(1, TimeUnit.SECONDS)) {
        for (LivePage page : open) {
          long edges = page.edges.get();
          boolean sameWrite = edges % 2 == 1 && edges == page.edgesSeen;
          page.stuckTicks = sameWrite ? page.stuckTicks + 1 : 0;
          page.edgesSeen = edges;
          if (page.stuckTicks == STUCK_TICKS) {
            dropped.increment();
            log.atInfo().log("a page that does not read was dropped");
            page.thread.interrupt();
          }
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ends all streams.
  @Override
  public void close() {
    stopping.countDown();
    open.forEach(page -> page.thread.interrupt());
  }

  /// A page that watches.
  private static final class LivePage {
    final Thread thread;

    /// Begins and ends of writes: odd while one is going on.
    final AtomicLong edges = new AtomicLong();

    Instant lastWrite = Instant.EPOCH;

    // These two belong to the thread that looks for stuck pages.
    long edgesSeen;
    int stuckTicks;

    LivePage(Thread thread) {
      this.thread = thread;
    }

    boolean quietFor(Duration time, Instant now) {
      return !now.isBefore(lastWrite.plus(time));
    }
  }
}
