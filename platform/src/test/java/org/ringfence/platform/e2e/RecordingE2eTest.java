package org.ringfence.platform.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.simulator.sipp.Sipp;

/// Recorded talks on real Asterisk: told before, paused, deleted. SIPp's callers send a tone.
@Tag("asterisk")
@Timeout(180)
final class RecordingE2eTest {

  private static final Duration TALK = Duration.ofSeconds(40);
  private static final int HEADER = 44;
  private static final int SAMPLES_PER_SECOND = 8_000;

  /// Louder than this is sound; silence is zeros.
  private static final double SOUND = 100;

  @TempDir static Path folder;
  private static LivePlatform platform;
  private static int calleePort;

  private People people;

  @BeforeAll
  @Timeout(300)
  static void start() throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("queue.wrap-up", "1s");
    settings.put("gateway.recording.enabled", "true");
    settings.put("gateway.recording.least-free-megabytes", "1");
    settings.put("queue.callbacks.enabled", "true");
    settings.put("queue.callbacks.offer-from", "0s");
    settings.put("queue.callbacks.most-machine-odds", "9");
    calleePort = FreePort.take();
    settings.put(
        "gateway.callbacks.dial",
        "\"PJSIP/trunk/sip:{number}@" + Sipp.TRUNK_ADDRESS + ":" + calleePort + "\"");
    platform = LivePlatform.start(folder, settings);
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  @BeforeEach
  void enter() {
    people = new People(platform);
  }

  @AfterEach
  void leave() {
    people.leave();
  }

  private void talk(String agent) {
    people.caller("11", People.NEVER);
    people.awaitLine(1, 0);
    people.agents(Duration.ofMillis(300), TALK, agent);
    people.awaitAgent(agent, "TALKING");
    awaitRecording(agent, "RUNNING");
  }

  private static void awaitRecording(String agent, String state) {
    await()
        .atMost(People.SOON)
        .until(() -> platform.agent(agent).path("recording").asString("").equals(state));
  }

  private static void ask(String agent, String what) throws IOException {
    assertThat(platform.post("/api/v1/agents/" + agent + "/recording", "{\"do\":\"" + what + "\"}"))
        .isEqualTo(202);
  }

  @Test
  void a_card_number_is_silence_in_the_recording_and_the_talk_around_it_is_heard()
      throws IOException {
    talk("ben");
    Awaiting.pass(Duration.ofSeconds(3));
    ask("ben", "pause");
    awaitRecording("ben", "PAUSED");
    Awaiting.pass(Duration.ofSeconds(4));
    ask("ben", "resume");
    awaitRecording("ben", "RUNNING");
    Awaiting.pass(Duration.ofSeconds(3));
    people.leave();
    people.awaitNobodyLeft();

    await()
        .atMost(People.SOON)
        .until(() -> platform.look("/api/v1/recordings").body().contains("ben"));
    double[] loudness = loudness(file(".wav"));
    assertThat(loudness.length).isBetween(9, 30);
    int silent = 0;
    for (int second = 2; second < 9; second++) {
      silent += loudness[second] < SOUND ? 1 : 0;
    }
    assertThat(silent).as("silent seconds of %s", loudness).isBetween(2, 6);
    assertThat(loudness[1]).as("%s", loudness).isGreaterThan(SOUND);
    assertThat(loudness[loudness.length - 2]).as("%s", loudness).isGreaterThan(SOUND);
  }

  @Test
  void a_talk_that_the_caller_does_not_want_recorded_goes_on_and_nothing_is_left()
      throws IOException {
    talk("fay");
    Path note = file(".json");
    ask("fay", "discard");
    awaitRecording("fay", "DISCARDED");
    Awaiting.pass(Duration.ofSeconds(2));
    assertThat(note).doesNotExist();
    assertThat(Path.of(note.toString().replace(".json", ".wav"))).doesNotExist();
    assertThat(platform.agentState("fay")).isEqualTo("TALKING");
  }

  @Test
  void who_is_called_back_hears_that_talks_are_recorded_and_then_is() throws IOException {
    people.agents(Duration.ofMillis(300), People.NEVER, "ana");
    people.caller("11", People.NEVER);
    people.awaitAgent("ana", "TALKING");
    String talking = platform.callerChannels().iterator().next();
    people.caller("21", People.NEVER);
    people.awaitLine(1, 1);
    String channel = other(talking);
    platform.asterisk("module load app_senddtmf.so");
    try (AmiTap tap = platform.tap();
        TrunkScenario _ = TrunkScenario.callee(platform, "callee", calleePort)) {
      await().atMost(People.SOON).until(() -> platform.variable(channel, "RF_ASK").equals("cb"));
      tap.press(channel, '1');
      await()
          .atMost(People.SOON)
          .until(() -> platform.variable(channel, "RF_ASK").startsWith("cbn."));
      tap.press(channel, platform.variable(channel, "RF_ASK").split("\\.", -1)[2].charAt(0));
      await().atMost(People.SOON).until(() -> platform.callerChannels().size() == 1);

      Awaiting.pass(Duration.ofSeconds(31));
      platform.asterisk("channel request hangup " + talking);
      people.awaitAgent("ana", "OFFERED");
      await().atMost(People.SOON).until(() -> !other(talking).isEmpty());
      String dialed = other(talking);
      await()
          .atMost(People.SOON)
          .until(() -> platform.variable(dialed, "RF_SAY").endsWith("|callback"));
      tap.press(dialed, '1');
      await()
          .atMost(People.SOON)
          .until(() ->
              platform
                  .variable(dialed, "RF_SAY")
                  .endsWith("|ringfence/es/recording-notice||0|0|told"));
      assertThat(platform.agentState("ana")).as("nobody cuts the notice off").isEqualTo("OFFERED");
      people.awaitAgent("ana", "TALKING");
      awaitRecording("ana", "RUNNING");
      assertThat(Files.readString(file(".json"))).contains("\"es\"");
    }
  }

  /// A caller's channel beside that one, or "".
  private static String other(String channel) {
    return platform.callerChannels().stream()
        .filter(each -> !each.equals(channel))
        .findFirst()
        .orElse("");
  }

  /// The newest file of recorded talks.
  private static Path file(String suffix) throws IOException {
    try (Stream<Path> files = Files.list(platform.dataFolder().resolve("asterisk/spool/talks"))) {
      return files
          .filter(file -> file.toString().endsWith(suffix))
          .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
          .orElseThrow();
    }
  }

  /// The root mean square of the samples of each whole second.
  private static double[] loudness(Path wav) throws IOException {
    ByteBuffer sound = ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN);
    double[] seconds = new double[(sound.capacity() - HEADER) / 2 / SAMPLES_PER_SECOND];
    for (int second = 0; second < seconds.length; second++) {
      double sum = 0;
      for (int i = 0; i < SAMPLES_PER_SECOND; i++) {
        double sample = sound.getShort(HEADER + 2 * (second * SAMPLES_PER_SECOND + i));
        sum += sample * sample;
      }
      seconds[second] = Math.sqrt(sum / SAMPLES_PER_SECOND);
    }
    return seconds;
  }
}
