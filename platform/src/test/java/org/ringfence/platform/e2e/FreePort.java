package org.ringfence.platform.e2e;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// Ports for what a test starts. Those that the system draws for outgoing connections are none of
/// them: one such, free when it is asked for, may be somebody's when the server starts.
final class FreePort {

  /// Two processes run tests side by side, each with a half of the ports from 10000. From 20000 on
  /// lies the media of the tests' Asterisks.
  private static final int HALF = 5_000;

  private static final int FIRST = 10_000 + Integer.getInteger("ringfence.test.fork", 1) % 2 * HALF;

  /// SIPp takes the media port it is given and the next even one.
  private static final int APART = 4;

  private static final int COUNT = HALF / APART;

  private static final AtomicInteger next =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

  private FreePort() {}

  /// A port on which nobody listens, by TCP or by UDP, and which was not given before.
  static int take() throws IOException {
    for (int tries = 0; tries < COUNT; tries++) {
      int port = FIRST + APART * Math.floorMod(next.getAndIncrement(), COUNT);
      try (ServerSocket tcp = new ServerSocket(port);
          DatagramSocket udp = new DatagramSocket(port)) {
        return udp.getLocalPort();
      } catch (BindException taken) {
        // Another one.
      }
    }
    throw new IOException("no free port from " + FIRST + " to " + (FIRST + HALF - 1));
  }
}
