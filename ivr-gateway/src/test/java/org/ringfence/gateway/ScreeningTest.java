package org.ringfence.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.AttemptFailedOpen;
import org.ringfence.events.CallEvent.CallAnswered;
import org.ringfence.events.CallEvent.CallEnded;
import org.ringfence.events.CallEvent.JoinScreeningAsked;
import org.ringfence.events.CallEvent.QuestionAnswered;
import org.ringfence.events.CallId;
import org.ringfence.events.Mode;
import org.ringfence.events.Privacy;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

final class ScreeningTest {

  private GatewayHarness harness;

  @BeforeEach
  void start() throws IOException {
    harness = GatewayHarness.started();
  }

  @AfterEach
  void stop() throws IOException {
    harness.close();
  }

  private String arrive(String call) throws IOException {
    return harness
        .agi
        .ask("arrival", call, "+16125550134", "id", "A", "16515550100", "SIPp 3.6 (x)")
        .orElse("");
  }

  @Test
  void eachVerdictReachesTheDialplanAsItsWord() throws IOException {
    for (Verdict verdict : Verdict.values()) {
      harness.bus.answerNothing();
      harness.served(verdict);
      String word =
          switch (verdict) {
            case ADMIT -> "admit";
            case ANNOUNCE -> "announce";
            case CHALLENGE -> "challenge";
            case DIVERT, LISTEN, LET_GO -> "divert";
            case REJECT -> "reject";
          };
      assertThat(arrive("rf1-1." + verdict.name())).isEqualTo("RF_OK=" + word);
    }
    AttemptArrived first = harness.bus.said(AttemptArrived.class).getFirst();
    assertThat(first.caller().raw()).isEqualTo("+16125550134");
    assertThat(first.privacy()).isEqualTo(Privacy.ID);
    assertThat(first.attestation()).isEqualTo(Attestation.A);
    assertThat(first.line()).isEqualTo(GatewayHarness.LINE);
    assertThat(first.fingerprint()).isEqualTo("sipp_3.6_x_");
    assertThat(harness.bus.said(AttemptArrived.class).getLast().portsInUse())
        .isEqualTo(Verdict.values().length);
  }

  @Test
  void withoutAVerdictTheCallerIsLetInWithinTheDeadlineAndThatIsSaidAndCounted()
      throws IOException {
    long startedAtNanos = System.nanoTime();
    assertThat(arrive("rf1-2.1")).isEqualTo("RF_OK=admit");
    assertThat(Duration.ofNanos(System.nanoTime() - startedAtNanos))
        .isBetween(Duration.ofMillis(80), Duration.ofMillis(1_000));
    assertThat(harness.bus.said(AttemptFailedOpen.class)).hasSize(1);
    assertThat(
            harness
                .meters
                .counter("ringfence.verdict.failed.open", "stage", "arrival", "cause", "deadline")
                .count())
        .isEqualTo(1);
  }

  @Test
  void aVerdictThatComesTooLateChangesNothingAndADetectorThatIsBackIsHeardAtOnce()
      throws IOException {
    assertThat(arrive("rf1-7.1")).isEqualTo("RF_OK=admit");
    harness.bus.deliver(
        GatewayHarness.verdict(new CallId("rf1-7.1"), Stage.ARRIVAL, Verdict.REJECT, Mode.GREEN));
    harness.served(Verdict.REJECT);

    assertThat(arrive("rf1-7.2")).isEqualTo("RF_OK=reject");

    assertThat(harness.bus.said(AttemptFailedOpen.class))
        .extracting(AttemptFailedOpen::call)
        .containsExactly(new CallId("rf1-7.1"));
  }

  @Test
  void aPressedLineWaitsLongerSoThatALateVerdictStillCounts() throws IOException {
    harness.bus.deliver(
        GatewayHarness.verdict(new CallId("rf1-6.0"), Stage.ARRIVAL, Verdict.REJECT, Mode.RED));
    Thread.ofVirtual()
        .start(() -> {
          // Later than the deadline of a line at rest, which is 100 ms here.
          await()
              .pollDelay(Duration.ofMillis(300))
              .until(() -> !harness.bus.said(AttemptArrived.class).isEmpty());
          harness.bus.deliver(
              GatewayHarness.verdict(
                  new CallId("rf1-6.1"), Stage.ARRIVAL, Verdict.REJECT, Mode.RED));
        });
    assertThat(arrive("rf1-6.1")).isEqualTo("RF_OK=reject");
    assertThat(harness.bus.said(AttemptFailedOpen.class)).isEmpty();
  }

