package org.ringfence.detector.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.detector.screening.FloodedLine.FLOOD;
import static org.ringfence.detector.screening.FloodedLine.SPEAKS;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfence.detector.screening.FloodedLine.Caller;
import org.ringfence.detector.screening.FloodedLine.Visit;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallerSound;
import org.ringfence.events.ChallengeResult;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Reason;
import org.ringfence.events.Verdict;

/// Numbers from home that do as the machines of the hour do, more than once.
class SilentBeforeTest {

  private static final String NUMBER = "+16125550177";

  private FloodedLine flooded = new FloodedLine().showing(500);
  private Visit first = new Visit(List.of());

  private static Caller silent(Attestation attestation) {
    return new Caller(
        PhoneNumber.of(NUMBER),
        attestation,
        4.0,
        null,
        CallerSound.NOTHING,
        ChallengeResult.SILENT);
  }

  private static List<String> atTheEnd(Visit visit) {
    return visit.verdicts().getLast().reasons().stream().map(Reason::name).toList();
  }

  @BeforeEach
  void somebodyIsSilentWhenDigitsAreAskedFor() {
    first = flooded.calls(silent(Attestation.B), FLOOD.plusSeconds(60));
  }

  @Test
  void whereMachinesShowNoNumberTwiceTheSecondSilenceWeighsNoMoreThanTheFirst() {
    flooded = new FloodedLine();
    somebodyIsSilentWhenDigitsAreAskedFor();

    Visit second = then(silent(Attestation.B));

    assertThat(second.verdicts().getLast().reasons())
        .filteredOn(reason -> reason.name().equals("silent-before"))
        .allSatisfy(reason -> assertThat(reason.weight()).isLessThan(0.5));
  }

  private Visit then(Caller caller) {
    Visit visit = flooded.calls(caller, FLOOD.plusSeconds(110));
    flooded.run(Duration.ofSeconds(150), null);
    assertThat(first.isChallenged()).as("%s", first).isTrue();
    assertThat(atTheEnd(first)).doesNotContain("silent-before");
    return visit;
  }

  @Test
  void theSecondSilenceOfANumberWeighsMoreThanTheFirst() {
    Visit second = then(silent(Attestation.B));

    assertThat(second.verdicts().getLast().reasons())
        .filteredOn(reason -> reason.name().equals("silent-before"))
        .singleElement()
        .extracting(Reason::weight)
        .satisfies(weight -> assertThat(weight).isBetween(0.5, SilentBefore.WEIGHT));
    assertThat(second.end()).isEqualTo(Verdict.LET_GO);
  }

  @Test
  void aCallIsNotItsOwnForerunner() {
    Visit again = flooded.calls(silent(Attestation.C), FLOOD.plusSeconds(80));
    flooded.run(Duration.ofSeconds(150), null);

    assertThat(again.isListenedTo()).isTrue();
    assertThat(atTheEnd(again)).contains("challenge").doesNotContain("silent-before");
  }

  @Test
  void whoPassesTheNextTimeIsLetInWhateverTheNumberDidBefore() {
    Visit second =
        then(
            new Caller(
                PhoneNumber.of(NUMBER),
                Attestation.B,
                4.0,
                null,
                CallerSound.NOTHING,
                ChallengeResult.PASSED));

    assertThat(atTheEnd(second)).doesNotContain("silent-before");
    assertThat(second.end()).isEqualTo(Verdict.ADMIT);
  }

  @Test
  void whoIsHeardTheNextTimeIsNotHeldToIt() {
    Visit second =
        then(
            new Caller(
                PhoneNumber.of(NUMBER), Attestation.B, 4.0, null, SPEAKS, ChallengeResult.SILENT));

    assertThat(atTheEnd(second)).doesNotContain("silent-before");
    assertThat(second.end()).isNotEqualTo(Verdict.LET_GO);
  }

  @Test
  void theSameNumberWithABetterAttestationIsNotHeldToIt() {
    Visit second = then(silent(Attestation.A));

    assertThat(atTheEnd(second)).doesNotContain("silent-before");
  }
}
