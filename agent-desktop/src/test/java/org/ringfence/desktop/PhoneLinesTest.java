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
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
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
import org.ringfence.desktop.phones.PhoneSettings;
import org.ringfence.events.AgentState;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;
import org.ringfence.site.SiteBook;
import org.ringfence.voice.KeptSound;

/// Phones in browsers come to Asterisk through our web, over real WebSockets on both sides.
@Timeout(60)
class PhoneLinesTest {

  private static final Duration SOON = Duration.ofSeconds(5);

  @TempDir Path library;

  private final InMemoryBus bus = new InMemoryBus();
  private final TestAccounts people = new TestAccounts(new InMemoryBus(), () -> NOON);
  private final FakePhoneDesk asterisk = new FakePhoneDesk();
  private final HttpClient http = HttpClient.newHttpClient();
  private Desktop desktop;
  private String session;

  @BeforeEach
  void start() throws IOException {
    Files.writeString(library.resolve("index.js"), "export const x = 1;");
    Files.createDirectories(library.resolve("api"));
    Files.writeString(library.resolve("api/ua.js"), "export const y = 2;");
    desktop = desktop(library);
    desktop.start();
    session = people.session("ana");
  }

  private Desktop desktop(@Nullable Path library) {
    PhoneSettings phones =
        new PhoneSettings(Duration.ofHours(12), library, Examples.PHONES.iceServers(), List.of());
    return new Desktop(
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
        () -> NOON);
  }

  @AfterEach
  void stop() {
    desktop.close();
    asterisk.close();
    http.close();
  }

  private String origin() {
    return "http://localhost:" + desktop.port();
  }

  private String cookie() {
    return "ringfence-" + desktop.port() + "=" + session;
  }

