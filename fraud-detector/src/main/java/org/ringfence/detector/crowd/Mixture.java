package org.ringfence.detector.crowd;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// How many of the calls are people's and how many machines', as of the last look at the counts.
///
/// Looking also weighs every cell of every trait, so the weights are of the same moment.
final class Mixture {

  private static final double TOTAL_DISPERSION = 1.5;

  private static final Trait[] TRAITS = Trait.values();

  private final PeopleNow peopleNow;
  private double people = 1;
  private double machinesArriving;
  private double machinesAsked;
  private List<Excess> excesses = List.of();

  Mixture(PeopleNow peopleNow) {
    this.peopleNow = peopleNow;
  }

  /// @param usualCalls of people in the time that counts remember
  void look(CrowdCounts counts, double usualCalls) {
    people =
        peopleNow.ratio(
            counts.cells(Trait.ATTESTATION).counts(),
            counts.cells(Trait.ORIGIN).counts(),
            usualCalls,
            counts.unit());
    double expected = people * usualCalls;
    machinesArriving = totalExcess(counts.stages.arriving(counts.unit()), expected);
    machinesAsked = totalExcess(counts.stages.asking(counts.unit()), expected);
    for (Trait trait : TRAITS) {
      double surplus =
          counts
              .cells(trait)
              .findExcesses(
                  expected,
                  counts.usual,
                  counts.unit(),
                  cell -> counts.muted.contains(trait, cell));
      if (trait.isAtArrival()) {
        machinesArriving = Math.max(machinesArriving, surplus);
      } else {
        machinesAsked = Math.max(machinesAsked, surplus);
      }
    }
    // Who arrived and did not leave will be at the questions in a moment.
    machinesAsked = Math.max(machinesAsked, machinesArriving * counts.stages.stayingShare());
    List<Excess> found = new ArrayList<>();
    for (Trait trait : TRAITS) {
      counts
          .cells(trait)
          .weigh(trait.isAtArrival() ? machinesArriving : machinesAsked, counts.usual);
      found.addAll(counts.cells(trait).excesses());
    }
    excesses = List.copyOf(found);
  }

  private static double totalExcess(double seen, double expected) {
    double raised = expected * TOTAL_DISPERSION / Excess.OVER_DISPERSION;
    return Excess.surprise(seen, raised) >= Excess.EVIDENT ? seen - expected * TOTAL_DISPERSION : 0;
  }

  /// How many times as many people as usual call.
  double people() {
    return people;
  }

  double machinesArriving() {
    return machinesArriving;
  }

  double machinesAsked() {
    return machinesAsked;
  }

  List<Excess> excesses() {
    return excesses;
  }

  void forget() {
    people = 1;
    excesses = List.of();
    machinesArriving = 0;
    machinesAsked = 0;
  }

  int packedBytes(List<double[]> weights) {
    return 3 * Double.BYTES + PackedWeights.bytes(excesses, weights);
  }

  /// Weights are of the last look, which may be calls ago: they are not made again from counts.
  void pack(List<double[]> weights, ByteBuffer to) {
    to.putDouble(people).putDouble(machinesArriving).putDouble(machinesAsked);
    PackedWeights.pack(excesses, weights, to);
  }

  /// @param weights are filled
  void unpack(List<double[]> weights, ByteBuffer from) {
    people = from.getDouble();
    machinesArriving = from.getDouble();
    machinesAsked = from.getDouble();
    excesses = PackedWeights.unpack(weights, from);
  }
}
