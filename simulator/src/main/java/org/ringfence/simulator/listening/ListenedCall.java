package org.ringfence.simulator.listening;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.ringfence.simulator.replay.media.Ear;
import org.ringfence.simulator.replay.media.MediaLeg;
import org.ringfence.simulator.replay.media.MediaPort;
import org.ringfence.simulator.replay.media.SoundIndex;
import org.ringfence.simulator.replay.media.Ulaw;
import org.ringfence.simulator.replay.media.Voice;
import org.ringfence.simulator.replay.sip.TrunkCall;

/// One call, and every frame that came from the other side with its time.
///
/// Times are those of the ticker that the line was made with, in nanoseconds.
public final class ListenedCall implements TrunkCall.Listener {

  /// Ten minutes; what comes later is not kept.
  private static final int MAX_FRAMES = 10 * 60 * Ulaw.FRAMES_PER_SECOND;

  /// A key sounds for 160 ms and begins with the next packet, at most 20 ms later.
  private static final long KEY_NANOS = 180_000_000;

  /// The root mean square of -50 dBm0: a sine of full scale has 22,715 and is +3.17 dBm0 (G.711).
  private static final double SOFTEST_RMS = 50;

  private final SoundIndex index;
  private final MediaPort media;
  private final Voice voice;
  private final LongSupplier ticker;
  private final CountDownLatch answered = new CountDownLatch(1);
  private final List<Frame> frames = new ArrayList<>();
  private final List<Sound> sounds = new ArrayList<>();
  private @Nullable TrunkCall call;
  private @Nullable MediaLeg leg;
  private long answeredNanos;
  private boolean over;

  private static final class Frame {
    private final long atNanos;
    private final byte[] ulaw;

    private Frame(long atNanos, byte[] ulaw) {
      this.atNanos = atNanos;
      this.ulaw = ulaw;
    }
  }

  /// A prompt that began.
  ///
  /// @param name `<language>/<id>`
  public record Sound(String name, long beganNanos, long lengthNanos) {

    public long endsNanos() {
      return beganNanos + lengthNanos;
    }
  }

  ListenedCall(SoundIndex index, MediaPort media, Voice voice, LongSupplier ticker) {
    this.voice = voice;
    this.index = index;
    this.media = media;
    this.ticker = ticker;
  }

  synchronized void dialed(TrunkCall placed) {
    call = placed;
  }

  @Override
  public synchronized void answered(int mediaPort) {
    answeredNanos = ticker.getAsLong();
    if (!over) {
      leg = media.begin(mediaPort, voice, new Ear(index, this::began, this::came));
    }
    answered.countDown();
  }

  @Override
  public synchronized void refused(int status) {
    over = true;
    answered.countDown();
  }

  @Override
  public synchronized void hungUp() {
    over = true;
    if (leg != null) {
      leg.close();
    }
  }

  private synchronized void began(int sound, long beganNanos) {
    sounds.add(new Sound(index.name(sound), beganNanos, index.nanos(sound)));
  }

  private synchronized void came(byte[] packet, int offset, long nowNanos) {
    if (frames.size() < MAX_FRAMES) {
      byte[] frame = new byte[Ulaw.FRAME];
      System.arraycopy(packet, offset, frame, 0, Ulaw.FRAME);
      frames.add(new Frame(nowNanos, frame));
    }
  }

  /// Whether the call was answered within that time.
  public boolean awaitAnswer(Duration atMost) throws InterruptedException {
    return answered.await(atMost.toNanos(), TimeUnit.NANOSECONDS) && !isOver();
  }

  /// When the answer came; it makes sense only after [#awaitAnswer].
  public synchronized long answeredNanos() {
    return answeredNanos;
  }

  /// Whether the other side refused or hung up.
  public synchronized boolean isOver() {
    return over;
  }

  /// Presses a key.
  ///
  /// @return when its last packet has been sent at the latest
  public long press(char key) {
    MediaLeg speaking = leg();
    long pressed = ticker.getAsLong();
    speaking.press(key);
    return pressed + KEY_NANOS;
  }

  /// Holds a key down.
  ///
  /// @param held as far as a telephone event can tell it, some eight seconds
  public void hold(char key, Duration held) {
    leg().press(key, held);
  }

  private synchronized MediaLeg leg() {
    if (leg == null) {
      throw new IllegalStateException("the call is not answered");
    }
    return leg;
  }

  /// May come at any moment, also in that of the answer: a call tells us of it while it is locked,
  /// so nothing is locked here while it is told.
  public void hangUp() {
    @Nullable TrunkCall placed = ended();
    if (placed != null) {
      placed.hangUp();
    }
  }

  private synchronized @Nullable TrunkCall ended() {
    over = true;
    if (leg != null) {
      leg.close();
    }
    return call;
  }

  /// The prompts that were recognised, in the order in which they began.
  public synchronized List<Sound> sounds() {
    return List.copyOf(sounds);
  }

  /// When the first frame with anything audible came, at or after a time.
  public synchronized OptionalLong firstAudible(long fromNanos) {
    for (Frame frame : frames) {
      if (frame.atNanos >= fromNanos && rms(frame.ulaw) > SOFTEST_RMS) {
        return OptionalLong.of(frame.atNanos);
      }
    }
    return OptionalLong.empty();
  }

  /// What came from the frame nearest to a time on, at most so many frames.
  public synchronized byte[] received(long fromNanos, int count) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int written = 0;
    for (Frame frame : frames) {
      if (frame.atNanos > fromNanos - Ulaw.FRAME_NANOS / 2 && written < count) {
        bytes.writeBytes(frame.ulaw);
        written++;
      }
    }
    return bytes.toByteArray();
  }

  private static double rms(byte[] ulaw) {
    double square = 0;
    for (byte each : ulaw) {
      double sample = Ulaw.decode(each);
      square += sample * sample;
    }
    return Math.sqrt(square / ulaw.length);
  }
}
