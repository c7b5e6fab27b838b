package org.ringfence.platform.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfence.simulator.sipp.SippProcess;
import org.ringfence.simulator.sipp.SippProcess.Outcome;

/// Agents who do not answer and phones that break cost a caller some seconds and never the place.
@Tag("asterisk")
@Timeout(60)
class AgentPhonesE2eTest {

  private static final Duration RING_TIME = Duration.ofSeconds(3);

  @TempDir static Path folder;
  private static LivePlatform platform;
  private People people;

  @BeforeAll
  @Timeout(180)
  static void start() throws IOException {
    platform =
        LivePlatform.start(
            folder,
            Map.of(
                "queue.ring-time", RING_TIME.toSeconds() + "s",
                "queue.misses-before-pause", "2",
                "queue.miss-rest", "1s",
                "queue.wrap-up", "15s"));
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
  void a_call_that_an_agent_does_not_answer_goes_to_the_next_agent() {
    SippProcess asleep = people.agents(People.NEVER, People.NEVER, "ana");
    people.agents(Duration.ofMillis(300), People.NEVER, "ben");

    people.caller("11", People.NEVER);

    people.awaitAgent("ana", "OFFERED");
    people.awaitAgent("ben", "TALKING");
    assertThat(asleep.count(Outcome.WITHDRAWN)).as("times that the first phone rang").isEqualTo(1);
    assertThat(platform.agent("ana").path("reason").asString()).isEqualTo("did not answer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"486 Busy Here", "603 Decline"})
  void a_call_that_a_phone_declines_goes_to_the_next_agent_and_pauses_nobody(String answer)
      throws IOException, InterruptedException {
    people.decliningPhone("carmen", answer);
    people.ready("carmen");
    people.agents(Duration.ofMillis(300), People.NEVER, "ben");

    people.caller("11", People.NEVER);

    people.awaitAgent("ben", "TALKING");
    assertThat(platform.agentState("carmen")).isEqualTo("READY");
    assertThat(platform.agent("carmen").path("reason").asString()).isIn("declined", "phone busy");
  }

  @Test
  void an_agent_who_misses_two_calls_is_paused_and_the_caller_waits_on() {
    SippProcess asleep = people.agents(People.NEVER, People.NEVER, "dee");

    people.caller("11", People.NEVER);

    people.awaitAgent("dee", "PAUSED");
    assertThat(platform.agent("dee").path("reason").asString()).isEqualTo("missed calls");
    assertThat(asleep.count(Outcome.WITHDRAWN)).as("times that the phone rang").isEqualTo(2);
    people.awaitLine(1, 0);

    people.agents(Duration.ofMillis(300), People.NEVER, "ben");
    people.awaitAgent("ben", "TALKING");
  }

  @Test
  void a_dead_phone_is_noticed_at_the_first_ring_and_others_serve() {
    SippProcess dead = people.agents(Duration.ofMillis(300), People.NEVER, "fay");
    dead.close();
    people.agents(Duration.ofMillis(300), People.NEVER, "erik");
    double before = unreachable();

    people.caller("11", People.NEVER);
    people.caller("11", People.NEVER);

    people.awaitAgent("erik", "TALKING");
    await()
        .atMost(People.SOON)
        .untilAsserted(
            () -> assertThat(platform.agent("fay").path("phoneReachable").asBoolean()).isFalse());
    people.awaitLine(1, 1);
    // One ring and no more: nobody is made to wait for a dead phone twice.
    assertThat(unreachable()).isEqualTo(before + 1);

    people.agents(Duration.ofMillis(300), People.NEVER, "gus");
    people.awaitAgent("gus", "TALKING");
  }

  private static double unreachable() {
    return platform.meter("ringfence_offer_failed_total", "reason=\"unreachable\"");
  }

  @Test
  void a_phone_that_breaks_during_a_talk_puts_the_caller_back_to_the_old_place() {
    SippProcess breaking = people.agents(Duration.ofMillis(300), People.NEVER, "gus");
    people.caller("11", People.NEVER);
    people.awaitAgent("gus", "TALKING");
    String first = platform.agent("gus").path("call").path("caller").asString();
    people.caller("11", People.NEVER);
    people.awaitLine(1, 1);

    breaking.close();

    await()
        .atMost(Duration.ofSeconds(8))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> {
          assertThat(platform.queue().path("waiting").asInt()).isEqualTo(2);
          assertThat(platform.queue().path("front").path(0).path("caller").asString())
              .isEqualTo(first);
        });
    people.agents(Duration.ofMillis(300), People.NEVER, "hana");
    people.awaitAgent("hana", "TALKING");
    assertThat(platform.agent("hana").path("call").path("caller").asString()).isEqualTo(first);
    assertThat(platform.agentState("gus")).isNotEqualTo("TALKING");
  }
}
