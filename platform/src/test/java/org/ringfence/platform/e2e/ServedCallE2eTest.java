package org.ringfence.platform.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/// People are served, in their language and in order.
@Tag("asterisk")
@Timeout(60)
class ServedCallE2eTest {

  /// Two questions that time out, twice each.
  private static final Duration SILENT_CALLER = Duration.ofSeconds(50);

  @TempDir static Path folder;
  private static LivePlatform platform;
  private People people;

  @BeforeAll
  @Timeout(180)
  static void start() throws IOException {
    platform = LivePlatform.start(folder, Map.of("queue.wrap-up", "1s"));
    // The first verdict of a cold process may come too late, and then the call is let in whoever
    // calls.
    People first = new People(platform);
    SippProcess caller = first.caller("", Duration.ofSeconds(1));
    await().atMost(People.SOON).until(() -> caller.count(Outcome.HUNGUP) == 1);
    first.leave();
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
  void a_person_is_served_by_an_agent_and_they_hear_each_other() {
    int servedBefore = platform.totals().path("served").asInt();
    people.agents(Duration.ofMillis(500), Duration.ofSeconds(5), "ben");

    SippProcess caller = people.caller("11", People.NEVER);

    people.awaitAgent("ben", "TALKING");
    MediaCounts atFirst = MediaCounts.read(platform);
    await()
        .atMost(Duration.ofSeconds(3))
        .untilAsserted(() -> MediaCounts.read(platform).assertBothWaysMoreThan(atFirst, 50));
    assertThat(platform.agent("ben").path("call").path("caller").asString())
        .isEqualTo("+1612•••••01");

    await().atMost(People.SOON).until(() -> caller.count(Outcome.ENDED) == 1);
    people.awaitNobodyLeft();
    await()
        .atMost(People.SOON)
        .untilAsserted(
            () -> assertThat(platform.totals().path("served").asInt()).isEqualTo(servedBefore + 1));
    people.awaitAgent("ben", "READY");
  }

  @Test
  void
      a_spanish_speaker_waits_for_an_agent_who_speaks_spanish_and_who_keys_nothing_is_served_in_english() {
    people.agents(Duration.ofMillis(300), People.NEVER, "ben");
    people.caller("", People.NEVER);
    people.caller("21", People.NEVER);
    people.awaitLine(1, 0);
    assertThat(platform.queue().path("front").path(0).path("language").asString()).isEqualTo("es");
    assertThat(platform.agentState("ben")).isEqualTo("READY");

    people.agents(Duration.ofMillis(300), People.NEVER, "ana");

    people.awaitAgent("ana", "TALKING");
    assertThat(platform.agentState("ben")).isEqualTo("READY");
    assertThat(platform.agent("ana").path("call").path("language").asString()).isEqualTo("es");

    await().atMost(SILENT_CALLER).until(() -> platform.agentState("ben").equals("TALKING"));
    assertThat(platform.agent("ben").path("call").path("language").asString()).isEqualTo("en");
  }

  @Test
  void
      a_machine_that_shows_our_own_number_is_refused_before_the_answer_and_the_next_person_is_let_in() {
    PlannedCall machine = PlannedCall.silent("+" + LivePlatform.LINE, LivePlatform.LINE);
    long before = platform.shown("verdicts").size();

    SippProcess call = people.caller(machine, People.NEVER);

    await().atMost(People.SOON).until(() -> call.count(Outcome.REJECTED) == 1);
    people.awaitNobodyLeft();
    await().atMost(People.SOON).until(() -> platform.shown("verdicts").size() > before);
    JsonNode verdicts = platform.shown("verdicts");
    JsonNode verdict = verdicts.get(verdicts.size() - 1);
    assertThat(verdict.path("verdict").asString()).isEqualTo("REJECT");
    assertThat(verdict.path("reasons").path(0).path("certain").asBoolean()).isTrue();
    assertThat(verdict.path("reasons").path(0).path("name").asString()).isEqualTo("own-number");

    people.caller("11", People.NEVER);
    people.awaitLine(1, 0);
  }

  @Test
  void
      when_all_agents_are_busy_callers_wait_in_the_order_of_their_coming_and_are_told_their_place() {
    people.agents(Duration.ofMillis(300), People.NEVER, "ben");
    people.caller("11", People.NEVER);
    people.awaitAgent("ben", "TALKING");
    String talking = platform.callerChannels().iterator().next();
    for (int place = 1; place <= 3; place++) {
      Set<String> earlier = platform.callerChannels();
      people.caller("11", People.NEVER);
      people.awaitLine(place, 1);
      Set<String> all = new HashSet<>(platform.callerChannels());
      all.removeAll(earlier);
      assertPlaceIsTold(all.iterator().next(), place);
    }
    List<String> inLine = callersInFront();
    assertThat(inLine).hasSize(3);

    // The talk ends, and the agent becomes free.
    platform.asterisk("channel request hangup " + talking);
    await().atMost(People.SOON).until(() -> withWhom("ben").equals(inLine.getFirst()));
    people.agents(Duration.ofMillis(300), Duration.ofSeconds(1), "dee");

    List<String> served = new ArrayList<>();
    await()
        .atMost(People.SOON)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> {
          String with = withWhom("dee");
          if (!with.isEmpty() && !served.contains(with)) {
            served.add(with);
          }
          return served.size() == 2;
        });
    assertThat(served).isEqualTo(inLine.subList(1, 3));
    assertThat(withWhom("ben")).isEqualTo(inLine.getFirst());
  }

  private static void assertPlaceIsTold(String channel, int place) {
    await().atMost(People.SOON).until(() -> !platform.variable(channel, "RF_TICKET").isEmpty());
    assertThat(platform.variable(channel, "RF_PLAY"))
        .startsWith(
            place == 1
                ? "ringfence/en/next-in-line&"
                : "ringfence/en/your-number&ringfence/en/n-" + place + "&ringfence/en/in-line&")
        .contains("ringfence/en/wait-");
  }

  private static String withWhom(String agent) {
    return platform.agent(agent).path("call").path("caller").asString("");
  }

  private static List<String> callersInFront() {
    List<String> callers = new ArrayList<>();
    platform.queue().path("front").forEach(place -> callers.add(place.path("caller").asString()));
    return callers;
  }
}
