package org.ringfence.platform.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
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
import org.ringfence.simulator.sipp.PlannedCall;
import org.ringfence.simulator.sipp.PlannedCall.TimedKey;
import org.ringfence.simulator.sipp.Sipp;

/// What callers really hear: the frames that Asterisk sends, held against the prompts' files.
@Tag("asterisk")
@Timeout(120)
final class PromptsOnTheWireE2eTest {

  /// What `bin/lib/prompts.sh` brings prompts to, and how far a short one may be off.
  private static final double LEVEL_DBM0 = -20;

  private static final double LEVEL_TOLERANCE = 2;
  private static final int FEWEST_PROMPTS = 10;

  @TempDir static Path folder;
  private static LivePlatform platform;
  private static ListeningLine line;
  private static Path prompts;

  @BeforeAll
  @Timeout(300)
  static void start() throws IOException {
    String built =
        Objects.requireNonNullElse(System.getenv("RF_PROMPTS"), "/var/lib/ringfence/cache/prompts");
    Path own = folder.resolve("prompts");
    FolderCopy.copy(Path.of(built).toRealPath(), own);
    platform = LivePlatform.startWithPrompts(folder, own);
    prompts = own.resolve("ringfence");
    line = new ListeningLine(Sipp.TRUNK_ADDRESS, platform.sipPort(), prompts, System::nanoTime);
  }

  @AfterAll
  static void stop() {
    line.close();
    platform.close();
  }

  private static List<String> names(ListenedCall call) {
    return call.sounds().stream().map(Sound::name).toList();
  }

  private static void awaitSound(ListenedCall call, String name) {
    await().atMost(People.SOON).until(() -> names(call).contains(name));
  }

  private static ListenedCall answered(String number) throws IOException, InterruptedException {
    ListenedCall call = line.call(number, LivePlatform.LINE);
    assertThat(call.awaitAnswer(People.SOON)).isTrue();
    return call;
  }

  /// The channel of a call that was just answered.
  private static String channel(Set<String> before) {
    Set<String> now = new HashSet<>(platform.callerChannels());
    now.removeAll(before);
    assertThat(now).hasSize(1);
    return now.iterator().next();
  }

  /// Presses the language's key at the end of the first question, and 2, for billing, at the
  /// second.
  ///
  /// @return the prompts that were ordered for the first announcement in line
  private static List<String> toTheLine(
      ListenedCall call, String channel, char key, String language) {
    awaitSound(call, "es/language-choice");
    call.press(key);
    awaitSound(call, language + "/purpose-menu");
    call.press('2');
    awaitSound(call, language + "/one-moment");
    List<String> ordered = new ArrayList<>();
    await()
        .atMost(People.SOON)
        .until(() -> {
          String said = platform.variable(channel, "RF_SAY");
          if (said.contains("ringfence/" + language + "/")) {
            String paths = said.split("\\|", -1)[1].replace("ringfence/", "");
            ordered.addAll(List.of(paths.split("&", -1)));
          }
          return !ordered.isEmpty();
        });
    return ordered;
  }

  @Test
  void positionAndRangeAreHeardAsTheyWereOrderedInBothLanguages() throws Exception {
    try (People people = new People(platform)) {
      people.agents(Duration.ofMillis(300), People.NEVER, "ben");
      TimedKey key = new TimedKey(Duration.ofMillis(700), '1');
      people.caller(
          PlannedCall.silent("+16125552001", LivePlatform.LINE)
              .keying(key, key, new TimedKey(Duration.ofMillis(700), '#')),
          People.NEVER);
      people.awaitAgent("ben", "TALKING");
      Set<String> compared = new TreeSet<>();
      Set<String> before = platform.callerChannels();
      ListenedCall english = answered("+16125552002");
      heard(english, toTheLine(english, channel(before), '1', "en"), compared);
      assertThat(names(english)).startsWith("en/welcome", "en/language-choice");
      before = platform.callerChannels();
      ListenedCall spanish = answered("+16125552003");
      heard(spanish, toTheLine(spanish, channel(before), '2', "es"), compared);
      assertThat(names(spanish)).containsSubsequence("es/your-number", "es/n-2", "es/in-line");
      assertThat(compared).hasSizeGreaterThanOrEqualTo(FEWEST_PROMPTS);
      awaitMusic(english);
      english.hangUp();
      spanish.hangUp();
    }
  }

