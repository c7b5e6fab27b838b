package org.ringfence.simulator.replay.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringfence.events.Attestation;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Privacy;
import org.ringfence.simulator.plans.CallerPlan.Signalling;

/// What a call looks like on the wire, with a socket in Asterisk's place.
@Timeout(30)
class TrunkTest {

  private static final int MEDIA = 40_000;
  private static final String SDP =
      "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 23456 RTP/AVP 0\r\n";

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private DatagramSocket asterisk;
  private Trunk trunk;
  private SocketAddress peer = new InetSocketAddress(0);

  private final TrunkCall.Listener listener =
      new TrunkCall.Listener() {
        @Override
        public void answered(int mediaPort) {
          told.add("answered " + mediaPort);
        }

        @Override
        public void refused(int status) {
          told.add("refused " + status);
        }

        @Override
        public void hungUp() {
          told.add("hung up");
        }
      };

  @BeforeEach
  void open() throws IOException {
    asterisk = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    asterisk.setSoTimeout(10_000);
    trunk = new Trunk("127.0.0.2", asterisk.getLocalPort(), MEDIA);
  }

  @AfterEach
  void close() {
    trunk.close();
    asterisk.close();
  }

  @Test
  void a_plain_caller_shows_the_number_the_attestation_and_the_look() throws Exception {
    dial(
        new Signalling(
            PhoneNumber.of("+16125550101"), Privacy.NONE, Attestation.B, "", "dialer/2"));

    String invite = hear("INVITE");
    assertThat(invite).contains("INVITE sip:16515550100@127.0.0.1");
    assertThat(line(invite, "From")).contains("\"r1\" <sip:+16125550101@127.0.0.2>");
    assertThat(line(invite, "P-Attestation-Indicator")).endsWith("B");
    assertThat(line(invite, "User-Agent")).endsWith("dialer/2");
    assertThat(invite).contains("m=audio 40000 RTP/AVP 0 101").doesNotContain("Privacy");

    answer(invite, "603 Declined", "");
    assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo("refused 603");
  }

  @Test
  void a_withheld_number_is_known_to_the_network_alone_and_a_malformed_one_breaks_nothing()
      throws Exception {
    dial(new Signalling(PhoneNumber.of("+16125550102"), Privacy.ID, Attestation.UNSIGNED, "", "x"));
    String withheld = hear("INVITE");
    answer(withheld, "486 Busy Here", "");
    assertThat(line(withheld, "From")).contains("anonymous.invalid").doesNotContain("5550102");
    assertThat(line(withheld, "Privacy")).endsWith("id");
    assertThat(line(withheld, "P-Asserted-Identity")).contains("+16125550102");
    assertThat(withheld).doesNotContain("P-Attestation-Indicator");
    assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo("refused 486");

    dial(
        new Signalling(
            PhoneNumber.of("1\" <x>;|é"), Privacy.NONE, Attestation.FAILED, "+16515550100", "x"));
    String malformed = hear("INVITE");
    answer(malformed, "503 Service Unavailable", "");
    assertThat(line(malformed, "From"))
        .contains("<sip:1%22%20%3Cx%3E%3B%7C%C3%A9@127.0.0.2>")
        .contains("verstat=TN-Validation-Failed");
    assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo("refused 503");
  }

  @Test
  void an_answered_call_is_acknowledged_told_with_its_media_port_and_hung_up_with_bye()
      throws Exception {
    TrunkCall call = dial(Signalling.plain(PhoneNumber.of("+16125550103")));

    answer(hear("INVITE"), "200 OK", SDP);

    assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo("answered 23456");
    assertThat(hear("ACK")).isNotEmpty();
    call.hangUp();
    answer(hear("BYE"), "200 OK", "");
    assertThat(told.poll(200, TimeUnit.MILLISECONDS)).isNull();
  }

  private TrunkCall dial(Signalling shown) throws IOException {
    return trunk.dial(new Invitation("r1", shown, "16515550100", MEDIA), listener);
  }

  /// The next request of that method; retransmissions of others are passed over.
  private String hear(String method) throws IOException {
    while (true) {
      DatagramPacket packet = new DatagramPacket(new byte[8_192], 8_192);
      asterisk.receive(packet);
      peer = packet.getSocketAddress();
      String text =
          new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
      if (text.startsWith(method + " ")) {
        return text;
      }
    }
  }

  private void answer(String request, String status, String sdp) throws IOException {
    String headers =
        request
            .lines()
            .takeWhile(line -> !line.isEmpty())
            .filter(line -> line.matches("(?i)(Via|From|Call-ID|CSeq):.*"))
            .collect(Collectors.joining("\r\n"));
    String to = line(request, "To");
    String text =
        "SIP/2.0 %s\r\n%s\r\n%s%s\r\nContact: <sip:127.0.0.1:%d>\r\n%sContent-Length: %d\r\n\r\n%s"
            .formatted(
                status,
                headers,
                to,
                to.contains("tag=") ? "" : ";tag=a1",
                asterisk.getLocalPort(),
                sdp.isEmpty() ? "" : "Content-Type: application/sdp\r\n",
                sdp.length(),
                sdp);
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    asterisk.send(new DatagramPacket(bytes, bytes.length, peer));
  }

  private static String line(String message, String header) {
    return message
        .lines()
        .filter(line -> line.startsWith(header + ":"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + header + " in\n" + message));
  }
}
