package org.ringfence.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.broker.EmbeddedBroker;
import org.ringfence.broker.FreePlace;
import org.ringfence.events.SiteChange.PromptChanged;
import org.ringfence.events.Topic;

/// What administrators changed, on a real broker.
@Tag("slow")
final class WholeTopicTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Instant LONG_AGO = Instant.parse("2021-11-01T14:00:00Z");

  @TempDir Path folder;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void allThatWasSaidIsHandedOverFirstHoweverOldAndOverRestarts() throws IOException {
    EmbeddedBroker.Place place = FreePlace.in(folder);
    try (EmbeddedBroker broker = EmbeddedBroker.start(place)) {
      BusConnection bus = bus(broker, place);
      Topics.ensure(bus);
      assertThat(begin(bus, 0)).isEmpty();
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(place)) {
      List<String> heard = begin(bus(broker, place), 3);

      assertThat(heard).containsExactlyInAnyOrder("p1", "p2", "p3");
    }
  }

  /// Reads it whole, then says what is said live and goes.
  private List<String> begin(BusConnection bus, int expected) {
    List<String> heard = new CopyOnWriteArrayList<>();
    KafkaReader reader = new KafkaReader(bus, meters, InstantSource.system());
    try (KafkaPublisher publisher = new KafkaPublisher(bus, meters);
        MessageReader.Subscription _ =
            reader.readWhole(
                "site", Topic.SITE, (said, id) -> heard.add(((PromptChanged) said).prompt()))) {
      List<String> first = List.copyOf(heard);
      assertThat(first).hasSize(expected);
      for (String prompt : List.of("p1", "p2", "p3")) {
        publisher.publish(new PromptChanged("en", prompt, LONG_AGO, null, "ada", "tried"));
      }
      await().atMost(PATIENCE).until(() -> heard.size() == expected + 3);
      return first;
    }
  }

  private static BusConnection bus(EmbeddedBroker broker, EmbeddedBroker.Place place) {
    return BusConnection.embedded(broker.bootstrapServers(), place.user(), place.password());
  }
}
