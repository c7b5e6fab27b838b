package org.ringfence.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfence.events.AgentId;
import org.ringfence.gateway.phones.BrowserPhones;
import org.ringfence.gateway.phones.BrowserPhones.Login;

/// Passwords of phones in browsers, as they reach Asterisk.
final class BrowserPhonesTest {

  private static final AgentId ANA = new AgentId("ana");
  private static final String KEY = "/rf-phone/auth/ana_web";
  private static final Pattern WRITTEN =
      Pattern.compile("_RF_CLEAR=([01]),_RF_USER=([a-z_]+),_RF_SECRET=([A-Za-z0-9]+)");

  private GatewayHarness harness;
  private BrowserPhones phones;
  private volatile Instant now = GatewayHarness.NOW;

  @BeforeEach
  void start() throws IOException {
    harness = GatewayHarness.started();
    await().until(() -> harness.gateway.health().isReady());
    phones =
        new BrowserPhones(
            harness.gateway.asterisk(), Duration.ofHours(12), new Random(3), () -> now);
    harness.ami.dialplan = this::dialplan;
  }

  @AfterEach
  void stop() throws IOException {
    phones.close();
    harness.close();
  }

  /// What `rf-phone` of extensions.conf does.
  private void dialplan(Map<String, String> run) {
    if (!run.getOrDefault("channel", "").equals("Local/s@rf-phone/n")) {
      return;
    }
    Matcher written = WRITTEN.matcher(run.getOrDefault("variable", ""));
    if (written.matches()) {
      harness.ami.database.put(
          "/rf-phone/auth/" + written.group(2), "{\"password\":\"" + written.group(3) + "\"}");
    } else {
      harness.ami.database.remove(KEY);
    }
  }

  @Test
  void aPageGetsAPasswordThatAsteriskKnowsAndTheNextOneReplacesIt() throws IOException {
    Login first = phones.open(ANA);
    assertThat(first.user()).isEqualTo("ana_web");
    assertThat(first.secret()).matches("[A-Za-z0-9]{32}");
    assertThat(first.expires()).isEqualTo(now.plus(Duration.ofHours(12)));
    assertThat(harness.ami.database.get(KEY)).contains(first.secret());

    Login second = phones.open(ANA);

    assertThat(second.secret()).isNotEqualTo(first.secret());
    assertThat(harness.ami.database.get(KEY)).contains(second.secret());
    assertThat(first.toString()).doesNotContain(first.secret());
  }

  @Test
  void aPasswordThatNodesAgreedOnIsTakenIfItIsLongAndPlain() throws IOException {
    String agreed = "0123456789abcdef".repeat(3);

    assertThat(phones.open(ANA, agreed).secret()).isEqualTo(agreed);
    assertThat(harness.ami.database.get(KEY)).contains(agreed);

    assertThatThrownBy(() -> phones.open(ANA, "short"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> phones.open(ANA, "x\",_RF_USER=ben,".repeat(4)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void passwordsOfAnEarlierRunAreClearedWithTheFirstOne() throws IOException {
    phones.open(ANA);
    phones.open(ANA);

    assertThat(
            harness.ami.actions("Originate").stream()
                .filter(run -> run.getOrDefault("channel", "").contains("@rf-phone"))
                .map(run -> run.get("variable"))
                .toList())
        .satisfiesExactly(
            first -> assertThat(first).startsWith("_RF_CLEAR=1"),
            second -> assertThat(second).startsWith("_RF_CLEAR=0"));
  }

  @Test
  void aPasswordIsGoneWhenItsTimeIsOverAndAtOnceWhenThePhoneIsClosed() throws IOException {
    phones.open(ANA);
    phones.close(ANA);
    await().until(() -> !harness.ami.database.containsKey(KEY));

    phones.open(ANA);
    phones.start();
    now = now.plus(Duration.ofHours(12));
    await().atMost(Duration.ofSeconds(8)).until(() -> !harness.ami.database.containsKey(KEY));
  }

  @Test
  void withoutAsteriskThereIsNoPassword() {
    harness.ami.refusesLogin = true;
    harness.ami.cut();

    assertThatThrownBy(() -> phones.open(ANA)).isInstanceOf(IOException.class);
  }
}
