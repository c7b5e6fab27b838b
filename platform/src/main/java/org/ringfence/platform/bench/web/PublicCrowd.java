package org.ringfence.platform.bench.web;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// Asks for the public page and its JSON in turn, at a fixed rate whatever the answers take (an
/// open loop): an answer's time counts from when it was to be asked for, so that a slow server is
/// not spared the requests that it delays.
final class PublicCrowd {

  private static final int CONNECTIONS = 64;
  private static final int GOOD = 200;

  private final int port;
  private final String queue;
  private final ConcurrentHistogram timesMicros = new ConcurrentHistogram(3);
  private final LongAdder failed = new LongAdder();

  PublicCrowd(int port, String queue) {
    this.port = port;
    this.queue = queue;
    timesMicros.setAutoResize(true);
  }

  /// Asks for so long; returns when all answers are there.
  void ask(int perSecond, Duration length) throws InterruptedException {
    long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50);
    long stepNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    long requests = length.toSeconds() * perSecond;
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      int first = i;
      threads.add(
          Thread.ofVirtual()
              .name("public-" + i)
              .start(() -> askOnOneConnection(first, requests, start, stepNanos)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void askOnOneConnection(int first, long requests, long start, long stepNanos) {
    long next = first;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        InputStream in = new BufferedInputStream(socket.getInputStream())) {
      socket.setTcpNoDelay(true);
      for (; next < requests; next += CONNECTIONS) {
        long due = start + next * stepNanos;
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        String path = next / CONNECTIONS % 2 == 0 ? "/wait/" : "/api/v1/public/wait/";
        socket
            .getOutputStream()
            .write(
                ("GET " + path + queue + " HTTP/1.1\r\nHost: localhost:" + port + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        if (readAnswer(in) == GOOD) {
          timesMicros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due));
        } else {
          failed.increment();
        }
      }
    } catch (IOException broken) {
      // Everything that was to be asked on it.
      failed.add((requests - next + CONNECTIONS - 1) / CONNECTIONS);
    }
  }

  /// The status, after the body was read.
  private static int readAnswer(InputStream in) throws IOException {
    String status = line(in);
    int length = -1;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(header.indexOf(':') + 1).strip());
      }
    }
    if (length < 0) {
      throw new IOException("an answer without a length");
    }
    in.skipNBytes(length);
    return Integer.parseInt(status.split(" ", -1)[1]);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the connection ended");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  Histogram timesMicros() {
    return timesMicros.copy();
  }

  long failed() {
    return failed.sum();
  }
}