  /// Waits until what was ordered has been said, and compares every prompt that was heard whole.
  private static void heard(ListenedCall call, List<String> said, Set<String> compared)
      throws IOException {
    await().atMost(People.SOON).until(() -> names(call).containsAll(said));
    assertThat(names(call)).containsSubsequence(said);
    Sound last = call.sounds().getLast();
    await().atMost(People.SOON).until(() -> System.nanoTime() > last.endsNanos());
    List<Sound> sounds = call.sounds();
    for (int i = 0; i < sounds.size(); i++) {
      Sound sound = sounds.get(i);
      long next = i + 1 < sounds.size() ? sounds.get(i + 1).beganNanos() : Long.MAX_VALUE;
      if (sound.endsNanos() <= next + Ulaw.FRAME_NANOS) {
        isTheFile(call, sound);
        compared.add(sound.name());
      }
    }
  }

  private static void isTheFile(ListenedCall call, Sound sound) throws IOException {
    byte[] file = Files.readAllBytes(prompts.resolve(sound.name() + ".ulaw"));
    byte[] received = call.received(sound.beganNanos(), file.length / Ulaw.FRAME);
    assertThat(correlation(file, received)).as(sound.name()).isGreaterThan(0.98);
    assertThat(level(received))
        .as(sound.name())
        .isBetween(LEVEL_DBM0 - LEVEL_TOLERANCE, LEVEL_DBM0 + LEVEL_TOLERANCE);
  }

  /// The best correlation within a frame to either side: arrival times jitter.
  static double correlation(byte[] file, byte[] received) {
    double best = -1;
    for (int shift = -2 * Ulaw.FRAME; shift <= 2 * Ulaw.FRAME; shift += Ulaw.FRAME) {
      double product = 0;
      double files = 0;
      double ours = 0;
      for (int i = Math.max(0, -shift); i < Math.min(file.length, received.length - shift); i++) {
        double a = Ulaw.decode(file[i]);
        double b = Ulaw.decode(received[i + shift]);
        product += a * b;
        files += a * a;
        ours += b * b;
      }
      best = Math.max(best, product / Math.sqrt(files * ours + 1));
    }
    return best;
  }

  /// The mean level of the frames that are less than 15.9 dB below it (after ITU-T P.56), in dBm0.
  private static double level(byte[] ulaw) {
    List<Double> powers = new ArrayList<>();
    for (int at = 0; at + Ulaw.FRAME <= ulaw.length; at += Ulaw.FRAME) {
      double square = 0;
      for (int i = at; i < at + Ulaw.FRAME; i++) {
        double sample = Ulaw.decode(ulaw[i]) / 32_768.0;
        square += sample * sample;
      }
      powers.add(square / Ulaw.FRAME);
    }
    double level = mean(powers, 0);
    for (int round = 0; round < 20; round++) {
      level = mean(powers, level * 0.0257);
    }
    return 10 * Math.log10(2 * level) + 3.17;
  }

  private static double mean(List<Double> powers, double least) {
    return powers.stream()
        .mapToDouble(Double::doubleValue)
        .filter(power -> power >= least)
        .average()
        .orElse(0);
  }

  private static void awaitMusic(ListenedCall call) {
    await()
        .atMost(People.SOON)
        .until(() -> {
          Sound last = call.sounds().getLast();
          return call.firstAudible(last.endsNanos()).isPresent();
        });
  }

  @Test
  void aPromptThatGoesMissingCostsNobodyTheCallAndIsReported() throws Exception {
    Path file = prompts.resolve("es/purpose-menu.ulaw");
    Path kept = folder.resolve("purpose-menu.ulaw");
    Files.move(file, kept);
    try {
      ListenedCall unnoticed = answered("+16125552004");
      awaitSound(unnoticed, "es/language-choice");
      unnoticed.press('2');
      awaitSound(unnoticed, "es/one-moment");
      assertThat(unnoticed.isOver()).isFalse();
      unnoticed.hangUp();
      await().atMost(People.SOON).until(() -> platform.meter("ringfence_prompts_missing", "") == 1);
      await()
          .atMost(People.SOON)
          .until(() -> platform.get("/health/ready").body().contains("es/purpose-menu"));
      ListenedCall noticed = answered("+16125552005");
      awaitSound(noticed, "es/language-choice");
      noticed.press('2');
      awaitSound(noticed, "en/purpose-menu");
      noticed.press('2');
      awaitSound(noticed, "es/one-moment");
      noticed.hangUp();
    } finally {
      Files.move(kept, file);
    }
  }
}
