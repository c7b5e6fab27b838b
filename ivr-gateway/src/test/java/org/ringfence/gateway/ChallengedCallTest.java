package org.ringfence.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfence.events.CallEvent.AttemptFailedOpen;
import org.ringfence.events.CallEvent.CallerHeard;
import org.ringfence.events.CallEvent.ChallengeEnded;
import org.ringfence.events.CallEvent.JoinScreeningAsked;
import org.ringfence.events.CallEvent.ListeningEnded;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.CallEvent.Screened;
import org.ringfence.events.CallerSound;
import org.ringfence.events.ChallengeResult;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.Mode;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

final class ChallengedCallTest {

  private static final Pattern DIGITS = Pattern.compile("challenge=[aj][0-9][ks]([0-9]{2})");
  private static final String CALL = "rf1-1.1";

  private GatewayHarness harness;
  private String state = "";
  private String prompts = "";

  @BeforeEach
  void start() throws IOException {
    harness = GatewayHarness.started().served(Verdict.ADMIT);
    await().until(() -> harness.gateway.health().isReady());
  }

  @AfterEach
  void stop() throws IOException {
    harness.close();
  }

  /// One step as the dialplan takes it; what is to be done next.
  private String step(String keys) throws IOException {
    String[] said = harness.agi.ask("ivr", CALL, state, keys).orElseThrow().split("\\|", -1);
    state = said[1];
    prompts = said[2];
    return said[0].substring("RF_DO=".length());
  }

  private String digits() {
    Matcher digits = DIGITS.matcher(state);
    assertThat(digits.find()).as(state).isTrue();
    return digits.group(1);
  }

  private void arrive() throws IOException {
    harness.agi.ask("arrival", CALL, "+16125550134", "none", "A", "16515550100", "phone");
  }

  private QueueReached join() throws IOException {
    harness.agi.ask("join", CALL, state, "", "16515550100", "+16125550134");
    return harness.bus.said(QueueReached.class).getLast();
  }

  /// The detector says this of the stages after the answer.
  private void judged(Stage stage, Verdict verdict, double odds) {
    harness.bus.answerNothing();
    if (stage != Stage.JOIN) {
      harness.served(Verdict.ADMIT);
    }
    harness.bus.answer(
        QueueReached.class,
        asked ->
            new TicketPlaced(
                GatewayHarness.ticket(asked.call().value()),
                asked.call(),
                GatewayHarness.NOW,
                GatewayHarness.POOL,
                GatewayHarness.QUEUE,
                1,
                null,
                false,
                null,
                null));
    Class<? extends Screened> asked =
        stage == Stage.JOIN ? JoinScreeningAsked.class : ChallengeEnded.class;
    harness.bus.answer(asked, question -> reached(question, stage, verdict, odds));
  }

  private @Nullable CallerSound lastSound() {
    return harness.bus.said(JoinScreeningAsked.class).getLast().sound();
  }

  private static VerdictReached reached(
      Screened question, Stage stage, Verdict verdict, double odds) {
    return new VerdictReached(
        question.call(),
        GatewayHarness.NOW,
        GatewayHarness.LINE,
        stage,
        verdict,
        verdict,
        0,
        Mode.RED,
        List.of(),
        PhoneNumber.of("+16125550134"),
        odds,
        null);
  }

  @Test
  void whoPassesAtTheArrivalIsAskedTheQuestionsAndScreenedBeforeTheLine() throws IOException {
    judged(Stage.CHALLENGE, Verdict.ADMIT, -1);
    arrive();
    state = "verdict=challenge";
    assertThat(step("")).isEqualTo("ask");
    assertThat(prompts).startsWith("ringfence/en/challenge&");
    assertThat(step(digits())).isEqualTo("ask");
    assertThat(prompts).startsWith("ringfence/en/welcome");
    assertThat(state).isEqualTo("at=language;keyed=1");
    ChallengeEnded ended = harness.bus.said(ChallengeEnded.class).getFirst();
    assertThat(ended.result()).isEqualTo(ChallengeResult.PASSED);
    assertThat(ended.sound()).as("nothing proves yet that sound would be heard").isNull();
    step("2");
    assertThat(step("2")).isEqualTo("join");
    assertThat(harness.bus.said(JoinScreeningAsked.class)).hasSize(1);
    assertThat(join().diverted()).isFalse();
    assertThat(harness.bus.said(JoinScreeningAsked.class)).as("screened once").hasSize(1);
  }

