package org.ringfence.decider;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.Stores;
import org.ringfence.bus.BusConnection;
import org.ringfence.events.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs deciders on Kafka Streams: one per key of the input topic, their state in memory and in a
/// changelog.
///
/// Delivery is at least once. The host is a static group member, so that a restart need not wait
/// until the group notices that its former self is dead. Where several processes share the input,
/// one decides for each partition and another keeps a copy of its state up to date; that one takes
/// over when the group misses the first for the session timeout.
public final class DeciderHost implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DeciderHost.class);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

  /// A commit holds the stream thread for some milliseconds; what a crash leaves uncommitted is
  /// read again and passed over.
  private static final int COMMIT_MILLIS = 1_000;

  /// What a message changes and what is answered to it go to the broker in one request: without a
  /// wait it is two, which costs more than the millisecond.
  private static final String LINGER_MILLIS = "1";

  /// Heartbeats within a session timeout: the loss of some is no death.
  private static final int HEARTBEATS = 6;

  private final KafkaStreams streams;
  private final HostMeters meters;

  /// This process among those that share the input.
  ///
  /// @param node its name, unlike all others and the same over restarts
  /// @param folder Kafka Streams' own folder
  /// @param sessionTimeout so long the group misses a process before another takes over; the broker
  ///   may refuse less than 6 s (`group.min.session.timeout.ms`)
  /// @param shares whether there may be others, who then keep copies of the state
  public record Member(String node, Path folder, Duration sessionTimeout, boolean shares) {}

  public DeciderHost(
      BusConnection connection,
      Member member,
      Topic input,
      Topic output,
      Decider.Factory factory,
      MeterRegistry registry) {
    meters = new HostMeters(registry, input);
    String name = input.name().toLowerCase(Locale.ROOT);
    streams =
        new KafkaStreams(
            topology(name, input, output, factory, meters), properties(connection, member, name));
    streams.setUncaughtExceptionHandler(failure -> {
      log.atError()
          .addKeyValue("core", name)
          .setCause(failure)
          .log("a stream thread died and is replaced");
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    });
  }

  public void start() {
    streams.start();
  }

  /// Whether the deciders take messages at this moment.
  public boolean isRunning() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /// Whether deciders run here; when not, another process has them all and this one stands by.
  public boolean decides() {
    return streams.metadataForLocalThreads().stream()
        .anyMatch(thread -> !thread.activeTasks().isEmpty());
  }

  /// When the host last looked at its timers; a host that is stuck does not, nor does one that
  /// stands by.
  public Instant lastBeat() {
    return meters.lastBeat();
  }

  @Override
  public void close() {
    streams.close(CLOSE_PATIENCE);
  }

  private static Topology topology(
      String name, Topic input, Topic output, Decider.Factory factory, HostMeters meters) {
    String store = name + "-state";
    ProcessorSupplier<String, byte[], String, byte[]> supplier =
        () -> new DeciderProcessor(input, store, factory, meters);
    Topology topology = new Topology();
    topology.addSource(
        "input",
        Serdes.String().deserializer(),
        Serdes.ByteArray().deserializer(),
        input.topicName());
    topology.addProcessor("decider", supplier, "input");
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(store), Serdes.String(), Serdes.ByteArray())
            .withCachingDisabled(),
        "decider");
    topology.addSink(
        DeciderProcessor.ANSWERS,
        output.topicName(),
        Serdes.String().serializer(),
        Serdes.ByteArray().serializer(),
        "decider");
    topology.addSink(
        DeciderProcessor.SITE,
        Topic.SITE.topicName(),
        Serdes.String().serializer(),
        Serdes.ByteArray().serializer(),
        "decider");
    topology.addSink(
        DeciderProcessor.TICKS,
        input.topicName(),
        Serdes.String().serializer(),
        Serdes.ByteArray().serializer(),
        "decider");
    return topology;
  }

  private static Properties properties(BusConnection connection, Member member, String name) {
    Properties properties = new Properties();
    properties.putAll(connection.clientProperties());
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "ringfence-" + name);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, member.folder().toString());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MILLIS);
    properties.put(StreamsConfig.POLL_MS_CONFIG, 50);
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) connection.replication());
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    properties.put(StreamsConfig.producerPrefix("linger.ms"), LINGER_MILLIS);
    properties.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
    properties.put(
        StreamsConfig.mainConsumerPrefix("group.instance.id"), member.node() + "-" + name);
    int session = (int) member.sessionTimeout().toMillis();
    properties.put(StreamsConfig.mainConsumerPrefix("session.timeout.ms"), session);
    properties.put(StreamsConfig.mainConsumerPrefix("heartbeat.interval.ms"), session / HEARTBEATS);
    if (member.shares()) {
      properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1);
    }
    return properties;
  }
}
