package org.ringfence.gateway.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SoundPrintTest {

  private static final int SAME_AT_MOST = 10;
  private static final int DIFFERENT_AT_LEAST = 16;
  private static final int SOUNDS = 100;
  private static final int LINES = 3;

  private final Random chance = new Random(20_021);

  /// Distances of prints, by bits.
  private static final class Distances {
    private final int[] counts = new int[Long.SIZE + 1];
    private int all;

    void add(long one, long other) {
      counts[Long.bitCount(one ^ other)]++;
      all++;
    }

    double shareUpTo(int bits) {
      return (double) Arrays.stream(counts, 0, bits + 1).sum() / all;
    }

    double mean() {
      double sum = 0;
      for (int bits = 0; bits < counts.length; bits++) {
        sum += (double) bits * counts[bits];
      }
      return sum / all;
    }
  }

  private record Measured(Distances same, Distances different, int unprinted) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "same: mean %.2f bits, at most %d in %.2f %%, at most 12 in %.2f %% of %d; different: mean"
              + " %.2f, below %d in %.4f %%, at most 12 in %.4f %% of %d; %d without a print",
          same.mean(),
          SAME_AT_MOST,
          100 * same.shareUpTo(SAME_AT_MOST),
          100 * same.shareUpTo(12),
          same.all,
          different.mean(),
          DIFFERENT_AT_LEAST,
          100 * different.shareUpTo(DIFFERENT_AT_LEAST - 1),
          100 * different.shareUpTo(12),
          different.all,
          unprinted);
    }
  }

  private Measured measure(List<float[]> sounds) {
    Distances same = new Distances();
    Distances different = new Distances();
    List<Long> prints = new ArrayList<>();
    int unprinted = 0;
    for (float[] sound : sounds) {
      OptionalLong print = SoundPrint.of(sound);
      for (int line = 0; line < LINES; line++) {
        OptionalLong heard = SoundPrint.of(Voices.overALine(sound, chance));
        if (print.isPresent() && heard.isPresent()) {
          same.add(print.getAsLong(), heard.getAsLong());
        } else {
          unprinted++;
        }
      }
      print.ifPresent(known -> {
        prints.forEach(other -> different.add(known, other));
        prints.add(known);
      });
    }
    return new Measured(same, different, unprinted);
  }

  private List<float[]> speeches() {
    return Stream.generate(() -> Voices.speech(chance, 4.5)).limit(SOUNDS).toList();
  }

  @Test
  void theSameSoundIsKnownAgainOverAnyLineAndOthersAreFarAway() {
    Measured measured = measure(speeches());
    assertThat(measured.same().shareUpTo(SAME_AT_MOST)).as("%s", measured).isGreaterThan(0.98);
    assertThat(measured.different().shareUpTo(DIFFERENT_AT_LEAST - 1))
        .as("%s", measured)
        .isLessThan(0.001);
    assertThat(measured.unprinted()).as("%s", measured).isLessThan(SOUNDS * LINES / 100);
  }

  @Test
  void spokenPromptsAreKnownAgainToo() throws IOException {
    List<float[]> prompts = new ArrayList<>(prompts());
    prompts.addAll(speeches());
    Measured measured = measure(prompts);
    assertThat(measured.same().shareUpTo(SAME_AT_MOST)).as("%s", measured).isGreaterThan(0.98);
    assertThat(measured.different().shareUpTo(DIFFERENT_AT_LEAST - 1))
        .as("%s", measured)
        .isLessThan(0.001);
  }

  /// What was built of our own prompts, if anything: three and a half seconds or longer.
  private static List<float[]> prompts() throws IOException {
    String cache =
        Objects.requireNonNullElse(System.getenv("RINGFENCE_CACHE"), "/var/lib/ringfence/cache");
    Path folder = Path.of(cache, "prompts/ringfence");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<float[]> prompts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(at -> at.toString().endsWith(".ulaw")).sorted().toList()) {
        if (Files.size(file) >= 28_000) {
          prompts.add(Ulaw.decoded(Files.readAllBytes(file)));
        }
      }
    }
    return prompts;
  }

  @Test
  void laterSoundDoesNotChangeThePrint() {
    float[] sound = Voices.speech(chance, 8);
    float[] cut = Arrays.copyOf(sound, 4 * Voices.RATE);
    for (int i = cut.length; i < sound.length; i++) {
      sound[i] *= 4;
    }
    assertThat(SoundPrint.of(sound)).isPresent().isEqualTo(SoundPrint.of(cut));
  }

  @Test
  void silenceAndTooShortSoundsHaveNoPrint() {
    assertThat(SoundPrint.of(new float[0])).isEmpty();
    assertThat(SoundPrint.of(new float[20 * Voices.RATE])).isEmpty();
    assertThat(SoundPrint.of(Voices.speech(chance, 2.9))).isEmpty();
    for (int i = 0; i < 20; i++) {
      float[] word = Arrays.copyOf(Voices.speech(chance, 1), 10 * Voices.RATE);
      assertThat(SoundPrint.of(word)).as("a word and digital silence").isEmpty();
    }
  }

  @Test
  void tonesAndSteadyNoiseHaveNoPrint() {
    float[] tone = new float[5 * Voices.RATE];
    float[] noise = new float[5 * Voices.RATE];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (float) (8_000 * Math.sin(2 * Math.PI * 440 * i / Voices.RATE));
      noise[i] = (float) (1_500 * chance.nextGaussian());
    }
    assertThat(SoundPrint.of(tone)).isEmpty();
    assertThat(SoundPrint.of(Voices.overALine(tone, chance))).isEmpty();
    assertThat(SoundPrint.of(noise)).isEmpty();
  }

  @Test
  void whatIsCodedIsDecodedWithinAStep() {
    for (int linear = -32_000; linear <= 32_000; linear += 77) {
      float decoded = Ulaw.decoded(new byte[] {Voices.ulaw(linear)})[0];
      assertThat(Math.abs(decoded - linear)).isLessThanOrEqualTo(4 + Math.abs(linear) / 30f);
    }
  }
}