  @Test
  void aChallengeBeforeTheLineLeadsThereAndIsNotFollowedByAnotherVerdict() throws IOException {
    harness.bus.answerNothing();
    harness.bus.answer(
        JoinScreeningAsked.class, asked -> reached(asked, Stage.JOIN, Verdict.CHALLENGE, 1));
    harness.bus.answer(
        ChallengeEnded.class, asked -> reached(asked, Stage.CHALLENGE, Verdict.DIVERT, 2.5));
    arrive();
    step("");
    step("");
    assertThat(step("")).as("the questions are over").isEqualTo("ask");
    assertThat(prompts).startsWith("ringfence/en/challenge&");
    assertThat(step("")).isEqualTo("ask");
    assertThat(prompts).startsWith("ringfence/en/challenge-again&");
    assertThat(step("")).isEqualTo("join");
    assertThat(prompts).isEqualTo("ringfence/en/one-moment");
    assertThat(harness.bus.said(ChallengeEnded.class).getFirst().result())
        .isEqualTo(ChallengeResult.SILENT);
    QueueReached reached = join();
    assertThat(reached.diverted()).isTrue();
    assertThat(reached.machineOdds()).isEqualTo(2.5);
    assertThat(reached.heard()).isFalse();
    assertThat(harness.bus.said(JoinScreeningAsked.class)).hasSize(1);
  }

  @Test
  void whoIsLetGoOrTurnedAwayHearsWhyAndTheCallEnds() throws IOException {
    judged(Stage.CHALLENGE, Verdict.LET_GO, 3);
    arrive();
    state = "verdict=challenge";
    step("");
    step("");
    assertThat(step("")).isEqualTo("bye");
    assertThat(prompts).isEqualTo("ringfence/en/let-go&ringfence/es/let-go");
    judged(Stage.CHALLENGE, Verdict.REJECT, 3);
    state = "verdict=challenge";
    step("");
    step("99");
    assertThat(step("99")).isEqualTo("bye");
    assertThat(prompts).isEqualTo("ringfence/en/turned-away&ringfence/es/turned-away");
    assertThat(harness.bus.said(ChallengeEnded.class))
        .extracting(ChallengeEnded::result)
        .containsExactly(ChallengeResult.SILENT, ChallengeResult.FAILED);
    judged(Stage.JOIN, Verdict.REJECT, 3);
    state = "at=purpose;a.language=es";
    assertThat(step("2")).isEqualTo("bye");
    assertThat(prompts).isEqualTo("ringfence/es/turned-away");
  }

  /// Who was silent before the line is listened to; what comes of it is up to the verdict.
  private void listensThen(Verdict verdict) throws IOException {
    judged(Stage.JOIN, Verdict.CHALLENGE, 3);
    harness.bus.answer(
        ChallengeEnded.class, asked -> reached(asked, Stage.CHALLENGE, Verdict.LISTEN, 4));
    harness.bus.answer(
        ListeningEnded.class, asked -> reached(asked, Stage.LISTENING, verdict, 3.5));
    arrive();
    proveThatSoundIsHeard();
    state = "at=purpose;a.language=es";
    assertThat(step("2")).isEqualTo("ask");
    assertThat(step("")).isEqualTo("ask");
    assertThat(step("")).isEqualTo("ask");
    assertThat(prompts).isEqualTo("ringfence/es/anybody-there");
  }

  private void proveThatSoundIsHeard() {
    harness.ami.emit("Event: ChannelTalkingStart", "Uniqueid: rf1-9.9");
    await()
        .untilAsserted(() -> {
          state = "at=purpose;a.language=en";
          step("2");
          assertThat(lastSound()).isEqualTo(CallerSound.NOTHING);
        });
  }

  @Test
  void whoIsSilentWhenListenedToIsLetGoAfterTheLastRound() throws IOException {
    listensThen(Verdict.LET_GO);
    assertThat(step("")).isEqualTo("ask");
    assertThat(step("")).isEqualTo("ask");
    assertThat(step("")).isEqualTo("bye");
    assertThat(prompts).isEqualTo("ringfence/es/let-go");
    ListeningEnded ended = harness.bus.said(ListeningEnded.class).getLast();
    assertThat(ended.keyed()).isFalse();
    assertThat(ended.sound()).isEqualTo(CallerSound.NOTHING);
  }

