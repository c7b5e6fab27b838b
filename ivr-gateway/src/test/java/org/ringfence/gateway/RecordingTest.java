package org.ringfence.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringfence.events.AgentId;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.CallId;
import org.ringfence.events.LineDecision.RecordingOrdered;
import org.ringfence.events.OfferEvent.OfferFailed;
import org.ringfence.events.OfferEvent.RecordingChanged;
import org.ringfence.events.OfferId;
import org.ringfence.events.RecordingState;
import org.ringfence.events.RecordingWish;
import org.ringfence.events.Verdict;
import org.ringfence.gateway.recording.RecordingSettings;
import org.ringfence.gateway.recording.RecordingSettings.Tell;
import org.ringfence.voice.VoiceRules;

final class RecordingTest {

  private static final String CALL = "rf1-8.1";
  private static final String CALLER = GatewayHarness.channel(CALL);
  private static final String OFFER = "Trf1-8.1-1";
  private static final String LEG = "PJSIP/ana-00000005";
  private static final String TOLD = CALLER + " SHARED(RF_RECORD)";

  @TempDir Path folder;
  private GatewayHarness harness;

  @BeforeEach
  void start() throws IOException {
    begin(Tell.EVERYBODY);
  }

  @AfterEach
  void stop() throws IOException {
    harness.close();
  }

