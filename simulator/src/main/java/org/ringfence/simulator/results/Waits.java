package org.ringfence.simulator.results;

import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Figures of a set of waits, in seconds; null where there are none.
public final class Waits {

  private final double[] sorted;

  private Waits(double[] sorted) {
    this.sorted = sorted;
  }

  /// The waits in line of those who were served.
  public static Waits ofServed(Collection<AttemptResult> attempts) {
    double[] waits =
        attempts.stream()
            .filter(attempt -> attempt.outcome().isServed())
            .filter(attempt -> attempt.outcome() != Outcome.CALLBACK_SERVED)
            .mapToDouble(AttemptResult::waitSeconds)
            .toArray();
    Arrays.sort(waits);
    return new Waits(waits);
  }

  @Nullable Double mean() {
    return sorted.length == 0 ? null : Arrays.stream(sorted).sum() / sorted.length;
  }

  /// The smallest wait that this share of all does not exceed.
  public @Nullable Double quantile(double share) {
    if (sorted.length == 0) {
      return null;
    }
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.clamp(rank - 1L, 0, sorted.length - 1)];
  }

  @Nullable Double max() {
    return sorted.length == 0 ? null : sorted[sorted.length - 1];
  }
}