  @Test
  void whoPressesAKeyOrSpeaksWhenListenedToGoesToTheLine() throws IOException {
    listensThen(Verdict.DIVERT);
    assertThat(step("7")).isEqualTo("join");
    assertThat(harness.bus.said(ListeningEnded.class).getLast().keyed()).isTrue();
    QueueReached byKey = join();
    assertThat(byKey.diverted()).isTrue();
    assertThat(byKey.heard()).isTrue();

    listensThen(Verdict.ADMIT);
    String listening = state;
    harness.ami.emit("Event: ChannelTalkingStop", "Uniqueid: " + CALL, "Duration: 900");
    await()
        .untilAsserted(() -> {
          state = listening;
          assertThat(step("")).isEqualTo("join");
        });
    assertThat(harness.bus.said(ListeningEnded.class).getLast().sound())
        .isNotNull()
        .matches(CallerSound::isHeard);
  }

  @Test
  void withoutAVerdictWhoWasChallengedGoesOn() throws IOException {
    harness.bus.answerNothing();
    arrive();
    state = "verdict=challenge";
    step("");
    step("12");
    assertThat(step("34")).isEqualTo("ask");
    assertThat(state).isEqualTo("at=language;keyed=1");
    assertThat(harness.bus.said(AttemptFailedOpen.class).getLast().stage())
        .isEqualTo(Stage.CHALLENGE);
  }

  @Test
  void whatIsHeardOfACallerIsToldBeforeTheLine() throws IOException {
    arrive();
    step("");
    harness.ami.emit("Event: ChannelTalkingStart", "Uniqueid: " + CALL);
    harness.ami.emit("Event: ChannelTalkingStop", "Uniqueid: " + CALL, "Duration: 20");
    harness.ami.emit("Event: ChannelTalkingStart", "Uniqueid: " + CALL);
    harness.ami.emit("Event: ChannelTalkingStop", "Uniqueid: " + CALL, "Duration: 640");
    harness.ami.emit("Event: ChannelTalkingStart", "Uniqueid: rf1-9.9");
    await()
        .untilAsserted(() -> {
          state = "at=purpose;a.language=en";
          step("2");
          assertThat(lastSound())
              .isNotNull()
              .matches(sound -> sound.isHeard() && sound.activeShare() > 0);
        });
    harness.ami.cut();
    await()
        .untilAsserted(() -> {
          state = "at=purpose;a.language=en";
          step("2");
          assertThat(lastSound()).isNull();
        });
  }

  @Test
  void aDivertedCallerWhoseSoundDoesNotEndPassesAtTheNextTick() throws IOException {
    judged(Stage.JOIN, Verdict.DIVERT, 1.5);
    harness.channelUp(CALL, "rf-line", "");
    arrive();
    state = "at=purpose;a.language=en";
    step("");
    assertThat(join().diverted()).isTrue();
    harness.ami.emit("Event: ChannelTalkingStart", "Uniqueid: " + CALL);
    String ticket = GatewayHarness.ticket(CALL).value();
    await()
        .untilAsserted(() -> {
          harness.agi.ask("tick", CALL, state, "", "16515550100", "+16125550134", ticket);
          assertThat(harness.bus.said(CallerHeard.class)).hasSize(1);
        });
  }

  @Test
  void aDivertedCallerInLinePassesAtTheFirstSoundOrKeyAndOnce() throws IOException {
    judged(Stage.JOIN, Verdict.DIVERT, 1.5);
    harness.channelUp(CALL, "rf-line", "");
    arrive();
    state = "at=purpose;a.language=en";
    step("");
    assertThat(join().diverted()).isTrue();
    harness.ami.emit("Event: ChannelTalkingStop", "Uniqueid: " + CALL, "Duration: 120");
    harness.ami.emit(
        "Event: DTMFEnd", "Uniqueid: " + CALL, "Digit: 5", "Direction: Sent", "DurationMs: 100");
    harness.ami.emit(
        "Event: DTMFEnd", "Uniqueid: " + CALL, "Digit: 5", "Direction: Received", "DurationMs: 9");
    harness.ami.emit("Event: ChannelTalkingStop", "Uniqueid: " + CALL, "Duration: 900");
    await().until(() -> !harness.bus.said(CallerHeard.class).isEmpty());
    String noted = GatewayHarness.channel(CALL) + " RF_HEARD";
    await().until(() -> "1".equals(harness.ami.variables.get(noted)));
    harness.agi.ask("tick", CALL, state, "", "16515550100", "+16125550134", "T" + CALL);
    harness.ami.emit("Event: ChannelTalkingStop", "Uniqueid: " + CALL, "Duration: 900");
    await()
        .during(Duration.ofMillis(100))
        .until(() -> harness.bus.said(CallerHeard.class).size() == 1);
    assertThat(harness.bus.said(CallerHeard.class).getFirst().ticket())
        .isEqualTo(GatewayHarness.ticket(CALL));
  }
}
