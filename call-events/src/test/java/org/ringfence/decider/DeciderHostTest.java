package org.ringfence.decider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.broker.BrokerException;
import org.ringfence.broker.EmbeddedBroker;
import org.ringfence.broker.FreePlace;
import org.ringfence.bus.BusConnection;
import org.ringfence.bus.KafkaPublisher;
import org.ringfence.bus.KafkaReader;
import org.ringfence.bus.MessageReader.Subscription;
import org.ringfence.bus.Topics;
import org.ringfence.events.CallEvent.CallAnswered;
import org.ringfence.events.CallId;
import org.ringfence.events.LineId;
import org.ringfence.events.ScreeningDecision.ModeChanged;
import org.ringfence.events.Topic;

/// The bus, the broker inside the process and the host together, as they run in production.
@Tag("slow")
final class DeciderHostTest {

  private static final Instant AT = Instant.parse("2026-11-01T14:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir Path folder;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<String> ids = new CopyOnWriteArrayList<>();

  @Test
  void stateSurvivesARestartOfBrokerAndHostAndEveryAnswerIsSaidOnce() throws IOException {
    EmbeddedBroker.Place place = place();
    try (EmbeddedBroker broker = EmbeddedBroker.start(place)) {
      run(broker, place, 1, 300, "ticked");
    }
    heard.clear();
    try (EmbeddedBroker broker = EmbeddedBroker.start(place)) {
      run(broker, place, 301, 310, "count 310");
    }

    assertThat(heard.stream().filter(said -> said.startsWith("count 3")))
        .endsWith(
            "count 301",
            "count 302",
            "count 303",
            "count 304",
            "count 305",
            "count 306",
            "count 307",
            "count 308",
            "count 309",
            "count 310");
    assertThat(meters.counter("ringfence.bus.lost").count()).isZero();
  }

  /// Counts, and listens until the last count and `also` were said.
  private void run(
      EmbeddedBroker broker, EmbeddedBroker.Place place, int from, int to, String also) {
    BusConnection bus =
        BusConnection.embedded(broker.bootstrapServers(), place.user(), place.password());
    Topics.ensure(bus);
    try (KafkaPublisher publisher = new KafkaPublisher(bus, meters);
        DeciderHost host =
            new DeciderHost(
                bus,
                member("node1", false),
                Topic.SCREENING,
                Topic.VERDICTS,
                key -> new CountingDecider(),
                meters);
        Subscription listening = listen(bus)) {
      host.start();
      publish(publisher, from, to);
      await().atMost(PATIENCE).until(() -> heard.containsAll(List.of("count " + to, also)));
    }
  }

  private DeciderHost.Member member(String node, boolean shares) {
    return new DeciderHost.Member(
        node, folder.resolve("streams-" + node), Duration.ofSeconds(6), shares);
  }

  private Subscription listen(BusConnection bus) {
    return new KafkaReader(bus, meters, InstantSource.system())
        .read(
            "test",
            Set.of(Topic.VERDICTS),
            Duration.ZERO,
            (message, id) -> {
              if (!ids.contains(id)) {
                ids.add(id);
                heard.add(((ModeChanged) message).why());
              }
            });
  }

  private static void publish(KafkaPublisher publisher, int from, int to) {
    for (int i = from; i <= to; i++) {
      publisher.publish(new CallAnswered(new CallId("rf1-" + i), AT, new LineId("1651")));
    }
  }

  /// A static member that closes does not say goodbye, so the group misses it as it does a dead
  /// one.
  @Test
  void whoStandsByTakesOverWithTheWholeStateAndSaysNothingTwice() throws IOException {
    EmbeddedBroker.Place place = place();
    try (EmbeddedBroker broker = EmbeddedBroker.start(place)) {
      BusConnection bus =
          BusConnection.embedded(broker.bootstrapServers(), place.user(), place.password());
      Topics.ensure(bus);
      try (KafkaPublisher publisher = new KafkaPublisher(bus, meters);
          DeciderHost first = sharing(bus, "node1");
          DeciderHost second = sharing(bus, "node2");
          Subscription listening = listen(bus)) {
        first.start();
        await().atMost(PATIENCE).until(() -> first.isRunning() && first.decides());
        second.start();
        publish(publisher, 1, 200);
        await().atMost(PATIENCE).until(() -> heard.contains("count 200"));
        await().atMost(PATIENCE).until(() -> first.isRunning() && second.isRunning());
        await().atMost(PATIENCE).until(() -> first.decides() != second.decides());
        DeciderHost leader = first.decides() ? first : second;
        DeciderHost standby = first.decides() ? second : first;

        leader.close();
        publish(publisher, 201, 300);
        await().atMost(PATIENCE).until(() -> heard.contains("count 300"));

        assertThat(standby.decides()).isTrue();
        for (int i = 1; i <= 300; i++) {
          assertThat(heard.stream().filter(("count " + i)::equals)).as("count %d", i).hasSize(1);
        }
      }
    }
  }

  private DeciderHost sharing(BusConnection bus, String node) {
    return new DeciderHost(
        bus,
        member(node, true),
        Topic.SCREENING,
        Topic.VERDICTS,
        key -> new CountingDecider(),
        new SimpleMeterRegistry());
  }

  @Test
  void nobodyElseOnTheMachineReadsTheBus() throws IOException {
    EmbeddedBroker.Place place = place();
    try (EmbeddedBroker broker = EmbeddedBroker.start(place)) {
      Map<String, Object> wrong =
          BusConnection.embedded(broker.bootstrapServers(), place.user(), "guessed")
              .clientProperties();
      wrong.put("default.api.timeout.ms", 1_500);
      wrong.put("request.timeout.ms", 1_000);
      try (Admin intruder = Admin.create(wrong)) {
        assertThatThrownBy(() -> intruder.listTopics().names().get(10, TimeUnit.SECONDS))
            .hasCauseInstanceOf(SaslAuthenticationException.class);
      }
      Map<String, Object> open =
          new HashMap<>(Map.of("bootstrap.servers", broker.bootstrapServers()));
      open.put("default.api.timeout.ms", 1_500);
      open.put("request.timeout.ms", 1_000);
      try (Admin intruder = Admin.create(open)) {
        assertThatThrownBy(() -> intruder.listTopics().names().get(10, TimeUnit.SECONDS))
            .isInstanceOf(ExecutionException.class);
      }
      assertThat(Files.getPosixFilePermissions(place.folder()))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void theBrokerSaysPlainlyWhyItDoesNotStart() throws IOException {
    EmbeddedBroker.Place place = place();
    try (ServerSocket other = new ServerSocket()) {
      other.bind(
          new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), place.port()));
      assertThatThrownBy(() -> EmbeddedBroker.start(place))
          .isInstanceOf(BrokerException.class)
          .hasMessageContaining("Port " + place.port())
          .hasMessageContaining("kafka.embedded.port");
    }
    Files.createDirectories(place.folder());
    Files.writeString(place.folder().resolve("meta.properties"), "cluster.id=of-somebody-else\n");
    Files.writeString(place.clusterIdFile(), "ours");
    assertThatThrownBy(() -> EmbeddedBroker.start(place))
        .hasMessageContaining("belongs to the cluster of-somebody-else");
    Files.writeString(place.folder().resolve("meta.properties"), "\u0000\u0001garbage");
    assertThatThrownBy(() -> EmbeddedBroker.start(place)).hasMessageContaining("damaged");
    Files.delete(place.folder().resolve("meta.properties"));
    Files.writeString(place.folder().resolve("something"), "else");
    assertThatThrownBy(() -> EmbeddedBroker.start(place)).hasMessageContaining("Move it away");
  }

  private EmbeddedBroker.Place place() throws IOException {
    return FreePlace.in(folder);
  }
}
