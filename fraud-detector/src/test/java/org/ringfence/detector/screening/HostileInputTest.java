package org.ringfence.detector.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringfence.detector.screening.LineUnderTest.Call;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.CallEnded;
import org.ringfence.events.CallEvent.JoinScreeningAsked;
import org.ringfence.events.CallEvent.QuestionAnswered;
import org.ringfence.events.CallId;
import org.ringfence.events.Defence;
import org.ringfence.events.Message;
import org.ringfence.events.Mode;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Privacy;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Verdict;

@Tag("slow")
class HostileInputTest {

  private final LineUnderTest line = new LineUnderTest(LineUnderTest.thresholds(Defence.ON, 1_600));

  static List<String> hostileNumbers() {
    return List.of(
        "1".repeat(10_240),
        "+1" + "\u0000\u0007\r\n\u001b[31m".repeat(500),
        "'; DROP TABLE calls; --",
        "x\" | \"1\" = \"1",
        "<script>alert(1)</script>",
        "+16515550100\r\nVerdict: admit",
        "\ud83d\ude00".repeat(40),
        "\ud83d",
        "+٣١٢٥٥٥٠١١١",
        "*",
        "+1900*",
        "${jndi:ldap://x}");
  }

  @ParameterizedTest
  @MethodSource("hostileNumbers")
  void aHostileNumberIsAdmittedScoredAndSurvivesASnapshot(String hostile) {
    Call call = line.call(hostile);

    assertThat(call.arrival().verdict()).isEqualTo(Verdict.ADMIT);
    assertThat(call.arrival().score()).isFinite();
    assertThat(call.arrival().reasons()).noneMatch(reason -> reason.certain());
    line.decider().restore(line.decider().snapshot());
    assertThat(line.join(call).verdict()).isEqualTo(Verdict.ADMIT);
  }

  @Test
  void noReasonShowsAWholeNumber() {
    for (int i = 0; i < 400; i++) {
      Call call = line.call("+16125550199");
      assertThat(call.arrival().reasons())
          .noneMatch(reason -> reason.detail().contains("6125550199"));
      line.playMachine(call);
    }
    assertThat(line.call("+18005550199").arrival().reasons())
        .noneMatch(reason -> reason.detail().contains("8005550199"));
  }

  @Test
  void aFloodOfDistinctNumbersLeavesABoundedState() {
    for (int i = 0; i < 100_000; i++) {
      line.call("+1" + (2_000_000_000L + i * 7_919L));
    }

    assertThat(line.decider().rememberedNumbers())
        .isLessThanOrEqualTo(NumberTable.MAX_ONCE + NumberTable.MAX_REPEATED);
    assertThat(line.decider().openCalls()).isEqualTo(CallTable.MAX_FOLLOWED);
    assertThat(line.decider().snapshot().length).isLessThan(5_000_000);
  }

  @Test
  void numbersThatDoNotCallForThreeHoursAreForgotten() {
    for (int i = 0; i < 100; i++) {
      line.hangUp(line.call("+1" + (2_000_000_000L + i % 70)), false);
    }
    assertThat(line.decider().rememberedNumbers()).isEqualTo(70);

    line.passTime(Duration.ofHours(3).plusSeconds(1));
    line.call("+16125550111");

    assertThat(line.decider().rememberedNumbers()).isEqualTo(1);
  }

  @Test
  void aNumberThatRepeatsStaysKnownUnderAFloodOfNumbersThatDoNot() {
    for (int i = 0; i < 20; i++) {
      line.playMachine(line.call("+16125550199"));
    }
    for (int i = 0; i < 100_000; i++) {
      line.hangUp(line.call("+1" + (2_000_000_000L + i * 7_919L)), false);
    }

    assertThat(line.call("+16125550199").arrival().reasons())
        .anyMatch(reason -> reason.name().equals("language-then-silence"));
  }

  @Test
  void anAttemptToldTwiceIsAnsweredTwiceAndCountedOnce() {
    for (int i = 0; i < 500; i++) {
      AttemptArrived arrived =
          new AttemptArrived(
              new CallId("same"),
              line.now(),
              LineUnderTest.LINE,
              PhoneNumber.of("+16125550111"),
              Privacy.NONE,
              Attestation.UNSIGNED,
              "carrier",
              1);
      VerdictReached verdict = LineUnderTest.onlyVerdict(line.apply(arrived));
      assertThat(verdict.score()).isEqualTo(-0.11);
    }
    assertThat(line.modeChanges()).isEmpty();
  }

  @Test
  void aJoinOfACallThatNobodyAnnouncedIsAdmitted() {
    VerdictReached verdict =
        LineUnderTest.onlyVerdict(
            line.apply(
                new JoinScreeningAsked(new CallId("ghost"), line.now(), LineUnderTest.LINE, null)));

    assertThat(verdict.verdict()).isEqualTo(Verdict.ADMIT);
    assertThat(verdict.reasons()).isEmpty();
  }

  @Test
  void eventsOfCallsThatAreOverOrUnknownAreIgnored() {
    CallId ghost = new CallId("ghost");
    List<Message> answers =
        line.apply(
            new QuestionAnswered(
                ghost,
                Instant.MAX,
                LineUnderTest.LINE,
                "language",
                "1",
                Duration.ofSeconds(Long.MAX_VALUE)));

    assertThat(answers).isEmpty();
    assertThat(
            line.apply(
                new CallEnded(
                    ghost, Instant.MIN, LineUnderTest.LINE, -1, Duration.ZERO.minusDays(1), true)))
        .isEmpty();
  }

  @Test
  void absurdOffsetsAndPortCountsDoNoHarm() {
    line.portsInUse(Integer.MIN_VALUE);
    Call call = line.call("+16125550111");
    line.keys(call, "language", "1", -1e12);
    line.keys(call, "language", "1", 1e12);
    line.portsInUse(Integer.MAX_VALUE);

    assertThat(line.call("+16125550111").arrival().verdict()).isEqualTo(Verdict.ADMIT);
    assertThat(line.decider().mode()).isEqualTo(Mode.RED);
  }

  @Test
  void oneWrongClockDoesNotHoldTheModeOrThePressureForEver() {
    line.pressToRed();
    line.passTime(Duration.ofDays(20_000));
    line.pressToRed();
    line.passTime(Duration.ofDays(-20_000));
    assertThat(line.call("+16125550111").arrival().verdict()).isEqualTo(Verdict.ADMIT);

    line.passTime(Duration.ofMinutes(5));
    line.portsInUse(1);
    line.tick();

    assertThat(line.decider().mode()).isEqualTo(Mode.GREEN);
  }

  @Test
  void aDamagedOrForeignSnapshotIsRefusedInWords() {
    assertThatIllegalStateException()
        .isThrownBy(() -> line.decider().restore("{\"v\":99}".getBytes(StandardCharsets.UTF_8)))
        .withMessageContaining("version 99");
    assertThatIllegalStateException()
        .isThrownBy(() -> line.decider().restore("nonsense".getBytes(StandardCharsets.UTF_8)))
        .withMessageContaining("damaged");
  }
}
