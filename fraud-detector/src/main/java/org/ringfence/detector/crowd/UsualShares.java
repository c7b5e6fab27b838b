package org.ringfence.detector.crowd;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;

/// Which share of people's calls falls into each cell of each trait: what the operator knew before,
/// and what was learned in quiet times.
final class UsualShares {

  /// What is not known before is as good as usual until so many calls showed that it is not.
  private static final double DOUBT = 500;

  /// From so many learned calls on the past counts half: people change.
  private static final double MOST_LEARNED = 50_000;

  /// The part of a trait's floor that stays however much was learned.
  private static final double LEAST_CAUTION = 0.25;

  private final Map<Trait, double[]> before = new EnumMap<>(Trait.class);
  private final Map<Trait, FadingCounts> learned = new EnumMap<>(Trait.class);

  UsualShares(UsualCallers usual) {
    for (Trait trait : Trait.values()) {
      if (!trait.isFlat()) {
        before.put(trait, usual.shares(trait));
        learned.put(trait, new FadingCounts(trait.cells()));
      }
    }
  }

  void learn(Trait trait, int cell) {
    FadingCounts counts = learned.get(trait);
    if (counts == null) {
      return;
    }
    counts.add(cell, 1);
    if (counts.totalUnits() > MOST_LEARNED) {
      counts.rescale(0.5);
    }
  }

  /// The share that people are credited with, at least the trait's floor.
  double share(Trait trait, int cell) {
    double[] known = before.get(trait);
    FadingCounts counts = learned.get(trait);
    if (known == null || counts == null) {
      return trait.floor(cell);
    }
    double seen = counts.units(cell);
    double all = counts.totalUnits();
    double share =
        trait == Trait.LOOKS
            ? (seen + DOUBT) / (all + DOUBT)
            : (seen + known[cell] * UsualCallers.WORTH) / (all + UsualCallers.WORTH);
    // The better the line's own callers are known, the less need there is of caution.
    double doubt = UsualCallers.WORTH / (UsualCallers.WORTH + all);
    return Math.max(share, trait.floor(cell) * Math.max(LEAST_CAUTION, doubt));
  }

  int packedBytes() {
    return learned.values().stream().mapToInt(FadingCounts::packedBytes).sum();
  }

  void pack(ByteBuffer to) {
    learned.values().forEach(counts -> counts.pack(to));
  }

  void unpack(ByteBuffer from) {
    learned.values().forEach(counts -> counts.unpack(from));
  }
}
