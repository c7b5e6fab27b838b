package org.ringfence.platform.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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

/// A caller hangs up in each step of a call, and nothing is left of the call.
@Tag("asterisk")
@Timeout(60)
class HangUpE2eTest {

  @TempDir static Path folder;
  private static LivePlatform platform;
  private People people;

  @BeforeAll
  @Timeout(180)
  static void start() throws IOException {
    platform = LivePlatform.start(folder, Map.of("queue.wrap-up", "2s"));
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
  void before_the_answer() {
    List<PlannedCall> calls = IntStream.range(0, 20).mapToObj(i -> people.person("")).toList();

    SippProcess callers = people.cancelling(calls, 10);

    await()
        .atMost(People.SOON)
        .until(() -> callers.count(Outcome.CANCELLED) + callers.count(Outcome.HUNGUP) == 20);
    // The answer comes within milliseconds and may be faster than the caller.
    assertThat(callers.count(Outcome.CANCELLED)).as("cancelled before the answer").isPositive();
    people.awaitNobodyLeft();
  }

  @Test
  void in_the_language_question() {
    SippProcess caller = people.caller("", Duration.ofMillis(1_500));

    awaitHungUp(caller);
    people.awaitNobodyLeft();
  }

  @Test
  void in_the_menu() {
    SippProcess caller = people.caller("1", Duration.ofMillis(1_000));

    awaitHungUp(caller);
    people.awaitNobodyLeft();
  }

  @Test
  void while_waiting_in_line() {
    int before = platform.totals().path("abandoned").asInt();

    SippProcess caller = people.caller("11", Duration.ofSeconds(5));

    people.awaitLine(1, 0);
    awaitHungUp(caller);
    people.awaitNobodyLeft();
    await()
        .atMost(People.SOON)
        .until(() -> platform.totals().path("abandoned").asInt() == before + 1);
  }

  @Test
  void while_an_agents_phone_rings_which_stops_and_the_agent_is_ready_again_at_once() {
    SippProcess phone = people.agents(People.NEVER, People.NEVER, "ben");

    SippProcess caller = people.caller("11", Duration.ofSeconds(5));

    people.awaitAgent("ben", "OFFERED");
    awaitHungUp(caller);
    await()
        .atMost(Duration.ofSeconds(1))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(platform.agentState("ben")).isEqualTo("READY"));
    await().atMost(People.SOON).until(() -> phone.count(Outcome.WITHDRAWN) == 1);
    people.awaitNobodyLeft();
  }

  @Test
  void during_the_talk_after_which_the_agent_wraps_up() {
    int before = platform.totals().path("served").asInt();
    people.agents(Duration.ofMillis(300), People.NEVER, "ben");

    SippProcess caller = people.caller("11", Duration.ofSeconds(6));

    people.awaitAgent("ben", "TALKING");
    awaitHungUp(caller);
    people.awaitAgent("ben", "WRAP_UP");
    people.awaitNobodyLeft();
    await().atMost(People.SOON).until(() -> platform.totals().path("served").asInt() == before + 1);
    people.awaitAgent("ben", "READY");
  }

  private static void awaitHungUp(SippProcess caller) {
    await()
        .atMost(People.SOON)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> caller.count(Outcome.HUNGUP) == 1);
  }
}
