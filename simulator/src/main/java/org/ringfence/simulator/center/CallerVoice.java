package org.ringfence.simulator.center;

import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.CallerSound;
import org.ringfence.simulator.chance.Draws;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.plans.CallerPlan.Audio;

/// What one call lets us hear, by plan: when it begins, how much of it there is, and a fingerprint
/// of its first seconds.
///
/// The same recording gives the same fingerprint with a few bits flipped by the line; what is live
/// gives another one each time.
final class CallerVoice {

  /// A fingerprint takes so much sound.
  private static final double PRINT_SECONDS = 3;

  private static final double FLIPPED_SHARE = 0.05;

  private final CallerPlan.Sound sound;
  private final long print;

  CallerVoice(Draws draws, CallerPlan plan, int attempt) {
    sound = plan.sound();
    print = printOf(draws, plan, attempt);
  }

  private static long printOf(Draws draws, CallerPlan plan, int attempt) {
    Audio audio = plan.sound().audio();
    SplittableRandom line = draws.of(plan.planId(), attempt, "print");
    if (audio.kind() != Audio.Kind.RECORDING) {
      return line.nextLong();
    }
    long flips = 0;
    for (int bit = 0; bit < Long.SIZE; bit++) {
      flips |= line.nextDouble() < FLIPPED_SHARE ? 1L << bit : 0;
    }
    return draws.of(audio.recording(), 0, "recording").nextLong() ^ flips;
  }

  /// When the caller is first heard after the answer, in seconds; infinite for never.
  double firstSeconds() {
    return sound.audio().kind() == Audio.Kind.SILENCE
        ? Double.POSITIVE_INFINITY
        : sound.firstSoundSeconds();
  }

  /// What was heard until some seconds after the answer.
  CallerSound after(double seconds) {
    double heardFor = seconds - firstSeconds();
    if (!(heardFor >= 0)) {
      return CallerSound.NOTHING;
    }
    @Nullable Long taken = heardFor >= PRINT_SECONDS ? (Long) print : null;
    return new CallerSound(
        Duration.ofMillis(Math.round(firstSeconds() * 1000)),
        seconds <= 0 ? 0 : sound.share() * heardFor / seconds,
        taken);
  }
}
