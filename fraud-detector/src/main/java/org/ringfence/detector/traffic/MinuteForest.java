package org.ringfence.detector.traffic;

import com.amazon.randomcutforest.RandomCutForest;
import com.amazon.randomcutforest.returntypes.DiVector;
import java.util.ArrayList;
import java.util.List;

/// A Random Cut Forest (Guha, Mishra, Roy and Schrijvers, ICML 2016) over the minutes of a line.
///
/// A forest cannot be saved cheaply, and one that has seen everything could not be made again. So
/// the minutes are kept, and a forest is exactly what it becomes when it is taught them in their
/// order, with a fixed seed: after a restart it is the same to the last bit. A second forest begins
/// [#GENERATION] minutes after the first and takes its place when that is twice as old; then the
/// older half of the minutes is forgotten, and nothing has to be taught again at once.
///
/// INVARIANT: `young` has been taught what `old` has, without the first [#GENERATION] minutes.
final class MinuteForest {

  /// Minutes, of those busy enough to count: a working day lies within twice as many.
  static final int GENERATION = 240;

  private static final int TREES = 30;
  private static final long SEED = 20_161_101;

  private final List<float[]> minutes = new ArrayList<>();
  private RandomCutForest old = empty();
  private RandomCutForest young = empty();

  private static RandomCutForest empty() {
    return RandomCutForest.builder()
        .dimensions(Measure.COUNT)
        .shingleSize(1)
        .numberOfTrees(TREES)
        .sampleSize(GENERATION)
        .outputAfter(1)
        .randomSeed(SEED)
        .parallelExecutionEnabled(false)
        .build();
  }

  /// Minutes that it knows.
  int size() {
    return minutes.size();
  }

  float[] get(int minute) {
    return minutes.get(minute);
  }

  void teach(float[] minute) {
    if (minutes.size() == 2 * GENERATION) {
      minutes.subList(0, GENERATION).clear();
      old = young;
      young = empty();
    }
    minutes.add(minute);
    old.update(minute);
    if (minutes.size() > GENERATION) {
      young.update(minute);
    }
  }

  /// About 1 for a minute like the others, and more the sooner random cuts set it apart.
  double score(float[] minute) {
    return old.getAnomalyScore(minute);
  }

  /// What each component adds to the score.
  double[] attribution(float[] minute) {
    DiVector parts = old.getAnomalyAttribution(minute);
    double[] sums = new double[Measure.COUNT];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = parts.getHighLowSum(i);
    }
    return sums;
  }

  void clear() {
    minutes.clear();
    old = empty();
    young = empty();
  }

  List<float[]> save() {
    return List.copyOf(minutes);
  }

  /// Minutes of another shape are left out: they are of another program.
  void restore(List<float[]> saved) {
    clear();
    saved.stream().filter(minute -> minute.length == Measure.COUNT).forEach(this::teach);
  }
}
