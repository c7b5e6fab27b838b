package org.ringfence.queue.prediction;

import java.util.Arrays;
import java.util.List;

/// How fast callers leave a line for an agent, while somebody waits: starts / time with somebody
/// waiting, forgotten over several half-lives of such time. Time without callers says nothing of
/// how fast agents are.
final class Pace {

  /// Half-lives, in seconds of time with somebody waiting.
  static final double[] HALF_LIVES = {300, 1_200, 7_200};

  private final double[] starts = new double[HALF_LIVES.length];
  private final double[] seconds = new double[HALF_LIVES.length];

  void waited(double passedSeconds) {
    for (int i = 0; i < HALF_LIVES.length; i++) {
      double factor = StrictMath.pow(0.5, passedSeconds / HALF_LIVES[i]);
      starts[i] *= factor;
      seconds[i] = seconds[i] * factor + passedSeconds;
    }
  }

  void started() {
    for (int i = 0; i < HALF_LIVES.length; i++) {
      starts[i]++;
    }
  }

  /// Starts per second.
  ///
  /// @param horizon which of the half-lives
  /// @param prior what is believed before anything was seen, worth `priorStarts`
  double rate(int horizon, double prior, double priorStarts) {
    return (starts[horizon] + priorStarts) / (seconds[horizon] + priorStarts / prior);
  }

  /// The whole state.
  record Saved(List<Double> starts, List<Double> seconds) {
    Saved {
      starts = List.copyOf(starts);
      seconds = List.copyOf(seconds);
    }
  }

  Saved save() {
    return new Saved(AgeTable.boxed(starts), AgeTable.boxed(seconds));
  }

  void restore(Saved saved) {
    if (saved.starts.size() != starts.length || saved.seconds.size() != seconds.length) {
      return;
    }
    Arrays.setAll(starts, saved.starts::get);
    Arrays.setAll(seconds, saved.seconds::get);
  }
}