  private HttpResponse<String> ask(String wish, String page)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(origin() + "/api/v1/agents/ana/phone"))
            .header("Content-Type", "application/json")
            .header("Cookie", cookie())
            .header("X-Ringfence-Guard", Accounts.guardToken(session))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"wish\":\"" + wish + "\",\"page\":\"" + page + "\"}"))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /// What a page hears of its line.
  private static final class Heard implements WebSocket.Listener {
    final List<String> messages = new CopyOnWriteArrayList<>();
    volatile int closed;
    private final StringBuilder part = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      part.append(text);
      if (last) {
        messages.add(part.toString());
        part.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed = code;
      return null;
    }
  }

  private WebSocket connect(String page, String cookie, @Nullable String origin, Heard heard)
      throws Exception {
    WebSocket.Builder builder =
        http.newWebSocketBuilder().subprotocols("sip").header("Cookie", cookie);
    if (origin != null) {
      builder.header("Origin", origin);
    }
    return builder
        .buildAsync(URI.create("ws://localhost:" + desktop.port() + "/phone?page=" + page), heard)
        .get(10, TimeUnit.SECONDS);
  }

  private int refusal(String page, String cookie, @Nullable String origin) {
    try {
      connect(page, cookie, origin, new Heard());
      return 101;
    } catch (ExecutionException refused) {
      return refused.getCause() instanceof WebSocketHandshakeException handshake
          ? handshake.getResponse().statusCode()
          : 0;
    } catch (Exception other) {
      throw new AssertionError(other);
    }
  }

  @Test
  void what_is_said_reaches_the_other_side_as_it_is_however_long() throws Exception {
    assertThat(ask("open", "one").body())
        .contains("\"user\":\"ana_web\"", "\"secret\":\"secret-1\"")
        .contains("\"iceServers\":[{\"urls\":[\"stun:stun.example.org:3478\"]}]");
    Heard heard = new Heard();
    WebSocket page = connect("one", cookie(), origin(), heard);
    assertThat(page.getSubprotocol()).isEqualTo("sip");
    String invite = "INVITE sip:x SIP/2.0\r\n" + "a=candidate:1 é\r\n".repeat(1_500);

    page.sendText("REGISTER", true).get();
    page.sendText(invite, true).get();

    await().atMost(SOON).until(() -> heard.messages.size() == 2);
    assertThat(asterisk.heard).containsExactly("REGISTER", invite);
    assertThat(heard.messages).containsExactly("You said: REGISTER", "You said: " + invite);
    assertThat(asterisk.lines.values())
        .singleElement()
        .asString()
        .startsWith("/127.0.0.88:")
        .endsWith(" sip");
  }

  @Test
  void when_the_page_goes_asterisk_hears_it_at_once() throws Exception {
    ask("open", "one");
    WebSocket page = connect("one", cookie(), origin(), new Heard());
    await().atMost(SOON).until(() -> asterisk.lines.size() == 1);

    page.sendText("BYE", true).get();
    page.abort();

    await().atMost(SOON).until(asterisk.lines::isEmpty);
    assertThat(asterisk.heard).containsExactly("BYE");
  }

  @Test
  void a_line_is_for_the_page_that_asked_and_for_nobody_else() throws Exception {
    assertThat(refusal("one", cookie(), origin())).isEqualTo(409);
    ask("open", "one");
    assertThat(refusal("two", cookie(), origin())).isEqualTo(409);
    assertThat(refusal("one", "none=1", origin())).isEqualTo(401);
    assertThat(refusal("one", cookie(), null)).isEqualTo(403);
    assertThat(refusal("one", cookie(), "http://evil.example")).isEqualTo(403);
    String others = "ringfence-" + desktop.port() + "=" + people.session("sue");
    assertThat(refusal("one", others, origin())).isEqualTo(403);
    assertThat(asterisk.lines).isEmpty();
  }

  @Test
  void of_two_pages_the_newer_has_the_phone_and_the_older_is_told() throws Exception {
    ask("open", "one");
    Heard older = new Heard();
    connect("one", cookie(), origin(), older);

    assertThat(ask("open", "two").body()).contains("secret-2");

    await().atMost(SOON).until(() -> older.closed == 4001);
    Heard newer = new Heard();
    connect("two", cookie(), origin(), newer).sendText("REGISTER", true).get();
    await().atMost(SOON).until(() -> !newer.messages.isEmpty());
    assertThat(refusal("one", cookie(), origin())).isEqualTo(409);
  }

  @Test
  void a_talk_is_not_taken_from_the_page_that_has_it() throws Exception {
    ask("open", "one");
    Heard older = new Heard();
    connect("one", cookie(), origin(), older);
    await().atMost(SOON).until(() -> asterisk.lines.size() == 1);
    bus.publish(Examples.verdict("pbx-1.1", NOON, Stage.ARRIVAL, Verdict.ADMIT));
    bus.publish(Examples.offer("pbx-1.1", ANA, NOON, "es", "first in line"));
    bus.publish(Examples.agent(ANA, NOON, AgentState.TALKING, "pbx-1.1", ""));

    HttpResponse<String> other = ask("open", "two");
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(other.body()).contains("When the talk is over, it comes here.");
    assertThat(ask("open", "one").statusCode()).isEqualTo(200);
    assertThat(older.closed).isZero();

    bus.publish(Examples.agent(ANA, NOON, AgentState.READY, null, ""));
    assertThat(ask("open", "two").statusCode()).isEqualTo(200);
  }

  @Test
  void signing_out_ends_the_line_and_the_password() throws Exception {
    ask("open", "one");
    Heard heard = new Heard();
    connect("one", cookie(), origin(), heard);

    people.accounts.signOut(people.accounts.findSession(session).orElseThrow(), "127.0.0.1");

    await().atMost(SOON).until(() -> heard.closed == 4002);
    assertThat(asterisk.closed).contains(ANA);
    await().atMost(SOON).until(asterisk.lines::isEmpty);
  }

  @Test
  void a_phone_that_is_put_away_is_nobodys() throws Exception {
    ask("open", "one");
    connect("one", cookie(), origin(), new Heard());

    assertThat(ask("close", "one").statusCode()).isEqualTo(200);

    await().atMost(SOON).until(asterisk.lines::isEmpty);
    assertThat(asterisk.closed).containsExactly(ANA);
    assertThat(refusal("one", cookie(), origin())).isEqualTo(409);
  }

  @Test
  void the_library_is_served_and_where_it_is_missing_pages_are_told() throws Exception {
    assertThat(get("/web/sip/index.js").body()).isEqualTo("export const x = 1;");
    assertThat(get("/web/sip/api/ua.js").body()).isEqualTo("export const y = 2;");
    assertThat(get("/web/sip/../../etc/passwd").statusCode()).isEqualTo(404);

    desktop.close();
    desktop = desktop(null);
    desktop.start();
    HttpResponse<String> missing = ask("open", "one");
    assertThat(missing.statusCode()).isEqualTo(503);
    assertThat(missing.body()).contains("not installed", "a desk phone works");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(origin() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void while_asterisk_is_away_the_page_is_told_to_try_again() throws Exception {
    asterisk.away = true;
    assertThat(ask("open", "one").statusCode()).isEqualTo(502);
    assertThat(refusal("one", cookie(), origin())).isEqualTo(409);
  }
}
