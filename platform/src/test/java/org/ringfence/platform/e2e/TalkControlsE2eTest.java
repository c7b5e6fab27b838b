package org.ringfence.platform.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ringfence.platform.e2e.TonePhones.Tone.ANA;
import static org.ringfence.platform.e2e.TonePhones.Tone.BEN;
import static org.ringfence.platform.e2e.TonePhones.Tone.CALLER;
import static org.ringfence.platform.e2e.TonePhones.Tone.OUTSIDE;
import static org.ringfence.platform.e2e.TonePhones.Tone.SUPERVISOR;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.platform.e2e.TonePhones.Tone;
import org.ringfence.simulator.listening.ListenedCall;
import org.ringfence.simulator.listening.ListeningLine;
import org.ringfence.simulator.replay.media.SoundIndex;
import org.ringfence.simulator.replay.media.Ulaw;
import org.ringfence.simulator.sipp.Sipp;

/// What an agent and a supervisor can do with a talk, proved by who hears whom.
@Tag("asterisk")
@Timeout(90)
final class TalkControlsE2eTest {

  private static final String NUMBER_OUTSIDE = "+16125550911";
  private static final Duration SOON = Duration.ofSeconds(20);

  /// How long nothing must be heard before it counts as not to be heard.
  private static final Duration WHILE = Duration.ofMillis(700);

  /// Of 32,768; what is above it is a sound.
  private static final int QUIET = 100;

  @TempDir static Path folder;
  private static LivePlatform platform;
  private static ListeningLine line;
  private static TonePhones desk;
  private static TonePhones outside;
  private static int callers;

  @BeforeAll
  @Timeout(300)
  static void start() throws IOException, InterruptedException {
    String cache =
        Objects.requireNonNullElse(System.getenv("RINGFENCE_CACHE"), "/var/lib/ringfence/cache");
    Path prompts = Path.of(cache, "prompts/ringfence");
    SoundIndex index = SoundIndex.ofPrompts(prompts);
    outside = new TonePhones(Sipp.TRUNK_ADDRESS, 1, Map.of(), index, Map.of());
    platform =
        LivePlatform.start(
            folder,
            Map.of(
                "queue.wrap-up",
                "1s",
                "talk.outside.police",
                "\"" + NUMBER_OUTSIDE + "\"",
                "talk.interpreters.es",
                "\"+16125550190\"",
                "gateway.callbacks.dial",
                "\"PJSIP/trunk/sip:{number}@" + Sipp.TRUNK_ADDRESS + ":" + outside.port() + "\""));
    line = new ListeningLine(Sipp.TRUNK_ADDRESS, platform.sipPort(), prompts, System::nanoTime);
    desk =
        new TonePhones(
            Sipp.AGENT_ADDRESS,
            platform.sipPort(),
            platform.phoneSecrets(Set.of("ana", "ben", "hana")),
            index,
            Map.of("ana", ANA, "ben", BEN, "hana", SUPERVISOR));
    for (String agent : List.of("ana", "ben", "hana")) {
      desk.register(agent);
      await().atMost(SOON).until(() -> desk.isRegistered(agent));
    }
  }

  @AfterAll
  static void stop() {
    desk.close();
    outside.close();
    line.close();
    platform.close();
  }

  @AfterEach
  void nobodyIsLeft() {
    platform.asterisk("channel request hangup all");
    for (String agent : List.of("ana", "ben")) {
      platform.setAgent(agent, "signed_out");
    }
    await().atMost(SOON).until(() -> platform.channels().isEmpty());
    await()
        .atMost(SOON)
        .until(() -> state("ana").equals("SIGNED_OUT") && state("ben").equals("SIGNED_OUT"));
    await().atMost(SOON).until(() -> platform.queue().path("waiting").asInt() == 0);
  }

  /// Somebody calls, asks for billing in a language, and is in line.
  private static ListenedCall caller(char key, String language) throws Exception {
    callers++;
    ListenedCall call =
        line.call(
            String.format("+1612555%04d", 3_000 + callers), LivePlatform.LINE, CALLER.voice());
    assertThat(call.awaitAnswer(SOON)).isTrue();
    awaitSound(call, "es/language-choice");
    call.press(key);
    awaitSound(call, language + "/purpose-menu");
    call.press('2');
    return call;
  }

  private static void awaitSound(ListenedCall call, String name) {
    await()
        .atMost(SOON)
        .until(() -> call.sounds().stream().anyMatch(sound -> sound.name().equals(name)));
  }

  private static String state(String agent) {
    return platform.agentState(agent);
  }

