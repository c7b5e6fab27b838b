package org.ringfence.desktop.phones;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfence.desktop.phones.PhoneNodes.NodeLogin;
import org.ringfence.events.AgentId;

/// What nodes vouch for before one another.
final class PhoneNodesTest {

  private static final AgentId ANA = new AgentId("ana");
  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
  private static final String ORIGIN = "https://desk1.example.org";
  private static final List<NodeAddress> ALL =
      List.of(
          new NodeAddress("rf1", URI.create(ORIGIN)),
          new NodeAddress("rf2", URI.create("https://desk2.example.org:8443")),
          new NodeAddress("rf3", URI.create("http://127.0.0.1:8632")));

  private final PhoneNodes first = new PhoneNodes("rf1", ALL, key("shared"));
  private final PhoneNodes second = new PhoneNodes("rf2", ALL, key("shared"));

  private static byte[] key(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private List<NodeLogin> vouch(String serial, Instant now) {
    return first.vouch(ANA, "a page", ORIGIN, serial, NOON, now);
  }

  @Test
  void aPageGetsALoginForEachOtherNode() {
    assertThat(vouch("1", NOON))
        .extracting(NodeLogin::node, NodeLogin::server)
        .containsExactly(
            tuple("rf2", "wss://desk2.example.org:8443/node-phone"),
            tuple("rf3", "ws://127.0.0.1:8632/node-phone"));
    assertThat(first.others()).extracting(NodeAddress::node).containsExactly("rf2", "rf3");
    assertThat(PhoneNodes.alone().vouch(ANA, "p", ORIGIN, "1", NOON, NOON)).isEmpty();
  }

  @Test
  void theOtherNodeReadsWhatWasVouchedForAndReckonsTheSameSecret() {
    NodeLogin login = vouch("1", NOON.plusSeconds(5)).getFirst();

    PhonePass pass = second.find(login.pass()).orElseThrow();

    assertThat(pass)
        .isEqualTo(new PhonePass("rf2", ANA, "a page", ORIGIN, "1", NOON, NOON.plusSeconds(5)));
    assertThat(second.secret(pass)).isEqualTo(login.secret()).matches("[0-9a-f]{48}");
    assertThat(login.pass()).doesNotContain(login.secret()).matches("[A-Za-z0-9._-]+");
    assertThat(login.toString()).doesNotContain(login.secret()).doesNotContain(login.pass());
  }

  @Test
  void theSecretStaysAsLongAsThePageHasThePhoneAndIsAnotherAtEachNode() {
    NodeLogin login = vouch("1", NOON).getFirst();
    assertThat(vouch("1", NOON.plusSeconds(300)).getFirst().secret()).isEqualTo(login.secret());
    assertThat(vouch("2", NOON).getFirst().secret()).isNotEqualTo(login.secret());
    assertThat(vouch("1", NOON).getLast().secret()).isNotEqualTo(login.secret());
  }

  @Test
  void aPassIsForOneNodeAndOfOneKey() {
    String pass = vouch("1", NOON).getFirst().pass();
    assertThat(new PhoneNodes("rf3", ALL, key("shared")).find(pass)).isEmpty();
    assertThat(new PhoneNodes("rf2", ALL, key("another")).find(pass)).isEmpty();
    assertThat(new PhoneNodes("rf2", List.of(), key("shared")).find(pass)).isEmpty();
  }

  @Test
  void aPassThatWasChangedIsNone() {
    String pass = vouch("1", NOON).getFirst().pass();
    for (int i = 0; i < pass.length(); i++) {
      char other = pass.charAt(i) == '0' ? '1' : '0';
      String changed = pass.substring(0, i) + other + pass.substring(i + 1);
      assertThat(second.find(changed)).as("changed at %d", i).isEmpty();
    }
    assertThat(second.find("")).isEmpty();
    assertThat(second.find("no.pass")).isEmpty();
    assertThat(second.find(pass + ".")).isEmpty();
    assertThat(second.find(pass + "é")).isEmpty();
  }

  @Test
  void aPassOpensForTwoMinutesAndHoldsForTen() {
    PhonePass pass = second.find(vouch("1", NOON).getFirst().pass()).orElseThrow();
    assertThat(pass.opens(NOON.plus(Duration.ofSeconds(119)))).isTrue();
    assertThat(pass.opens(NOON.plus(Duration.ofMinutes(2)))).isFalse();
    assertThat(pass.holds(NOON.plus(Duration.ofSeconds(599)))).isTrue();
    assertThat(pass.holds(NOON.plus(Duration.ofMinutes(10)))).isFalse();
    assertThat(pass.opens(NOON.minus(Duration.ofSeconds(59)))).as("clocks differ").isTrue();
    assertThat(pass.opens(NOON.minus(Duration.ofSeconds(61)))).isFalse();
  }

  @Test
  void aPassIsRenewedByALaterOneOfTheSamePage() {
    PhonePass pass = new PhonePass("rf2", ANA, "a", ORIGIN, "1", NOON, NOON);
    Instant later = NOON.plusSeconds(120);
    assertThat(new PhonePass("rf2", ANA, "a", ORIGIN, "1", NOON, later).renews(pass)).isTrue();
    assertThat(new PhonePass("rf2", ANA, "b", ORIGIN, "1", NOON, later).renews(pass)).isFalse();
    assertThat(new PhonePass("rf2", new AgentId("ben"), "a", ORIGIN, "1", NOON, later).renews(pass))
        .isFalse();
    assertThat(
            new PhonePass("rf2", ANA, "a", "https://evil.example", "1", NOON, later).renews(pass))
        .isFalse();
    assertThat(pass.renews(new PhonePass("rf2", ANA, "a", ORIGIN, "1", NOON, later))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "desk1.example.org",
        "https://desk1.example.org/",
        "https://desk1.example.org/agent",
        "https://Desk1.example.org",
        "https://ana@desk1.example.org",
        "http://desk1.example.org",
        "http://192.0.2.7:8630",
        "wss://desk1.example.org",
        "https://desk1.example.org; script-src *",
        "https://",
        ""
      })
  void anAddressThatIsNoOriginOrNotEncryptedIsRefused(String address) {
    assertThatThrownBy(() -> NodeAddress.of("rf1", address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("must be");
  }
}
