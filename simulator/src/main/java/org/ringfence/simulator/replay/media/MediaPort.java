package org.ringfence.simulator.replay.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sound of all calls of one side, through one UDP socket: Asterisk has a port of its own for
/// each call, by which what it sends is told apart. One thread receives, one sends a packet for
/// each call every 20 ms.
public final class MediaPort implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(MediaPort.class);
  private static final int PORTS = 65_536;
  private static final int MAX_PACKET = 2_048;
  private static final int BUFFER_BYTES = 4 << 20;

  /// Behind by more, the pacer gives up what it missed instead of sending it in a burst.
  private static final long MAX_BEHIND_NANOS = 10 * Ulaw.FRAME_NANOS;

  private final DatagramChannel channel;
  private final InetSocketAddress local;
  private final InetAddress asterisk;
  private final LongSupplier ticker;
  private final AtomicReferenceArray<@Nullable MediaLeg> legs = new AtomicReferenceArray<>(PORTS);
  private final Queue<MediaLeg> added = new ConcurrentLinkedQueue<>();
  private final AtomicInteger sources = new AtomicInteger();
  private final LongAdder late = new LongAdder();
  private final LongAdder ticks = new LongAdder();
  private volatile boolean closed;

  private MediaPort(DatagramChannel channel, InetAddress asterisk, LongSupplier ticker)
      throws IOException {
    this.channel = channel;
    this.local = (InetSocketAddress) channel.getLocalAddress();
    this.asterisk = asterisk;
    this.ticker = ticker;
  }

  /// Opens a port of the system's choice.
  ///
  /// @param listens false for a side that never hears: the system then drops what comes in
  public static MediaPort open(
      InetAddress address, InetAddress asterisk, boolean listens, LongSupplier ticker)
      throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    channel.setOption(StandardSocketOptions.SO_RCVBUF, listens ? BUFFER_BYTES : MAX_PACKET);
    channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_BYTES);
    channel.bind(new InetSocketAddress(address, 0));
    MediaPort port = new MediaPort(channel, asterisk, ticker);
    String name = "rtp-" + address.getHostAddress();
    if (listens) {
      Thread.ofPlatform().name(name + "-hear").daemon().start(port::receive);
    }
    Thread.ofPlatform().name(name + "-speak").daemon().start(port::send);
    return port;
  }

  public int port() {
    return local.getPort();
  }

  /// Begins a call's sound.
  ///
  /// @param remotePort Asterisk's media port of this call
  public MediaLeg begin(int remotePort, Voice voice, @Nullable Ear ear) {
    int ssrc = (local.getPort() << 16) ^ sources.incrementAndGet() * 0x9e3779b1;
    MediaLeg leg = new MediaLeg(new InetSocketAddress(asterisk, remotePort), voice, ear, ssrc);
    legs.set(remotePort, leg);
    added.add(leg);
    return leg;
  }

  /// Lateness counts from here on: the first seconds of a process are always slow.
  public void beginCounting() {
    late.reset();
    ticks.reset();
  }

  /// Share of ticks that came more than one frame late: this machine is too busy.
  public double lateShare() {
    long all = ticks.sum();
    return all == 0 ? 0 : (double) late.sum() / all;
  }

  private void receive() {
    byte[] bytes = new byte[MAX_PACKET];
    ByteBuffer packet = ByteBuffer.wrap(bytes);
    while (!closed) {
      try {
        packet.clear();
        if (channel.receive(packet) instanceof InetSocketAddress from) {
          MediaLeg leg = legs.get(from.getPort());
          if (leg != null) {
            leg.hear(bytes, packet.position(), ticker.getAsLong());
          }
        }
      } catch (ClosedChannelException end) {
        return;
      } catch (IOException | RuntimeException failed) {
        log.atDebug().setCause(failed).log("a packet could not be received");
      }
    }
  }

  private void send() {
    List<MediaLeg> speaking = new ArrayList<>();
    ByteBuffer packet = ByteBuffer.allocateDirect(MediaLeg.HEADER + Ulaw.FRAME);
    long due = ticker.getAsLong();
    while (!closed) {
      due += Ulaw.FRAME_NANOS;
      for (long now = ticker.getAsLong(); now < due && !closed; now = ticker.getAsLong()) {
        LockSupport.parkNanos(due - now);
      }
      long now = ticker.getAsLong();
      ticks.increment();
      if (now - due > Ulaw.FRAME_NANOS) {
        late.increment();
      }
      if (now - due > MAX_BEHIND_NANOS) {
        due = now;
      }
      for (MediaLeg leg = added.poll(); leg != null; leg = added.poll()) {
        speaking.add(leg);
      }
      speaking.removeIf(this::isOver);
      for (MediaLeg leg : speaking) {
        send(leg, packet, now);
      }
    }
  }

  private boolean isOver(MediaLeg leg) {
    if (leg.isClosed()) {
      // Asterisk may have given the port to a later call already.
      legs.compareAndSet(leg.remote.getPort(), leg, null);
      return true;
    }
    return false;
  }

  private void send(MediaLeg leg, ByteBuffer packet, long nowNanos) {
    try {
      packet.clear();
      leg.write(packet, nowNanos);
      packet.flip();
      channel.send(packet, leg.remote);
    } catch (IOException | RuntimeException failed) {
      // Refused by a port that has just been closed; the BYE is on its way.
      log.atDebug().setCause(failed).log("a packet could not be sent");
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      channel.close();
    } catch (IOException failed) {
      log.atDebug().setCause(failed).log("a media port could not be closed");
    }
  }
}
