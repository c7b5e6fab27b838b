package org.ringfence.platform.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.platform.lab.FolderCopy;
import org.ringfence.simulator.listening.ListenedCall;
import org.ringfence.simulator.listening.ListenedCall.Sound;
import org.ringfence.simulator.listening.ListeningLine;
import org.ringfence.simulator.replay.media.Ulaw;
import org.ringfence.simulator.sipp.Sipp;

/// What an administrator gives on the page is what the next caller hears, from a real Asterisk and
/// brought to form by the real launcher.
@Tag("asterisk")
@Timeout(240)
final class PagePromptsE2eTest {

  private static final String PROMPTS = "/api/v1/admin/prompts";
  private static final int RATE = 8_000;

  @TempDir static Path folder;
  private static LivePlatform platform;
  private static ListeningLine line;
  private static Path prompts;
  private static Path recording;
  private static Path known;
  private static long givenBytes;

  @BeforeAll
  @Timeout(300)
  static void start() throws Exception {
    String built =
        Objects.requireNonNullElse(System.getenv("RF_PROMPTS"), "/var/lib/ringfence/cache/prompts");
    prompts = Path.of(built).toRealPath().resolve("ringfence");
    recording = recording(Files.readAllBytes(prompts.resolve("en/one-moment.ulaw")));
    Path brought = folder.resolve("given.ulaw");
    LauncherRun run =
        LauncherRun.of(
            folder.resolve("none"),
            Map.of(),
            "prompt-sound",
            "en",
            "welcome",
            recording.toString(),
            brought.toString());
    assertThat(run.exit()).as(run.said()).isZero();
    assertThat(run.said()).matches("[0-9.]+\t-20\\.0\n");
    givenBytes = Files.size(brought);
    known = folder.resolve("known");
    FolderCopy.copy(prompts, known);
    platform = LivePlatform.start(folder, Map.of());
    line = listening();
  }

  @AfterAll
  static void stop() {
    line.close();
    platform.close();
  }

  /// Callers who know the prompts in the folder of the known ones.
  private static ListeningLine listening() throws IOException {
    return new ListeningLine(Sipp.TRUNK_ADDRESS, platform.sipPort(), known, System::nanoTime);
  }

  /// What is played for a prompt of the page, in Asterisk's own folder.
  private static Path inPlace(String path) {
    return platform.dataFolder().resolve("asterisk/data/sounds/en/ringfence/" + path + ".ulaw");
  }

  /// Speech that no prompt is, backwards, much softer, and with a second of silence around it.
  private static Path recording(byte[] ulaw) throws IOException {
    byte[] samples = new byte[2 * (ulaw.length + 2 * RATE)];
    for (int i = 0; i < ulaw.length; i++) {
      int sample = Ulaw.decode(ulaw[ulaw.length - 1 - i]) / 5;
      samples[2 * (RATE + i)] = (byte) sample;
      samples[2 * (RATE + i) + 1] = (byte) (sample >> 8);
    }
    Path file = folder.resolve("recording.wav");
    AudioFormat format = new AudioFormat(RATE, 16, 1, true, false);
    try (AudioInputStream sound =
        new AudioInputStream(new ByteArrayInputStream(samples), format, samples.length / 2)) {
      AudioSystem.write(sound, AudioFileFormat.Type.WAVE, file.toFile());
    }
    return file;
  }

  private static ListenedCall answered(String number) throws IOException, InterruptedException {
    ListenedCall call = line.call(number, LivePlatform.LINE);
    assertThat(call.awaitAnswer(People.SOON)).isTrue();
    return call;
  }

  private static List<String> names(ListenedCall call) {
    return call.sounds().stream().map(Sound::name).toList();
  }

  private static void awaitSound(ListenedCall call, String name) {
    await().atMost(People.SOON).untilAsserted(() -> assertThat(names(call)).contains(name));
  }

  private static void hears(String number, String first) throws Exception {
    ListenedCall call = answered(number);
    awaitSound(call, "es/language-choice");
    assertThat(names(call).getFirst()).isEqualTo(first);
    call.hangUp();
  }

