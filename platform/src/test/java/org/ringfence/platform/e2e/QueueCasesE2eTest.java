package org.ringfence.platform.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.platform.e2e.AmiTap.Event;
import org.ringfence.simulator.sipp.PlannedCall;
import org.ringfence.simulator.sipp.SippProcess;
import org.ringfence.simulator.sipp.SippProcess.Outcome;
import tools.jackson.databind.JsonNode;

/// The cases that Asterisk's own queue is tested with, on real calls: priorities, a bound on
/// callers in line, wrap-up of each agent, agents who do not answer, decline, or are on the phone.
@Tag("asterisk")
@Timeout(120)
final class QueueCasesE2eTest {

  /// The number whose callers stand as if they had come ten minutes earlier.
  private static final String PRIORITY_LINE = "16515550199";

  private static final Duration MISS_REST = Duration.ofSeconds(3);

  private static final String QUEUES =
      """
      lines += { number = "+16515550199", dialed = ["16515550199"], queue = urgent }
      queues.urgent = ${queues.enrollment} { priority = 10m }
      queues.enrollment.most-waiting = 2
      """;

  private static final String AGENTS =
      """
      agents += { id = ida, name = "Ida Berg", pool = main, skills = [en, enroll], wrap-up = 0s }
      agents += { id = jon, name = "Jon Lund", pool = main, skills = [en, enroll], wrap-up = 1h }
      """;

  @TempDir static Path folder;
  private static LivePlatform platform;
  private People people;
  private AmiTap tap;
  private AmiClient ami;

