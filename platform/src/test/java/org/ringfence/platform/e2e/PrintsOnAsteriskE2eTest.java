package org.ringfence.platform.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.JoinScreeningAsked;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.CallEvent.Screened;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.Mode;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Stage;
import org.ringfence.events.TicketId;
import org.ringfence.events.Verdict;
import org.ringfence.simulator.sipp.PlannedCall;
import org.ringfence.simulator.sipp.PlannedCall.TimedKey;
import org.ringfence.simulator.sipp.SippProcess;

/// Prints of callers' sound from a real Asterisk, and that nothing of it is left.
@Tag("asterisk")
@Timeout(120)
class PrintsOnAsteriskE2eTest {

  private static final Duration SOON = Duration.ofSeconds(15);
  private static final Duration STAY = Duration.ofMinutes(2);

  /// What the detector takes for the same recording.
  private static final int SAME_AT_MOST = 12;

  @TempDir static Path folder;
  private static GatewayOnAsterisk asterisk;

  private AmiTap tap;

  @BeforeAll
  @Timeout(180)
  static void start() throws IOException, InterruptedException {
    asterisk = new GatewayOnAsterisk(folder);
  }

  @AfterAll
  static void stop() throws IOException {
    asterisk.close();
  }

  @BeforeEach
  void enter() throws IOException {
    tap = asterisk.tap();
    asterisk.bus.answer(
        QueueReached.class,
        asked ->
            new TicketPlaced(
                new TicketId("T" + asked.call().value()),
                asked.call(),
                Instant.now(),
                GatewayOnAsterisk.POOL,
                GatewayOnAsterisk.QUEUE,
                1,
                null,
                false,
                null,
                null));
  }

  @AfterEach
  void leave() {
    tap.hangUpEverybody();
    Awaiting.until(SOON, () -> assertThat(tap.channels()).isEmpty());
    tap.close();
    asterisk.bus.forget();
  }

  private static void everybodyIsAdmitted(Mode mode) {
    asterisk.bus.answer(AttemptArrived.class, asked -> admitted(asked, Stage.ARRIVAL, mode));
    asterisk.bus.answer(JoinScreeningAsked.class, asked -> admitted(asked, Stage.JOIN, mode));
  }

  private static VerdictReached admitted(Screened asked, Stage stage, Mode mode) {
    return new VerdictReached(
        asked.call(),
        Instant.now(),
        asked.line(),
        stage,
        Verdict.ADMIT,
        Verdict.ADMIT,
        0,
        mode,
        List.of(),
        PhoneNumber.of("+16125550134"),
        0,
        null);
  }

  /// What a prompt sounds like, after so much silence.
  private static byte[] sound(String prompt, int silentMillis) throws IOException {
    String cache =
        Objects.requireNonNullElse(System.getenv("RINGFENCE_CACHE"), "/var/lib/ringfence/cache");
    byte[] spoken = Files.readAllBytes(Path.of(cache, "prompts/ringfence/en", prompt + ".ulaw"));
    byte[] sound = new byte[silentMillis * 8 + spoken.length];
    Arrays.fill(sound, (byte) 0xff);
    System.arraycopy(spoken, 0, sound, silentMillis * 8, spoken.length);
    return sound;
  }

  private static List<Path> files() {
    try (Stream<Path> files = Files.list(asterisk.recordings())) {
      return files.toList();
    } catch (IOException wrong) {
      throw new IllegalStateException(wrong);
    }
  }

  /// The print of a caller who says this and answers the questions after some seconds.
  private @Nullable Long printOf(byte[] sound, boolean recorded) throws IOException {
    PlannedCall caller =
        PlannedCall.silent("+16125550134", LivePlatform.LINE)
            .attested("A")
            .keying(
                new TimedKey(Duration.ofMillis(6_000), '1'),
                new TimedKey(Duration.ofMillis(1_500), '2'));
    int before = asterisk.bus.said(JoinScreeningAsked.class).size();
    try (SippProcess calls = asterisk.sipp().callers(List.of(caller), 10, STAY, sound)) {
      if (recorded) {
        Awaiting.until(SOON, () -> assertThat(files()).hasSize(1));
      }
      Awaiting.until(
          SOON, () -> assertThat(asterisk.bus.said(JoinScreeningAsked.class)).hasSize(before + 1));
      assertThat(files()).as("after the questions").isEmpty();
      assertThat(calls.isRunning()).isTrue();
      tap.hangUpEverybody();
      Awaiting.until(SOON, () -> assertThat(tap.channels()).isEmpty());
    }
    var heard = asterisk.bus.said(JoinScreeningAsked.class).getLast().sound();
    return heard == null ? null : heard.print();
  }

  private static int apart(@Nullable Long one, @Nullable Long other) {
    return Long.bitCount(Objects.requireNonNull(one) ^ Objects.requireNonNull(other));
  }

  @Test
  void theSameRecordingIsKnownAgainOnAPressedLineAndAnotherIsNot() throws IOException {
    everybodyIsAdmitted(Mode.RED);
    Long one = printOf(sound("turned-away", 300), true);
    Long again = printOf(sound("turned-away", 1_130), true);
    Long other = printOf(sound("let-go", 300), true);
    assertThat(apart(one, again)).isLessThanOrEqualTo(SAME_AT_MOST);
    assertThat(apart(one, other)).isGreaterThan(SAME_AT_MOST);
    assertThat(asterisk.meters.counter("ringfence.ear.recordings", "end", "printed").count())
        .isEqualTo(3);
  }

  @Test
  void inGreenNothingIsEverRecorded() throws IOException {
    everybodyIsAdmitted(Mode.GREEN);
    var changed = Files.getLastModifiedTime(asterisk.recordings());
    assertThat(printOf(sound("turned-away", 300), false)).isNull();
    assertThat(Files.getLastModifiedTime(asterisk.recordings())).isEqualTo(changed);
  }

  @Test
  void whoHangsUpLeavesNoFileBehind() throws IOException {
    everybodyIsAdmitted(Mode.AMBER);
    PlannedCall caller = PlannedCall.silent("+16125550134", LivePlatform.LINE).attested("A");
    try (SippProcess calls =
        asterisk.sipp().callers(List.of(caller), 10, STAY, sound("turned-away", 0))) {
      Awaiting.until(SOON, () -> assertThat(files()).hasSize(1));
      assertThat(calls.isRunning()).isTrue();
      assertThat(
              PosixFilePermissions.toString(Files.getPosixFilePermissions(asterisk.recordings())))
          .isEqualTo("rwx------");
      tap.hangUpEverybody();
      Awaiting.until(SOON, () -> assertThat(files()).isEmpty());
    }
  }

  @Test
  void nobodyIsRecordedForMuchLongerThanTwentySeconds() throws IOException {
    everybodyIsAdmitted(Mode.AMBER);
    PlannedCall caller = PlannedCall.silent("+16125550134", LivePlatform.LINE).attested("A");
    try (SippProcess calls =
        asterisk.sipp().callers(List.of(caller), 10, STAY, sound("turned-away", 0))) {
      Awaiting.until(SOON, () -> assertThat(files()).hasSize(1));
      Awaiting.until(Duration.ofSeconds(25), () -> assertThat(files()).isEmpty());
      assertThat(calls.isRunning()).isTrue();
      assertThat(asterisk.bus.said(JoinScreeningAsked.class)).isEmpty();
    }
  }
}
