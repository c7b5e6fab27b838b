package org.ringfence.detector.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.detector.screening.FloodedLine.FLOOD;
import static org.ringfence.detector.screening.FloodedLine.SPEAKS;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfence.detector.screening.FloodedLine.Caller;
import org.ringfence.detector.screening.FloodedLine.Visit;
import org.ringfence.events.Attestation;
import org.ringfence.events.ChallengeResult;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Reason;
import org.ringfence.events.Verdict;

/// People whose numbers the line knows, for good or ill, calling while machines flood it.
class KnownPeopleInAFloodTest {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(150);
  private static final String VICTIM = "+16125550188";

  private final FloodedLine flooded = new FloodedLine();

  /// Keys the language when the machines do and is then too slow, but is heard.
  private static Caller doubtful(Attestation attestation) {
    return new Caller(
        PhoneNumber.of("+16125550166"), attestation, 4.0, null, SPEAKS, ChallengeResult.PASSED);
  }

  private static List<String> names(Visit visit) {
    return visit.verdicts().getFirst().reasons().stream().map(Reason::name).toList();
  }

  @Test
  void whoPassedAChallengeIsNotChallengedTheNextTime() {
    Visit first = flooded.calls(doubtful(Attestation.UNSIGNED), FLOOD.plusSeconds(50));
    Visit second = flooded.calls(doubtful(Attestation.UNSIGNED), FLOOD.plusSeconds(100));

    flooded.run(LONG_ENOUGH, null);

    assertThat(first.isChallenged()).isTrue();
    assertThat(first.end()).isEqualTo(Verdict.ADMIT);
    assertThat(names(second)).contains("passed-before");
    assertThat(second.isChallenged()).isFalse();
    assertThat(second.end()).isEqualTo(Verdict.ADMIT);
  }

  @Test
  void aForgedCopyWithAnotherAttestationDoesNotInheritThePass() {
    Visit person = flooded.calls(doubtful(Attestation.UNSIGNED), FLOOD.plusSeconds(50));
    Visit again = flooded.calls(doubtful(Attestation.UNSIGNED), FLOOD.plusSeconds(100));
    Visit forged = flooded.calls(doubtful(Attestation.C), FLOOD.plusSeconds(101));

    flooded.run(LONG_ENOUGH, null);

    assertThat(person.isChallenged()).isTrue();
    assertThat(names(again)).contains("passed-before");
    assertThat(names(forged)).doesNotContain("passed-before");
  }

  @Test
  void aVictimWhoseNumberTheMachinesShowWithAnotherAttestationIsAdmitted() {
    Caller victim = flooded.person(VICTIM).showing(VICTIM, Attestation.A);
    Visit visit = flooded.calls(victim, FLOOD.plusSeconds(100));

    flooded.run(LONG_ENOUGH, VICTIM);

    assertThat(visit.verdicts()).allMatch(verdict -> verdict.verdict() == Verdict.ADMIT);
    assertThat(names(visit)).doesNotContain("number-pressure");
  }

  /// Nothing that is seen before the answer tells the two apart, so all that is promised is a way
  /// in before the number is refused.
  @Test
  void aVictimWhoseNumberTheMachinesShowWithTheSameAttestationIsRefusedWithThemWhileTheyCall() {
    Visit atFirst = flooded.calls(flooded.person(VICTIM), FLOOD.plusSeconds(2));
    Visit later = flooded.calls(flooded.person(VICTIM), FLOOD.plusSeconds(100));

    flooded.run(LONG_ENOUGH, VICTIM);

    assertThat(atFirst.end()).isEqualTo(Verdict.ADMIT);
    assertThat(later.end()).isIn(Verdict.ADMIT, Verdict.REJECT);
    assertThat(later.verdicts()).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void everyScoreIsTheSumOfTheWeightsShownAndNoReasonShowsANumber() {
    Visit visit = flooded.calls(flooded.person("+19525550123"), FLOOD.plusSeconds(80));

    flooded.run(LONG_ENOUGH, null);

    assertThat(visit.verdicts())
        .allSatisfy(verdict -> {
          double sum = verdict.reasons().stream().mapToDouble(Reason::weight).sum();
          assertThat(verdict.score()).isEqualTo(Math.rint(sum * 100) / 100);
          assertThat(verdict.reasons()).extracting(Reason::name).doesNotHaveDuplicates();
          assertThat(verdict.reasons()).noneMatch(reason -> reason.detail().contains("5550123"));
        });
    assertThat(visit.verdicts().getFirst().reasons()).hasSizeGreaterThan(1);
  }
}
