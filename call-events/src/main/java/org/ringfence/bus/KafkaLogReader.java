package org.ringfence.bus;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows Kafka's partitions. Like [KafkaReader] it is assigned them, so no group's dead member is
/// waited for, and a follower may be slow for hours without being thought dead.
public final class KafkaLogReader implements LogReader {

  /// Records that are handed over at once at most.
  static final int MAX_BATCH = 2_000;

  private static final Logger log = LoggerFactory.getLogger(KafkaLogReader.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration END_PATIENCE = Duration.ofSeconds(2);

  private final BusConnection connection;
  private final MeterRegistry meters;
  private final Duration beginsAfter;

  public KafkaLogReader(BusConnection connection, MeterRegistry meters) {
    this(connection, meters, Duration.ZERO);
  }

  /// @param beginsAfter how long a follower leaves the processor to others before it begins
  public KafkaLogReader(BusConnection connection, MeterRegistry meters, Duration beginsAfter) {
    this.connection = connection;
    this.meters = meters;
    this.beginsAfter = beginsAfter;
  }

  @Override
  public Following follow(String name, Set<Topic> topics, LogFollower follower) {
    Map<String, Object> properties = connection.clientProperties();
    properties.put("client.id", "ringfence-" + name);
    properties.put("enable.auto.commit", "false");
    properties.put("auto.offset.reset", "earliest");
    properties.put("max.poll.records", Integer.toString(MAX_BATCH));
    // Who follows a log can wait a moment, which spares everybody round trips.
    properties.put("fetch.min.bytes", "100000");
    properties.put("fetch.max.wait.ms", "250");
    Run run = new Run(name, topics, follower, properties);
    run.thread.start();
    return run;
  }

  private final class Run implements Following {
    private final String name;
    private final Set<Topic> topics;
    private final LogFollower follower;
    private final KafkaConsumer<String, byte[]> consumer;
    private final MessageCodec codec = new MessageCodec();
    private final Counter failures;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private Duration pause = FIRST_PAUSE;
    private boolean placed;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private volatile long behind;

    Run(String name, Set<Topic> topics, LogFollower follower, Map<String, Object> properties) {
      this.name = name;
      this.topics = Set.copyOf(topics);
      this.follower = follower;
      consumer =
          new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
      failures = meters.counter("ringfence.bus.follower.failures", "follower", name);
      thread = Thread.ofPlatform().name("follower-" + name).daemon().unstarted(this::run);
    }

    private void run() {
      try (consumer) {
        boolean closed = closing.await(beginsAfter.toMillis(), TimeUnit.MILLISECONDS);
        while (!closed && closing.getCount() > 0) {
          step();
        }
      } catch (WakeupException woken) {
        log.atDebug().addKeyValue("follower", name).log("follower closed");
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    /// One batch, or one failure and the pause after it.
    private void step() throws InterruptedException {
      try {
        if (!placed) {
          place();
        }
        List<LogRecord> batch = new ArrayList<>();
        consumer.poll(POLL).forEach(polled -> batch.add(logRecord(polled)));
        if (!batch.isEmpty()) {
          follower.take(batch);
        }
        consumer
            .assignment()
            .forEach(partition -> next.put(partition, consumer.position(partition)));
        pause = FIRST_PAUSE;
        behind = lag();
      } catch (WakeupException | InterruptedException closed) {
        throw closed;
      } catch (Exception failed) {
        failures.increment();
        log.atWarn()
            .addKeyValue("follower", name)
            .addKeyValue("cause", String.valueOf(failed))
            .addKeyValue("pauseMillis", pause.toMillis())
            .log("what was read from the bus could not be taken and comes again");
        placed = false;
        measureFarBehind();
        if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        pause = pause.multipliedBy(2);
        if (pause.compareTo(LONGEST_PAUSE) > 0) {
          pause = LONGEST_PAUSE;
        }
      }
    }

    private void place() throws Exception {
      Map<LogPlace, Long> positions = follower.positions();
      List<TopicPartition> partitions = new ArrayList<>();
      Map<TopicPartition, Long> known = new HashMap<>();
      for (Topic topic : topics) {
        consumer
            .partitionsFor(topic.topicName())
            .forEach(info -> {
              TopicPartition partition = new TopicPartition(info.topic(), info.partition());
              partitions.add(partition);
              Long offset = positions.get(new LogPlace(topic, info.partition()));
              if (offset != null) {
                known.put(partition, offset);
              }
            });
      }
      consumer.assign(partitions);
      for (TopicPartition partition : partitions) {
        @Nullable Long offset = known.get(partition);
        if (offset == null) {
          consumer.seekToBeginning(List.of(partition));
        } else {
          consumer.seek(partition, offset);
        }
      }
      placed = true;
    }

    private LogRecord logRecord(ConsumerRecord<String, byte[]> polled) {
      byte @Nullable [] value = polled.value();
      return new LogRecord(
          new LogPlace(topic(polled.topic()), polled.partition()),
          polled.offset(),
          Instant.ofEpochMilli(polled.timestamp()),
          KafkaReader.idOf(polled),
          value == null ? new byte[0] : value,
          value == null ? Optional.empty() : codec.decode(value));
    }

    private Topic topic(String topicName) {
      for (Topic topic : topics) {
        if (topic.topicName().equals(topicName)) {
          return topic;
        }
      }
      throw new IllegalStateException("nobody asked for the topic " + topicName);
    }

    private long lag() {
      long sum = 0;
      for (TopicPartition partition : consumer.assignment()) {
        sum += consumer.currentLag(partition).orElse(0);
      }
      return sum;
    }

    /// While the follower fails nothing is fetched, so the ends must be asked for.
    private void measureFarBehind() {
      try {
        long sum = 0;
        for (Map.Entry<TopicPartition, Long> end :
            consumer.endOffsets(consumer.assignment(), END_PATIENCE).entrySet()) {
          sum += Math.max(0, end.getValue() - next.getOrDefault(end.getKey(), end.getValue()));
        }
        behind = sum;
      } catch (KafkaException unknown) {
        if (unknown instanceof WakeupException) {
          throw unknown;
        }
        log.atDebug().addKeyValue("follower", name).log("how far behind is not known");
      }
    }

    @Override
    public long behind() {
      return behind;
    }

    @Override
    public void close() {
      closing.countDown();
      consumer.wakeup();
      try {
        thread.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
