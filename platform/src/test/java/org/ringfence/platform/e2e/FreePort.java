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

  private static final int FROM = 10_000;

  /// Several processes run tests side by side, each with a part of the ports from 10000 to 19999.
  private static final int PARTS = 4;

  private static final int PART = 10_000 / PARTS;

  private static final int FIRST =
      FROM + Integer.getInteger("ringfence.test.fork", 1) % PARTS * PART;

  /// SIPp takes the media port it is given and the next even one.
  private static final int APART = 4;

  private static final int COUNT = PART / APART;

  private static final AtomicInteger next =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

  /// How many media ports an Asterisk has.
  static final int MEDIA_PORTS = 600;

  private static final int MEDIA_FROM = 20_000;

  /// Media ranges of a process.
  private static final int RANGES = 5;

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
    throw new IOException("no free port from " + FIRST + " to " + (FIRST + PART - 1));
  }

  /// The first media port of an Asterisk whose port for SIP is this. No Asterisk of another process
  /// has the same; one of this process may, and then takes the ports that are left.
  static int media(int sipPort) {
    int part = (sipPort - FROM) / PART;
    return MEDIA_FROM + (part * RANGES + sipPort / APART % RANGES) * MEDIA_PORTS;
  }
}
