package org.ringfence.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ringfence.desktop.Examples.ANA;
import static org.ringfence.desktop.Examples.NOON;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.desktop.accounts.Accounts;
import org.ringfence.desktop.accounts.TestAccounts;
import org.ringfence.desktop.history.History;
import org.ringfence.desktop.phones.NodeAddress;
import org.ringfence.desktop.phones.PhoneNodes;
import org.ringfence.desktop.phones.PhoneNodes.NodeLogin;
import org.ringfence.desktop.phones.PhoneSettings;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentState;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;
import org.ringfence.site.SiteBook;
import org.ringfence.voice.KeptSound;

/// Pages of one node are phones of another: over real WebSockets, at the node `rf2`.
@Timeout(60)
class NodePhonesTest {

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final String ORIGIN = "https://desk1.example.org";
  private static final byte[] KEY = new byte[32];
  private static final List<NodeAddress> NODES =
      List.of(
          new NodeAddress("rf1", URI.create(ORIGIN)),
          new NodeAddress("rf2", URI.create("http://127.0.0.1:8630")));

  @TempDir Path library;

  private volatile Instant now = NOON;
  private final InMemoryBus bus = new InMemoryBus();
  private final TestAccounts people = new TestAccounts(new InMemoryBus(), () -> NOON);
  private final FakePhoneDesk asterisk = new FakePhoneDesk();
  private final HttpClient http = HttpClient.newHttpClient();
  private final PhoneNodes other = new PhoneNodes("rf1", NODES, KEY);
  private Desktop desktop;

  @BeforeEach
  void start() throws IOException {
    Files.writeString(library.resolve("index.js"), "export const x = 1;");
    asterisk.nodes = new PhoneNodes("rf2", NODES, KEY);
    PhoneSettings phones =
        new PhoneSettings(Duration.ofHours(12), library, List.of(), List.of(), NODES);
    desktop =
        new Desktop(
            Examples.settings(0, phones),
            new SiteBook(Examples.SITE),
            people.accounts,
            bus,
            bus,
            History.none(Examples.SITE, () -> NOON),
            null,
            null,
            KeptSound.none(),
            asterisk,
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
            List.of(),
            () -> now);
    desktop.start();
  }

  @AfterEach
  void stop() {
    desktop.close();
    asterisk.close();
    http.close();
  }

  private NodeLogin vouched(String agent, String page, Instant since) {
    return other.vouch(new AgentId(agent), page, ORIGIN, page, since, now).getFirst();
  }

