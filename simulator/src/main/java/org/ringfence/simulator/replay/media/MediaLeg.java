package org.ringfence.simulator.replay.media;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// The sound of one call: RTP (RFC 3550) with µ-law as payload 0 and keys as telephone events of
/// payload 101 (RFC 4733).
public final class MediaLeg {

  static final int HEADER = 12;

  private static final int EVENT_PAYLOAD = 101;
  private static final Duration ORDINARY_PRESS = Duration.ofMillis(160);

  /// A telephone event tells its length in 16 bits of samples (RFC 4733, section 2.3.5).
  private static final Duration LONGEST_PRESS = Duration.ofMillis(8_180);

  private static final int EVENT_ENDS = 3;
  private static final int MARKER = 0x80;
  private static final int EVENT_END = 0x80;
  private static final int EVENT_VOLUME = 10;
  private static final int MAX_KEYS = 16;
  private static final String KEYS = "0123456789*#";

  final InetSocketAddress remote;
  private final Voice voice;
  private final @Nullable Ear ear;
  private final int ssrc;
  private final Queue<Press> keys = new LinkedBlockingQueue<>(MAX_KEYS);
  private volatile boolean closed;
  private int sequence;
  private long frame;
  private @Nullable Press event;
  private int eventFrames;
  private int eventTimestamp;

  /// A key that is held for so many frames.
  private record Press(int code, int frames) {}

  MediaLeg(InetSocketAddress remote, Voice voice, @Nullable Ear ear, int ssrc) {
    this.remote = remote;
    this.voice = voice;
    this.ear = ear;
    this.ssrc = ssrc;
  }

  /// Presses a key; it sounds for 160 ms. More than [#MAX_KEYS] not yet sent are dropped.
  public void press(char key) {
    press(key, ORDINARY_PRESS);
  }

  /// Holds a key down.
  ///
  /// @param held as far as it fits into one telephone event, some eight seconds
  public void press(char key, Duration held) {
    int code = KEYS.indexOf(key);
    if (code < 0) {
      throw new IllegalArgumentException("not a key: " + key);
    }
    Duration fits = held.compareTo(LONGEST_PRESS) < 0 ? held : LONGEST_PRESS;
    keys.offer(new Press(code, (int) Math.max(1, fits.toNanos() / Ulaw.FRAME_NANOS)));
  }

  /// Nothing is sent or heard any more.
  public void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  void hear(byte[] packet, int length, long nowNanos) {
    if (ear == null || closed || length < HEADER + Ulaw.FRAME || (packet[1] & 0x7f) != 0) {
      return;
    }
    // No extension and no contributing sources: that is how Asterisk sends.
    if ((packet[0] & 0xff) == 0x80) {
      ear.hear(packet, HEADER, nowNanos);
    }
  }

  /// Writes this tick's packet.
  void write(ByteBuffer packet, long nowNanos) {
    int timestamp = (int) (frame * Ulaw.FRAME);
    @Nullable Press pressed = event == null ? keys.poll() : null;
    if (pressed != null) {
      event = pressed;
      eventFrames = 0;
      eventTimestamp = timestamp;
    }
    if (event != null) {
      writeEvent(packet, event);
    } else {
      header(packet, frame == 0 ? MARKER : 0, timestamp);
      byte[] sound = voice.frame(frame, ear != null && ear.hearsPrompt(nowNanos));
      if (sound == null) {
        for (int i = 0; i < Ulaw.FRAME; i++) {
          packet.put(Ulaw.SILENCE);
        }
      } else {
        packet.put(sound);
      }
    }
    frame++;
  }

  private void writeEvent(ByteBuffer packet, Press press) {
    boolean over = eventFrames >= press.frames();
    header(packet, (eventFrames == 0 ? MARKER : 0) | EVENT_PAYLOAD, eventTimestamp);
    packet.put((byte) press.code());
    packet.put((byte) ((over ? EVENT_END : 0) | EVENT_VOLUME));
    packet.putShort((short) (Math.min(eventFrames + 1, press.frames()) * Ulaw.FRAME));
    eventFrames++;
    if (eventFrames == press.frames() + EVENT_ENDS) {
      event = null;
    }
  }

  private void header(ByteBuffer packet, int second, int timestamp) {
    packet.put((byte) 0x80);
    packet.put((byte) second);
    packet.putShort((short) sequence++);
    packet.putInt(timestamp);
    packet.putInt(ssrc);
  }
}
