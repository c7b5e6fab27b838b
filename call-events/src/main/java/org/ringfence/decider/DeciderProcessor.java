package org.ringfence.decider;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.KafkaReader;
import org.ringfence.bus.MessageCodec;
import org.ringfence.events.ClockTicked;
import org.ringfence.events.Message;
import org.ringfence.events.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hosts the deciders of one input partition in a Kafka Streams task.
///
/// Each record is applied once, in order: after a restart the journal is replayed and records that
/// it covers are passed over. Answers of the last moments before a crash may not have reached the
/// broker, so those of [#RESEND_WINDOW] are said again with the same id.
final class DeciderProcessor implements Processor<String, byte[], String, byte[]> {

  static final String ANSWERS = "answers";
  static final String TICKS = "ticks";
  static final String SITE = "site";

  private static final Logger log = LoggerFactory.getLogger(DeciderProcessor.class);
  private static final Duration TIMER_STEP = Duration.ofMillis(50);
  private static final Duration TICK_PATIENCE = Duration.ofSeconds(1);
  private static final Duration RESEND_WINDOW = Duration.ofSeconds(3);
  private static final int MAX_RESENT = 10_000;

  private final Topic input;
  private final String storeName;
  private final Decider.Factory factory;
  private final HostMeters meters;
  private final MessageCodec codec = new MessageCodec();
  private final Map<String, Hosted> deciders = new TreeMap<>();
  private final List<Answer> toResend = new ArrayList<>();
  private @Nullable ProcessorContext<String, byte[]> context;
  private @Nullable KeyValueStore<String, byte[]> store;

  DeciderProcessor(Topic input, String storeName, Decider.Factory factory, HostMeters meters) {
    this.input = input;
    this.storeName = storeName;
    this.factory = factory;
    this.meters = meters;
  }

  /// @param sink what is changed about the site has a topic of its own
  private record Answer(Record<String, byte[]> said, String sink) {}

  private static final class Hosted {
    final Decider decider;
    final Journal journal;
    long tickSentMillis;

    Hosted(Decider decider, Journal journal) {
      this.decider = decider;
      this.journal = journal;
    }
  }

  @Override
  public void init(ProcessorContext<String, byte[]> context) {
    this.context = context;
    KeyValueStore<String, byte[]> opened = context.getStateStore(storeName);
    this.store = opened;
    for (String key : Journal.keys(opened)) {
      deciders.put(key, restored(key, opened, context.taskId().partition()));
    }
    context.schedule(TIMER_STEP, PunctuationType.WALL_CLOCK_TIME, this::onTimer);
  }

  @Override
  public void process(Record<String, byte[]> kafkaRecord) {
    ProcessorContext<String, byte[]> here = requireContext();
    RecordMetadata place = here.recordMetadata().orElseThrow();
    Optional<Message> decoded = codec.decode(kafkaRecord.value());
    if (decoded.isEmpty() || kafkaRecord.key() == null) {
      meters.skipped().increment();
      return;
    }
    Hosted hosted = deciders.computeIfAbsent(kafkaRecord.key(), this::fresh);
    if (hosted.journal.covers(place.offset())) {
      return;
    }
    long now = here.currentSystemTimeMs();
    if (decoded.get() instanceof ClockTicked) {
      hosted.tickSentMillis = 0;
    }
    List<Answer> answers = answers(hosted, decoded.get(), place.partition(), place.offset(), now);
    // Close together, so that entry and answers go to the broker in one request; the entry first.
    hosted.journal.append(new Journal.Entry(place.offset(), now, kafkaRecord.value()));
    answers.forEach(answer -> here.forward(answer.said, answer.sink));
    if (hosted.journal.snapshotIsDue()) {
      hosted.journal.writeSnapshot(hosted.decider.snapshot());
    }
  }

  private List<Answer> answers(
      Hosted hosted, Message message, int partition, long offset, long nowMillis) {
    List<Message> said;
    long started = meters.now();
    try {
      said = hosted.decider.apply(message);
    } catch (RuntimeException bug) {
      meters.failures().increment();
      log.atError()
          .addKeyValue("type", message.getClass().getSimpleName())
          .addKeyValue("topic", input)
          .addKeyValue("offset", offset)
          .setCause(bug)
          .log("a decider failed on a message and passed over it");
      return List.of();
    }
    meters.applied(started);
    List<Answer> answers = new ArrayList<>(said.size());
    for (int i = 0; i < said.size(); i++) {
      Message answer = said.get(i);
      RecordHeaders headers = new RecordHeaders();
      String id = input.name().toLowerCase(Locale.ROOT) + "-" + partition + "-" + offset + "-" + i;
      headers.add(KafkaReader.ID_HEADER, id.getBytes(StandardCharsets.UTF_8));
      answers.add(
          new Answer(
              new Record<>(answer.key(), codec.encode(answer), nowMillis, headers),
              answer.topic() == Topic.SITE ? SITE : ANSWERS));
    }
    return answers;
  }

  private Hosted fresh(String key) {
    return new Hosted(factory.create(key), new Journal(requireStore(), key));
  }

  private Hosted restored(String key, KeyValueStore<String, byte[]> opened, int partition) {
    Hosted hosted = new Hosted(factory.create(key), new Journal(opened, key));
    Journal.Restored restored = hosted.journal.restore();
    byte[] snapshot = restored.snapshot();
    if (snapshot != null) {
      hosted.decider.restore(snapshot);
    }
    long lastAt = restored.entries().isEmpty() ? 0 : restored.entries().getLast().appliedAtMillis();
    for (Journal.Entry entry : restored.entries()) {
      Optional<Message> message = codec.decode(entry.message());
      if (message.isEmpty()) {
        continue;
      }
      List<Answer> answers =
          answers(hosted, message.get(), partition, entry.offset(), entry.appliedAtMillis());
      if (entry.appliedAtMillis() >= lastAt - RESEND_WINDOW.toMillis()) {
        answers.stream().limit(MAX_RESENT - toResend.size()).forEach(toResend::add);
      }
    }
    log.atInfo()
        .addKeyValue("topic", input)
        .addKeyValue("key", key)
        .addKeyValue("replayed", restored.entries().size())
        .log("state restored");
    return hosted;
  }

  private void onTimer(long nowMillis) {
    ProcessorContext<String, byte[]> here = requireContext();
    toResend.forEach(answer -> here.forward(answer.said, answer.sink));
    toResend.clear();
    Instant now = Instant.ofEpochMilli(nowMillis);
    deciders.forEach((key, hosted) -> {
      Optional<Instant> due = hosted.decider.nextDue();
      boolean waiting = hosted.tickSentMillis > nowMillis - TICK_PATIENCE.toMillis();
      if (due.isPresent() && !due.get().isAfter(now) && !waiting) {
        hosted.tickSentMillis = nowMillis;
        ClockTicked tick = new ClockTicked(now, input, key);
        here.forward(new Record<>(key, codec.encode(tick), nowMillis), TICKS);
      }
    });
    meters.beat(now);
  }

  private ProcessorContext<String, byte[]> requireContext() {
    if (context == null) {
      throw new IllegalStateException("the processor was not initialised");
    }
    return context;
  }

  private KeyValueStore<String, byte[]> requireStore() {
    if (store == null) {
      throw new IllegalStateException("the processor was not initialised");
    }
    return store;
  }
}
