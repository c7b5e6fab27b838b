package org.ringfence.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.broker.EmbeddedBroker;
import org.ringfence.broker.FreePlace;
import org.ringfence.events.CallEvent.CallAnswered;
import org.ringfence.events.CallId;
import org.ringfence.events.LineId;
import org.ringfence.events.Topic;

@Tag("slow")
final class KafkaLogReaderTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  /// Keeps what it takes, and fails as long as it is told to.
  private static final class Keeper implements LogFollower {
    final List<LogRecord> kept = new CopyOnWriteArrayList<>();
    final Map<LogPlace, Long> next = new ConcurrentHashMap<>();
    volatile boolean broken;

    @Override
    public Map<LogPlace, Long> positions() {
      return Map.copyOf(next);
    }

    @Override
    public void take(List<LogRecord> records) throws IOException {
      if (broken) {
        throw new IOException("the disk is full");
      }
      records.forEach(read -> next.put(read.place(), read.offset() + 1));
      kept.addAll(records);
    }
  }

  @Test
  void everyRecordComesOnceInOrderAlsoAfterFailuresAndRestarts() throws Exception {
    EmbeddedBroker.Place place = FreePlace.in(folder);
    try (EmbeddedBroker broker = EmbeddedBroker.start(place)) {
      BusConnection bus =
          BusConnection.embedded(broker.bootstrapServers(), place.user(), place.password());
      Topics.ensure(bus);
      KafkaLogReader reader = new KafkaLogReader(bus, meters);
      Keeper keeper = new Keeper();
      try (KafkaPublisher publisher = new KafkaPublisher(bus, meters)) {
        say(publisher, 0, 100);
        try (LogReader.Following following =
            reader.follow("test", Set.of(Topic.SCREENING), keeper)) {
          await().atMost(PATIENCE).until(() -> keeper.kept.size() == 100);
          await().atMost(PATIENCE).until(() -> following.behind() == 0);

          keeper.broken = true;
          say(publisher, 100, 150);
          await().atMost(PATIENCE).until(() -> following.behind() == 50);
          assertThat(keeper.kept).hasSize(100);
          assertThat(meters.counter("ringfence.bus.follower.failures", "follower", "test").count())
              .isPositive();
          keeper.broken = false;
          await().atMost(PATIENCE).until(() -> keeper.kept.size() == 150);
        }
        say(publisher, 150, 160);
        garbage(bus);
      }
      try (LogReader.Following following = reader.follow("test", Set.of(Topic.SCREENING), keeper)) {
        await().atMost(PATIENCE).until(() -> keeper.kept.size() == 161);
        assertThat(following.behind()).isNotNegative();
      }
      assertThat(keeper.kept.subList(0, 160))
          .extracting(read -> ((CallAnswered) read.message().orElseThrow()).call().value())
          .isEqualTo(IntStream.range(0, 160).mapToObj(i -> "rf1-" + i).toList());
      LogRecord last = keeper.kept.getLast();
      assertThat(last.message()).isEmpty();
      assertThat(last.json()).isEqualTo(new byte[] {1, 2, 3});
      assertThat(last.id()).isEqualTo("ringfence.screening-0-160");
    }
  }

  @Test
  void aPositionThatTheBusDoesNotKnowAnyMoreBeginsWithTheOldestRecord() throws Exception {
    EmbeddedBroker.Place place = FreePlace.in(folder);
    try (EmbeddedBroker broker = EmbeddedBroker.start(place)) {
      BusConnection bus =
          BusConnection.embedded(broker.bootstrapServers(), place.user(), place.password());
      Topics.ensure(bus);
      Keeper keeper = new Keeper();
      keeper.next.put(new LogPlace(Topic.SCREENING, 0), 1_000_000L);
      try (KafkaPublisher publisher = new KafkaPublisher(bus, meters)) {
        say(publisher, 0, 5);
      }
      try (LogReader.Following following =
          new KafkaLogReader(bus, meters).follow("test", Set.of(Topic.SCREENING), keeper)) {
        await().atMost(PATIENCE).until(() -> keeper.kept.size() == 5);
        assertThat(following.behind()).isNotNegative();
      }
    }
  }

  private static void say(KafkaPublisher publisher, int from, int to) {
    for (int i = from; i < to; i++) {
      publisher.publish(
          new CallAnswered(
              new CallId("rf1-" + i), Instant.parse("2026-11-01T14:00:00Z"), new LineId("1651")));
    }
  }

  private static void garbage(BusConnection bus) throws Exception {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            bus.clientProperties(), new StringSerializer(), new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(Topic.SCREENING.topicName(), "1651", new byte[] {1, 2, 3}))
          .get();
    }
  }
}