  private static final class Ended implements WebSocket.Listener {
    volatile int code;

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int closed, String reason) {
      code = closed;
      return null;
    }
  }

  private WebSocket connect(String path, @Nullable String origin, String cookie, Ended ended)
      throws Exception {
    WebSocket.Builder builder =
        http.newWebSocketBuilder().subprotocols("sip").header("Cookie", cookie);
    if (origin != null) {
      builder.header("Origin", origin);
    }
    return builder
        .buildAsync(URI.create("ws://localhost:" + desktop.port() + path), ended)
        .get(10, TimeUnit.SECONDS);
  }

  private WebSocket connect(NodeLogin login, Ended ended) throws Exception {
    return connect("/node-phone?pass=" + login.pass(), ORIGIN, "none=1", ended);
  }

  private int refusal(String path, @Nullable String origin) {
    try {
      connect(path, origin, "none=1", new Ended());
      return 101;
    } catch (ExecutionException refused) {
      return refused.getCause() instanceof WebSocketHandshakeException handshake
          ? handshake.getResponse().statusCode()
          : 0;
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }

  /// A page of this node asks.
  private HttpResponse<String> ask(String wish, String page)
      throws IOException, InterruptedException {
    String session = people.session("ana");
    return http.send(
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + desktop.port() + "/api/v1/agents/ana/phone"))
            .header("Content-Type", "application/json")
            .header("Cookie", "ringfence-" + desktop.port() + "=" + session)
            .header("X-Ringfence-Guard", Accounts.guardToken(session))
            .header("Origin", "http://localhost:" + desktop.port())
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"wish\":\"" + wish + "\",\"page\":\"" + page + "\"}"))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void a_page_of_the_other_node_speaks_with_asterisk_by_the_secret_that_both_reckon()
      throws Exception {
    NodeLogin login = vouched("ana", "one", NOON);

    connect(login, new Ended()).sendText("REGISTER", true).get();

    await().atMost(SOON).until(() -> asterisk.heard.contains("REGISTER"));
    assertThat(asterisk.secrets).containsEntry(ANA, login.secret());
  }

  @Test
  void without_a_good_pass_for_this_very_page_nobody_comes_in() {
    NodeLogin login = vouched("ana", "one", NOON);
    String path = "/node-phone?pass=" + login.pass();
    assertThat(refusal("/node-phone", ORIGIN)).isEqualTo(403);
    assertThat(refusal(path + "0", ORIGIN)).isEqualTo(403);
    assertThat(refusal(path, null)).isEqualTo(403);
    assertThat(refusal(path, "https://evil.example")).isEqualTo(403);
    assertThat(refusal(path, "http://localhost:" + desktop.port())).isEqualTo(403);
    assertThat(refusal("/phone?page=one&pass=" + login.pass(), ORIGIN)).isEqualTo(403);
    assertThat(refusal("/node-phone?pass=" + vouched("nobody", "one", NOON).pass(), ORIGIN))
        .isEqualTo(404);
    now = NOON.plus(Duration.ofMinutes(2));
    assertThat(refusal(path, ORIGIN)).isEqualTo(403);
    assertThat(asterisk.secrets).isEmpty();
    assertThat(asterisk.lines).isEmpty();
  }

  @Test
  void of_pages_of_both_nodes_the_newer_has_the_phone() throws Exception {
    Ended older = new Ended();
    connect(vouched("ana", "one", NOON), older);
    await().atMost(SOON).until(() -> asterisk.lines.size() == 1);

    now = NOON.plusSeconds(10);
    assertThat(ask("open", "two").statusCode()).isEqualTo(200);
    await().atMost(SOON).until(() -> older.code == 4001);
    assertThat(ask("renew", "one").statusCode()).isEqualTo(409);

    Ended newest = new Ended();
    connect(vouched("ana", "three", NOON.plusSeconds(20)), newest);
    await().atMost(SOON).until(() -> asterisk.lines.size() == 1);
    assertThat(ask("renew", "two").statusCode()).isEqualTo(409);
    Ended late = new Ended();
    connect(vouched("ana", "one", NOON), late);
    await().atMost(SOON).until(() -> late.code == 4001);
    assertThat(newest.code).isZero();
  }

  @Test
  void a_talk_is_not_taken_by_a_page_of_the_other_node() throws Exception {
    Ended older = new Ended();
    connect(vouched("ana", "one", NOON), older);
    await().atMost(SOON).until(() -> asterisk.lines.size() == 1);
    bus.publish(Examples.verdict("pbx-1.1", NOON, Stage.ARRIVAL, Verdict.ADMIT));
    bus.publish(Examples.offer("pbx-1.1", ANA, NOON, "es", "first in line"));
    bus.publish(Examples.agent(ANA, NOON, AgentState.TALKING, "pbx-1.1", ""));

    Ended newer = new Ended();
    connect(vouched("ana", "two", NOON.plusSeconds(1)), newer);

    await().atMost(SOON).until(() -> newer.code == 4004);
    assertThat(older.code).isZero();
    // A talk also outlives the word of a node that is away.
    now = NOON.plus(Duration.ofMinutes(11));
    await().during(Duration.ofSeconds(2)).atMost(SOON).until(() -> older.code == 0);
    bus.publish(Examples.agent(ANA, NOON, AgentState.READY, null, ""));
    await().atMost(SOON).until(() -> older.code == 4003);
    assertThat(asterisk.closed).contains(ANA);
  }

  @Test
  void a_line_lasts_as_long_as_the_other_node_vouches_for_the_page() throws Exception {
    Ended kept = new Ended();
    WebSocket page = connect(vouched("ana", "one", NOON), kept);
    Ended left = new Ended();
    connect(vouched("ben", "two", NOON), left);
    await().atMost(SOON).until(() -> asterisk.lines.size() == 2);

    now = NOON.plus(Duration.ofMinutes(9));
    page.sendText("RF-PASS " + vouched("ana", "one", NOON).pass(), true).get();
    page.sendText("REGISTER", true).get();
    await().atMost(SOON).until(() -> asterisk.heard.contains("REGISTER"));
    now = NOON.plus(Duration.ofMinutes(10));

    await().atMost(SOON).until(() -> left.code == 4003);
    assertThat(kept.code).isZero();
    assertThat(asterisk.heard).as("what is for us stays with us").containsExactly("REGISTER");

    page.sendText("RF-PASS " + vouched("ben", "two", NOON).pass(), true).get();
    await().atMost(SOON).until(() -> kept.code == 4003);
  }

  @Test
  void a_page_of_ours_is_told_of_the_other_nodes_and_may_connect_to_them_alone() throws Exception {
    assertThat(ask("renew", "one").statusCode()).isEqualTo(409);
    assertThat(ask("open", "one").body())
        .contains(
            "\"node\":\"rf2\"",
            "\"others\":[{\"node\":\"rf1\",\"server\":\"wss://desk1.example.org")
        .doesNotContain("\"node\":\"rf2\",\"server\"");
    assertThat(ask("renew", "one").body()).contains("\"user\":\"ana_web\"", "\"others\":[{");

    assertThat(policy("/agent")).contains("connect-src 'self' wss://desk1.example.org;");
    assertThat(policy("/sign-in")).contains("connect-src 'self';");
  }

  private String policy(String path) throws IOException, InterruptedException {
    String cookie = "ringfence-" + desktop.port() + "=" + people.session("ana");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + desktop.port() + path))
            .header("Cookie", cookie)
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString())
        .headers()
        .firstValue("Content-Security-Policy")
        .orElseThrow();
  }

  @Test
  void while_our_asterisk_is_away_a_page_is_a_phone_of_the_other_node_all_the_same()
      throws Exception {
    asterisk.away = true;
    assertThat(ask("open", "one").statusCode()).isEqualTo(502);
    assertThat(ask("renew", "one").body()).contains("\"others\":[{\"node\":\"rf1\"");
  }
}
