package org.ringfence.platform.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.simulator.listening.ListenedCall;
import org.ringfence.simulator.listening.ListeningLine;
import org.ringfence.simulator.replay.media.Ulaw;
import org.ringfence.simulator.sipp.Sipp;

/// What bad telephones, bad networks and hostile dialers do to a call. Whoever is still there at
/// the end is in line like anybody else, and nothing is left of the others.
@Tag("asterisk")
@Timeout(150)
final class RoughCallsE2eTest {

  private static final int HANGING_UP = 60;
  private static final String TYPED = "HELLO I NEED HELP TO ENROLL GA";

  /// The longest that a caller is anywhere before the line, and some time in it.
  private static final int WITHIN_MILLIS = 14_000;

  private static final Duration RTP_TIMEOUT = Duration.ofSeconds(12);

  @TempDir static Path folder;
  private static LivePlatform platform;
  private static ListeningLine line;

  private People people;
  private static int numbers;

  @BeforeAll
  @Timeout(300)
  static void start() throws IOException {
    platform =
        LivePlatform.start(
            folder,
            Map.of(
                "queue.wrap-up",
                "1s",
                "asterisk.rtp.trunk-timeout-seconds",
                Long.toString(RTP_TIMEOUT.toSeconds())));
    String cache =
        Objects.requireNonNullElse(System.getenv("RINGFENCE_CACHE"), "/var/lib/ringfence/cache");
    Path prompts = Path.of(cache, "prompts/ringfence");
    line = new ListeningLine(Sipp.TRUNK_ADDRESS, platform.sipPort(), prompts, System::nanoTime);
  }

  @AfterAll
  static void stop() {
    line.close();
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

  private static String number() {
    return "+1612555" + (4_000 + ++numbers);
  }

  /// The channel of the only caller, once there is a place.
  private static String inLine() {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() ->
            platform.callerChannels().stream()
                .anyMatch(each -> !platform.variable(each, "RF_TICKET").isEmpty()));
    return platform.callerChannels().iterator().next();
  }

  /// An agent sits down, and the call from a rough network is one like any other.
  private void isServed() {
    people.agents(Duration.ofMillis(300), People.NEVER, "ben");
    people.awaitAgent("ben", "TALKING");
    assertThat(platform.isReady()).isTrue();
  }

  @Test
  void a_storm_of_keys_ends_in_line_and_harms_nobody_beside_it() throws IOException {
    people.agents(Duration.ofMillis(300), People.NEVER, "fay");
    people.caller("11", People.NEVER);
    people.awaitLine(0, 1);
    try (TrunkScenario storm = TrunkScenario.caller(platform, "key-storm", number())) {
      people.awaitLine(1, 1);
      assertThat(storm.errors()).isEmpty();
      assertThat(platform.agentState("fay")).isEqualTo("TALKING");
      isServed();
    }
  }

  @Test
  void keys_that_are_none_are_no_answers() throws IOException {
    try (TrunkScenario odd = TrunkScenario.caller(platform, "odd-keys", number())) {
      String channel = inLine();
      assertThat(odd.errors()).isEmpty();
      assertThat(platform.variable(channel, "RF_STATE")).contains("a.purpose=person");
      isServed();
    }
  }

  @Test
  void a_key_that_is_held_down_counts_once() throws Exception {
    ListenedCall call = line.call(number(), LivePlatform.LINE);
    assertThat(call.awaitAnswer(People.SOON)).isTrue();
    awaitSound(call, "es/language-choice");
    call.hold('2', Duration.ofSeconds(4));
    awaitSound(call, "es/purpose-menu");
    call.hold('2', Duration.ofSeconds(8));
    assertThat(platform.variable(inLine(), "RF_STATE"))
        .contains("a.language=es", "a.purpose=billing");
    assertThat(call.isOver()).isFalse();
    call.hangUp();
  }

  @Test
  void a_network_that_changes_the_codec_in_the_questions_loses_nobody() throws IOException {
    try (TrunkScenario changing = TrunkScenario.caller(platform, "codec-change", number())) {
      String channel = inLine();
      assertThat(changing.errors()).isEmpty();
      assertThat(platform.variable(channel, "RF_STATE"))
          .contains("a.language=en", "a.purpose=billing");
      assertThat(platform.asterisk("core show channel " + channel)).contains("alaw");
      isServed();
    }
  }

