package org.ringfence.desktop;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringfence.bus.LogFollower;
import org.ringfence.bus.LogPlace;
import org.ringfence.bus.LogReader;
import org.ringfence.bus.LogRecord;
import org.ringfence.bus.MessageCodec;
import org.ringfence.desktop.history.History;
import org.ringfence.desktop.history.HistorySettings;
import org.ringfence.desktop.intervals.IntervalRules;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.SurveyAnswered;
import org.ringfence.events.CallId;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.Message;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.PoolName;
import org.ringfence.events.Privacy;
import org.ringfence.events.QueueName;
import org.ringfence.events.Stage;
import org.ringfence.events.TicketId;
import org.ringfence.events.Verdict;
import org.ringfence.site.Site;

/// A history on H2 that the test itself feeds.
final class FedHistory {

  final History history;
  private final List<LogFollower> followers = new ArrayList<>();
  private final MessageCodec codec = new MessageCodec();
  private int said;

  FedHistory(Path folder) {
    this(folder, Examples.SITE, () -> Examples.NOON);
  }

  FedHistory(Path folder, Site site, InstantSource clock) {
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
    HistorySettings settings =
        new HistorySettings(
            "jdbc:h2:file:" + folder.resolve("history"),
            "",
            "",
            Duration.ofDays(30),
            Duration.ofDays(30),
            Duration.ofDays(30),
            "",
            new IntervalRules(Duration.ofSeconds(20), Duration.ofSeconds(5), 0.8));
    history =
        new History(
            settings,
            site,
            ZoneId.of("America/Chicago"),
            new byte[32],
            reader,
            new SimpleMeterRegistry(),
            clock);
  }

  void open() throws Exception {
    followers.getFirst().positions();
  }

  void say(Message message) throws Exception {
    say(List.of(message));
  }

  /// In one batch.
  void say(List<Message> messages) throws Exception {
    List<LogRecord> records = new ArrayList<>();
    for (Message message : messages) {
      LogPlace place = new LogPlace(message.topic(), 0);
      byte[] json = codec.encode(message);
      records.add(new LogRecord(place, said, message.at(), "m" + said, json, Optional.of(message)));
      said++;
    }
    followers.getFirst().take(records);
  }

  void rates(String call, int score) throws Exception {
    say(
        new SurveyAnswered(
            new CallId(call),
            Examples.NOON,
            new PoolName("main"),
            new TicketId("T" + call),
            new QueueName("enrollment"),
            score));
  }

  void arrives(String call, Instant at, PhoneNumber caller) throws Exception {
    open();
    say(
        new AttemptArrived(
            new CallId(call),
            at,
            Examples.LINE,
            caller,
            Privacy.NONE,
            Attestation.A,
            "carrier/1.0",
            1));
  }

  /// Waits for half a minute.
  void aCallerGivesUp(String call, Instant placedAt) throws Exception {
    open();
    say(Examples.verdict(call, placedAt.minusSeconds(20), Stage.ARRIVAL, Verdict.ADMIT));
    say(
        new TicketPlaced(
            new TicketId("T" + call),
            new CallId(call),
            placedAt,
            Examples.POOL,
            Examples.ENROLLMENT,
            1,
            null,
            false,
            null,
            null));
    say(Examples.abandoned(call, placedAt.plusSeconds(30)));
  }
}
