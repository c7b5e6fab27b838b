package org.ringfence.desktop.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.desktop.Examples;
import org.ringfence.desktop.InMemoryBus;
import org.ringfence.desktop.board.BoardModel;
import org.ringfence.desktop.health.ComponentHealth;
import org.ringfence.desktop.health.ComponentHealth.State;
import org.ringfence.events.CallEvent.CallEnded;
import org.ringfence.events.CallId;
import org.ringfence.events.OfferEvent.OfferConnected;
import org.ringfence.events.OfferId;
import org.ringfence.events.Stage;
import org.ringfence.events.TicketId;
import org.ringfence.events.Verdict;

/// Web hooks to a real HTTP server.
@Timeout(30)
class HooksTest {

  @TempDir Path folder;

  private final InMemoryBus bus = new InMemoryBus();
  private final AtomicInteger status = new AtomicInteger(204);
  private final List<Taken> taken = new CopyOnWriteArrayList<>();
  private HttpServer target;
  private @Nullable Hooks hooks;

  /// What came to the target.
  private record Taken(
      String event, String delivery, String timestamp, String signature, String body) {}

  @BeforeEach
  void listen() throws IOException {
    target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    target.createContext("/hook", this::take);
    target.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    taken.add(
        new Taken(
            headers.getFirst("Ringfence-Event"),
            headers.getFirst("Ringfence-Delivery"),
            headers.getFirst("Ringfence-Timestamp"),
            headers.getFirst("Ringfence-Signature"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/elsewhere");
    exchange.sendResponseHeaders(status.get(), -1);
    exchange.close();
  }

  @AfterEach
  void stop() {
    if (hooks != null) {
      hooks.close();
    }
    target.stop(0);
  }

  private void start(boolean fullNumbers) throws IOException {
    URI url = URI.create("http://127.0.0.1:" + target.getAddress().getPort() + "/hook");
    HookSettings settings =
        new HookSettings(
            List.of(new HookSettings.Target("crm", url, Set.of(HookEvent.values()), fullNumbers)),
            folder,
            Duration.ofSeconds(2),
            Duration.ofHours(1));
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    BoardModel board =
        new BoardModel(
            Examples.SITE,
            ZoneId.of("America/Chicago"),
            Duration.ofHours(1),
            Examples.RULES,
            () -> Examples.NOON,
            meters);
    bus.read("board", BoardModel.TOPICS, Duration.ZERO, board);
    Hooks made = new Hooks(settings, bus, board, new SecureRandom(), meters, () -> Examples.NOON);
    made.start();
    hooks = made;
  }

  private ComponentHealth health() {
    return Objects.requireNonNull(hooks).health();
  }

  private void awaitTaken(int messages) {
    await().untilAsserted(() -> assertThat(taken).hasSizeGreaterThanOrEqualTo(messages));
  }

  @Test
  void a_call_is_told_from_verdict_to_end_in_order_and_without_its_number() throws Exception {
    start(false);
    bus.publish(Examples.verdict("c-1", Examples.NOON, Stage.ARRIVAL, Verdict.ADMIT));
    bus.publish(Examples.offer("c-1", Examples.ANA, Examples.NOON, "es", "why"));
    bus.publish(
        new OfferConnected(
            new OfferId("Tc-1-1"),
            Examples.NOON,
            Examples.POOL,
            new TicketId("Tc-1"),
            Examples.ANA));
    bus.publish(
        new CallEnded(
            new CallId("c-1"), Examples.NOON, Examples.LINE, 16, Duration.ofSeconds(9), true));

    awaitTaken(4);
    assertThat(taken)
        .extracting(Taken::event)
        .containsExactly("call.verdict", "call.offered", "call.answered", "call.ended");
    assertThat(taken)
        .allSatisfy(message ->
            assertThat(message.body)
                .contains("\"call\":\"c-1\"", "+1612•••••34")
                .doesNotContain("6125550134"));
    assertThat(taken.get(2).body).contains("\"agent\":\"ana\"", "\"waitedSeconds\":754");
  }

  @Test
  void a_message_is_signed_with_the_secret_that_only_its_owner_may_read() throws Exception {
    start(true);
    bus.publish(Examples.verdict("c-1", Examples.NOON, Stage.ARRIVAL, Verdict.ADMIT));
    awaitTaken(1);

    Path secret = folder.resolve("hook-crm");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");
    Taken message = taken.getFirst();
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(
            Files.readString(secret).strip().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] signed = (message.timestamp + "." + message.body).getBytes(StandardCharsets.UTF_8);
    assertThat(message.signature).isEqualTo("v1=" + HexFormat.of().formatHex(mac.doFinal(signed)));
    assertThat(message.timestamp).isEqualTo(Long.toString(Examples.NOON.getEpochSecond()));
    assertThat(message.body).contains("+16125550134");
  }

  @Test
  void what_is_not_taken_is_sent_again_and_stands_on_the_board_until_it_is() throws Exception {
    status.set(503);
    start(false);
    bus.publish(Examples.verdict("c-1", Examples.NOON, Stage.ARRIVAL, Verdict.ADMIT));
    bus.publish(Examples.verdict("c-2", Examples.NOON, Stage.ARRIVAL, Verdict.REJECT));
    awaitTaken(1);
    await()
        .untilAsserted(() -> {
          assertThat(health().state()).isEqualTo(State.DEGRADED);
          assertThat(health().detail()).contains("crm", "answered 503");
        });

    status.set(200);
    awaitTaken(3);
    assertThat(taken.get(1).delivery).isEqualTo(taken.get(0).delivery);
    assertThat(taken.getLast().body).contains("c-2");
    await().untilAsserted(() -> assertThat(health().state()).isEqualTo(State.UP));
  }

  @Test
  void what_the_target_calls_wrong_is_given_up_and_no_other_address_is_followed() throws Exception {
    status.set(302);
    start(false);
    bus.publish(Examples.verdict("c-1", Examples.NOON, Stage.ARRIVAL, Verdict.ADMIT));
    await().untilAsserted(() -> assertThat(health().detail()).contains("302", "1 were given up"));
    status.set(204);
    bus.publish(Examples.verdict("c-2", Examples.NOON, Stage.ARRIVAL, Verdict.ADMIT));
    awaitTaken(2);
    assertThat(taken).extracting(Taken::body).last().asString().contains("c-2");
  }
}
