package org.ringfence.platform.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfence.simulator.replay.media.Ear;
import org.ringfence.simulator.replay.media.MediaLeg;
import org.ringfence.simulator.replay.media.MediaPort;
import org.ringfence.simulator.replay.media.SoundIndex;
import org.ringfence.simulator.replay.media.Tones;
import org.ringfence.simulator.replay.media.Ulaw;
import org.ringfence.simulator.replay.media.Voice;
import org.ringfence.simulator.replay.sip.PhoneCall;
import org.ringfence.simulator.replay.sip.Phones;

/// Phones of one address that answer at once, each with a tone of its own, and keep the last sound
/// that came, so that a test knows who hears whom.
final class TonePhones implements Phones.Listener, AutoCloseable {

  /// Who is told apart by tone: two frequencies each, none of them shared.
  enum Tone {
    CALLER(0, 300),
    ANA(5, 400),
    BEN(14, 500),
    OUTSIDE(27, 600),
    SUPERVISOR(44, 700);

    private static final int SECOND_HERTZ = 50;

    private final int number;

    /// The lower one; the other is [#SECOND_HERTZ] above it.
    private final int hertz;

    /// @param number of [Tones#agent], chosen so that the two frequencies are neighbours
    Tone(int number, int hertz) {
      this.number = number;
      this.hertz = hertz;
    }

    Voice voice() {
      byte[] frame = Tones.agent(number);
      return (count, hearsPrompt) -> frame;
    }

    /// Whether both frequencies stand out in some u-law sound.
    boolean isIn(byte[] ulaw) {
      return amplitude(ulaw, hertz) > HEARD && amplitude(ulaw, hertz + SECOND_HERTZ) > HEARD;
    }
  }

  /// A tenth of what a tone has.
  private static final double HEARD = 500;

  /// 400 ms, in which every tone has whole periods.
  private static final int FRAMES = 20;

  private static final int RATE = 8_000;

  private final MediaPort media;
  private final SoundIndex index;
  private final Phones phones;
  private final Map<String, Tone> tones;
  private final Map<String, PhoneCall> calls = new HashMap<>();
  private final Map<String, MediaLeg> legs = new HashMap<>();
  private final Map<String, Deque<byte[]>> heard = new HashMap<>();
  private final Map<String, Integer> registered = new HashMap<>();

  /// @param tones of each phone, by its user; a phone that is not named has the tone of OUTSIDE
  TonePhones(
      String address,
      int asteriskPort,
      Map<String, String> secrets,
      SoundIndex index,
      Map<String, Tone> tones)
      throws IOException {
    this.tones = tones;
    this.index = index;
    media =
        MediaPort.open(
            InetAddress.getByName(address),
            InetAddress.getLoopbackAddress(),
            true,
            System::nanoTime);
    phones = new Phones(address, asteriskPort, secrets, media.port(), this);
  }

  int port() {
    return phones.port();
  }

  void register(String user) throws IOException {
    phones.register(user);
  }

  synchronized boolean isRegistered(String user) {
    return registered.containsKey(user);
  }

  synchronized boolean isInCall(String user) {
    return legs.containsKey(user);
  }

  /// Whoever is rung outside is found by any name.
  synchronized boolean isInCall() {
    return !legs.isEmpty();
  }

  @Override
  public synchronized void registered(String agent) {
    registered.merge(agent, 1, Integer::sum);
  }

  @Override
  public void rings(PhoneCall call) {
    if (call.answer(media.port())) {
      answered(call);
    }
  }

  private synchronized void answered(PhoneCall call) {
    Deque<byte[]> last = new ArrayDeque<>();
    heard.put(call.agent(), last);
    calls.put(call.agent(), call);
    Ear ear =
        new Ear(index, (sound, began) -> {}, (packet, offset, now) -> keep(last, packet, offset));
    Voice voice = tones.getOrDefault(call.agent(), Tone.OUTSIDE).voice();
    legs.put(call.agent(), media.begin(call.remoteMediaPort(), voice, ear));
  }

  private synchronized void keep(Deque<byte[]> last, byte[] packet, int offset) {
    byte[] frame = new byte[Ulaw.FRAME];
    System.arraycopy(packet, offset, frame, 0, Ulaw.FRAME);
    last.addLast(frame);
    if (last.size() > FRAMES) {
      last.removeFirst();
    }
  }

  /// Whether a phone has heard a tone for the last 400 ms.
  synchronized boolean hears(String user, Tone tone) {
    @Nullable Deque<byte[]> last = heard.get(user);
    if (last == null || last.size() < FRAMES) {
      return false;
    }
    byte[] all = new byte[FRAMES * Ulaw.FRAME];
    int at = 0;
    for (byte[] frame : last) {
      System.arraycopy(frame, 0, all, at, Ulaw.FRAME);
      at += Ulaw.FRAME;
    }
    return tone.isIn(all);
  }

  /// The amplitude of one frequency (Goertzel).
  private static double amplitude(byte[] ulaw, int hertz) {
    double turn = 2 * Math.PI * hertz / RATE;
    double real = 0;
    double imaginary = 0;
    for (int i = 0; i < ulaw.length; i++) {
      double sample = Ulaw.decode(ulaw[i]);
      real += sample * Math.cos(turn * i);
      imaginary += sample * Math.sin(turn * i);
    }
    return 2 * Math.hypot(real, imaginary) / ulaw.length;
  }

  void hangUp(String user) {
    @Nullable PhoneCall call;
    synchronized (this) {
      call = calls.get(user);
      over(user);
    }
    if (call != null) {
      call.hangUp();
    }
  }

  private void over(String user) {
    @Nullable MediaLeg leg = legs.remove(user);
    if (leg != null) {
      leg.close();
    }
    heard.remove(user);
    calls.remove(user);
  }

  @Override
  public void stopped(PhoneCall call) {}

  @Override
  public synchronized void ended(PhoneCall call) {
    over(call.agent());
  }

  @Override
  public void close() {
    phones.close();
    media.close();
  }
}