  @Test
  void a_network_that_lets_us_offer_the_codec_is_answered() throws IOException {
    try (TrunkScenario late = TrunkScenario.caller(platform, "late-offer", number())) {
      assertThat(platform.variable(inLine(), "RF_STATE"))
          .contains("a.language=en", "a.purpose=billing");
      assertThat(late.errors()).isEmpty();
      isServed();
    }
  }

  @Test
  void a_caller_from_whom_no_sound_comes_is_in_line_and_gone_when_the_line_is_dead()
      throws IOException {
    int abandoned = platform.totals().path("abandoned").asInt();
    try (TrunkScenario _ = TrunkScenario.caller(platform, "no-media", number())) {
      assertThat(platform.variable(inLine(), "RF_STATE"))
          .contains("a.language=es", "a.purpose=billing");
      people.awaitNobodyLeft();
    }
    await()
        .atMost(People.SOON)
        .until(() -> platform.totals().path("abandoned").asInt() == abandoned + 1);
  }

  @Test
  void what_a_text_telephone_types_to_an_agent_arrives_letter_by_letter() throws Exception {
    TextTelephone telephone = new TextTelephone();
    ListenedCall call = line.call(number(), LivePlatform.LINE, telephone.voice());
    assertThat(call.awaitAnswer(People.SOON)).isTrue();
    awaitSound(call, "es/language-choice");
    call.press('1');
    awaitSound(call, "en/purpose-menu");
    call.press('0');
    inLine();
    isServed();

    // The agent's phone sends back what it hears, so it came there and here again.
    long began = System.nanoTime();
    telephone.type(TYPED);
    await().atMost(People.SOON).until(() -> !telephone.isSending());
    Awaiting.pass(Duration.ofSeconds(1));
    int frames = (int) ((System.nanoTime() - began) / Ulaw.FRAME_NANOS);
    assertThat(TextTelephone.read(call.received(began, frames))).isEqualTo(TYPED);
    call.hangUp();
  }

  @Test
  void whoever_hangs_up_at_whatever_moment_leaves_nothing_behind() throws Exception {
    long seed = Long.getLong("sim.seed", 20_261_126L);
    Random random = new Random(seed);
    people.agents(Duration.ofMillis(300), Duration.ofSeconds(2), "ben", "fay");
    List<ListenedCall> calls = new ArrayList<>();
    List<Long> ends = new ArrayList<>();
    for (int i = 0; i < HANGING_UP; i++) {
      calls.add(line.call(number(), LivePlatform.LINE));
      ends.add(System.nanoTime() + 1_000_000L * random.nextInt(WITHIN_MILLIS));
      Awaiting.pass(Duration.ofMillis(150));
      pressSomething(calls, random);
      hangUpThoseWhoseTimeHasCome(calls, ends);
    }
    while (!calls.isEmpty()) {
      Awaiting.pass(Duration.ofMillis(150));
      pressSomething(calls, random);
      hangUpThoseWhoseTimeHasCome(calls, ends);
    }
    people.awaitNobodyLeft();
    assertThat(platform.isReady()).as("seed %d", seed).isTrue();
  }

  private static void pressSomething(List<ListenedCall> calls, Random random) throws Exception {
    for (ListenedCall call : calls) {
      boolean answered = call.awaitAnswer(Duration.ZERO);
      if (answered && random.nextInt(10) == 0) {
        call.press("0123456789*#".charAt(random.nextInt(12)));
      }
    }
  }

  private static void hangUpThoseWhoseTimeHasCome(List<ListenedCall> calls, List<Long> ends) {
    for (int i = calls.size() - 1; i >= 0; i--) {
      if (calls.get(i).isOver() || System.nanoTime() > ends.get(i)) {
        calls.remove(i).hangUp();
        ends.remove(i);
      }
    }
  }

  private static void awaitSound(ListenedCall call, String name) {
    await()
        .atMost(People.SOON)
        .until(() -> call.sounds().stream().anyMatch(sound -> sound.name().equals(name)));
  }
}
