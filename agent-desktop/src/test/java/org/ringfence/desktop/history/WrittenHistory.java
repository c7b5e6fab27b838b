package org.ringfence.desktop.history;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import org.ringfence.bus.LogFollower;
import org.ringfence.bus.LogPlace;
import org.ringfence.bus.LogReader;
import org.ringfence.bus.LogRecord;
import org.ringfence.bus.MessageCodec;
import org.ringfence.desktop.Examples;
import org.ringfence.desktop.intervals.IntervalRules;
import org.ringfence.events.Message;
import org.ringfence.events.Topic;

/// A history that is written from a log in memory, as the bus would hand it over.
final class WrittenHistory implements AutoCloseable {

  static final IntervalRules RULES =
      new IntervalRules(Duration.ofSeconds(20), Duration.ofSeconds(5), 0.8);

  final Log log;
  final HistorySettings settings;
  final History history;
  volatile Instant now = Examples.NOON;
  private final List<LogFollower> followers = new ArrayList<>();

  /// The topics, one partition each.
  static final class Log {
    final Map<Topic, List<LogRecord>> records = new EnumMap<>(Topic.class);
    private final MessageCodec codec = new MessageCodec();

    Log() {
      for (Topic topic : Topic.values()) {
        records.put(topic, new ArrayList<>());
      }
    }

    List<LogRecord> of(Topic topic) {
      return records.computeIfAbsent(topic, none -> new ArrayList<>());
    }

    void say(List<Message> messages) {
      messages.forEach(this::say);
    }

    void say(Message message) {
      add(message.topic(), message.at(), codec.encode(message), "");
    }

    /// @param id empty for the record's place
    void add(Topic topic, Instant at, byte[] json, String id) {
      List<LogRecord> of = of(topic);
      String named = id.isEmpty() ? topic.topicName() + "-0-" + of.size() : id;
      of.add(new LogRecord(new LogPlace(topic, 0), of.size(), at, named, json, codec.decode(json)));
    }
  }

  WrittenHistory(HistorySettings settings, Log log) {
    this(settings, log, Examples.NOON);
  }

  WrittenHistory(HistorySettings settings, Log log, Instant now) {
    this.settings = settings;
    this.log = log;
    this.now = now;
    LogReader reader =
        (name, topics, follower) -> {
          followers.add(follower);
          return new LogReader.Following() {
            @Override
            public long behind() {
              return 0;
            }

            @Override
            public void close() {}
          };
        };
    history =
        new History(
            settings,
            Examples.SITE,
            ZoneId.of("America/Chicago"),
            new byte[32],
            reader,
            new SimpleMeterRegistry(),
            () -> this.now);
    history.start();
  }

  LogFollower follower() {
    return followers.getFirst();
  }

  /// Hands over what is not written yet, topic by topic.
  void readOn() throws Exception {
    readOn(Integer.MAX_VALUE);
  }

  /// @param batch records at once
  void readOn(int batch) throws Exception {
    Map<LogPlace, Long> positions = follower().positions();
    for (Map.Entry<Topic, List<LogRecord>> topic : log.records.entrySet()) {
      int from = positions.getOrDefault(new LogPlace(topic.getKey(), 0), 0L).intValue();
      List<LogRecord> left = topic.getValue().subList(from, topic.getValue().size());
      for (int i = 0; i < left.size(); i += batch) {
        follower().take(left.subList(i, (int) Math.min(left.size(), (long) i + batch)));
      }
    }
  }

  /// A connection of its own, past the history.
  Jdbi jdbi() throws Exception {
    String url = settings.url();
    return url.startsWith("jdbc:h2:")
        ? Jdbi.create(url + HistoryDatabase.H2_OPTIONS)
        : Jdbi.create(
            url, settings.user(), Files.readString(Path.of(settings.passwordFile())).strip());
  }

  static final List<String> TABLES =
      List.of(
          "log_position",
          "calls",
          "tickets",
          "offers",
          "agent_periods",
          "verdicts",
          "labels",
          "listed_numbers",
          "audit",
          "events",
          "intervals",
          "agent_time",
          "stale");

  /// Every row of every table, as sorted text.
  Map<String, List<String>> dump() throws Exception {
    Map<String, List<String>> dump = new TreeMap<>();
    jdbi()
        .useHandle(handle -> {
          for (String table : TABLES) {
            dump.put(
                table,
                handle.createQuery("SELECT * FROM " + table).mapToMap().stream()
                    .map(row -> new TreeMap<>(row).toString())
                    .sorted()
                    .toList());
          }
        });
    return dump;
  }

  List<String> dump(String table) throws Exception {
    return dump().getOrDefault(table, List.of());
  }

  Optional<Object> ask(String sql) throws Exception {
    return jdbi()
        .withHandle(handle ->
            handle
                .createQuery(sql)
                .mapToMap()
                .findFirst()
                .flatMap(row -> Optional.ofNullable(row.values().iterator().next())));
  }

  @Override
  public void close() {
    history.close();
  }
}
