package org.ringfence.platform.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.events.AttemptsRefused;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.CallerHeard;
import org.ringfence.events.CallEvent.ChallengeEnded;
import org.ringfence.events.CallEvent.JoinScreeningAsked;
import org.ringfence.events.CallEvent.ListeningEnded;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.CallEvent.Screened;
import org.ringfence.events.CampaignId;
import org.ringfence.events.ChallengeResult;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.Mode;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.ScreeningDecision.OpenDoor;
import org.ringfence.events.ScreeningDecision.RefuseAtDoor;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Stage;
import org.ringfence.events.TicketId;
import org.ringfence.events.Verdict;
import org.ringfence.simulator.sipp.PlannedCall;
import org.ringfence.simulator.sipp.PlannedCall.TimedKey;
import org.ringfence.simulator.sipp.SippProcess;
import org.ringfence.simulator.sipp.SippProcess.Outcome;

/// Challenge, sound and door on a real Asterisk, with real calls. The test is the detector: what it
/// would say is the detector's own matter.
@Tag("asterisk")
@Timeout(120)
class DefenceOnAsteriskE2eTest {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration TWO_TRIES = Duration.ofSeconds(50);

  /// Both tries of the challenge take 31 s, and the listening up to 40 s after them.
  private static final TimedKey LISTENED_TO = after(42_000, '*');

  private static final Duration STAY = Duration.ofMinutes(2);
  private static final String CALLER = "+16125550134";
  private static final CampaignId CAMPAIGN = new CampaignId("16515550100-1793541600-1");

  @TempDir static Path folder;
  private static GatewayOnAsterisk asterisk;

  private AmiTap tap;

  @BeforeAll
  @Timeout(180)
  static void start() throws IOException, InterruptedException {
    asterisk = new GatewayOnAsterisk(folder);
  }

  @AfterAll
  static void stop() throws IOException {
    asterisk.close();
  }

  @BeforeEach
  void enter() throws IOException {
    tap = asterisk.tap();
    asterisk.drawFromTheStart();
    says(Verdict.ADMIT, Verdict.ADMIT, Verdict.ADMIT);
    asterisk.bus.answer(
        QueueReached.class,
        asked ->
            new TicketPlaced(
                new TicketId("T" + asked.call().value()),
                asked.call(),
                Instant.now(),
                GatewayOnAsterisk.POOL,
                GatewayOnAsterisk.QUEUE,
                1,
                null,
                false,
                null,
                null));
  }

  @AfterEach
  void leave() {
    tap.hangUpEverybody();
    Awaiting.until(SOON, () -> assertThat(tap.channels()).isEmpty());
    tap.close();
    asterisk.bus.forget();
  }

  /// What the detector says from now on at each stage.
  private static void says(Verdict arrival, Verdict challenge, Verdict join) {
    asterisk.bus.answer(AttemptArrived.class, asked -> reached(asked, Stage.ARRIVAL, arrival));
    asterisk.bus.answer(ChallengeEnded.class, asked -> reached(asked, Stage.CHALLENGE, challenge));
    asterisk.bus.answer(JoinScreeningAsked.class, asked -> reached(asked, Stage.JOIN, join));
  }

  private static VerdictReached reached(Screened asked, Stage stage, Verdict verdict) {
    return new VerdictReached(
        asked.call(),
        Instant.now(),
        asked.line(),
        stage,
        verdict,
        verdict,
        0,
        Mode.RED,
        List.of(),
        PhoneNumber.of(CALLER),
        1.25,
        null);
  }

  private static PlannedCall person() {
    return PlannedCall.silent(CALLER, LivePlatform.LINE).attested("A");
  }

  private static TimedKey after(long millis, char key) {
    return new TimedKey(Duration.ofMillis(millis), key);
  }

  private static SippProcess call(PlannedCall call) throws IOException {
    return asterisk.sipp().callers(List.of(call), 10, STAY);
  }

  private static SippProcess silentCall(PlannedCall call) throws IOException {
    return asterisk.sipp().silentCallers(List.of(call), 10, STAY);
  }

  private String state() {
    return tap.callers().stream().findFirst().map(seen -> seen.variable("RF_STATE")).orElse("");
  }