  private static void awaitListed(String prompt, String source) {
    await()
        .atMost(People.SOON)
        .untilAsserted(() ->
            assertThat(platform.look(PROMPTS).body())
                .containsPattern(
                    "\"prompt\":\"" + prompt + "\",[^}]*\"source\":\"" + source + "\""));
  }

  private static HttpResponse<String> give(String prompt, Path file) throws IOException {
    return platform.give(
        PROMPTS + "/en/" + prompt + "/sound?reason=for%20the%20test", "audio/wav", file);
  }

  @Test
  void theNextCallerHearsWhatWasGivenAlsoAfterARestartUntilItIsTakenBack() throws Exception {
    hears("+16125553001", "en/welcome");

    HttpResponse<String> taken = give("welcome", recording);
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
    assertThat(taken.body()).contains("\"dbm0\":-20.0");
    awaitListed("welcome", "PAGE");
    // Two runs of sox are not alike to the last bit: callers learn what this one made.
    Files.copy(inPlace("en/welcome"), known.resolve("en/given.ulaw"));
    line.close();
    line = listening();
    hears("+16125553002", "en/given");
    assertThat(platform.get("/health/ready").body()).contains("all files are there");

    long killed = platform.jvmPid();
    LivePlatform.signal("KILL", killed);
    await().atMost(People.SOON).until(() -> platform.isReady() && platform.jvmPid() != killed);
    awaitListed("welcome", "PAGE");
    hears("+16125553003", "en/given");

    assertThat(platform.act(PROMPTS + "/en/welcome/as-built", "{\"reason\":\"done\"}").statusCode())
        .isEqualTo(202);
    awaitListed("welcome", "VOICE");
    hears("+16125553004", "en/welcome");
  }

  @Test
  void whoHearsAPromptWhileItIsChangedHearsItToItsEnd() throws Exception {
    ListenedCall call = answered("+16125553005");
    awaitSound(call, "es/language-choice");
    call.press('1');
    awaitSound(call, "en/purpose-menu");
    assertThat(give("purpose-menu", recording).statusCode()).isEqualTo(202);
    awaitListed("purpose-menu", "PAGE");
    Sound heard = call.sounds().getLast();
    assertThat(System.nanoTime()).as("it was changed in the middle").isLessThan(heard.endsNanos());
    await().atMost(People.SOON).until(() -> System.nanoTime() > heard.endsNanos());

    byte[] file = Files.readAllBytes(prompts.resolve("en/purpose-menu.ulaw"));
    byte[] received = call.received(heard.beganNanos(), file.length / Ulaw.FRAME);
    assertThat(PromptsOnTheWireE2eTest.correlation(file, received)).isGreaterThan(0.98);
    call.hangUp();
    assertThat(
            platform.act(PROMPTS + "/en/purpose-menu/as-built", "{\"reason\":\"x\"}").statusCode())
        .isEqualTo(202);
    awaitListed("purpose-menu", "VOICE");
  }

  @Test
  void aFirstRecordingInALanguageWithoutAVoiceIsKeptAndHeardBack() throws Exception {
    String path = PROMPTS + "/so/welcome/sound";
    assertThat(platform.look(path).statusCode()).isEqualTo(404);
    assertThat(platform.give(path + "?reason=first", "audio/wav", recording).statusCode())
        .isEqualTo(202);
    await()
        .atMost(People.SOON)
        .untilAsserted(() -> assertThat(platform.look(path).body()).startsWith("RIFF"));
    assertThat(Files.size(inPlace("so/welcome")))
        .isBetween(givenBytes - RATE / 10, givenBytes + RATE / 10);
  }

  @Test
  void theLauncherSaysWhyARecordingIsNotTaken() throws Exception {
    byte[] whole = Files.readAllBytes(recording);
    Path cut = Files.write(folder.resolve("cut.wav"), Arrays.copyOf(whole, whole.length / 2));
    Path text = Files.writeString(folder.resolve("text.wav"), "no sound at all");
    assertThat(give("welcome", cut).body()).contains("is cut off or damaged; save it again");
    assertThat(give("welcome", text).body()).contains("cannot be read as sound");
    assertThat(give("welcome", text).statusCode()).isEqualTo(400);
    assertThat(platform.look(PROMPTS).body()).contains("\"recordable\":true");
  }
}
