package org.ringfence.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.events.CallEvent.CallbackAsked;
import org.ringfence.events.CallEvent.DoorCallbackAsked;
import org.ringfence.events.CallEvent.JoinScreeningAsked;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.CallEvent.SurveyAnswered;
import org.ringfence.events.CallId;
import org.ringfence.events.CallLabel;
import org.ringfence.events.CallbackAnswer;
import org.ringfence.events.DefenceCommand.LabelCall;
import org.ringfence.events.LineDecision.CallbackTold;
import org.ringfence.events.LineDecision.CallerTurnedAway;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;
import org.ringfence.gateway.doors.DoorSettings;
import org.ringfence.gateway.recording.RecordingSettings;
import org.ringfence.voice.VoiceRules;
import org.ringfence.voice.VoiceStore;

/// What callers meet who get no place with a call, and after a talk.
final class DoorTest {

  private static final String CALL = "rf1-7.3";
  private static final String STATE = "a.language=es;a.purpose=enroll;screened=000h";
  private static final String NUMBER = "+16125550134";

  @TempDir Path folder;

  private GatewayHarness harness;
  private String since;

  @BeforeEach
  void start() throws IOException {
    VoiceRules files = new VoiceRules(folder, Duration.ofDays(30), 10, 0);
    DoorSettings doors =
        new DoorSettings(
            ZoneId.of("America/Chicago"),
            true,
            new DoorSettings.Messages(true, Duration.ofMinutes(1), files),
            true);
    harness =
        new GatewayHarness(settings ->
            new GatewaySettings(
                settings.systemName(),
                settings.flowFile(),
                settings.promptsList(),
                settings.pagePrompts(),
                settings.maxCalls(),
                settings.snapshotInterval(),
                settings.agi(),
                settings.ami(),
                settings.screening(),
                settings.ear(),
                settings.line(),
                settings.callbacks(),
                doors,
                RecordingSettings.NONE));
    since = Long.toString(Instant.now().getEpochSecond() - 5);
    harness.channelUp(CALL, "rf-line", "");
    await().until(() -> harness.gateway.health().isReady());
  }

  @AfterEach
  void stop() throws IOException {
    harness.close();
  }

  private void closedUntil(Instant opens, boolean callback) {
    harness.bus.answer(
        QueueReached.class,
        asked ->
            new CallerTurnedAway(
                asked.call(), asked.at(), asked.pool(), asked.queue(), opens, false, callback));
  }

  private void answersWishes(CallbackAnswer answer) {
    harness.bus.answer(
        DoorCallbackAsked.class,
        asked ->
            new CallbackTold(
                GatewayHarness.ticket(CALL),
                asked.call(),
                asked.at(),
                asked.pool(),
                GatewayHarness.QUEUE,
                answer));
  }

  private String join() throws IOException {
    return harness.agi.ask("join", CALL, STATE, since, "16515550100", NUMBER, "A/none").orElse("");
  }

  private String door(String state, String dialog, String keys) throws IOException {
    return harness
        .agi
        .ask("door", CALL, state, since, "16515550100", NUMBER, "", "A/none", dialog, keys)
        .orElse("");
  }

  private static String dialogOf(String said) {
    return said.substring(said.lastIndexOf('|') + 1);
  }

  @Test
  void whoComesAfterHoursHearsInTheOwnLanguageWhenItOpensAndWhatCanBeDone() throws IOException {
    // 14:00 UTC is 8 in the morning in Minnesota, in winter as soon as the date is December's.
    closedUntil(Instant.parse("2099-12-07T14:00:00Z"), true);

    String said = join();

    assertThat(said)
        .contains("es/closed-now&ringfence/es/we-open&ringfence/es/weekday-1&ringfence/es/n-7&")
        .contains("es/month-12&ringfence/es/at-the&ringfence/es/n-8&ringfence/es/in-the-morning&")
        .contains("es/closed-callback&ringfence/es/closed-message|")
        .endsWith("|5|1|door.closed.es.what");
  }

  @Test
  void aCallbackAfterHoursIsConfirmedByADrawnKeyAndTakesThePlace() throws IOException {
    closedUntil(Instant.now().plus(Duration.ofHours(9)), true);
    answersWishes(CallbackAnswer.AGREED);
    join();

    String readBack = dialogOf(door(STATE, "door.closed.es.what", "1"));
    assertThat(readBack).startsWith("door.closed.es.cbn.16125550134.");
    String key = readBack.split("\\.", -1)[5];
    assertThat(door(STATE, readBack, key)).contains("es/callback-agreed").endsWith("|bye");

    DoorCallbackAsked wish = harness.bus.said(DoorCallbackAsked.class).getFirst();
    assertThat(wish.number()).isEqualTo(PhoneNumber.of(NUMBER));
    assertThat(wish.wish().language()).isEqualTo("es");
    assertThat(harness.bus.said(CallbackAsked.class)).isEmpty();
  }

