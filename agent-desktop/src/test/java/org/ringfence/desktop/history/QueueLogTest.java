package org.ringfence.desktop.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.bus.LogPlace;
import org.ringfence.desktop.Examples;
import org.ringfence.events.TalkEnd;

class QueueLogTest {

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("queue_log");
  }

  private HistorySettings settings() {
    return new HistorySettings(
        "jdbc:h2:file:" + folder.resolve("history"),
        "",
        "",
        Duration.ofDays(30),
        Duration.ofDays(30),
        Duration.ofDays(30),
        file().toString(),
        WrittenHistory.RULES);
  }

  /// The lines that Asterisk's own queue would have written of [DatabaseCase#day], in order of
  /// time.
  private static List<String> expected() {
    long ten = DatabaseCase.TEN.getEpochSecond();
    return List.of(
        (ten - 900) + "|NONE|enrollment|PJSIP/ana|ADDMEMBER|",
        (ten - 900) + "|NONE|enrollment|PJSIP/ben|ADDMEMBER|",
        (ten - 900) + "|NONE|enrollment|PJSIP/ben|PAUSE|Lunch",
        (ten + 1) + "|c-1|enrollment|NONE|ENTERQUEUE||+1612XXXXX34|3",
        (ten + 11) + "|c-1|enrollment|PJSIP/ana|CONNECT|10|Tc-1-1|2",
        (ten + 230) + "|c-2|enrollment|NONE|ENTERQUEUE||+1651XXXXX77|3",
        (ten + 251) + "|c-1|enrollment|PJSIP/ana|COMPLETEAGENT|10|240|3",
        (ten + 266) + "|c-2|enrollment|PJSIP/ben|RINGNOANSWER|5000",
        (ten + 290) + "|c-2|enrollment|PJSIP/ana|CONNECT|60|Tc-2-2|2",
        (ten + 300) + "|c-3|enrollment|NONE|ENTERQUEUE||withheld|3",
        (ten + 303) + "|c-3|enrollment|NONE|ABANDON|3|3|3",
        (ten + 310) + "|c-4|enrollment|NONE|ENTERQUEUE||+1651XXXXX77|3",
        (ten + 410) + "|c-4|enrollment|NONE|ABANDON|2|3|100",
        (ten + 530) + "|c-2|enrollment|PJSIP/ana|COMPLETECALLER|60|240|3",
        (ten + 590) + "|c-5|enrollment|NONE|ENTERQUEUE||+1305XXXXX88|3",
        (ten + 620) + "|c-5|enrollment|PJSIP/ana|CONNECT|30|Tc-5-1|2",
        (ten + 680) + "|c-5|enrollment|PJSIP/ana|COMPLETEAGENT|30|60|3",
        (ten + 900) + "|NONE|enrollment|PJSIP/ana|REMOVEMEMBER|");
  }

  private WrittenHistory.Log log() {
    WrittenHistory.Log log = new WrittenHistory.Log();
    log.say(DatabaseCase.day().messages);
    return log;
  }

  @Test
  void the_file_reads_as_asterisks_own() throws Exception {
    try (WrittenHistory written = new WrittenHistory(settings(), log())) {
      written.readOn();
    }
    assertThat(sorted(Files.readAllLines(file()))).isEqualTo(sorted(expected()));
  }

  @Test
  void a_kept_place_is_left_and_entered_by_call() throws Exception {
    ToldCalls told = new ToldCalls();
    told.caller("c-1", DatabaseCase.TEN, Examples.CALLER)
        .told(2, Duration.ofSeconds(30))
        .callsAgain("c-2", Duration.ofSeconds(40), Duration.ofSeconds(60))
        .isCalledBack("c-3", Duration.ofSeconds(120), Duration.ofSeconds(80))
        .answeredBy(
            Examples.ANA,
            Duration.ofSeconds(210),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            TalkEnd.CALLER_HUNG_UP);
    WrittenHistory.Log log = new WrittenHistory.Log();
    log.say(told.messages);
    try (WrittenHistory written = new WrittenHistory(settings(), log)) {
      written.readOn();
    }
    long ten = DatabaseCase.TEN.getEpochSecond();
    assertThat(Files.readAllLines(file()))
        .filteredOn(line -> line.contains("c-"))
        .containsExactlyInAnyOrder(
            ten + "|c-1|enrollment|NONE|ENTERQUEUE||+1612XXXXX34|3",
            (ten + 40) + "|c-1|enrollment|NONE|ABANDON|2|3|40",
            (ten + 100) + "|c-2|enrollment|NONE|ENTERQUEUE|||1",
            (ten + 120) + "|c-2|enrollment|NONE|EXITWITHKEY||1|1|120",
            (ten + 200) + "|c-3|enrollment|NONE|ENTERQUEUE|||1",
            (ten + 210) + "|c-3|enrollment|PJSIP/ana|CONNECT|210|Tc-1-1|2",
            (ten + 270) + "|c-3|enrollment|PJSIP/ana|COMPLETECALLER|210|60|1");
  }

  @Test
  void restarts_and_rotation_neither_double_nor_lose_a_line() throws Exception {
    WrittenHistory.Log log = log();
    List<String> rotated = new ArrayList<>();
    for (int run = 0; run < 4; run++) {
      try (WrittenHistory written = new WrittenHistory(settings(), log)) {
        var positions = written.follower().positions();
        for (var topic : log.records.entrySet()) {
          int from = positions.getOrDefault(new LogPlace(topic.getKey(), 0), 0L).intValue();
          int to = Math.min(topic.getValue().size(), from + topic.getValue().size() / 3 + 1);
          if (from < to) {
            written.follower().take(topic.getValue().subList(from, to));
          }
        }
      }
      if (run == 1) {
        rotated.addAll(Files.readAllLines(file()));
        Files.move(file(), folder.resolve("queue_log.1"));
      }
    }
    rotated.addAll(Files.readAllLines(file()));
    assertThat(sorted(rotated)).isEqualTo(sorted(expected()));
  }

  @Test
  void lines_that_a_crash_left_in_the_outbox_are_not_written_again_and_a_torn_one_is_made_whole()
      throws Exception {
    try (WrittenHistory written = new WrittenHistory(settings(), log())) {
      written.readOn();
      List<String> before = Files.readAllLines(file());
      // As if the process had died between writing the file and emptying the outbox, in the midst
      // of the last line.
      written
          .jdbi()
          .useHandle(handle -> {
            for (String line : before) {
              handle.execute(
                  "INSERT INTO queue_log_outbox (said_at, line) VALUES (CURRENT_TIMESTAMP, ?)",
                  line);
            }
          });
      String text = Files.readString(file());
      Files.writeString(
          file(), text.substring(0, text.length() - 9), StandardOpenOption.TRUNCATE_EXISTING);

      QueueLogFile afterCrash = new QueueLogFile(file(), new SimpleMeterRegistry());
      afterCrash.write(written.jdbi());

      assertThat(Files.readAllLines(file())).isEqualTo(before);
      assertThat(written.ask("SELECT COUNT(*) FROM queue_log_outbox")).contains(0L);
    }
  }

  @Test
  void a_file_that_cannot_be_written_is_told_and_its_lines_wait() throws Exception {
    Files.createDirectory(file());
    try (WrittenHistory written = new WrittenHistory(settings(), log())) {
      written.readOn();
      assertThat(written.history.health().detail()).contains("queue log cannot be written");
      Files.delete(file());
      written.log.say(Examples.failedOpen("c-9", DatabaseCase.TEN));
      written.readOn();
      assertThat(Files.readAllLines(file())).hasSameSizeAs(expected());
      assertThat(written.history.health().detail()).isEqualTo("is up to date");
    }
  }

  private static List<String> sorted(List<String> lines) {
    return lines.stream().sorted().toList();
  }
}