  @Test
  void aPressedLineWaitsLongerBeforeThePlaceInLineToo() throws IOException {
    harness.served(Verdict.ADMIT);
    arrive("rf1-7.1");
    harness.agi.ask("ivr", "rf1-7.1", "", "");
    harness.agi.ask("ivr", "rf1-7.1", "at=language", "2");
    harness.bus.answerNothing();
    harness.bus.deliver(
        GatewayHarness.verdict(new CallId("rf1-7.0"), Stage.ARRIVAL, Verdict.ADMIT, Mode.RED));
    Thread.ofVirtual()
        .start(() -> {
          await()
              .pollDelay(Duration.ofMillis(300))
              .until(() -> !harness.bus.said(JoinScreeningAsked.class).isEmpty());
          harness.bus.deliver(
              GatewayHarness.verdict(
                  new CallId("rf1-7.1"), Stage.JOIN, Verdict.CHALLENGE, Mode.RED));
        });
    assertThat(harness.agi.ask("ivr", "rf1-7.1", "at=purpose;a.language=es", "").orElse(""))
        .contains("challenge");
    assertThat(harness.bus.said(AttemptFailedOpen.class)).isEmpty();
  }

  @Test
  void theQuestionsAreReportedWithKeyAndTimeFromThePrompt() throws IOException {
    harness.served(Verdict.ADMIT);
    arrive("rf1-3.1");
    harness.agi.ask("ivr", "rf1-3.1", "", "");
    harness.agi.ask("ivr", "rf1-3.1", "at=language", "2");
    String last = harness.agi.ask("ivr", "rf1-3.1", "at=purpose;a.language=es", "").orElse("");
    assertThat(last)
        .isEqualTo(
            "RF_DO=join|at=person;screened=0h;queue=line;a.language=es;a.purpose=person"
                + "|ringfence/es/one-moment");
    assertThat(harness.bus.said(CallAnswered.class)).hasSize(1);
    assertThat(harness.bus.said(QuestionAnswered.class))
        .extracting(said -> said.node() + " " + said.pressed())
        .containsExactly("language 2", "purpose null");
    assertThat(harness.bus.said(QuestionAnswered.class))
        .allMatch(said -> said.offset().compareTo(Duration.ofSeconds(5)) < 0);
  }

  @Test
  void aCallerWhoHungUpBeforeTheRequestIsNotHeardOfAgain() throws IOException {
    harness.served(Verdict.ADMIT);
    await().until(() -> harness.gateway.health().amiEventsUp());
    harness.hangUp("PJSIP/trunk-41", "rf1-4.1", 16);
    await()
        .untilAsserted(() -> {
          assertThat(harness.agi.ask("join", "rf1-4.1", "", "", "", "")).contains("RF_SAY=|");
        });
    int saidBefore = harness.bus.saidNames().size();
    assertThat(arrive("rf1-4.1")).isEqualTo("RF_OK=admit");
    assertThat(harness.bus.saidNames()).hasSize(saidBefore);
  }

  @Test
  void onlyAmiEndsACallAndOnlyOnce() throws IOException {
    harness.served(Verdict.ADMIT);
    await().until(() -> harness.gateway.health().amiEventsUp());
    arrive("rf1-5.1");
    assertThat(harness.bus.said(CallEnded.class)).isEmpty();
    harness.hangUp("PJSIP/trunk-51", "rf1-5.1", 21);
    harness.hangUp("PJSIP/trunk-51", "rf1-5.1", 21);
    await().until(() -> !harness.bus.said(CallEnded.class).isEmpty());
    assertThat(harness.bus.said(CallEnded.class)).hasSize(1);
    assertThat(harness.bus.said(CallEnded.class).getFirst().cause()).isEqualTo(21);
    assertThat(harness.gateway.health().callsUp()).isZero();
  }

  @Test
  void theEndOfARefusedAttemptIsNotSaid() throws IOException {
    harness.served(Verdict.REJECT);
    await().until(() -> harness.gateway.health().amiEventsUp());
    arrive("rf1-6.1");
    harness.hangUp("PJSIP/trunk-61", "rf1-6.1", 21);
    await().until(() -> harness.gateway.health().callsUp() == 0);
    assertThat(harness.bus.saidNames()).containsExactly("AttemptArrived");
  }

  @Test
  void whoIsLetInThoughRefusedIsFollowedToTheEnd() throws IOException {
    harness.served(Verdict.REJECT);
    await().until(() -> harness.gateway.health().amiEventsUp());
    arrive("rf1-7.1");
    // The answer never reached the dialplan, which let the caller in.
    harness.agi.ask("ivr", "rf1-7.1", "", "");
    harness.hangUp("PJSIP/trunk-71", "rf1-7.1", 16);
    await().until(() -> !harness.bus.said(CallEnded.class).isEmpty());
    assertThat(harness.bus.saidNames())
        .containsExactly("AttemptArrived", "CallAnswered", "CallEnded");
  }
}