  @BeforeAll
  @Timeout(420)
  static void start() throws IOException {
    platform =
        LivePlatform.start(
            folder,
            LivePlatform.config(folder, QUEUES, AGENTS),
            Map.of(
                "queue.ring-time",
                "3s",
                "queue.misses-before-pause",
                "2",
                "queue.miss-rest",
                MISS_REST.toSeconds() + "s",
                "queue.wrap-up",
                "1s"));
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  @BeforeEach
  void enter() throws IOException {
    people = new People(platform);
    tap = platform.tap();
    ami = new AmiClient(platform.amiPort(), platform.amiSecret(), event -> {});
  }

  @AfterEach
  void leave() throws IOException {
    ami.close();
    tap.close();
    people.leave();
  }

  @Test
  void a_caller_with_credit_goes_before_those_who_came_earlier_and_each_is_told_the_right_place() {
    people.agents(Duration.ofMillis(300), People.NEVER, "ben");
    String talking = joins(person());
    people.awaitAgent("ben", "TALKING");
    String first = joins(person());
    String second = joins(person());
    assertPlaceIsTold(first, "next-in-line&");
    assertPlaceIsTold(second, "your-number&ringfence/en/n-2&ringfence/en/in-line&");

    String urgent = joins(urgentPerson());
    assertPlaceIsTold(urgent, "next-in-line&");

    tap.hangUp(talking);
    awaitTalk("ben", urgent);
    tap.hangUp(urgent);
    awaitTalk("ben", first);
    assertPlaceIsTold(second, "next-in-line&");
  }

  @Test
  void who_comes_when_the_queue_is_full_is_told_so_and_hung_up_on_and_the_others_wait_on() {
    String first = joins(person());
    String second = joins(person());
    Set<String> inLine = callers();

    SippProcess third = people.caller(person(), People.NEVER);
    await().atMost(People.SOON).until(() -> others(inLine).size() == 1);
    String turnedAway = others(inLine).getFirst();
    await()
        .atMost(People.SOON)
        .until(() -> ami.variable(turnedAway, "RF_PLAY").equals("ringfence/en/line-full"));
    await().atMost(People.SOON).until(() -> third.count(Outcome.ENDED) == 1);
    assertThat(callers()).containsExactlyInAnyOrder(first, second);

    joins(urgentPerson());
    tap.hangUp(first);
    await().atMost(People.SOON).until(() -> waiting("enrollment") == 1);
    joins(person());
    await().atMost(People.SOON).until(() -> waiting("enrollment") == 2);
  }

  @Test
  void each_agent_has_a_wrap_up_of_their_own() {
    people.agents(Duration.ofMillis(300), Duration.ofSeconds(1), "ida");
    people.agents(Duration.ofMillis(300), Duration.ofSeconds(1), "jon");

    people.caller(person(), People.NEVER);
    people.caller(person(), People.NEVER);

    people.awaitAgent("jon", "WRAP_UP");
    people.awaitAgent("ida", "READY");
    people.caller(person(), People.NEVER);
    people.awaitAgent("ida", "TALKING");
    people.awaitAgent("ida", "READY");
    assertThat(platform.agentState("jon")).isEqualTo("WRAP_UP");
  }

  @Test
  void an_agent_who_does_not_answer_is_not_rung_again_at_once_and_then_paused() throws IOException {
    long since = System.nanoTime();
    people.agents(People.NEVER, People.NEVER, "dee");
    people.caller(person(), People.NEVER);

    people.awaitAgent("dee", "PAUSED");
    List<Event> rings = tap.all(since, "Newchannel", leg -> leg.agent().equals("dee"));
    assertThat(rings).as("times that the phone rang").hasSize(2);
    Event missed =
        tap.first(since, "Hangup", leg -> leg.uniqueId().equals(rings.get(0).uniqueId()))
            .orElseThrow();
    assertThat(Duration.ofNanos(rings.get(1).nanos() - missed.nanos()))
        .as("rest after a miss")
        .isGreaterThan(MISS_REST.dividedBy(2));
    assertThat(waiting("enrollment")).isEqualTo(1);
  }

  @Test
  void a_call_that_is_declined_goes_to_the_next_agent() throws Exception {
    people.decliningPhone("carmen", "603 Decline");
    people.ready("carmen");
    people.agents(Duration.ofMillis(300), People.NEVER, "ben");

    String caller = joins(person());

    awaitTalk("ben", caller);
    assertThat(platform.agentState("carmen")).isEqualTo("READY");
  }

  @Test
  void an_agent_whose_phone_is_in_use_by_another_call_is_not_rung_until_that_call_ends() {
    people.agents(Duration.ofMillis(300), People.NEVER, "erik");
    platform.asterisk("module load res_clioriginate.so");
    // The phone echoes the music: one that sends nothing is hung up on after some seconds.
    platform.asterisk("channel originate PJSIP/erik application MusicOnHold");
    await()
        .atMost(People.SOON)
        .until(() -> !platform.agent("erik").path("phoneReachable").asBoolean());
    assertThat(platform.agentState("erik")).isEqualTo("READY");
    String other = legs("erik").getFirst();

    String caller = joins(person());
    people.agents(Duration.ofMillis(300), People.NEVER, "fay");
    awaitTalk("fay", caller);
    String next = joins(person());
    people.awaitLine(1, 1);
    assertThat(legs("erik")).as("calls of the phone that is in use").containsExactly(other);

    tap.hangUp(other);
    awaitTalk("erik", next);
  }

  private PlannedCall person() {
    return people.person("11");
  }

  private PlannedCall urgentPerson() {
    PlannedCall person = person();
    return PlannedCall.silent(person.number(), PRIORITY_LINE)
        .keying(person.firstKey(), person.secondKey(), person.thirdKey());
  }

  /// Calls, and waits until the call has a place.
  ///
  /// @return its channel
  private String joins(PlannedCall call) {
    Set<String> earlier = callers();
    people.caller(call, People.NEVER);
    await()
        .atMost(People.SOON)
        .until(() -> others(earlier).size() == 1 && !ticket(others(earlier).getFirst()).isEmpty());
    return others(earlier).getFirst();
  }

  private Set<String> callers() {
    return tap.callers().stream().map(Event::channel).collect(Collectors.toSet());
  }

  private List<String> others(Set<String> earlier) {
    return callers().stream().filter(channel -> !earlier.contains(channel)).toList();
  }

  private String ticket(String channel) {
    return tap.callers().stream()
        .filter(caller -> caller.channel().equals(channel))
        .map(caller -> caller.variable("RF_TICKET"))
        .findFirst()
        .orElse("");
  }

  /// The channels of an agent's phone.
  private List<String> legs(String agent) {
    return tap.channels().stream()
        .filter(leg -> leg.agent().equals(agent))
        .map(Event::channel)
        .toList();
  }

  private void awaitTalk(String agent, String channel) {
    String ticket = ticket(channel);
    await()
        .atMost(People.SOON)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> {
          JsonNode shown = platform.agent(agent);
          assertThat(shown.path("call").path("ticket").asString(""))
              .as("%s, whose phone has %s", shown, legs(agent))
              .isEqualTo(ticket);
          assertThat(shown.path("state").asString("")).isEqualTo("TALKING");
        });
  }

  /// A place is told anew at each tick.
  private void assertPlaceIsTold(String channel, String prompts) {
    await()
        .atMost(People.SOON)
        .untilAsserted(
            () -> assertThat(ami.variable(channel, "RF_PLAY")).contains("ringfence/en/" + prompts));
  }

  private static int waiting(String queue) {
    for (var shown : platform.shown("queues")) {
      if (shown.path("queue").asString("").equals(queue)) {
        return shown.path("waiting").asInt();
      }
    }
    throw new AssertionError("no queue " + queue + " on the board");
  }
}
