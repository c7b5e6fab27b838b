package org.ringfence.gateway.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.events.CallId;
import org.ringfence.gateway.FakeAmi;
import org.ringfence.gateway.ami.Ami;
import org.ringfence.gateway.ami.AmiSettings;

final class RecordingsTest {

  private static final CallId CALL = new CallId("rf1-1.1");
  private static final String CHANNEL = "PJSIP/trunk-1";

  @TempDir private Path folder;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private volatile Instant now = Instant.now();
  private final float[] speech = Voices.speech(new Random(5), 4.01);
  private FakeAmi fake;
  private Ami ami;
  private Path place;
  private Recordings recordings;

  @BeforeEach
  void start() throws IOException {
    fake = new FakeAmi();
    Path secret = Files.writeString(folder.resolve("secret"), "letmein\n");
    place = Files.createDirectory(folder.resolve("ear"));
    ami =
        new Ami(
            new AmiSettings(
                "127.0.0.1",
                fake.port(),
                "ringfence",
                secret,
                Duration.ofMillis(500),
                Duration.ofMillis(200),
                1_000),
            event -> {},
            () -> {},
            meters,
            System::nanoTime);
    ami.start();
    await().until(() -> ami.actions().isUp());
    recordings = open(place);
  }

  private Recordings open(Path at) {
    return new Recordings(new EarSettings(at), ami.actions(), meters, () -> now);
  }

  @AfterEach
  void stop() throws IOException {
    recordings.close();
    ami.close();
    fake.close();
  }

  private Path asteriskRecords() throws IOException {
    return Files.write(place.resolve("rf1-1.1.ulaw"), Voices.ulaw(speech));
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private double count(String end) {
    return meters.counter("ringfence.ear.recordings", "end", end).count();
  }

  @Test
  void aRecordingIsStoppedReadAndDeletedAndItsPrintKept() throws IOException {
    assertThat(recordings.expect(CALL, CHANNEL)).isTrue();
    Path file = asteriskRecords();
    pass(Duration.ofSeconds(5));
    assertThat(recordings.print(CALL))
        .isPresent()
        .isEqualTo(SoundPrint.of(Ulaw.decoded(Voices.ulaw(speech))));
    assertThat(file).doesNotExist();
    assertThat(fake.actions("StopMixMonitor"))
        .singleElement()
        .satisfies(action -> assertThat(action).containsEntry("channel", CHANNEL));
    assertThat(recordings.print(CALL)).as("asked once more").isPresent();
    assertThat(count("printed")).isEqualTo(1);
  }

  @Test
  void aRecordingThatIsTooShortYetGoesOn() throws IOException {
    recordings.expect(CALL, CHANNEL);
    Path file = asteriskRecords();
    pass(Duration.ofSeconds(2));
    assertThat(recordings.print(CALL)).isEmpty();
    assertThat(file).exists();
    pass(Duration.ofSeconds(5));
    assertThat(recordings.print(CALL)).isPresent();
  }

  @Test
  void aCallerWithoutMediaHasNoPrintAndThatIsCounted() {
    recordings.expect(CALL, CHANNEL);
    pass(Duration.ofSeconds(10));
    assertThat(recordings.print(CALL)).isEmpty();
    assertThat(count("unreadable")).isEqualTo(1);
  }

  @Test
  void withoutAMachineInCommonNobodyIsRecorded() {
    assertThat(open(folder.resolve("absent")).expect(CALL, CHANNEL)).isFalse();
    Recordings elsewhere = new Recordings(new EarSettings(null), ami.actions(), meters, () -> now);
    assertThat(elsewhere.expect(CALL, CHANNEL)).isFalse();
    assertThat(elsewhere.print(CALL)).isEmpty();
    assertThat(recordings.expect(new CallId("../../etc/x"), CHANNEL)).isFalse();
  }

  @Test
  void theEndOfACallDeletesItsRecording() throws IOException {
    recordings.expect(CALL, CHANNEL);
    Path file = asteriskRecords();
    recordings.ended(CALL);
    assertThat(file).doesNotExist();
    assertThat(recordings.print(CALL)).isEmpty();
  }

  @Test
  void nobodyIsRecordedForLongerThanTwentySecondsAndLeftoversGo() throws IOException {
    recordings.expect(CALL, CHANNEL);
    Path file = asteriskRecords();
    Path leftover = Files.write(place.resolve("rf1-0.9.ulaw"), new byte[] {1});
    Files.setLastModifiedTime(leftover, FileTime.from(now.minus(Duration.ofMinutes(4))));
    Path fresh = Files.write(place.resolve("rf1-0.10.ulaw"), new byte[] {1});
    pass(Duration.ofSeconds(21));
    recordings.start();
    await().untilAsserted(() -> assertThat(file).doesNotExist());
    await().untilAsserted(() -> assertThat(leftover).doesNotExist());
    assertThat(fresh).exists();
    assertThat(recordings.print(CALL)).as("kept for the end of the questions").isPresent();
    assertThat(count("swept")).isEqualTo(1);
  }
}
