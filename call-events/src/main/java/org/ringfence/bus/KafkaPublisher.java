package org.ringfence.bus;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Message;
import org.ringfence.events.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says messages to Kafka, idempotently and at once (no linger).
public final class KafkaPublisher implements MessagePublisher, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(KafkaPublisher.class);

  /// Below any verdict deadline: a broker that is away must not hold a caller.
  private static final Duration MAX_BLOCK = Duration.ofMillis(50);

  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);
  private static final int WARM_UP_TRIES = 200;

  private final KafkaProducer<String, byte[]> producer;
  private final MessageCodec codec = new MessageCodec();
  private final Counter published;
  private final Counter lost;

  public KafkaPublisher(BusConnection connection, MeterRegistry meters) {
    Map<String, Object> properties = connection.clientProperties();
    properties.put("acks", "all");
    properties.put("linger.ms", "0");
    properties.put("max.block.ms", Long.toString(MAX_BLOCK.toMillis()));
    properties.put("client.id", "ringfence-publisher");
    producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
    published = meters.counter("ringfence.bus.published");
    lost = meters.counter("ringfence.bus.lost");
    warmUp();
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of every failure
  public void publish(Message message) {
    published.increment();
    try {
      producer.send(
          new ProducerRecord<>(message.topic().topicName(), message.key(), codec.encode(message)),
          (metadata, failure) -> {
            if (failure != null) {
              noteLost(message, failure);
            }
          });
    } catch (KafkaException failure) {
      noteLost(message, failure);
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE_PATIENCE);
  }

  private void noteLost(Message message, @Nullable Exception failure) {
    lost.increment();
    log.atWarn()
        .addKeyValue("type", message.getClass().getSimpleName())
        .addKeyValue("cause", String.valueOf(failure))
        .log("message could not be sent to the bus");
  }

  /// Fetches the metadata before the first call needs it; each try is bounded by [#MAX_BLOCK].
  private void warmUp() {
    for (Topic topic : Topic.values()) {
      for (int i = 0; i < WARM_UP_TRIES; i++) {
        try {
          producer.partitionsFor(topic.topicName());
          break;
        } catch (KafkaException notYet) {
          log.atDebug().addKeyValue("topic", topic).log("metadata not there yet");
        }
      }
    }
  }
}
