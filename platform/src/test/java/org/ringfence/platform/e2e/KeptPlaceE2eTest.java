package org.ringfence.platform.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.simulator.sipp.PlannedCall;
import org.ringfence.simulator.sipp.PlannedCall.TimedKey;
import org.ringfence.simulator.sipp.Sipp;

/// Callers whose call is cut and who call again, and callers who choose to be called back.
@Tag("asterisk")
@Timeout(150)
final class KeptPlaceE2eTest {

  private static final Duration KEY_AFTER = Duration.ofMillis(700);

  /// Half a minute to the first attempt, and the prompts.
  private static final Duration CALLED_BACK = Duration.ofSeconds(75);

  @TempDir static Path folder;
  private static LivePlatform platform;
  private static int calleePort;

  private People people;
  private AmiTap tap;
  private static int numbers;

  @BeforeAll
  @Timeout(300)
  static void start() throws IOException {
    calleePort = FreePort.take();
    platform =
        LivePlatform.start(
            folder,
            LivePlatform.config(folder, "", CallScene.MORE_AGENTS),
            Map.of(
                "queue.wrap-up",
                "1s",
                "queue.hang-up-grace",
                "5m",
                "queue.callbacks.attempts",
                "1",
                "queue.callbacks.enabled",
                "true",
                "queue.callbacks.offer-from",
                "0s",
                "queue.callbacks.most-machine-odds",
                "9",
                "gateway.callbacks.dial",
                "\"PJSIP/trunk/sip:{number}@" + Sipp.TRUNK_ADDRESS + ":" + calleePort + "\""));
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  @BeforeEach
  void enter() throws IOException {
    people = new People(platform);
    tap = platform.tap();
    // With it a test can press keys that it learns only from what the caller hears.
    platform.asterisk("module load app_senddtmf.so");
  }

  @AfterEach
  void leave() {
    tap.close();
    people.leave();
  }

  private static PlannedCall person() {
    return person("+1612555" + (2_000 + ++numbers));
  }

  private static PlannedCall person(String number) {
    return PlannedCall.silent(number, LivePlatform.LINE)
        .keying(
            new TimedKey(KEY_AFTER, '1'),
            new TimedKey(KEY_AFTER, '1'),
            new TimedKey(KEY_AFTER, '#'));
  }

  /// Calls, and waits until the call has a place.
  ///
  /// @return its channel
  private String joins(PlannedCall call) {
    Set<String> earlier = platform.callerChannels();
    people.caller(call, People.NEVER);
    await()
        .atMost(People.SOON)
        .until(() ->
            others(earlier).size() == 1
                && !platform.variable(others(earlier).iterator().next(), "RF_TICKET").isEmpty());
    return others(earlier).iterator().next();
  }

  private static Set<String> others(Set<String> earlier) {
    Set<String> now = new HashSet<>(platform.callerChannels());
    now.removeAll(earlier);
    return now;
  }

  private static String ticketInFront(int index) {
    return platform.queue().path("front").path(index).path("ticket").asString("");
  }

  @Test
  void a_caller_who_is_cut_off_and_calls_again_is_back_at_the_old_place() {
    PlannedCall first = person();
    String cut = joins(first);
    String ticket = platform.variable(cut, "RF_TICKET");
    joins(person());
    joins(person());
    people.awaitLine(3, 0);

    platform.asterisk("channel request hangup " + cut);
    people.awaitLine(2, 0);
    assertThat(ticketInFront(0)).isNotEqualTo(ticket);

    String back = joins(first);
    assertThat(platform.variable(back, "RF_TICKET")).isEqualTo(ticket);
    assertThat(platform.variable(back, "RF_SAY"))
        .startsWith(ticket + "|ringfence/en/welcome-back&ringfence/en/next-in-line&");
    people.awaitLine(3, 0);
    await().atMost(People.SOON).until(() -> ticketInFront(0).equals(ticket));
    people.agents(Duration.ofMillis(300), People.NEVER, "ben");
    people.awaitAgent("ben", "TALKING");
    assertThat(platform.agent("ben").path("call").path("ticket").asString("")).isEqualTo(ticket);
    assertThat(platform.callerChannels()).contains(back);
  }

  @Test
  void a_forged_copy_of_the_number_waits_like_everybody_until_it_knows_the_code() {
    PlannedCall owner = person().attested("A");
    String cut = joins(owner);
    String ticket = platform.variable(cut, "RF_TICKET");
    String code = codeTold(cut);
    joins(person());
    people.awaitLine(2, 0);
    platform.asterisk("channel request hangup " + cut);
    people.awaitLine(1, 0);

    String copy = joins(owner.attested("none"));
    String place = platform.variable(copy, "RF_TICKET");
    assertThat(place).isNotEqualTo(ticket);
    people.awaitLine(2, 0);
    assertThat(ticketInFront(1)).isEqualTo(place);

    assertThat(platform.variable(copy, "RF_SAY")).contains("code-question").endsWith("|code.1");
    code.chars()
        .forEach(key -> {
          tap.press(copy, (char) key);
          Awaiting.pass(Duration.ofMillis(250));
        });
    await().atMost(People.SOON).until(() -> platform.variable(copy, "RF_TICKET").equals(ticket));
    await().atMost(People.SOON).until(() -> ticketInFront(0).equals(ticket));
    people.awaitLine(2, 0);
  }

  /// The four digits that a caller hears at the first announcement in line.
  private static String codeTold(String channel) {
    Pattern told = Pattern.compile("if-cut-off((?:&ringfence/en/n-[0-9]){4})");
    StringBuilder code = new StringBuilder();
    await()
        .atMost(People.SOON)
        .until(() -> {
          Matcher found = told.matcher(platform.variable(channel, "RF_PLAY"));
          if (found.find()) {
            code.setLength(0);
            code.append(found.group(1).replaceAll("[^0-9]", ""));
          }
          return code.length() == 4;
        });
    return code.toString();
  }

  @Test
  void after_a_crash_of_asterisk_callers_who_call_again_are_in_their_old_order() throws Exception {
    int waiting = CallScene.many("waiting", 8);
    int talking = CallScene.many("talking", 2);
    String[] talkers = CallScene.talkers(talking);
    Map<String, String> tickets;
    List<Integer> order;
    long killed;
    try (CallScene before = new CallScene(platform)) {
      before.phones(People.NEVER, talkers);
      before.ready(talkers);
      before.callers(talking, 10);
      before.await(0, talking);
      order = new ArrayList<>(before.people(List.copyOf(before.talks().values())));
      // Who waits to hear that a person was lost would be called at once by an agent who is free.
      for (String talker : talkers) {
        platform.setAgent(talker, "paused");
      }
      before.callers(waiting, 10);
      before.await(waiting, talking);
      before.awaitAgreement(CALLED_BACK);
      order.sort(Comparator.naturalOrder());
      order.addAll(before.people(before.line()));
      tickets = before.tickets();
      killed = System.nanoTime();
      LivePlatform.signal("KILL", platform.asteriskPid());
      tap.close();
      people.awaitLine(0, 0);
      before.abandon();
    }
    await().atMost(Duration.ofSeconds(60)).until(platform::isReady);
    tap = platform.tap();
    try (CallScene after = new CallScene(platform)) {
      after.phones(Duration.ofSeconds(2), "erik");
      after.ready("erik");
      int first = order.removeFirst();
      after.callers(List.of(first), 10);
      Duration offersAgain = after.firstRing(killed, Duration.ofSeconds(60));
      Awaiting.until(
          People.SOON, () -> assertThat(platform.agentState("erik")).isEqualTo("TALKING"));
      platform.setAgent("erik", "paused");
      // Who was served has a ticket until the goodbye is over.
      Awaiting.until(People.SOON, () -> assertThat(after.tickets()).isEmpty());
      after.callers(order.reversed(), 10);
      after.await(order.size(), 0);

      tickets.remove("+1612555" + String.format("%04d", first));
      assertThat(after.tickets()).as("tickets by number").isEqualTo(tickets);
      Map<String, Integer> byTicket = new HashMap<>();
      after
          .tickets()
          .forEach((number, ticket) ->
              byTicket.put(ticket.substring(1), Integer.parseInt(number.substring(8))));
      long back = System.nanoTime();
      after.ready("erik");
      int served = Math.min(5, order.size());
      Awaiting.until(
          CALLED_BACK, () -> assertThat(after.offered(back)).hasSizeGreaterThanOrEqualTo(served));
      List<Integer> offered = after.offered(back).stream().map(byTicket::get).toList();
      assertThat(offered).as("order of service").isEqualTo(order.subList(0, offered.size()));
      System.out.printf(
          "FIGURE Asterisk killed, %d wait, %d talk: first new offer rings after %d ms, all %d who call again have their"
              + " places, %d offered in the old order%n",
          waiting, talking, offersAgain.toMillis(), order.size() + 1, offered.size());
    }
  }

  @Test
  void a_caller_chooses_a_callback_hangs_up_is_dialed_and_talks_to_an_agent() throws Exception {
    people.agents(Duration.ofMillis(300), People.NEVER, "ben");
    String talking = joins(person());
    people.awaitAgent("ben", "TALKING");
    PlannedCall chooser = person();
    String channel = joins(chooser);
    String ticket = platform.variable(channel, "RF_TICKET");
    people.awaitLine(1, 1);
    joins(person());
    people.awaitLine(2, 1);

    choosesACallback(channel, chooser);
    people.awaitLine(1, 1);
    assertThat(platform.queue().path("callbacks").asInt()).isEqualTo(1);
    assertThat(ticketInFront(0)).isNotEqualTo(ticket);

    try (TrunkScenario _ = TrunkScenario.callee(platform, "callee", calleePort)) {
      // The callback has its turn before the caller who came after.
      Awaiting.pass(Duration.ofSeconds(31));
      platform.asterisk("channel request hangup " + talking);
      Set<String> before = platform.callerChannels();
      await().atMost(CALLED_BACK).until(() -> others(before).size() == 1);
      String dialed = others(before).iterator().next();
      assertThat(platform.agentState("ben")).as("kept free").isEqualTo("OFFERED");
      await()
          .atMost(People.SOON)
          .until(() -> platform.variable(dialed, "RF_SAY").endsWith("|callback"));
      tap.press(dialed, '1');
      people.awaitAgent("ben", "TALKING");
      assertThat(platform.agent("ben").path("call").path("ticket").asString("")).isEqualTo(ticket);
      assertThat(platform.callerChannels()).contains(dialed);
      await().atMost(People.SOON).until(() -> platform.queue().path("callbacks").asInt() == 0);
      people.awaitLine(1, 1);
      tap.hangUpEverybody();
    }
  }

  /// Presses the keys for a callback at the own number; the call ends with it.
  private void choosesACallback(String channel, PlannedCall chooser) {
    await().atMost(People.SOON).until(() -> platform.variable(channel, "RF_ASK").equals("cb"));
    tap.press(channel, '1');
    await()
        .atMost(People.SOON)
        .until(() -> platform.variable(channel, "RF_ASK").startsWith("cbn."));
    String readBack = platform.variable(channel, "RF_ASK");
    assertThat(readBack).startsWith("cbn." + chooser.number().substring(1) + ".");
    tap.press(channel, readBack.split("\\.", -1)[2].charAt(0));
    await().atMost(People.SOON).until(() -> !platform.callerChannels().contains(channel));
  }

  @Test
  void what_a_network_says_before_the_answer_of_a_callback_is_no_answer() throws Exception {
    people.agents(Duration.ofMillis(300), People.NEVER, "ben");
    String talking = joins(person());
    people.awaitAgent("ben", "TALKING");
    PlannedCall chooser = person();
    choosesACallback(joins(chooser), chooser);
    try (TrunkScenario _ = TrunkScenario.callee(platform, "callee-early", calleePort)) {
      Awaiting.pass(Duration.ofSeconds(31));
      platform.asterisk("channel request hangup " + talking);
      people.awaitAgent("ben", "OFFERED");
      // The only attempt is over, and nobody was put through to the network's words.
      people.awaitAgent("ben", "READY");
    }
    assertThat(platform.meter("ringfence_callback_attempts_total", "busy")).isEqualTo(1);
    await().atMost(People.SOON).until(() -> platform.queue().path("callbacks").asInt() == 0);
  }
}