  private ChallengeEnded challenge(Duration patience) {
    Awaiting.until(
        patience, () -> assertThat(asterisk.bus.said(ChallengeEnded.class)).isNotEmpty());
    return asterisk.bus.said(ChallengeEnded.class).getLast();
  }

  @Test
  void whoKeysTheDigitsWhileTheyAreSaidGoesOnToTheQuestions() throws Exception {
    says(Verdict.CHALLENGE, Verdict.ADMIT, Verdict.ADMIT);
    try (SippProcess caller = call(person().keying(after(1_000, '3'), after(400, '4')))) {
      assertThat(challenge(SOON).result()).isEqualTo(ChallengeResult.PASSED);
      Awaiting.until(SOON, () -> assertThat(state()).startsWith("at=language;keyed=1;flow="));
      assertThat(caller.isRunning()).isTrue();
    }
  }

  @Test
  void theSecondTryAsksForOtherDigits() throws Exception {
    says(Verdict.CHALLENGE, Verdict.ADMIT, Verdict.ADMIT);
    try (SippProcess caller = call(person())) {
      Awaiting.until(SOON, () -> assertThat(state()).contains("challenge=a0s34"));
      Awaiting.until(TWO_TRIES, () -> assertThat(state()).contains("challenge=a1s67"));
      assertThat(caller.isRunning()).isTrue();
    }
  }

  @Test
  void aChallengeBeforeTheLineIsFollowedByTheLineWithWhatTheVerdictSaid() throws Exception {
    says(Verdict.ADMIT, Verdict.DIVERT, Verdict.CHALLENGE);
    try (SippProcess caller =
        call(person().keying(after(1_500, '1'), after(1_500, '1'), after(500, '#')))) {
      Awaiting.until(
          SOON, () -> assertThat(state()).startsWith("at=enroll;keyed=1;challenge=j0s34"));
      assertThat(challenge(TWO_TRIES).result()).isEqualTo(ChallengeResult.SILENT);
      Awaiting.until(SOON, () -> assertThat(asterisk.bus.said(QueueReached.class)).isNotEmpty());
      QueueReached reached = asterisk.bus.said(QueueReached.class).getFirst();
      assertThat(reached.diverted()).isTrue();
      assertThat(reached.machineOdds()).isEqualTo(1.25);
      assertThat(reached.heard()).as("keyed at the questions").isTrue();
      assertThat(asterisk.bus.said(JoinScreeningAsked.class)).as("screened once").hasSize(1);
      assertThat(caller.isRunning()).isTrue();
    }
  }

  @Test
  void whoKeysWrongDigitsTwiceIsTurnedAway() throws Exception {
    says(Verdict.CHALLENGE, Verdict.REJECT, Verdict.ADMIT);
    try (SippProcess caller = call(person().keying(after(1_000, '9'), after(9_000, '9')))) {
      assertThat(challenge(TWO_TRIES).result()).isEqualTo(ChallengeResult.FAILED);
      Awaiting.until(TWO_TRIES, () -> assertThat(caller.count(Outcome.ENDED)).isEqualTo(1));
    }
  }

  @Test
  void aSilentCallerIsHeardNotToSpeakAndIsLetGo() throws Exception {
    provesThatSoundIsHeard();
    says(Verdict.CHALLENGE, Verdict.LET_GO, Verdict.ADMIT);
    try (SippProcess caller = silentCall(person())) {
      ChallengeEnded ended = challenge(TWO_TRIES);
      assertThat(ended.result()).isEqualTo(ChallengeResult.SILENT);
      assertThat(ended.sound()).isNotNull().matches(sound -> !sound.isHeard());
      Awaiting.until(TWO_TRIES, () -> assertThat(caller.count(Outcome.ENDED)).isEqualTo(1));
    }
  }

