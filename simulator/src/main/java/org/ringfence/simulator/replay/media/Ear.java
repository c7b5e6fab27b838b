package org.ringfence.simulator.replay.media;

/// One call's hearing: tells when a sound begins. It is used by the receiving thread alone, except
/// for [#hearsPrompt].
public final class Ear {

  /// Told on the receiving thread, which must not be held up.
  @FunctionalInterface
  public interface Listener {
    /// A sound began.
    ///
    /// @param sound its number in the [SoundIndex]
    /// @param beganNanos when its first frame came, or would have come
    void began(int sound, long beganNanos);
  }

  /// Told of every frame on the receiving thread, which must not be held up.
  @FunctionalInterface
  public interface FrameListener {
    /// @param packet valid until this returns; the frame's [Ulaw#FRAME] bytes begin at `offset`
    void came(byte[] packet, int offset, long nowNanos);
  }

  /// So many frames of one sound in a row, then it is believed.
  private static final int BELIEVED = 2;

  /// A sound that paused longer has begun anew. Within a prompt, frames may be lost or be silence.
  private static final long PAUSE_NANOS = 500_000_000;

  private final SoundIndex index;
  private final Listener listener;
  private final FrameListener frames;
  private int current = -1;
  private int lastFrame;
  private int inRow;
  private long lastNanos;
  private volatile long promptNanos;
  private volatile boolean prompted;

  public Ear(SoundIndex index, Listener listener) {
    this(index, listener, (packet, offset, nowNanos) -> {});
  }

  /// An ear that also passes on what it hears.
  public Ear(SoundIndex index, Listener listener, FrameListener frames) {
    this.index = index;
    this.listener = listener;
    this.frames = frames;
  }

  /// One packet's sound came in.
  void hear(byte[] packet, int offset, long nowNanos) {
    frames.came(packet, offset, nowNanos);
    long found = index.find(packet, offset);
    if (found == SoundIndex.UNKNOWN) {
      return;
    }
    int sound = SoundIndex.sound(found);
    int frame = SoundIndex.frame(found);
    boolean goesOn = sound == current && frame >= lastFrame && nowNanos - lastNanos < PAUSE_NANOS;
    inRow = goesOn ? inRow + 1 : 1;
    current = sound;
    lastFrame = frame;
    lastNanos = nowNanos;
    promptNanos = nowNanos;
    prompted = true;
    if (inRow == BELIEVED) {
      listener.began(sound, nowNanos - frame * Ulaw.FRAME_NANOS);
    }
  }

  /// Whether a sound of the index is to be heard at this moment.
  boolean hearsPrompt(long nowNanos) {
    return prompted && nowNanos - promptNanos < 5 * Ulaw.FRAME_NANOS;
  }
}
