package org.ringfence.bus;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Message;
import org.ringfence.events.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears messages from Kafka. Partitions are assigned, not subscribed: there is no group whose dead
/// member a restart would have to wait for.
public final class KafkaReader implements MessageReader {

  /// The header that carries a message's id; a record without it is named by its place.
  public static final String ID_HEADER = "id";

  private static final Logger log = LoggerFactory.getLogger(KafkaReader.class);
  private static final Map<String, String> GATHERED =
      Map.of("fetch.min.bytes", "100000", "fetch.max.wait.ms", "100");
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration WHOLE_PATIENCE = Duration.ofSeconds(30);

  private final BusConnection connection;
  private final MeterRegistry meters;
  private final InstantSource clock;
  private final MessageCodec codec = new MessageCodec();

  public KafkaReader(BusConnection connection, MeterRegistry meters, InstantSource clock) {
    this.connection = connection;
    this.meters = meters;
    this.clock = clock;
    FunctionCounter.builder("ringfence.bus.skipped", codec, MessageCodec::skippedCount)
        .description("records that were not understood")
        .register(meters);
    FunctionCounter.builder("ringfence.bus.unknown.fields", codec, MessageCodec::unknownFieldCount)
        .description("fields that were not known")
        .register(meters);
  }

  @Override
  public Subscription read(
      String name, Set<Topic> topics, Duration history, MessageHandler handler) {
    return read(name, topics, history, handler, Map.of());
  }

  /// Reads a topic that keeps the last record of each key ([Topic#keepsLast]) from its beginning.
  /// Returns when all that was there has been handed over; what follows is handed over on a thread
  /// of its own until closed.
  ///
  /// @throws IllegalStateException when the topic cannot be read within 30 s
  public Subscription readWhole(String name, Topic topic, MessageHandler handler) {
    KafkaConsumer<String, byte[]> consumer = consumer(name, Map.of());
    List<TopicPartition> partitions = assign(consumer, Set.of(topic));
    Reading reading = new Reading(consumer, handler, name);
    Instant until = clock.instant().plus(WHOLE_PATIENCE);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    consumer.seekToBeginning(partitions);
    while (partitions.stream().anyMatch(at -> consumer.position(at) < ends.getOrDefault(at, 0L))) {
      reading.pollOnce();
      if (clock.instant().isAfter(until)) {
        consumer.close();
        throw new IllegalStateException(
            "the topic " + topic.topicName() + " could not be read within " + WHOLE_PATIENCE);
      }
    }
    reading.thread.start();
    return reading;
  }

  @Override
  public Subscription readGathered(
      String name, Set<Topic> topics, Duration history, MessageHandler handler) {
    return read(name, topics, history, handler, GATHERED);
  }

  private Subscription read(
      String name,
      Set<Topic> topics,
      Duration history,
      MessageHandler handler,
      Map<String, String> pace) {
    KafkaConsumer<String, byte[]> consumer = consumer(name, pace);
    seek(consumer, assign(consumer, topics), history);
    Reading reading = new Reading(consumer, handler, name);
    reading.thread.start();
    return reading;
  }

  private KafkaConsumer<String, byte[]> consumer(String name, Map<String, String> pace) {
    Map<String, Object> properties = connection.clientProperties();
    properties.putAll(pace);
    properties.put("client.id", "ringfence-" + name);
    properties.put("enable.auto.commit", "false");
    properties.put("auto.offset.reset", "latest");
    return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private static List<TopicPartition> assign(KafkaConsumer<?, ?> consumer, Set<Topic> topics) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (Topic topic : topics) {
      consumer
          .partitionsFor(topic.topicName())
          .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
    }
    consumer.assign(partitions);
    return partitions;
  }

  private void seek(
      KafkaConsumer<?, ?> consumer, List<TopicPartition> partitions, Duration history) {
    consumer.seekToEnd(partitions);
    if (history.isPositive()) {
      long from = clock.instant().minus(history).toEpochMilli();
      Map<TopicPartition, Long> asked = new HashMap<>();
      partitions.forEach(partition -> asked.put(partition, from));
      for (Map.Entry<TopicPartition, @Nullable OffsetAndTimestamp> found :
          consumer.offsetsForTimes(asked).entrySet()) {
        OffsetAndTimestamp offset = found.getValue();
        if (offset != null) {
          consumer.seek(found.getKey(), offset.offset());
        }
      }
    }
    // Seeking is lazy; asking fixes the position now.
    partitions.forEach(consumer::position);
  }

  private final class Reading implements Subscription {
    private final KafkaConsumer<String, byte[]> consumer;
    private final MessageHandler handler;
    private final String name;
    private final Thread thread;
    private volatile boolean closed;

    Reading(KafkaConsumer<String, byte[]> consumer, MessageHandler handler, String name) {
      this.consumer = consumer;
      this.handler = handler;
      this.name = name;
      this.thread = Thread.ofPlatform().name("reader-" + name).daemon().unstarted(this::run);
    }

    private void run() {
      try (consumer) {
        while (!closed) {
          pollOnce();
        }
      } catch (WakeupException closing) {
        log.atDebug().addKeyValue("reader", name).log("reader closed");
      }
    }

    private void pollOnce() {
      try {
        consumer.poll(POLL).forEach(this::hand);
      } catch (WakeupException closing) {
        throw closing;
      } catch (RuntimeException failed) {
        meters.counter("ringfence.bus.reader.failures", "reader", name).increment();
        log.atError()
            .addKeyValue("reader", name)
            .setCause(failed)
            .log("reading from the bus failed");
      }
    }

    private void hand(ConsumerRecord<String, byte[]> kafkaRecord) {
      codec.decode(kafkaRecord.value()).ifPresent(message -> hand(message, idOf(kafkaRecord)));
    }

    private void hand(Message message, String id) {
      try {
        handler.on(message, id);
      } catch (RuntimeException failed) {
        meters.counter("ringfence.bus.handler.failures", "reader", name).increment();
        log.atError()
            .addKeyValue("reader", name)
            .addKeyValue("type", message.getClass().getSimpleName())
            .setCause(failed)
            .log("a message could not be handled and was passed over");
      }
    }

    @Override
    public void close() {
      closed = true;
      consumer.wakeup();
      try {
        thread.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  static String idOf(ConsumerRecord<?, ?> kafkaRecord) {
    @Nullable Header header = kafkaRecord.headers().lastHeader(ID_HEADER);
    return header == null
        ? kafkaRecord.topic() + "-" + kafkaRecord.partition() + "-" + kafkaRecord.offset()
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
