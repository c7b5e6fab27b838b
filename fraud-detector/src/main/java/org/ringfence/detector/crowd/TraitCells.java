package org.ringfence.detector.crowd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/// One trait of the present crowd: how often each of its cells was seen lately, and what each
/// weighs as evidence.
///
/// INVARIANT: every cell that is not in [#excesses] weighs [#level], if that is known.
final class TraitCells {

  /// Machines that are imagined beside those counted, distributed as people are: a few calls are no
  /// distribution.
  private static final double IMAGINED = 4;

  private static final double LEAST_WEIGHT = -4;
  private static final double MOST_WEIGHT = 6;
  private static final double LEAST_ATTESTATION_WEIGHT = -2.5;
  private static final double MOST_ATTESTATION_WEIGHT = 1.5;

  /// One machine in twelve may play what no other does.
  private static final double LEAST_RECORDING_WEIGHT = -2.5;

  private final Trait trait;
  private final FadingCounts counts;
  private final double[] weights;

  /// Not a number when weights were filled from outside: then the next [#weigh] sets them all.
  private double level;

  private List<Excess> excesses = List.of();
  private double surplus;

  TraitCells(Trait trait) {
    this.trait = trait;
    counts = new FadingCounts(trait.cells());
    weights = new double[trait.cells()];
  }

  FadingCounts counts() {
    return counts;
  }

  double weight(int cell) {
    return weights[cell];
  }

  /// All weights, to be packed, or filled after [#forgetLevel].
  double[] weights() {
    return weights;
  }

  /// The weights are going to be filled from a snapshot.
  void forgetLevel() {
    level = Double.NaN;
    excesses = List.of();
    surplus = 0;
  }

  /// What is more than people explain, in the order of cells.
  List<Excess> excesses() {
    return excesses;
  }

  /// A cell is taken for something else, which was never seen.
  void forget(int cell) {
    counts.forget(cell);
    weights[cell] = Double.isNaN(level) ? 0 : level;
  }

  void clear() {
    counts.clear();
    Arrays.fill(weights, 0);
    level = 0;
    excesses = List.of();
    surplus = 0;
  }

  /// Looks for cells with more calls than people explain.
  ///
  /// @param people calls of people in the time that counts remember
  /// @param unit in which counts are kept
  /// @param muted cells that are no evidence
  /// @return the surplus of all cells together
  double findExcesses(double people, UsualShares usual, double unit, IntPredicate muted) {
    for (Excess old : excesses) {
      weights[old.cell()] = level;
    }
    excesses = List.of();
    surplus = 0;
    double leastUnits = Excess.leastEvident(people * usual.leastShare(trait)) * unit;
    if (counts.mostUnits() < leastUnits) {
      return 0;
    }
    List<Excess> found = new ArrayList<>();
    for (int cell = 0; cell < counts.size(); cell++) {
      double units = counts.units(cell);
      if (units < leastUnits) {
        continue;
      }
      double seen = units / unit;
      double expected = people * usual.share(trait, cell);
      double surprise = Excess.surprise(seen, expected);
      if (surprise >= Excess.EVIDENT && !muted.test(cell)) {
        Excess excess = new Excess(trait, cell, seen, expected, surprise);
        found.add(excess);
        surplus += excess.size();
      }
    }
    excesses = found;
    return surplus;
  }

  /// Brings the weights up to date with the excesses: machines that no surplus explains are taken
  /// to be spread as people are.
  void weigh(double machines, UsualShares usual) {
    if (surplus == 0) {
      level(0);
      return;
    }
    double all = Math.max(machines, surplus) + IMAGINED;
    double rest = (all - surplus) / all;
    level(clamp(StrictMath.log(rest)));
    for (Excess excess : excesses) {
      double share = usual.share(trait, excess.cell());
      double machine = excess.size() / all + rest * share;
      weights[excess.cell()] = clamp(StrictMath.log(machine / share));
    }
  }

  private void level(double weight) {
    if (weight != level) {
      Arrays.fill(weights, weight);
      level = weight;
    }
  }

  private double clamp(double weight) {
    return switch (trait) {
      case ATTESTATION -> Math.clamp(weight, LEAST_ATTESTATION_WEIGHT, MOST_ATTESTATION_WEIGHT);
      // To be no neighbour is what nearly everybody is.
      case SEQUENCE, EXCHANGE -> Math.clamp(weight, 0, MOST_WEIGHT);
      case RECORDING -> Math.clamp(weight, LEAST_RECORDING_WEIGHT, MOST_WEIGHT);
      default -> Math.clamp(weight, LEAST_WEIGHT, MOST_WEIGHT);
    };
  }
}
