package org.ringfence.detector.screening;

import org.ringfence.events.Mode;

/// How far the attempts on a line are above what is usual, in bins of ten seconds.
///
/// The usual rate is learned slowly, only while nothing is alarmed (an attack must not teach that
/// it is normal), never below what the operator expects (or each morning would be a surge over each
/// night) and never above [#MAX_LEARNED_RATIO] of it (or a patient attacker could raise it at
/// will).
final class ArrivalSurge {

  static final long BIN_MILLIS = 10_000;

  static final double MAX_LEARNED_RATIO = 3;

  /// Half of what was learned is forgotten in an hour.
  private static final double LEARNING_RATE = 1 - StrictMath.pow(0.5, BIN_MILLIS / 3_600_000.0);

  /// Empty bins that are rolled one by one; after a longer silence the state is as at the start.
  private static final long MAX_ROLLED_BINS = 720;

  private final double expectedPerBin;
  private final Cusum amber;
  private final Cusum red;
  private double learnedPerBin;
  private long binStartMillis = Long.MIN_VALUE;
  private int openCount;
  private int lastCount;

  ArrivalSurge(ScreeningThresholds thresholds) {
    expectedPerBin = thresholds.expectedAttemptsPerHour() * BIN_MILLIS / 3_600_000.0;
    amber = new Cusum(thresholds.amberSurge());
    red = new Cusum(thresholds.redSurge());
    learnedPerBin = expectedPerBin;
  }

  /// Closes the bins that are over.
  ///
  /// @param learning whether they may teach what is usual
  void roll(long nowMillis, boolean learning) {
    long start = Math.floorDiv(nowMillis, BIN_MILLIS) * BIN_MILLIS;
    if (binStartMillis == Long.MIN_VALUE) {
      binStartMillis = start;
      return;
    }
    long bins = (start - binStartMillis) / BIN_MILLIS;
    if (bins < 0 || bins > MAX_ROLLED_BINS) {
      forget(start);
      return;
    }
    for (long i = 0; i < bins; i++) {
      closeBin(learning);
    }
    binStartMillis = start;
  }

  private void closeBin(boolean learning) {
    double usual = usualPerBin();
    amber.close(openCount, usual);
    red.close(openCount, usual);
    if (learning && amber.isQuiet()) {
      learnedPerBin =
          Math.clamp(
              learnedPerBin + LEARNING_RATE * (openCount - learnedPerBin),
              expectedPerBin,
              expectedPerBin * MAX_LEARNED_RATIO);
    }
    lastCount = openCount;
    openCount = 0;
  }

  private void forget(long start) {
    binStartMillis = start;
    openCount = 0;
    lastCount = 0;
    learnedPerBin = expectedPerBin;
    amber.reset();
    red.reset();
  }

  void count() {
    openCount++;
  }

  /// What the arrivals alone ask for.
  Mode level() {
    double usual = usualPerBin();
    if (red.isReached(openCount, usual)) {
      return Mode.RED;
    }
    return amber.isReached(openCount, usual) ? Mode.AMBER : Mode.GREEN;
  }

  /// Starts anew to look for the levels above a mode, which has just been stepped down to.
  void release(Mode to) {
    red.reset();
    if (to == Mode.GREEN) {
      amber.reset();
    }
  }

  double usualPerBin() {
    return learnedPerBin;
  }

  /// A sentence for people.
  String why() {
    return "surge: "
        + Math.max(openCount, lastCount)
        + " attempts in 10 s where "
        + Math.rint(usualPerBin() * 10) / 10
        + " are usual";
  }

  ScreeningSnapshot.Surge snapshot() {
    return new ScreeningSnapshot.Surge(
        binStartMillis, openCount, lastCount, learnedPerBin, amber.sum(), red.sum());
  }

  void restore(ScreeningSnapshot.Surge snapshot) {
    binStartMillis = snapshot.binStart();
    openCount = snapshot.open();
    lastCount = snapshot.last();
    learnedPerBin =
        Math.clamp(snapshot.learned(), expectedPerBin, expectedPerBin * MAX_LEARNED_RATIO);
    amber.restore(snapshot.amber());
    red.restore(snapshot.red());
  }
}