  @Test
  void whoPressesAnyKeyWhenItIsAskedWhetherAnybodyIsThereReachesTheLine() throws Exception {
    provesThatSoundIsHeard();
    asterisk.bus.forget();
    says(Verdict.ADMIT, Verdict.LISTEN, Verdict.CHALLENGE);
    asterisk.bus.answer(
        ListeningEnded.class, asked -> reached(asked, Stage.LISTENING, Verdict.ADMIT));
    try (SippProcess caller =
        silentCall(person().keying(after(1_500, '1'), after(1_500, '2'), LISTENED_TO))) {
      assertThat(challenge(TWO_TRIES).result()).isEqualTo(ChallengeResult.SILENT);
      Awaiting.until(SOON, () -> assertThat(state()).contains("challenge=l0"));
      Awaiting.until(TWO_TRIES, () -> assertThat(asterisk.bus.said(QueueReached.class)).hasSize(1));
      ListeningEnded ended = asterisk.bus.said(ListeningEnded.class).getFirst();
      assertThat(ended.keyed()).isTrue();
      assertThat(ended.sound()).isNotNull().matches(sound -> !sound.isHeard());
      assertThat(asterisk.bus.said(QueueReached.class).getFirst().diverted()).isFalse();
      assertThat(caller.isRunning()).isTrue();
    }
  }

  @Test
  void aCallerWhoMakesASoundIsHeard() throws Exception {
    provesThatSoundIsHeard();
  }

  /// A caller with a tone in the background goes through the questions.
  private void provesThatSoundIsHeard() throws IOException {
    try (SippProcess caller =
        call(person().keying(after(1_500, '1'), after(1_500, '1'), after(500, '#')))) {
      Awaiting.until(
          SOON, () -> assertThat(asterisk.bus.said(JoinScreeningAsked.class)).isNotEmpty());
      assertThat(asterisk.bus.said(JoinScreeningAsked.class).getLast().sound())
          .isNotNull()
          .matches(sound -> sound.isHeard() && sound.activeShare() > 0.5);
      assertThat(caller.isRunning()).isTrue();
      tap.hangUpEverybody();
    }
    asterisk.bus.forget();
  }

  @Test
  void aDivertedCallerInLinePassesAtTheFirstKey() throws Exception {
    says(Verdict.ADMIT, Verdict.ADMIT, Verdict.DIVERT);
    // Nothing at the questions, and a key when they are long over.
    try (SippProcess caller = silentCall(person().keying(after(45_000, '5'), null))) {
      Awaiting.until(
          TWO_TRIES, () -> assertThat(asterisk.bus.said(QueueReached.class)).isNotEmpty());
      QueueReached reached = asterisk.bus.said(QueueReached.class).getLast();
      assertThat(reached.diverted()).isTrue();
      assertThat(reached.machineOdds()).isEqualTo(1.25);
      assertThat(reached.heard()).isFalse();
      Awaiting.until(
          SOON,
          () -> assertThat(tap.callers().getFirst().get("Application")).isEqualTo("BridgeWait"));
      assertThat(asterisk.bus.said(CallerHeard.class)).isEmpty();
      Awaiting.until(TWO_TRIES, () -> assertThat(asterisk.bus.said(CallerHeard.class)).hasSize(1));
      Awaiting.until(
          SOON, () -> assertThat(tap.callers().getFirst().variable("RF_HEARD")).isEqualTo("1"));
      assertThat(caller.isRunning()).isTrue();
    }
  }

  @Test
  void aDivertedCallerInLinePassesAtTheFirstSound() throws Exception {
    says(Verdict.ADMIT, Verdict.ADMIT, Verdict.DIVERT);
    PlannedCall speaks = person().keying(after(1_000, '1'), after(1_000, '1'), after(500, '#'));
    try (SippProcess caller = asterisk.sipp().lateSpeakers(List.of(speaks), 10, STAY)) {
      Awaiting.until(TWO_TRIES, () -> assertThat(asterisk.bus.said(CallerHeard.class)).hasSize(1));
      assertThat(caller.isRunning()).isTrue();
    }
  }

  @Test
  void aGatewayThatDiesInMidChallengeLeavesTheCallerInLine() throws Exception {
    says(Verdict.CHALLENGE, Verdict.REJECT, Verdict.ADMIT);
    try (SippProcess caller = call(person())) {
      Awaiting.until(SOON, () -> assertThat(state()).contains("challenge=a0s34"));
      asterisk.stopGateway();
      Awaiting.until(
          TWO_TRIES,
          () -> assertThat(tap.callers().getFirst().get("Context")).isEqualTo("rf-line"));
      assertThat(caller.isRunning()).isTrue();
      asterisk.restartGateway();
      Awaiting.until(
          TWO_TRIES, () -> assertThat(asterisk.bus.said(QueueReached.class)).isNotEmpty());
      assertThat(asterisk.bus.said(QueueReached.class).getFirst().diverted()).isFalse();
    }
  }

