package org.ringfence.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent.CallbackAsked;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.CallEvent.TicketCodeKeyed;
import org.ringfence.events.CallEvent.WaitAsked;
import org.ringfence.events.CallId;
import org.ringfence.events.CallbackAnswer;
import org.ringfence.events.CallerIdentity;
import org.ringfence.events.CallerOptions;
import org.ringfence.events.LineDecision.CallbackTold;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.LineDecision.WaitTold;
import org.ringfence.events.Privacy;
import org.ringfence.events.TicketId;

/// What callers in line are asked: the code of a lost place, and where to be called back.
final class LineDialogTest {

  private static final String CALL = "rf1-7.2";
  private static final String STATE = "a.language=en;a.purpose=enroll;screened=000h";
  private final Instant earlier = Instant.now().minusSeconds(240);

  private GatewayHarness harness;
  private String since;

  @BeforeEach
  void start() throws IOException {
    harness = GatewayHarness.started();
    since = Long.toString(Instant.now().minusSeconds(5).getEpochSecond());
    harness.channelUp(CALL, "rf-line", "");
    await().until(() -> harness.gateway.health().isReady());
  }

  @AfterEach
  void stop() throws IOException {
    harness.close();
  }

  private void answersJoins(boolean kept, CallerOptions options) {
    harness.bus.answer(
        QueueReached.class,
        asked ->
            new TicketPlaced(
                kept ? new TicketId("Told") : GatewayHarness.ticket(asked.call().value()),
                asked.call(),
                GatewayHarness.NOW,
                GatewayHarness.POOL,
                GatewayHarness.QUEUE,
                2,
                null,
                kept,
                kept ? earlier : null,
                options));
  }

  private String join(String who) throws IOException {
    return harness
        .agi
        .ask("join", CALL, STATE, since, "16515550100", "+16125550134", who)
        .orElse("");
  }

  private String keyed(String dialog, String keys) throws IOException {
    return harness
        .agi
        .ask(
            "keyed",
            CALL,
            STATE,
            since,
            "16515550100",
            "+16125550134",
            "T" + CALL,
            "A/none",
            dialog,
            keys)
        .orElse("");
  }

  private static String dialogOf(String said) {
    return said.substring(said.lastIndexOf('|') + 1);
  }

  @Test
  void whoCallsAgainHearsThatThePlaceWasKeptAndHasTheOldTime() throws IOException {
    answersJoins(true, CallerOptions.NONE);
    assertThat(join("B/none"))
        .startsWith("RF_SAY=Told|ringfence/en/welcome-back&ringfence/en/your-number")
        .endsWith("|" + earlier.getEpochSecond());
    QueueReached reached = harness.bus.said(QueueReached.class).getFirst();
    assertThat(reached.attestation()).isEqualTo(Attestation.B);
    CallerIdentity identity = Objects.requireNonNull(reached.identity());
    assertThat(identity.privacy()).isEqualTo(Privacy.NONE);
    assertThat(identity.code()).matches("[0-9]{4}");
  }

  @Test
  void ofACallWhoseSignallingIsUnknownNothingIsClaimed() throws IOException {
    answersJoins(false, CallerOptions.NONE);
    join("");
    assertThat(harness.bus.said(QueueReached.class).getFirst().identity()).isNull();
  }

  @Test
  void theCodeOfThePlaceIsToldOnceAtTheFirstTick() throws IOException {
    answersJoins(false, new CallerOptions("4071", false, false));
    assertThat(join("A/id")).doesNotContain("if-cut-off");
    harness.bus.answer(
        WaitAsked.class,
        asked ->
            new WaitTold(
                asked.ticket(),
                asked.call(),
                GatewayHarness.NOW,
                GatewayHarness.POOL,
                2,
                null,
                new CallerOptions("4071", false, false)));
    assertThat(tick())
        .endsWith(
            "ringfence/en/if-cut-off&ringfence/en/n-4&ringfence/en/n-0&ringfence/en/n-7"
                + "&ringfence/en/n-1&ringfence/en/hear-again||2|1|again");
    assertThat(tick()).doesNotContain("if-cut-off").doesNotContain("hear-again");
    assertThat(keyed("again", "*"))
        .startsWith("RF_SAY=T" + CALL + "|ringfence/en/your-number")
        .endsWith("||2|1|again");
    assertThat(keyed("again", "5")).isEqualTo("RF_SAY=T" + CALL + "|");
    assertThat(keyed("again", "")).isEqualTo("RF_SAY=T" + CALL + "|");
  }

  private String tick() throws IOException {
    return harness
        .agi
        .ask("tick", CALL, STATE, since, "16515550100", "+16125550134", "T" + CALL, "A/id")
        .orElse("");
  }

  @Test
  void aLostPlaceIsFoundByItsCode() throws IOException {
    answersJoins(false, new CallerOptions("1111", true, false));
    String said = join("unsigned/none");
    assertThat(said).contains("ringfence/en/code-question").endsWith("|5|4|code.1");
    harness.bus.answer(
        TicketCodeKeyed.class,
        asked ->
            new TicketPlaced(
                new TicketId("Told"),
                asked.call(),
                GatewayHarness.NOW,
                GatewayHarness.POOL,
                GatewayHarness.QUEUE,
                1,
                null,
                true,
                earlier,
                CallerOptions.NONE));
    assertThat(keyed(dialogOf(said), "4712"))
        .startsWith("RF_SAY=Told|ringfence/en/welcome-back&ringfence/en/next-in-line")
        .endsWith("|" + earlier.getEpochSecond());
    assertThat(harness.bus.said(TicketCodeKeyed.class).getFirst().code()).isEqualTo("4712");
  }

