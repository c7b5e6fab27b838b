package org.ringfence.simulator.listening;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.ringfence.events.PhoneNumber;
import org.ringfence.simulator.plans.CallerPlan.Signalling;
import org.ringfence.simulator.replay.media.MediaPort;
import org.ringfence.simulator.replay.media.SoundIndex;
import org.ringfence.simulator.replay.media.Voice;
import org.ringfence.simulator.replay.sip.Invitation;
import org.ringfence.simulator.replay.sip.Trunk;

/// The carrier's side of a trunk whose callers keep what they hear.
public final class ListeningLine implements AutoCloseable {

  private final SoundIndex index;
  private final MediaPort media;
  private final Trunk trunk;
  private final LongSupplier ticker;
  private final AtomicInteger calls = new AtomicInteger();

  /// @param address the trunk's, that Asterisk knows it by
  /// @param sipPort Asterisk's, on 127.0.0.1
  /// @param prompts the folder of `<language>/<id>.ulaw` that Asterisk plays from
  /// @param ticker monotonic nanoseconds
  public ListeningLine(String address, int sipPort, Path prompts, LongSupplier ticker)
      throws IOException {
    this.ticker = ticker;
    this.index = SoundIndex.ofPrompts(prompts);
    this.media =
        MediaPort.open(
            InetAddress.getByName(address), InetAddress.getLoopbackAddress(), true, ticker);
    this.trunk = new Trunk(address, sipPort, media.port());
  }

  /// Places a call.
  ///
  /// @param number the caller's, E.164
  /// @param dialed as the trunk sends it
  public ListenedCall call(String number, String dialed) throws IOException {
    return call(number, dialed, Voice.SILENT);
  }

  /// Places a call of somebody who is not silent.
  ///
  /// @param voice what comes from the caller
  public ListenedCall call(String number, String dialed, Voice voice) throws IOException {
    ListenedCall call = new ListenedCall(index, media, voice, ticker);
    Signalling shown = Signalling.plain(PhoneNumber.of(number));
    String name = "listens" + calls.incrementAndGet();
    call.dialed(trunk.dial(new Invitation(name, shown, dialed, media.port()), call));
    return call;
  }

  @Override
  public void close() {
    trunk.close();
    media.close();
  }
}