  @Test
  void aNumberAtTheDoorIsRefusedWithoutAQuestionUntilTheRuleEnds() throws Exception {
    // Asterisk's clock has whole seconds.
    Instant until = Instant.now().plusSeconds(12).truncatedTo(ChronoUnit.SECONDS);
    refuse(CALLER, Attestation.A, until);
    Awaiting.until(SOON, () -> assertThat(refusedAtTheDoor(person())).isTrue());
    assertThat(asterisk.bus.said(AttemptArrived.class).size()).isLessThan(3);
    int asked = asterisk.bus.said(AttemptArrived.class).size();
    assertThat(outcome(person().attested("C"))).as("another attestation").isEqualTo(Outcome.HUNGUP);
    assertThat(asterisk.bus.said(AttemptArrived.class)).hasSize(asked + 1);
    PlannedCall unsigned = PlannedCall.silent("+4722123456", LivePlatform.LINE);
    refuse("+4722123456", Attestation.UNSIGNED, until);
    Awaiting.until(SOON, () -> assertThat(refusedAtTheDoor(unsigned)).isTrue());
    PlannedCall national = PlannedCall.silent(CALLER.substring(2), LivePlatform.LINE).attested("A");
    assertThat(outcome(national)).as("ten digits").isEqualTo(Outcome.REJECTED);
    Awaiting.until(
        SOON,
        () ->
            assertThat(asterisk.meters.counter("ringfence.door.refused").count())
                .isGreaterThanOrEqualTo(2));
    // What the trunk delivered and dialed, as AMI tells it at the end, names the rule's campaign.
    Awaiting.until(
        SOON,
        () ->
            assertThat(asterisk.bus.said(AttemptsRefused.class))
                .anySatisfy(said -> {
                  assertThat(said.line()).isEqualTo(GatewayOnAsterisk.LINE);
                  assertThat(said.refusals())
                      .extracting(AttemptsRefused.Refusals::campaign)
                      .contains(CAMPAIGN);
                }));
    Awaiting.until(
        SOON.plusSeconds(5), () -> assertThat(outcome(person())).isEqualTo(Outcome.HUNGUP));
    assertThat(Instant.now()).isAfterOrEqualTo(until);
  }

  @Test
  void anOpenedDoorLetsANumberInAtOnceAndASilentHeartRefusesNobody() throws Exception {
    refuse(CALLER, Attestation.A, Instant.now().plusSeconds(600));
    Awaiting.until(SOON, () -> assertThat(refusedAtTheDoor(person())).isTrue());
    asterisk.stopGateway();
    Awaiting.pass(Duration.ofSeconds(4));
    assertThat(outcome(person())).as("without a heart").isEqualTo(Outcome.HUNGUP);
    asterisk.restartGateway();
    Awaiting.until(SOON, () -> assertThat(outcome(person())).isEqualTo(Outcome.HUNGUP));
    refuse(CALLER, Attestation.A, Instant.now().plusSeconds(600));
    Awaiting.until(SOON, () -> assertThat(refusedAtTheDoor(person())).isTrue());
    asterisk.bus.say(new OpenDoor(PhoneNumber.of(CALLER), Instant.now(), GatewayOnAsterisk.LINE));
    Awaiting.until(SOON, () -> assertThat(outcome(person())).isEqualTo(Outcome.HUNGUP));
  }

  private static void refuse(String number, Attestation attestation, Instant until) {
    asterisk.bus.say(
        new RefuseAtDoor(
            PhoneNumber.of(number),
            Instant.now(),
            GatewayOnAsterisk.LINE,
            attestation,
            until,
            CAMPAIGN));
  }

  /// Whether a call was refused, and that without a question.
  private static boolean refusedAtTheDoor(PlannedCall call) throws Exception {
    int before = asterisk.bus.said(AttemptArrived.class).size();
    return outcome(call) == Outcome.REJECTED
        && asterisk.bus.said(AttemptArrived.class).size() == before;
  }

  /// A call that hangs up after half a second if it is let in.
  private static Outcome outcome(PlannedCall call) throws Exception {
    try (SippProcess caller = asterisk.sipp().callers(List.of(call), 10, Duration.ofMillis(500))) {
      assertThat(caller.await(SOON)).isTrue();
      return caller.outcomes().keySet().iterator().next();
    }
  }
}
