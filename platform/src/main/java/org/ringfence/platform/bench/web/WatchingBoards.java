package org.ringfence.platform.bench.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Boards that watch by server-sent events, each on a connection of its own.
///
/// A board is told at most four times a second, so several updates come to it in one event: all
/// reports up to the newest one in an event count as told by it.
final class WatchingBoards implements AutoCloseable {

  private static final String QUEUES = "\"queues\":[{";
  private static final String AT = "\"at\":\"";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<Socket> sockets = new ArrayList<>();
  private final AtomicInteger broken = new AtomicInteger();
  private final LongAdder events = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final Duration reportEvery;
  private volatile ConcurrentHistogram delaysMillis = fresh();
  private volatile boolean closing;

  /// @param reportEvery how often a queue is reported
  WatchingBoards(Duration reportEvery) {
    this.reportEvery = reportEvery;
  }

  /// Opens so many boards and waits until each has the whole board.
  void open(int boards, int port, String token) throws IOException, InterruptedException {
    CountDownLatch opened = new CountDownLatch(boards);
    for (int i = 0; i < boards; i++) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      sockets.add(socket);
      // HTTP/1.0, so that no chunk sizes stand between the lines of the stream.
      socket
          .getOutputStream()
          .write(
              ("GET /api/v1/board/events HTTP/1.0\r\nHost: localhost:"
                      + port
                      + "\r\nAuthorization: Bearer "
                      + token
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      Thread.ofVirtual().name("board-" + i).start(() -> watch(socket, opened));
    }
    if (!opened.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IOException(opened.getCount() + " boards were not served");
    }
  }

  private void watch(Socket socket, CountDownLatch opened) {
    boolean whole = false;
    @Nullable Instant before = null;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("data: ")) {
          continue;
        }
        events.increment();
        bytes.add(line.length());
        if (!whole) {
          whole = true;
          opened.countDown();
        }
        @Nullable Instant newest = newestReport(line);
        if (newest != null) {
          note(before, newest);
          before = newest;
        }
      }
    } catch (IOException gone) {
      // Counted below unless it is we who close.
    }
    if (!closing) {
      broken.incrementAndGet();
    }
  }

  private void note(@Nullable Instant before, Instant newest) {
    long now = Instant.now().toEpochMilli();
    Instant oldest = before == null ? newest : before.plus(reportEvery);
    for (Instant at = newest; !at.isBefore(oldest); at = at.minus(reportEvery)) {
      delaysMillis.recordValue(Math.max(0, now - at.toEpochMilli()));
    }
  }

  private static @Nullable Instant newestReport(String event) {
    int queues = event.indexOf(QUEUES);
    int at = queues < 0 ? -1 : event.indexOf(AT, queues);
    return at < 0
        ? null
        : Instant.parse(event.substring(at + AT.length(), event.indexOf('"', at + AT.length())));
  }

  /// Forgets what was measured so far.
  void measureAnew() {
    delaysMillis = fresh();
    events.reset();
    bytes.reset();
  }

  Histogram delaysMillis() {
    return delaysMillis.copy();
  }

  long events() {
    return events.sum();
  }

  long bytes() {
    return bytes.sum();
  }

  int broken() {
    return broken.get();
  }

  private static ConcurrentHistogram fresh() {
    ConcurrentHistogram histogram = new ConcurrentHistogram(3);
    histogram.setAutoResize(true);
    return histogram;
  }

  @Override
  public void close() throws IOException {
    closing = true;
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
