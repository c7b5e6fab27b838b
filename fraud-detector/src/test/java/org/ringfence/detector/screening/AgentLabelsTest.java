package org.ringfence.detector.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ringfence.detector.screening.LineUnderTest.Call;
import org.ringfence.events.CallLabel;
import org.ringfence.events.Defence;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Reason;
import org.ringfence.events.ScreeningDecision.RefuseAtDoor;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Verdict;

/// Agents say what calls were.
class AgentLabelsTest {

  private static final String NUMBER = "+12025550187";
  private static final PhoneNumber NAMED = PhoneNumber.of(NUMBER);

  private final LineUnderTest line = new LineUnderTest(LineUnderTest.thresholds(Defence.ON, 1_600));
  private final Supervisor desk = new Supervisor(line);

  private void machine(String agent) {
    assertThat(desk.labels(agent, line.call(NUMBER), NAMED, CallLabel.MACHINE)).isEmpty();
  }

  private Optional<Double> weight(String signal) {
    return line.call(NUMBER).arrival().reasons().stream()
        .filter(reason -> reason.name().equals(signal))
        .map(Reason::weight)
        .findFirst();
  }

  @Test
  void oneAgentIsNotEnoughAndTwoAreHeard() {
    machine("ana");
    machine("ana");
    assertThat(weight("agents-say")).isEmpty();

    machine("ben");

    assertThat(weight("agents-say")).contains(1.4);
  }

  @Test
  void labelsFadeWithinADay() {
    machine("ana");
    machine("ben");

    line.passTime(LabelBook.HALF_LIFE);

    assertThat(weight("agents-say")).contains(0.7);
  }

  @Test
  void manyAgentsWeighTwoNatsAtMost() {
    for (int i = 0; i < 8; i++) {
      machine("agent " + i);
    }

    assertThat(weight("agents-say")).contains(AgentsSay.CAP);
  }

  @Test
  void aPersonsLabelClearsTheNumberAtOnce() {
    machine("ana");
    machine("ben");
    assertThat(line.call(NUMBER).arrival().score()).isPositive();

    desk.labels("cleo", line.call(NUMBER), NAMED, CallLabel.PERSON);

    assertThat(weight("passed-before")).contains(PassedBefore.WEIGHT);
    assertThat(line.call(NUMBER).arrival().score()).isNegative();
  }

  @Test
  void aMachinesLabelTakesBackThatTheNumberWasVouchedFor() {
    desk.labels("ana", line.call(NUMBER), NAMED, CallLabel.PERSON);
    assertThat(weight("passed-before")).isPresent();

    machine("ben");

    assertThat(weight("passed-before")).isEmpty();
  }

  @Test
  void noNumberIsTurnedAwayForLabelsAlone() {
    line.pressToRed();
    for (int i = 0; i < 8; i++) {
      Call call = line.call(NUMBER);
      desk.labels("agent " + i, call, NAMED, CallLabel.MACHINE);
      line.playPerson(call, 6.5 + 0.4 * i);
      line.passTime(Duration.ofMinutes(5));
    }

    line.pressToRed();
    Call call = line.call(NUMBER);

    assertThat(call.arrival().reasons()).extracting(Reason::name).contains("agents-say");
    assertThat(call.arrival().verdict()).isEqualTo(Verdict.ADMIT);
    line.keys(call, "language", "1", 7.3);
    line.keys(call, "purpose", "2", 8.1);
    VerdictReached end = line.join(call);
    assertThat(end.verdict()).isIn(Verdict.ADMIT, Verdict.CHALLENGE);
    assertThat(line.said(RefuseAtDoor.class)).isEmpty();
  }

  @Test
  void aStormOfOneAccountChangesNoVerdictOfAnybody() {
    LineUnderTest calm = new LineUnderTest(LineUnderTest.thresholds(Defence.ON, 1_600));
    Call open = line.call(NUMBER);
    calm.call(NUMBER);
    for (int i = 0; i < 10_000; i++) {
      PhoneNumber shown = PhoneNumber.of("+1507" + (2_000_000 + i));
      desk.labels("thief", open, i % 2 == 0 ? shown : NAMED, CallLabel.MACHINE);
    }

    for (int i = 0; i < 50; i++) {
      String number = i == 0 ? NUMBER : "+1507" + (2_000_000 + i);
      assertThat(line.call(number).arrival()).isEqualTo(calm.call(number).arrival());
    }
  }

  @Test
  void aStormThatNamesNoNumberIsAStormAllTheSame() {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      calls.add(line.call("+1507" + (2_000_000 + i)));
    }
    for (Call call : calls) {
      desk.labels("thief", call, PhoneNumber.NONE, CallLabel.PERSON);
    }

    int vouched = 0;
    for (int i = 0; i < 100; i++) {
      List<Reason> reasons = line.call("+1507" + (2_000_000 + i)).arrival().reasons();
      vouched += reasons.stream().anyMatch(reason -> reason.name().equals("passed-before")) ? 1 : 0;
    }
    assertThat(vouched).isLessThanOrEqualTo(LabelBook.MOST_AN_HOUR);
  }
}
