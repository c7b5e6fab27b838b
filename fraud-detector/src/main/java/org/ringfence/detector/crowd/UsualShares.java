package org.ringfence.detector.crowd;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Which share of people's calls falls into each cell of each trait: what the operator knew before,
/// and what was learned in quiet times.
final class UsualShares {

  /// What is not known before is as good as usual until so many calls showed that it is not.
  private static final double DOUBT = 500;

  /// From so many learned calls on the past counts half: people change.
  private static final double MOST_LEARNED = 50_000;

  /// The part of a trait's floor that stays however much was learned.
  private static final double LEAST_CAUTION = 0.25;

  /// By the trait's place; nothing for traits that are flat.
  private final double[][] before = new double[Trait.values().length][];

  /// By the trait's place; null for traits that are flat.
  private final @Nullable FadingCounts[] learned = new FadingCounts[Trait.values().length];

  UsualShares(UsualCallers usual) {
    for (Trait trait : Trait.values()) {
      if (!trait.isFlat()) {
        before[trait.place()] = usual.shares(trait);
        learned[trait.place()] = new FadingCounts(trait.cells());
      }
    }
  }

  void learn(Trait trait, int cell) {
    @Nullable FadingCounts counts = learned[trait.place()];
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
    @Nullable FadingCounts counts = learned[trait.place()];
    if (counts == null) {
      return trait.floor(cell);
    }
    double[] known = before[trait.place()];
    double seen = counts.units(cell);
    double all = counts.totalUnits();
    double share =
        trait == Trait.LOOKS
            ? (seen + DOUBT) / (all + DOUBT)
            : (seen + known[cell] * UsualCallers.WORTH) / (all + UsualCallers.WORTH);
    return Math.max(share, trait.floor(cell) * caution(all));
  }

  /// The better the line's own callers are known, the less need there is of caution.
  private static double caution(double learnedCalls) {
    double doubt = UsualCallers.WORTH / (UsualCallers.WORTH + learnedCalls);
    return Math.max(LEAST_CAUTION, doubt);
  }

  /// What [#share] is at least, in any cell of a trait.
  double leastShare(Trait trait) {
    @Nullable FadingCounts counts = learned[trait.place()];
    return counts == null ? trait.leastFloor() : trait.leastFloor() * caution(counts.totalUnits());
  }

  int packedBytes() {
    int bytes = 0;
    for (FadingCounts counts : learned) {
      bytes += counts == null ? 0 : counts.packedBytes();
    }
    return bytes;
  }

  void pack(ByteBuffer to) {
    for (FadingCounts counts : learned) {
      if (counts != null) {
        counts.pack(to);
      }
    }
  }

  void unpack(ByteBuffer from) {
    for (FadingCounts counts : learned) {
      if (counts != null) {
        counts.unpack(from);
      }
    }
  }
}
