package org.ringfence.simulator.replay.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Sound and keys on a real wire, with a socket in Asterisk's place.
@Timeout(20)
class MediaPortTest {

  private static final int EVENT = 101;
  private static final int PACKETS = 40;

  private DatagramSocket asterisk;
  private MediaPort port;

  @BeforeEach
  void open() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    asterisk = new DatagramSocket(new InetSocketAddress(loopback, 0));
    asterisk.setSoTimeout(5_000);
    port = MediaPort.open(loopback, loopback, true, System::nanoTime);
  }

  @AfterEach
  void close() {
    port.close();
    asterisk.close();
  }

  @Test
  void a_key_arrives_once_as_telephone_events_and_the_sound_goes_on_after_it() throws IOException {
    byte[] tone = Tones.agent(1);
    MediaLeg leg = port.begin(asterisk.getLocalPort(), (number, prompt) -> tone, null);
    leg.press('7');

    List<byte[]> packets = receive(PACKETS);

    List<byte[]> events = packets.stream().filter(each -> (each[1] & 0x7f) == EVENT).toList();
    assertThat(events).isNotEmpty().allMatch(event -> event[12] == 7);
    assertThat(events.stream().map(event -> Arrays.toString(Arrays.copyOfRange(event, 4, 8))))
        .as("one time stamp is one key")
        .containsOnly(Arrays.toString(Arrays.copyOfRange(events.getFirst(), 4, 8)));
    assertThat(events.getLast()[13] & 0x80).as("the key is let go").isEqualTo(0x80);
    assertThat(Arrays.copyOfRange(packets.getLast(), 12, 172)).isEqualTo(tone);
    assertThat(sequence(packets.getLast()) - sequence(packets.getFirst())).isEqualTo(PACKETS - 1);
  }

  @Test
  void who_is_silent_sends_silence_and_who_hung_up_sends_nothing() throws IOException {
    MediaLeg leg = port.begin(asterisk.getLocalPort(), Voice.SILENT, null);

    byte[] packet = receive(1).getFirst();
    leg.close();

    assertThat(packet).hasSize(172);
    assertThat(Arrays.copyOfRange(packet, 12, 172)).containsOnly(0xff);
    asterisk.setSoTimeout(300);
    assertThat(drained()).isLessThan(20);
  }

  @Test
  void calls_are_told_apart_by_asterisks_port() throws Exception {
    SoundIndex index = new SoundIndex();
    int mine = index.add("mine", Tones.agent(5));
    BlockingQueue<Integer> heard = new LinkedBlockingQueue<>();
    BlockingQueue<Integer> others = new LinkedBlockingQueue<>();
    try (DatagramSocket other =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      port.begin(asterisk.getLocalPort(), Voice.SILENT, new Ear(index, (s, at) -> heard.add(s)));
      port.begin(other.getLocalPort(), Voice.SILENT, new Ear(index, (s, at) -> others.add(s)));
      byte[] packet = new byte[172];
      packet[0] = (byte) 0x80;
      System.arraycopy(Tones.agent(5), 0, packet, 12, 160);
      for (int i = 0; i < 3; i++) {
        asterisk.send(
            new DatagramPacket(
                packet, packet.length, InetAddress.getLoopbackAddress(), port.port()));
      }

      assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo(mine);
      assertThat(others).isEmpty();
    }
  }

  private List<byte[]> receive(int count) throws IOException {
    List<byte[]> packets = new ArrayList<>();
    while (packets.size() < count) {
      DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
      asterisk.receive(packet);
      packets.add(Arrays.copyOf(packet.getData(), packet.getLength()));
    }
    return packets;
  }

  private int drained() throws IOException {
    int count = 0;
    try {
      while (count < 1_000) {
        asterisk.receive(new DatagramPacket(new byte[2_048], 2_048));
        count++;
      }
    } catch (java.net.SocketTimeoutException silence) {
      return count;
    }
    return count;
  }

  private static int sequence(byte[] packet) {
    return ((packet[2] & 0xff) << 8) | (packet[3] & 0xff);
  }
}