  @Test
  void aWrongCodeIsAskedForOnceMore() throws IOException {
    answersJoins(false, new CallerOptions("1111", true, false));
    String said = join("unsigned/none");
    harness.bus.answer(
        TicketCodeKeyed.class,
        asked ->
            new TicketPlaced(
                asked.ticket(),
                asked.call(),
                GatewayHarness.NOW,
                GatewayHarness.POOL,
                GatewayHarness.QUEUE,
                2,
                null,
                false,
                null,
                new CallerOptions("1111", true, false)));
    String again = keyed(dialogOf(said), "0000");
    assertThat(again).contains("code-wrong").endsWith("|5|4|code.2");
    assertThat(keyed(dialogOf(again), "0001")).contains("code-wrong").doesNotContain("|code");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "#", "12", "x", "12345678901"})
  void whoKeysNoCodeWaitsOn(String keys) throws IOException {
    answersJoins(false, CallerOptions.NONE);
    join("A/none");
    assertThat(keyed("code.1", keys)).isEqualTo("RF_SAY=T" + CALL + "|");
    assertThat(harness.bus.said(TicketCodeKeyed.class)).isEmpty();
  }

  private void answersWishes(CallbackAnswer answer) {
    harness.bus.answer(
        CallbackAsked.class,
        asked ->
            new CallbackTold(
                asked.ticket(),
                asked.call(),
                GatewayHarness.NOW,
                GatewayHarness.POOL,
                GatewayHarness.QUEUE,
                answer));
  }

  @Test
  void aCallbackIsAgreedToAfterTheNumberWasReadBackAndADrawnKeyPressed() throws IOException {
    answersJoins(false, new CallerOptions("1111", false, true));
    answersWishes(CallbackAnswer.AGREED);
    String said = join("A/none");
    assertThat(said).contains("callback-offer").endsWith("|4|1|cb");
    String readBack = keyed("cb", "1");
    assertThat(readBack)
        .startsWith(
            "RF_SAY=T"
                + CALL
                + "|ringfence/en/callback-number&ringfence/en/n-6&ringfence/en/n-1"
                + "&ringfence/en/n-2&ringfence/en/n-5");
    String dialog = dialogOf(readBack);
    assertThat(dialog).matches("cbn\\.16125550134\\.[2-9]\\.1");
    assertThat(keyed(dialog, dialog.substring(16, 17)))
        .isEqualTo("RF_SAY=T" + CALL + "|ringfence/en/callback-agreed||||bye");
    CallbackAsked wish = harness.bus.said(CallbackAsked.class).getFirst();
    assertThat(wish.number().raw()).isEqualTo("+16125550134");
    assertThat(wish.line()).isEqualTo(GatewayHarness.LINE);
    assertThat(wish.call()).isEqualTo(new CallId(CALL));
  }

  @Test
  void whoPressesOneAtEverythingGetsNoCallback() throws IOException {
    answersJoins(false, new CallerOptions("1111", false, true));
    join("A/none");
    String dialog = dialogOf(keyed("cb", "1"));
    String again = dialogOf(keyed(dialog, "1"));
    assertThat(again).endsWith(".2");
    assertThat(keyed(again, "1")).contains("callback-not-now");
    assertThat(harness.bus.said(CallbackAsked.class)).isEmpty();
  }

  @Test
  void anotherNumberCanBeKeyed() throws IOException {
    answersJoins(false, new CallerOptions("1111", false, true));
    join("A/none");
    String which = keyed(dialogOf(keyed("cb", "1")), "*");
    assertThat(which).contains("callback-which").endsWith("|8|10|cbk.1");
    String again = keyed("cbk.1", "651");
    assertThat(again).endsWith("|8|10|cbk.2");
    assertThat(dialogOf(keyed("cbk.2", "6515550177"))).startsWith("cbn.16515550177.");
    assertThat(keyed("cbk.2", "1")).contains("callback-not-now");
  }

  @Test
  void whoWithheldTheNumberIsAskedForOne() throws IOException {
    answersJoins(false, new CallerOptions("1111", false, true));
    join("A/id");
    assertThat(keyed("cb", "1")).contains("callback-which");
  }

  @ParameterizedTest
  @EnumSource(
      value = CallbackAnswer.class,
      names = {"AGREED"},
      mode = EnumSource.Mode.EXCLUDE)
  void whoIsRefusedACallbackStaysInLine(CallbackAnswer answer) throws IOException {
    answersJoins(false, new CallerOptions("1111", false, true));
    answersWishes(answer);
    join("A/none");
    String dialog = dialogOf(keyed("cb", "1"));
    assertThat(keyed(dialog, dialog.substring(16, 17)))
        .startsWith("RF_SAY=T" + CALL + "|")
        .doesNotContain("bye");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "cb", "cbn", "cbn.1.2.3", "cbn.16125550134.7", "cbk.x", "code", "bye", "..."})
  void aForgedDialogHarmsNobody(String dialog) throws IOException {
    answersJoins(false, CallerOptions.NONE);
    join("A/none");
    assertThat(keyed(dialog, "7")).startsWith("RF_SAY=T" + CALL + "|").doesNotContain("bye");
    assertThat(harness.bus.said(CallbackAsked.class)).isEmpty();
  }
}
