package org.ringfence.detector.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.detector.screening.FloodedLine.FLOOD;
import static org.ringfence.detector.screening.FloodedLine.SPEAKS;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfence.detector.screening.FloodedLine.Caller;
import org.ringfence.detector.screening.FloodedLine.Response;
import org.ringfence.detector.screening.FloodedLine.Visit;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallerSound;
import org.ringfence.events.ChallengeResult;
import org.ringfence.events.Mode;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

/// The people who must not be harmed, each calling while machines flood the line. `-Dsim.seed=`
/// replays another flood.
class ProtectedPeopleTest {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(150);

  private final FloodedLine flooded = new FloodedLine();

  /// Calls several times, when the flood has been there for a minute.
  private List<Visit> visits(Caller caller, int count, int everySeconds) {
    List<Visit> visits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      visits.add(flooded.calls(caller, inFlood(60 + i * everySeconds)));
    }
    flooded.run(LONG_ENOUGH, null);
    assertThat(flooded.line().decider().mode()).isEqualTo(Mode.RED);
    return visits;
  }

  private static Instant inFlood(int seconds) {
    return FLOOD.plusSeconds(seconds);
  }

  private static void assertAdmittedUnchallenged(List<Visit> visits) {
    assertThat(visits)
        .allSatisfy(visit -> {
          assertThat(visit.verdicts()).hasSize(2);
          assertThat(visit.verdicts()).allMatch(verdict -> verdict.verdict() == Verdict.ADMIT);
        });
  }

  private static void assertAdmittedInTheEnd(List<Visit> visits) {
    assertThat(visits).allSatisfy(visit -> assertThat(visit.end()).isEqualTo(Verdict.ADMIT));
  }

  private Caller keying(String number, @Nullable Double language, @Nullable Double menu) {
    return new Caller(
        PhoneNumber.of(number),
        Attestation.UNSIGNED,
        language,
        menu,
        SPEAKS,
        ChallengeResult.PASSED);
  }

  @Test
  void whoWithholdsTheNumberIsAdmitted() {
    assertAdmittedUnchallenged(visits(flooded.person(""), 3, 20));
  }

  @Test
  void aRelayServiceOnTheAllowListIsAdmittedThoughNothingIsKeyedOrHeard() {
    Caller relay =
        new Caller(
            PhoneNumber.of("+16515550142"),
            Attestation.A,
            4.0,
            null,
            CallerSound.NOTHING,
            ChallengeResult.SILENT);

    assertAdmittedUnchallenged(visits(relay, 4, 15));
  }

  @Test
  void anOfficeThatSharesOneNumberIsAdmitted() {
    Caller office = flooded.person("+16515550177");
    List<Visit> before = new ArrayList<>();
    // Forty calls an hour.
    before.add(flooded.calls(office, LineUnderTest.START.plusSeconds(1)));
    before.add(flooded.calls(office, LineUnderTest.START.plusSeconds(91)));

    List<Visit> during = visits(office, 1, 0);

    assertAdmittedUnchallenged(before);
    assertAdmittedUnchallenged(during);
  }

  @Test
  void aPayphoneThatManyUseOneAfterTheOtherIsAdmitted() {
    assertAdmittedUnchallenged(visits(keying("+12185550150", 9.0, 11.0), 2, 40));
  }

  @ParameterizedTest
  @ValueSource(strings = {"+525555550123", "+25261234567", "+447700900123"})
  void whoCallsFromAbroadIsAdmitted(String number) {
    Caller abroad = flooded.person(number).showing(number, Attestation.C);

    assertAdmittedUnchallenged(visits(abroad, 2, 30));
  }

  @Test
  void whoKeysSlowlyIsAdmitted() {
    assertAdmittedUnchallenged(visits(keying("+13205550123", 15.0, 14.5), 3, 20));
  }

  @Test
  void whoIsTooSlowForTheSecondQuestionIsAdmittedAtTheLatestAfterPassing() {
    assertAdmittedInTheEnd(visits(keying("+13205550123", 13.0, null), 2, 30));
  }

  @Test
  void aTextTelephoneThatKeysItsLanguageLateReachesTheLine() {
    Caller textTelephone =
        new Caller(
            PhoneNumber.of("+15075550123"),
            Attestation.UNSIGNED,
            14.0,
            null,
            SPEAKS,
            ChallengeResult.SILENT);

    assertThat(visits(textTelephone, 2, 30))
        .allSatisfy(visit -> assertThat(visit.end()).isIn(Verdict.ADMIT, Verdict.DIVERT));
  }

  @Test
  void aRotaryPhoneWhoseCallerSpeaksIsAdmitted() {
    Caller rotary =
        new Caller(
            PhoneNumber.of("+12185550133"),
            Attestation.UNSIGNED,
            null,
            null,
            SPEAKS,
            ChallengeResult.SILENT);

    assertAdmittedUnchallenged(visits(rotary, 2, 30));
  }

  @Test
  void aRotaryPhoneWhoseCallerWaitsInSilenceIsNeverRefused() {
    Caller rotary =
        new Caller(
            PhoneNumber.of("+12185550133"),
            Attestation.UNSIGNED,
            null,
            null,
            CallerSound.NOTHING,
            ChallengeResult.SILENT);

    assertThat(visits(rotary, 2, 30))
        .allSatisfy(visit -> assertThat(visit.end()).isNotEqualTo(Verdict.REJECT));
  }

  @Test
  void whoRedialsAgainAndAgainIsAdmittedEachTime() {
    assertAdmittedUnchallenged(visits(flooded.person("+17635550123"), 4, 22));
  }

  @Test
  void whoCallsFromTheNewAreaCode924IsAdmitted() {
    assertAdmittedUnchallenged(visits(flooded.person("+19245550123"), 3, 20));
  }

  @Test
  void whoKeysAtTheMachinesTimeButSpeaksIsAdmittedAtTheLatestAfterPassing() {
    assertAdmittedInTheEnd(visits(keying("+12125550123", 4.0, 6.0), 3, 20));
  }

  @Test
  void theMachinesOfTheFloodAreLetGoOrDivertedAndHardlyAnyIsAdmitted() {
    Caller machine =
        new Caller(
            PhoneNumber.of("+13125550123"),
            Attestation.UNSIGNED,
            4.0,
            null,
            CallerSound.NOTHING,
            ChallengeResult.SILENT);

    assertThat(visits(machine, 3, 20))
        .allSatisfy(visit -> {
          assertThat(visit.isChallenged()).isTrue();
          assertThat(visit.end()).isEqualTo(Verdict.LET_GO);
        });
  }

  /// Somebody from elsewhere who keys the language as the machines do and then looks for glasses.
  private Caller awayFromThePhone(Response then) {
    return new Caller(
            PhoneNumber.of("+13125550123"),
            Attestation.UNSIGNED,
            4.0,
            null,
            CallerSound.NOTHING,
            ChallengeResult.SILENT)
        .responding(then);
  }

  @ParameterizedTest
  @EnumSource(value = Response.class, names = "NOTHING", mode = EnumSource.Mode.EXCLUDE)
  void whoAnswersWhenItIsAskedWhetherAnybodyIsThereIsNotLetGo(Response response) {
    List<Visit> visits = visits(awayFromThePhone(response), 3, 20);

    assertThat(visits).anyMatch(Visit::isListenedTo);
    assertThat(visits)
        .allSatisfy(visit -> assertThat(visit.end()).isIn(Verdict.ADMIT, Verdict.DIVERT));
  }

  @Test
  void whenHardlyAnyPortIsLeftNobodyIsListenedTo() {
    flooded.line().portsInUse(LineUnderTest.PORTS * 19 / 20);

    assertThat(visits(awayFromThePhone(Response.SOUND), 3, 20))
        .noneMatch(Visit::isListenedTo)
        .anyMatch(visit -> visit.end() == Verdict.LET_GO);
  }

  @Test
  void whenPortsAreScarceWhoMayBeAPersonIsListenedToAndWhoIsPlainlyAMachineIsNot() {
    flooded.line().portsInUse(LineUnderTest.PORTS / 2);
    Caller asMachinesDo = awayFromThePhone(Response.NOTHING);
    List<Visit> silent = new ArrayList<>();
    for (Attestation shown : List.of(Attestation.UNSIGNED, Attestation.B, Attestation.A)) {
      for (String number : List.of("+12185550177", "+13125550188", "+15075550199")) {
        silent.add(flooded.calls(asMachinesDo.showing(number, shown), inFlood(70)));
      }
    }
    flooded.run(LONG_ENOUGH, null);

    assertThat(silent)
        .anyMatch(Visit::isListenedTo)
        .anyMatch(visit -> !visit.isListenedTo() && visit.end() == Verdict.LET_GO)
        .allSatisfy(visit -> {
          double odds =
              visit.verdicts().stream()
                  .filter(verdict -> verdict.stage() == Stage.CHALLENGE)
                  .findFirst()
                  .orElseThrow()
                  .machineOdds();
          assertThat(visit.isListenedTo()).as("%s", odds).isEqualTo(odds < 6);
        });
  }
}