  private void begin(Tell tell) throws IOException {
    VoiceRules files = new VoiceRules(folder, Duration.ofDays(30), 10, 0);
    RecordingSettings recording = new RecordingSettings(true, tell, Set.of("415"), files);
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
                settings.doors(),
                recording))
            .served(Verdict.ADMIT);
    await().until(() -> harness.gateway.health().isReady());
    harness.channelUp(CALL, "rf-line", "");
    harness.ami.variables.put(CALLER + " SHARED(RF_OFFER)", "none");
  }

  private void inLine() throws IOException {
    harness.agi.ask("join", CALL, "", "", "16515550100", "+16125550134");
  }

  private Map<String, String> ring() {
    harness.bus.deliver(GatewayHarness.offer(CALL, OFFER));
    await().until(() -> !harness.ami.rings().isEmpty());
    leg("Newchannel", "ChannelState: 0");
    leg("Newstate", "ChannelState: 5");
    return harness.ami.rings().getFirst();
  }

  private void talk() throws IOException {
    harness.ami.variables.put(TOLD, "1");
    inLine();
    ring();
    leg("Newstate", "ChannelState: 6");
    leg("BridgeEnter", "BridgeUniqueid: b-1");
    heard(1, RecordingState.RUNNING);
    Files.write(folder.resolve(OFFER + ".wav"), new byte[44 + 32_000]);
  }

  private void leg(String event, String more) {
    harness.ami.emit("Event: " + event, "Channel: " + LEG, "Uniqueid: " + OFFER, more);
  }

  private void ask(RecordingWish wish) {
    harness.bus.deliver(
        new RecordingOrdered(
            GatewayHarness.ticket(CALL),
            new CallId(CALL),
            Instant.now(),
            GatewayHarness.POOL,
            new OfferId(OFFER),
            new AgentId("ana"),
            wish));
  }

  private void heard(int times, RecordingState last) {
    await().until(() -> harness.bus.said(RecordingChanged.class).size() == times);
    assertThat(harness.bus.said(RecordingChanged.class).getLast().state()).isEqualTo(last);
  }

  @Test
  void who_was_told_is_recorded_from_the_talk_on_and_can_be_listened_to() throws IOException {
    talk();
    assertThat(harness.ami.rings().getFirst().get("variable")).endsWith(",RECORD=" + OFFER);
    assertThat(harness.gateway.sound().recordings().list())
        .singleElement()
        .satisfies(kept -> {
          assertThat(kept.note().agent()).isEqualTo(new AgentId("ana"));
          assertThat(kept.note().caller().raw()).isEqualTo("+16125550134");
        });
    // Asterisk tells of the bridge again after a hold.
    leg("BridgeEnter", "BridgeUniqueid: b-1");
    ask(RecordingWish.PAUSE);
    heard(2, RecordingState.PAUSED);
    assertThat(harness.ami.actions("mixmonitormute"))
        .singleElement()
        .satisfies(action ->
            assertThat(action)
                .containsEntry("channel", LEG)
                .containsEntry("direction", "both")
                .containsEntry("state", "1"));
    ask(RecordingWish.RESUME);
    heard(3, RecordingState.RUNNING);
    assertThat(harness.ami.actions("mixmonitormute").getLast()).containsEntry("state", "0");
  }

  @Test
  void what_a_caller_does_not_want_is_deleted_at_once() throws IOException {
    talk();
    ask(RecordingWish.DISCARD);
    heard(2, RecordingState.DISCARDED);
    assertThat(harness.ami.actions("stopmixmonitor")).hasSize(1);
    assertThat(folder).isEmptyDirectory();
    ask(RecordingWish.RESUME);
    ask(RecordingWish.PAUSE);
    assertThat(harness.bus.said(RecordingChanged.class)).hasSize(2);
  }

  @Test
  void who_was_not_told_is_not_recorded() throws IOException {
    inLine();
    assertThat(ring().get("variable")).doesNotContain("RECORD");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void nothing_is_left_of_a_call_that_nobody_took() throws IOException {
    harness.ami.variables.put(TOLD, "1");
    inLine();
    assertThat(ring().get("variable")).contains("RECORD=");
    assertThat(folder.resolve(OFFER + ".json")).exists();
    leg("Hangup", "Cause: 19");
    await().until(() -> !harness.bus.said(OfferFailed.class).isEmpty());
    await().untilAsserted(() -> assertThat(folder).isEmptyDirectory());
    assertThat(harness.bus.said(RecordingChanged.class)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "EVERYBODY, +16125550134, true",
    "NOBODY, +14155550134, false",
    "ALL_PARTY, +14155550134, true",
    "ALL_PARTY, +16125550134, false",
    "ALL_PARTY, anonymous, true"
  })
  void callers_are_told_before_the_line_as_their_states_ask(Tell tell, String number, boolean told)
      throws IOException {
    harness.close();
    begin(tell);
    List<String> steps = questions(number);
    assertThat(steps.getLast()).startsWith("join|").endsWith("|told");
    assertThat(steps.getLast().contains("es/recording-notice")).isEqualTo(told);
    assertThat(steps.subList(0, steps.size() - 1))
        .noneMatch(step -> step.contains("recording-notice"));
  }

  @ParameterizedTest
  @CsvSource({
    "EVERYBODY, +16125550134, true",
    "NOBODY, +14155550134, false",
    "ALL_PARTY, +14155550134, true",
    "ALL_PARTY, +16125550134, false"
  })
  void who_is_called_back_is_told_after_the_key_and_before_the_place(
      Tell tell, String number, boolean told) throws IOException {
    harness.close();
    begin(tell);
    assertThat(calledBack(number, "", "")).contains("callback-keys").endsWith("|callback");
    assertThat(calledBack(number, "1", ""))
        .isEqualTo(
            "RF_SAY=T" + CALL + "|" + (told ? "ringfence/es/recording-notice" : "") + "||0|0|told");
    assertThat(harness.bus.said(QueueReached.class)).isEmpty();
    assertThat(calledBack(number, "1", "1"))
        .contains("ringfence/es/your-number")
        .doesNotContain("recording-notice", "told");
    assertThat(harness.bus.said(QueueReached.class)).hasSize(1);
  }

  private String calledBack(String number, String key, String told) throws IOException {
    return harness
        .agi
        .ask(
            "callback",
            CALL,
            "a.language=es",
            Long.toString(Instant.now().getEpochSecond() - 600),
            "16515550100",
            number,
            "T" + CALL,
            "1",
            key,
            told)
        .orElse("");
  }

  /// Answers every question with the second key, the first of which means Spanish, until the line
  /// is reached.
  private List<String> questions(String number) throws IOException {
    harness.agi.ask("arrival", CALL, number, "none", "A", "16515550100", "phone");
    List<String> steps = new ArrayList<>();
    String state = "";
    String key = "";
    do {
      String step = harness.agi.ask("ivr", CALL, state, key).orElseThrow().replace("RF_DO=", "");
      steps.add(step);
      state = step.split("\\|", -1)[1];
      key = step.startsWith("ask") ? "2" : "";
    } while (!steps.getLast().startsWith("join") && steps.size() < 12);
    return steps;
  }
}