  @Test
  void whoCannotBeCalledIsNotToldToStayOnTheLine() throws IOException {
    closedUntil(Instant.now().plus(Duration.ofHours(9)), true);
    answersWishes(CallbackAnswer.LIMIT);
    join();
    String readBack = dialogOf(door(STATE, "door.closed.es.what", "1"));
    String said = door(STATE, readBack, readBack.split("\\.", -1)[5]);
    assertThat(said).contains("es/no-callback").doesNotContain("callback-not-now").endsWith("|bye");
  }

  @Test
  void aMessageIsRecordedForSoLongAndNotedWithoutTheNumberInItsName() throws IOException {
    closedUntil(Instant.now().plus(Duration.ofHours(9)), false);
    assertThat(join()).doesNotContain("closed-callback").contains("es/closed-message");

    assertThat(door(STATE, "door.closed.es.what", "2"))
        .contains("es/message-now|")
        .endsWith("|60|0|door.closed.es.said");
    Files.write(folder.resolve(CALL + ".wav"), new byte[44 + 48_000]);
    assertThat(door(STATE, "door.closed.es.said", "")).contains("es/message-thanks");

    List<VoiceStore.Kept> kept = harness.gateway.sound().messages().list();
    assertThat(kept).hasSize(1);
    assertThat(kept.getFirst().length()).isEqualTo(Duration.ofSeconds(3));
    assertThat(kept.getFirst().note().caller()).isEqualTo(PhoneNumber.of(NUMBER));
  }

  @Test
  void whoKeysNothingIsNotKeptOnThePort() throws IOException {
    closedUntil(Instant.now().plus(Duration.ofHours(9)), true);
    join();
    assertThat(door(STATE, "door.closed.es.what", "")).contains("es/goodbye").endsWith("|bye");
  }

  @Test
  void onAFullLineTheKeyOfALanguageLeadsToACallback() throws IOException {
    harness.served(Verdict.ADMIT);
    String said = door("", "", "");
    assertThat(said)
        .contains("en/lines-full&ringfence/en/full-callback&ringfence/en/n-1&")
        .contains("es/lines-full&ringfence/es/full-callback&ringfence/es/n-2|")
        .endsWith("|door.full.en.what");

    String readBack = dialogOf(door("", "door.full.en.what", "2"));
    assertThat(readBack).startsWith("door.full.es.cbn.16125550134.");
    answersWishes(CallbackAnswer.AGREED);
    door("", readBack, readBack.split("\\.", -1)[5]);
    assertThat(harness.bus.said(DoorCallbackAsked.class).getFirst().wish().language())
        .isEqualTo("es");
    assertThat(harness.bus.said(QueueReached.class)).isEmpty();
  }

  @Test
  void onAFullLineTheDetectorIsAskedBeforeACallbackIsWishedFor() throws IOException {
    harness.bus.answer(
        JoinScreeningAsked.class,
        asked -> GatewayHarness.verdict(asked.call(), Stage.JOIN, Verdict.DIVERT));
    String readBack = dialogOf(door("", "door.full.en.what", "1"));
    answersWishes(CallbackAnswer.NOT_OFFERED);
    door("", readBack, readBack.split("\\.", -1)[5]);
    assertThat(harness.bus.said(DoorCallbackAsked.class).getFirst().wish().diverted()).isTrue();
  }

  @Test
  void hostileDialogsEndTheCallAndWriteNoFile() throws IOException {
    for (String dialog : List.of("door", "door.x.y.z", "door.full.en.cbn.1.2.3", "cb", "..")) {
      assertThat(door(STATE, dialog, "2")).endsWith("|bye");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whoStaysAfterTheAgentIsAskedAndTheKeyIsSaidWithTheQueue() throws IOException {
    harness.served(Verdict.ADMIT);
    join();
    assertThat(harness.agi.ask("after", CALL, "T" + CALL, "o-1:16:PJSIP/ana-00000001"))
        .contains("RF_NEXT=survey|ringfence/es/survey-question");
    assertThat(harness.agi.ask("survey", CALL, "T" + CALL, "4"))
        .contains("RF_NEXT=bye|ringfence/es/goodbye");
    SurveyAnswered answer = harness.bus.said(SurveyAnswered.class).getFirst();
    assertThat(answer.score()).isEqualTo(4);
    assertThat(answer.queue()).isEqualTo(GatewayHarness.QUEUE);

    harness.agi.ask("survey", CALL, "T" + CALL, "9");
    harness.agi.ask("survey", CALL, "T" + CALL, "");
    assertThat(harness.bus.said(SurveyAnswered.class)).hasSize(1);
  }

  @Test
  void whomTheAgentTookForAMachineIsNotAsked() throws IOException {
    harness.served(Verdict.ADMIT);
    join();
    harness.bus.publish(
        new LabelCall(
            new CallId(CALL),
            GatewayHarness.NOW,
            GatewayHarness.LINE,
            "ana",
            PhoneNumber.of(NUMBER),
            CallLabel.MACHINE));
    assertThat(harness.agi.ask("after", CALL, "T" + CALL, "o-1:16:PJSIP/ana-00000001"))
        .contains("RF_NEXT=bye|ringfence/es/goodbye");
  }
}
