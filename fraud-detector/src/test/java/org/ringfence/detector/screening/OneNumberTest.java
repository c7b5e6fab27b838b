package org.ringfence.detector.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ringfence.detector.SampledPeople;
import org.ringfence.detector.screening.LineUnderTest.Call;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent.CallAnswered;
import org.ringfence.events.CallerSound;
import org.ringfence.events.ChallengeResult;
import org.ringfence.events.Defence;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Verdict;

/// One number that calls every second and a half among people who call as usual: too slow for a
/// crowd, too fast for anybody.
class OneNumberTest {

  private static final String NUMBER = "+12125550123";
  private static final int PER_HOUR = 12_000;
  private static final Duration BETWEEN_PEOPLE = Duration.ofMillis(300);
  private static final int PEOPLE_BETWEEN = 5;

  private final Random random = new Random(20161101);
  private final SampledPeople people = new SampledPeople(random);
  private final LineUnderTest line =
      new LineUnderTest(LineUnderTest.thresholds(Defence.ON, PER_HOUR));

  private void peopleCall(int count) {
    for (int i = 0; i < count; i++) {
      line.playPerson(line.call(people.next()), 6 + random.nextDouble());
      line.passTime(BETWEEN_PEOPLE);
    }
  }

  /// Keys the language, then nothing, at the challenge too; the last verdict.
  private VerdictReached machineCalls() {
    Call call = line.call(NUMBER, Attestation.A);
    if (call.arrival().verdict() == Verdict.REJECT) {
      line.hangUp(call, 21, false);
      return call.arrival();
    }
    line.apply(new CallAnswered(call.id(), line.now(), LineUnderTest.LINE));
    line.keys(call, "language", "1", 4.0);
    line.keys(call, "purpose", null, 8.0);
    line.keys(call, "purpose", null, 8.0);
    VerdictReached verdict = line.join(call, CallerSound.NOTHING);
    if (verdict.verdict() == Verdict.CHALLENGE) {
      verdict = line.challenge(call, ChallengeResult.SILENT, CallerSound.NOTHING);
    }
    if (verdict.verdict() == Verdict.LISTEN) {
      verdict = line.listening(call, false, CallerSound.NOTHING);
    }
    line.hangUp(call, false);
    return verdict;
  }

  private VerdictReached afterManyCalls(int count) {
    peopleCall(600);
    for (int i = 1; i < count; i++) {
      machineCalls();
      peopleCall(PEOPLE_BETWEEN);
    }
    return machineCalls();
  }

  @Test
  void thatNearlyAllOtherCallsArePeoplesDoesNotSpeakForIt() {
    VerdictReached many = afterManyCalls(60);

    assertThat(many.machineOdds()).isGreaterThanOrEqualTo(many.score());
    assertThat(many.verdict()).isIn(Verdict.REJECT, Verdict.LET_GO);
  }

  @Test
  void whoReallyHasTheNumberAndKeysOnIsJudgedByThat() {
    afterManyCalls(60);
    Call call = line.call(NUMBER, Attestation.A);
    VerdictReached verdict = line.playPerson(call, 6.4);

    assertThat(call.arrival().verdict()).isNotEqualTo(Verdict.REJECT);
    assertThat(verdict.machineOdds()).isLessThan(verdict.score());
    assertThat(verdict.verdict()).isIn(Verdict.ADMIT, Verdict.CHALLENGE);
  }
}