  private static void awaitState(String agent, String state) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> assertThat(state(agent)).as("state of %s", agent).isEqualTo(state));
  }

  private static void ready(String agent) {
    platform.setAgent(agent, "ready");
    await().atMost(SOON).until(() -> !state(agent).matches("SIGNED_OUT|PAUSED"));
  }

  private static void asks(String agent, String what, String body) throws IOException {
    HttpResponse<String> answer = platform.request("/api/v1/agents/" + agent + "/" + what, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }

  private static boolean hears(ListenedCall call, Tone tone) {
    int frames = 20;
    byte[] last = call.received(System.nanoTime() - (frames + 1) * Ulaw.FRAME_NANOS, frames);
    return last.length >= (frames - 4) * Ulaw.FRAME && tone.isIn(last);
  }

  private static void awaitTrue(String what, BooleanSupplier heard) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> assertThat(heard.getAsBoolean()).as(what).isTrue());
  }

  private static void staysFalse(String what, BooleanSupplier heard) {
    await()
        .during(WHILE)
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> assertThat(heard.getAsBoolean()).as(what).isFalse());
  }

  private static String numberWith(String agent) {
    return platform.agent(agent).path("call").path("caller").asString("");
  }

  @Test
  void aCallerWhoIsPassedOnToTheQueueIsTheFirstInIt() throws Exception {
    ready("ana");
    ListenedCall first = caller('1', "en");
    awaitState("ana", "TALKING");
    String passedOn = numberWith("ana");
    ListenedCall second = caller('1', "en");
    await().atMost(SOON).until(() -> platform.queue().path("waiting").asInt() == 1);
    platform.setAgent("ana", "paused");

    asks("ana", "transfer", "{\"queue\":\"enrollment\"}");

    awaitSound(first, "en/one-moment");
    await().atMost(SOON).until(() -> platform.queue().path("waiting").asInt() == 2);
    ready("ben");
    awaitState("ben", "TALKING");
    assertThat(numberWith("ben")).isEqualTo(passedOn);
    awaitTrue("the caller hears ben", () -> hears(first, BEN));
    assertThat(first.isOver() || second.isOver()).isFalse();
    first.hangUp();
    second.hangUp();
  }

  @Test
  void aSpanishCallerWhoIsPassedOnToAnEnglishAgentGetsAnInterpreter() throws Exception {
    ready("ana");
    ListenedCall call = caller('2', "es");
    awaitState("ana", "TALKING");
    HttpResponse<String> refused =
        platform.request("/api/v1/agents/ana/transfer", "{\"agent\":\"ben\"}");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("Ben Carlson", "the talk goes on");
    awaitTrue("the talk went on", () -> hears(call, ANA));
    ready("ben");
    awaitState("ben", "READY");

    asks("ana", "transfer", "{\"agent\":\"ben\"}");

    awaitState("ben", "TALKING");
    // Said over the agent's tone, so it is not to be made out; that it is said is seen.
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> platform.channels().stream().anyMatch(leg -> leg.contains("@rf-tell")));
    awaitTrue("the interpreter is there", () -> outside.isInCall());
    awaitTrue(
        "the caller hears ben and the interpreter", () -> hears(call, BEN) && hears(call, OUTSIDE));
    awaitTrue("ben hears both", () -> desk.hears("ben", CALLER) && desk.hears("ben", OUTSIDE));
    assertThat(platform.agent("ben").path("parties").path(0).path("kind").asString())
        .isEqualTo("INTERPRETER");

    desk.hangUp("ben");
    awaitTrue("the caller is told goodbye and hung up", call::isOver);
    awaitTrue("the interpreter does not stay", () -> !outside.isInCall());
  }

  @Test
  void threeTalkAndTheColleagueGoesOnWhenTheAgentLeaves() throws Exception {
    ready("ana");
    ListenedCall call = caller('1', "en");
    awaitState("ana", "TALKING");
    ready("ben");
    awaitState("ben", "READY");

    asks("ana", "parties", "{\"agent\":\"ben\"}");

    awaitState("ben", "TALKING");
    awaitTrue("the caller hears both", () -> hears(call, ANA) && hears(call, BEN));
    awaitTrue("ana hears both", () -> desk.hears("ana", CALLER) && desk.hears("ana", BEN));
    awaitTrue("ben hears both", () -> desk.hears("ben", CALLER) && desk.hears("ben", ANA));
    asks("ana", "parties", "{\"outside\":\"police\"}");
    awaitTrue("the caller hears all three", () -> hears(call, BEN) && hears(call, OUTSIDE));

    desk.hangUp("ana");
    await().atMost(SOON).until(() -> state("ana").matches("WRAP_UP|READY"));
    awaitTrue("the talk goes on", () -> hears(call, BEN) && !hears(call, ANA));
    awaitTrue("ben hears the caller", () -> desk.hears("ben", CALLER));
    assertThat(state("ben")).isEqualTo("TALKING");

    desk.hangUp("ben");
    awaitTrue("the caller is hung up after the goodbye", call::isOver);
    awaitTrue("nobody outside stays", () -> !outside.isInCall());
    assertThat(platform.queue().path("waiting").asInt()).isZero();
  }

  /// A caller talks to ana, who has a private word with ben.
  private static ListenedCall privateWord() throws Exception {
    ready("ana");
    ListenedCall call = caller('1', "en");
    awaitState("ana", "TALKING");
    ready("ben");
    awaitState("ben", "READY");
    awaitTrue("the caller hears ana", () -> hears(call, ANA));

    asks("ana", "parties", "{\"agent\":\"ben\",\"private\":true}");

    awaitState("ben", "TALKING");
    awaitTrue("the two hear each other", () -> desk.hears("ana", BEN) && desk.hears("ben", ANA));
    awaitTrue("the caller hears music", () -> hearsSomethingBut(call, ANA, BEN));
    staysFalse("the caller hears neither", () -> hears(call, ANA) || hears(call, BEN));
    staysFalse(
        "neither hears the caller", () -> desk.hears("ana", CALLER) || desk.hears("ben", CALLER));
    assertThat(platform.agent("ana").path("parties").path(0).path("kind").asString())
        .isEqualTo("CONSULTED");
    return call;
  }

  private static boolean hearsSomethingBut(ListenedCall call, Tone one, Tone other) {
    int frames = 20;
    byte[] last = call.received(System.nanoTime() - (frames + 1) * Ulaw.FRAME_NANOS, frames);
    int loud = 0;
    for (byte each : last) {
      loud += Math.abs(Ulaw.decode(each)) > QUIET ? 1 : 0;
    }
    return loud > last.length / 4 && !one.isIn(last) && !other.isIn(last);
  }

  private static String partyOfAna() {
    return platform.agent("ana").path("parties").path(0).path("party").asString();
  }

  @Test
  void aPrivateWordIsNotForTheCallerUntilAllThreeTalk() throws Exception {
    ListenedCall call = privateWord();

    asks("ana", "parties/join", "{\"party\":\"" + partyOfAna() + "\"}");

    awaitTrue("the caller hears both", () -> hears(call, ANA) && hears(call, BEN));
    awaitTrue("ana hears both", () -> desk.hears("ana", CALLER) && desk.hears("ana", BEN));
    awaitTrue("ben hears both", () -> desk.hears("ben", CALLER) && desk.hears("ben", ANA));
    desk.hangUp("ana");
    awaitTrue("the talk goes on", () -> hears(call, BEN) && !hears(call, ANA));
    awaitTrue("ben hears the caller", () -> desk.hears("ben", CALLER));
    desk.hangUp("ben");
    awaitTrue("the caller is hung up after the goodbye", call::isOver);
  }

  @Test
  void anAgentWhoHangsUpInAPrivateWordLeavesTheCallerToTheColleague() throws Exception {
    ListenedCall call = privateWord();
    platform.setAgent("ana", "paused");

    desk.hangUp("ana");

    awaitTrue("the caller hears ben", () -> hears(call, BEN));
    awaitTrue("ben hears the caller", () -> desk.hears("ben", CALLER));
    await().atMost(SOON).until(() -> state("ana").matches("WRAP_UP|PAUSED"));
    assertThat(state("ben")).isEqualTo("TALKING");

    ready("ana");
    awaitState("ana", "READY");
    asks("ben", "parties", "{\"agent\":\"ana\",\"private\":true}");
    awaitTrue("ben asks ana back", () -> desk.hears("ana", BEN) && !hears(call, BEN));
    desk.hangUp("ana");
    awaitTrue("ben is with the caller", () -> hears(call, BEN) && desk.hears("ben", CALLER));
    assertThat(state("ben")).isEqualTo("TALKING");
    desk.hangUp("ben");
    awaitTrue("the caller is hung up after the goodbye", call::isOver);
  }

  @Test
  void whoIsSentAwayAfterAPrivateWordLeavesTheTalkAsItWas() throws Exception {
    ListenedCall call = privateWord();
    assertThat(
            platform.request("/api/v1/agents/ana/parties", "{\"outside\":\"police\"}").statusCode())
        .isEqualTo(202);
    await()
        .atMost(SOON)
        .until(() ->
            platform.agent("ana").path("notice").path("why").asString("").contains("private word"));

    asks("ana", "parties/end", "{\"party\":\"" + partyOfAna() + "\"}");

    awaitTrue("the caller hears ana", () -> hears(call, ANA));
    awaitTrue("ana hears the caller", () -> desk.hears("ana", CALLER));
    awaitTrue("ben is gone", () -> !desk.isInCall("ben"));
    desk.hangUp("ana");
    awaitTrue("the caller is hung up after the goodbye", call::isOver);
  }

  @Test
  void aPrivateWordIsKnownAgainAfterTheProcessDied() throws Exception {
    ListenedCall call = privateWord();
    LivePlatform.signal("KILL", platform.jvmPid());

    staysFalse("the caller hears neither", () -> hears(call, ANA) || hears(call, BEN));
    assertThat(desk.hears("ana", BEN) && desk.hears("ben", ANA)).isTrue();
    platform.awaitReady(Duration.ofSeconds(60));
    awaitState("ana", "TALKING");
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(platform.agent("ana").path("parties").path(0).path("kind").asString(""))
                .isEqualTo("CONSULTED"));

    asks("ana", "parties/join", "{\"party\":\"" + partyOfAna() + "\"}");

    awaitTrue("the caller hears both", () -> hears(call, ANA) && hears(call, BEN));
    call.hangUp();
    awaitTrue("both phones are free", () -> !desk.isInCall("ana") && !desk.isInCall("ben"));
  }

  @Test
  void anAgentWhoHangsUpInAPrivateWordWhileTheProcessIsDeadLeavesTheCallerToTheColleague()
      throws Exception {
    ListenedCall call = privateWord();
    LivePlatform.signal("KILL", platform.jvmPid());
    desk.hangUp("ana");

    awaitTrue("the caller hears ben", () -> hears(call, BEN));
    awaitTrue("ben hears the caller", () -> desk.hears("ben", CALLER));
    assertThat(platform.isReady()).as("still without the process").isFalse();
    platform.awaitReady(Duration.ofSeconds(60));
    await().atMost(SOON).until(() -> state("ana").matches("WRAP_UP|READY"));
    assertThat(state("ben")).isEqualTo("TALKING");
    assertThat(hears(call, BEN)).isTrue();
    desk.hangUp("ben");
    awaitTrue("the caller is hung up after the goodbye", call::isOver);
  }

  @Test
  void somebodyOutsideIsNotLeftAloneWithTheCallerAndACallersHangUpEndsAllLegs() throws Exception {
    ready("ana");
    ListenedCall call = caller('1', "en");
    awaitState("ana", "TALKING");
    asks("ana", "parties", "{\"outside\":\"police\"}");
    awaitTrue("the caller hears both", () -> hears(call, ANA) && hears(call, OUTSIDE));
    desk.hangUp("ana");
    awaitTrue("the number outside is hung up", () -> !outside.isInCall());
    awaitTrue("and the caller after the goodbye", call::isOver);

    ListenedCall next = caller('1', "en");
    awaitState("ana", "TALKING");
    ready("ben");
    awaitState("ben", "READY");
    asks("ana", "parties", "{\"agent\":\"ben\"}");
    awaitTrue("ben is in the talk", () -> desk.hears("ben", ANA));
    next.hangUp();
    awaitTrue("both phones are free", () -> !desk.isInCall("ana") && !desk.isInCall("ben"));
  }

  @Test
  void aSupervisorListensWhispersAndJoinsIn() throws Exception {
    ready("ana");
    ListenedCall call = caller('1', "en");
    awaitState("ana", "TALKING");
    BooleanSupplier anaHears = () -> desk.hears("ana", SUPERVISOR);
    BooleanSupplier callerHears = () -> hears(call, SUPERVISOR);

    listen("listen");
    awaitTrue(
        "the supervisor hears both", () -> desk.hears("hana", CALLER) && desk.hears("hana", ANA));
    staysFalse("heard by neither", () -> anaHears.getAsBoolean() || callerHears.getAsBoolean());
    assertThat(platform.agent("ana").path("parties").path(0).path("name").asString())
        .isEqualTo("administrator");
    assertThat(platform.board().path("change").path("trail").toString())
        .contains("LISTENED", "administrator");
    ends();

    listen("whisper");
    awaitTrue("ana hears the supervisor", anaHears);
    staysFalse("the caller does not", callerHears);
    ends();

    listen("barge");
    awaitTrue("both hear", () -> anaHears.getAsBoolean() && callerHears.getAsBoolean());
    desk.hangUp("ana");
    awaitTrue("the ear ends with the talk", () -> !desk.isInCall("hana"));
    awaitTrue("the caller is hung up", call::isOver);
  }

  private static void listen(String how) throws IOException {
    HttpResponse<String> answer =
        platform.act("/api/v1/agents/ana/listen", "{\"how\":\"" + how + "\",\"phone\":\"hana\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }

  private static void ends() {
    desk.hangUp("hana");
    await()
        .atMost(SOON)
        .until(() ->
            platform.agent("ana").path("parties").isEmpty()
                || platform
                    .agent("ana")
                    .path("parties")
                    .path(0)
                    .path("state")
                    .asString()
                    .equals("LEFT"));
  }
}
