package org.ringfence.platform.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.simulator.sipp.PlannedCall;
import org.ringfence.simulator.sipp.SippProcess;
import org.ringfence.simulator.sipp.SippProcess.Outcome;
import tools.jackson.databind.JsonNode;

/// What callers and strangers send does nothing but be a call; a trunk that is full says so.
@Tag("asterisk")
@Timeout(90)
class HostileCallersE2eTest {

  private static final int MAX_CALLS = 8;

  @TempDir static Path folder;
  private static LivePlatform platform;
  private People people;

  @BeforeAll
  @Timeout(300)
  static void start() throws IOException {
    platform =
        LivePlatform.start(folder, Map.of("asterisk.max-calls", Integer.toString(MAX_CALLS)));
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  @BeforeEach
  void enter() {
    people = new People(platform);
  }

  @AfterEach
  void leave() {
    people.leave();
  }

  @Test
  void hostile_names_and_numbers_are_let_in_shown_as_text_and_harm_nobody() {
    people.agents(Duration.ofMillis(300), People.NEVER, "ben");
    people.caller("11", People.NEVER);
    people.awaitAgent("ben", "TALKING");
    int verdictsBefore = platform.shown("verdicts").size();

    List<PlannedCall> hostile =
        List.of(
            call("x\" | \"1\" = \"1", "x\\\" | \\\"1\\\" = \\\"1"),
            call("1,2,3${SHELL(id)}", "a,b,c ${SHELL(id)} $[1=1]"),
            call("' OR 1=1--", "Robert') DROP TABLE students--"),
            call("<img src=x onerror=alert(1)>", "<script>alert(1)</script>"),
            call("\u0001\r\n\u001b[31m", "bell %07"),
            call("+16125550188", "A".repeat(10_000)));
    SippProcess callers = people.callers(hostile, 10, Duration.ofSeconds(3));

    // All are let in, like anybody else, and their verdicts are shown.
    await().atMost(People.SOON).until(() -> callers.count(Outcome.HUNGUP) == hostile.size());
    await()
        .atMost(People.SOON)
        .until(() -> platform.shown("verdicts").size() == verdictsBefore + hostile.size());
    JsonNode verdicts = platform.shown("verdicts");
    for (int i = verdictsBefore; i < verdicts.size(); i++) {
      assertThat(verdicts.get(i).path("verdict").asString()).isEqualTo("ADMIT");
      assertThat(verdicts.get(i).path("caller").asString())
          .matches("\\+1612•••••88|malformed\\([0-9]+\\)|withheld");
    }
    assertThat(platform.board().toString())
        .doesNotContain("SHELL", "DROP", "<script", "<img", "AAAA", "16125550188");
    // The two who talk were not disturbed.
    assertThat(platform.agentState("ben")).isEqualTo("TALKING");
    assertThat(platform.channels()).hasSize(2);
  }

  @Test
  void garbage_on_the_agi_port_does_not_hurt_calls() throws IOException {
    List<Socket> open = new ArrayList<>();
    try {
      for (int i = 0; i < 60; i++) {
        // Connected and silent.
        open.add(new Socket(InetAddress.getLoopbackAddress(), platform.agiPort()));
      }
      send(open, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
      send(open, "agi_request: agi://127.0.0.1/nothing\nagi_uniqueid: x\n\n");
      send(
          open,
          "agi_request: agi://127.0.0.1/arrival\nagi_uniqueid: ../../etc\nagi_channel: \u0000\n\n");
      send(open, "agi_request: agi://127.0.0.1/ivr\nagi_arg_1: " + "%".repeat(5_000) + "\n\n");
      send(open, "\u0000\u0001\u0002\n\n\n");
      send(open, "x".repeat(1_000_000));

      people.agents(Duration.ofMillis(300), People.NEVER, "ben");
      people.caller("11", People.NEVER);

      people.awaitAgent("ben", "TALKING");
      assertThat(platform.isReady()).isTrue();
    } finally {
      for (Socket each : open) {
        each.close();
      }
    }
  }

  private static void send(List<Socket> open, String text) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), platform.agiPort());
    open.add(socket);
    OutputStream out = socket.getOutputStream();
    try {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    } catch (IOException cutOff) {
      // The server may have had enough.
    }
  }

  @Test
  void a_caller_beyond_the_trunks_ports_hears_busy_and_the_next_is_let_in_when_one_leaves() {
    List<PlannedCall> calls = new ArrayList<>();
    for (int i = 1; i < MAX_CALLS; i++) {
      calls.add(people.person("11"));
    }
    people.callers(calls, 10, People.NEVER);
    SippProcess leaving = people.caller("", Duration.ofSeconds(10));
    await().atMost(People.SOON).until(() -> platform.callerChannels().size() == MAX_CALLS);

    SippProcess refused = people.caller("11", People.NEVER);

    await().atMost(People.SOON).until(() -> refused.count(Outcome.REFUSED) == 1);
    assertThat(platform.callerChannels()).hasSize(MAX_CALLS);

    await().atMost(People.SOON).until(() -> leaving.count(Outcome.HUNGUP) == 1);
    people.caller("11", People.NEVER);
    people.awaitLine(MAX_CALLS, 0);
  }

  private static PlannedCall call(String number, String name) {
    StringBuilder user = new StringBuilder();
    for (int i = 0; i < number.length(); i++) {
      char each = number.charAt(i);
      // RFC 3261: what is not allowed in a user part travels escaped.
      user.append(
          Character.isLetterOrDigit(each) || each == '+'
              ? String.valueOf(each)
              : String.format("%%%02X", (int) each));
    }
    return PlannedCall.silent(user.toString(), LivePlatform.LINE).named(name);
  }
}
