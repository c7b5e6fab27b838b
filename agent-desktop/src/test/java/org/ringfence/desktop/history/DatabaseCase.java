package org.ringfence.desktop.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.desktop.Examples;
import org.ringfence.desktop.intervals.IntervalReport.ReportRow;
import org.ringfence.desktop.intervals.Step;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentState;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.TalkEnd;

/// A day of calls, written into whatever database a test is about.
abstract class DatabaseCase {

  static final Instant TEN = Instant.parse("2026-11-03T16:00:00Z");
  static final AgentId BEN = new AgentId("ben");
  static final PhoneNumber OTHER = PhoneNumber.of("+16515550177");

  @TempDir Path folder;

  abstract HistorySettings settings() throws Exception;

  HistorySettings settings(String url, String user, String passwordFile) {
    return new HistorySettings(
        url,
        user,
        passwordFile,
        Duration.ofDays(30),
        Duration.ofDays(400),
        Duration.ofDays(1_000),
        folder.resolve("queue_log").toString(),
        WrittenHistory.RULES);
  }

  /// Five callers between 10:00 and 10:15: answered after 10 s and after 60 s, gone after 3 s and
  /// after 100 s, and a machine that is answered after 30 s; all but the last talk for 4 minutes.
  static ToldCalls day() {
    ToldCalls told = new ToldCalls();
    told.agent(Examples.ANA, TEN.minusSeconds(900), AgentState.READY, null, "");
    told.agent(BEN, TEN.minusSeconds(900), AgentState.PAUSED, null, "Lunch");
    told.caller("c-1", TEN.plusSeconds(1), Examples.CALLER)
        .answeredBy(
            Examples.ANA,
            Duration.ofSeconds(10),
            Duration.ofSeconds(240),
            Duration.ofSeconds(30),
            TalkEnd.AGENT_HUNG_UP);
    told.caller("c-2", TEN.plusSeconds(230), OTHER)
        .told(1, Duration.ofSeconds(30))
        .missedBy(BEN, Duration.ofSeconds(31))
        .answeredBy(
            Examples.ANA,
            Duration.ofSeconds(60),
            Duration.ofSeconds(240),
            Duration.ofSeconds(30),
            TalkEnd.CALLER_HUNG_UP);
    told.caller("c-3", TEN.plusSeconds(300), PhoneNumber.NONE).givesUp(Duration.ofSeconds(3));
    told.caller("c-4", TEN.plusSeconds(310), OTHER)
        .told(2, Duration.ofSeconds(30))
        .givesUp(Duration.ofSeconds(100));
    told.machine("c-5", TEN.plusSeconds(590), PhoneNumber.of("+13055550188"))
        .answeredBy(
            Examples.ANA,
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(20),
            TalkEnd.AGENT_HUNG_UP);
    told.agent(Examples.ANA, TEN.plusSeconds(900), AgentState.SIGNED_OUT, null, "");
    return told;
  }

  WrittenHistory written(ToldCalls told) throws Exception {
    WrittenHistory.Log log = new WrittenHistory.Log();
    log.say(told.messages);
    WrittenHistory written = new WrittenHistory(settings(), log);
    written.readOn();
    return written;
  }

  static ReportRow quarter(WrittenHistory written) {
    List<ReportRow> rows =
        written.history.report("enrollment", TEN, TEN.plus(15, ChronoUnit.MINUTES), Step.QUARTER);
    assertThat(rows).hasSize(1);
    return rows.getFirst();
  }

  HistorySettings url(int run) throws Exception {
    HistorySettings made = settings();
    if (made.url().startsWith("jdbc:h2")) {
      return settings(made.url() + run, "", "");
    }
    return made;
  }
}
