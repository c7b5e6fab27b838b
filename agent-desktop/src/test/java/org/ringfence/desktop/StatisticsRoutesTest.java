package org.ringfence.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.bus.LogFollower;
import org.ringfence.bus.LogPlace;
import org.ringfence.bus.LogReader;
import org.ringfence.bus.LogRecord;
import org.ringfence.bus.MessageCodec;
import org.ringfence.desktop.history.History;
import org.ringfence.desktop.history.HistorySettings;
import org.ringfence.desktop.intervals.IntervalRules;
import org.ringfence.events.CallId;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.Message;
import org.ringfence.events.Stage;
import org.ringfence.events.TicketId;
import org.ringfence.events.Verdict;

class StatisticsRoutesTest {

  @TempDir Path folder;

  private final List<LogFollower> followers = new ArrayList<>();
  private final MessageCodec codec = new MessageCodec();
  private int said;
  private RunningDesktop web;

  @BeforeEach
  void start() throws Exception {
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
    web =
        new RunningDesktop(
            new History(
                settings,
                Examples.SITE,
                ZoneId.of("America/Chicago"),
                new byte[32],
                reader,
                new SimpleMeterRegistry(),
                () -> Examples.NOON));
    web.start();
  }

  @AfterEach
  void stop() throws Exception {
    web.close();
  }

  private void say(Message message) throws Exception {
    followers
        .getFirst()
        .take(
            List.of(
                new LogRecord(
                    new LogPlace(message.topic(), 0),
                    said,
                    message.at(),
                    "m" + said++,
                    codec.encode(message),
                    Optional.of(message))));
  }

  private void aCallerGivesUp() throws Exception {
    followers.getFirst().positions();
    say(Examples.verdict("c-1", Examples.NOON.minusSeconds(120), Stage.ARRIVAL, Verdict.ADMIT));
    say(
        new TicketPlaced(
            new TicketId("Tc-1"),
            new CallId("c-1"),
            Examples.NOON.minusSeconds(100),
            Examples.POOL,
            Examples.ENROLLMENT,
            1,
            null));
    say(Examples.abandoned("c-1", Examples.NOON.minusSeconds(70)));
  }

  @Test
  void figures_come_as_json_and_as_csv() throws Exception {
    aCallerGivesUp();
    assertThat(web.get("/api/v1/intervals"))
        .contains("200 OK", "\"step\":\"hour\"", "\"queue\":\"enrollment\"", "\"queue\":null")
        .contains("\"offered\":1,\"answered\":0", "\"abandonedShare\":1.0", "\"asaSeconds\":null");
    assertThat(
            web.get("/api/v1/intervals?queue=enrollment&step=quarter&from=2026-11-03&format=csv"))
        .contains("text/csv", "start,end,queue,population,offered")
        .contains(
            "2026-11-03T11:45:00-06:00,2026-11-03T12:00:00-06:00,\"enrollment\",people,1,0,0,1,0,0,1.0000,,0.0000,,,,,,30.0,")
        .doesNotContain("TOTAL");
  }

  @Test
  void every_wrong_parameter_is_told() throws Exception {
    aCallerGivesUp();
    assertThat(web.get("/api/v1/intervals?queue=nowhere&from=yesterday&to=0&step=week&format=xls"))
        .contains("400 Bad Request")
        .contains("\"field\":\"queue\"", "\"field\":\"from\"", "\"field\":\"to\"")
        .contains("quarter, hour or day", "json or csv");
    assertThat(web.get("/api/v1/intervals?from=2026-11-03&to=2026-11-02"))
        .contains("later than from");
    assertThat(web.get("/api/v1/intervals?from=+292278994-08-17T07:12:55Z")).contains("400 Bad");
    assertThat(web.get("/api/v1/intervals?from=2016-01-01&step=quarter")).contains("10000 rows");
    assertThat(web.get("/api/v1/staffing?hours=100")).contains("whole number from 1 to 24");
  }

  @Test
  void the_outlook_says_when_too_little_is_known() throws Exception {
    aCallerGivesUp();
    assertThat(web.get("/api/v1/staffing"))
        .contains("200 OK", "\"serviceLevel\":0.8", "\"observed\":null", "\"halfHours\":[]");
  }

  @Test
  void a_story_is_told_until_the_caller_is_forgotten() throws Exception {
    aCallerGivesUp();
    assertThat(web.get("/api/v1/history/calls/c-1"))
        .contains("VerdictReached", "TicketClosed", "+1612•••••34")
        .doesNotContain("5550134");
    assertThat(web.get("/api/v1/history/calls/c-2")).contains("404");
    assertThat(
            web.post(
                "/api/v1/history/forget",
                "{\"number\":\"+16125550134\",\"author\":\"Sam\",\"reason\":\"asked\"}"))
        .contains("{\"calls\":1}");
    assertThat(web.get("/api/v1/history/calls/c-1")).doesNotContain("VerdictReached", "+1612");
    assertThat(web.post("/api/v1/history/forget", "{}"))
        .contains("400", "number", "author", "reason");
  }

  @Test
  void before_the_database_is_there_the_figures_are_refused_and_the_board_is_not()
      throws Exception {
    assertThat(web.get("/api/v1/intervals")).contains("503", "history cannot be asked now");
    assertThat(web.get("/api/v1/board")).contains("200 OK");
    assertThat(web.get("/statistics")).contains("200 OK", "Statistics");
  }
}
