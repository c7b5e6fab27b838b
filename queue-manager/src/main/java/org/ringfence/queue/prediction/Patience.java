package org.ringfence.queue.prediction;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How soon callers give up, by class and by how long they have waited already.
///
/// The hazard of an age is hang-ups / time waited at that age, by everybody, those who still wait
/// and those who were served included. What is known of few callers leans on what is known of more:
/// an age range on its neighbours, a class on all, all on the prior; each belief is worth a few
/// hang-ups.
final class Patience {

  private static final double PRIOR_HANG_UPS = 1;
  private static final double CLASS_PRIOR_HANG_UPS = 3;
  private static final double RANGE_PRIOR_HANG_UPS = 3;

  /// Hazards this small would only cost precision.
  private static final double LEAST_HAZARD = 1e-9;

  private final double priorPatienceSeconds;
  private final EnumMap<PatienceClass, AgeTable> tables = new EnumMap<>(PatienceClass.class);
  private final EnumMap<PatienceClass, Curve> curves = new EnumMap<>(PatienceClass.class);
  private double meanHazard;

  /// Of one class: hazards, and the sum of hazard up to each age.
  private static final class Curve {
    /// Per second, by age range.
    final double[] hazards;

    /// At the lower edge of each range.
    private final double[] cumulative;

    Curve(double[] hazards) {
      this.hazards = hazards;
      this.cumulative = new double[hazards.length];
      for (int i = 1; i < hazards.length; i++) {
        cumulative[i] =
            cumulative[i - 1] + hazards[i - 1] * (AgeTable.EDGES[i] - AgeTable.EDGES[i - 1]);
      }
    }

    double stays(double from, int first, double to, int last, double variance) {
      double hazard = hazards[last];
      double sum =
          cumulative[last]
              + hazard * (to - AgeTable.EDGES[last])
              - cumulative[first]
              - hazards[first] * (from - AgeTable.EDGES[first]);
      return Math.min(1, StrictMath.exp(-sum) * (1 + 0.5 * hazard * hazard * variance));
    }
  }

  Patience(double priorPatienceSeconds, double halfLifeSeconds) {
    this.priorPatienceSeconds = priorPatienceSeconds;
    for (PatienceClass kind : PatienceClass.values()) {
      if (kind != PatienceClass.CALLBACK) {
        tables.put(kind, new AgeTable(halfLifeSeconds));
      }
    }
    refresh(new CallersAhead());
  }

  void decay(double factor) {
    tables.values().forEach(table -> table.decay(factor));
  }

  /// A caller left the line.
  void left(PatienceClass kind, double waitedSeconds, boolean hungUp) {
    @Nullable AgeTable table = tables.get(kind);
    if (table != null) {
      table.ended(waitedSeconds, hungUp);
    }
  }

  /// Takes those into account who wait at this moment.
  void refresh(CallersAhead waiting) {
    EnumMap<PatienceClass, double[]> exposures = new EnumMap<>(PatienceClass.class);
    double allEndings = 0;
    double allExposure = 0;
    for (Map.Entry<PatienceClass, AgeTable> entry : tables.entrySet()) {
      double[] exposure = entry.getValue().exposureByRange();
      for (int i = 0; i < waiting.size(); i++) {
        double callers = waiting.callers(i, entry.getKey());
        if (callers > 0) {
          entry.getValue().addExposure(exposure, waiting.ageSeconds(i), callers);
        }
      }
      exposures.put(entry.getKey(), exposure);
      allEndings += Arrays.stream(entry.getValue().endingsByRange()).sum();
      allExposure += Arrays.stream(exposure).sum();
    }
    meanHazard =
        (allEndings + PRIOR_HANG_UPS) / (allExposure + PRIOR_HANG_UPS * priorPatienceSeconds);
    exposures.forEach((kind, exposure) -> {
      @Nullable AgeTable table = tables.get(kind);
      if (table != null) {
        curves.put(kind, new Curve(hazards(table.endingsByRange(), exposure)));
      }
    });
  }

  private double[] hazards(double[] endings, double[] exposure) {
    double ofClass =
        leaning(
            Arrays.stream(endings).sum(),
            Arrays.stream(exposure).sum(),
            meanHazard,
            CLASS_PRIOR_HANG_UPS);
    double[] hazards = new double[endings.length];
    for (int from = 0; from < hazards.length; from += AgeTable.PER_COARSE) {
      double coarseEndings = 0;
      double coarseExposure = 0;
      for (int i = from; i < from + AgeTable.PER_COARSE; i++) {
        coarseEndings += endings[i];
        coarseExposure += exposure[i];
      }
      double coarse = leaning(coarseEndings, coarseExposure, ofClass, RANGE_PRIOR_HANG_UPS);
      for (int i = from; i < from + AgeTable.PER_COARSE; i++) {
        hazards[i] = leaning(endings[i], exposure[i], coarse, RANGE_PRIOR_HANG_UPS);
      }
    }
    return hazards;
  }

  private static double leaning(double endings, double exposure, double on, double weight) {
    return Math.max(LEAST_HAZARD, (endings + weight) / (exposure + weight / on));
  }

  /// Of everybody at any age, per second.
  double meanHazard() {
    return meanHazard;
  }

  /// The hazard of a caller whose age is in a range of [AgeTable], per second.
  double hazard(PatienceClass kind, int range) {
    @Nullable Curve curve = curves.get(kind);
    return curve == null ? 0 : curve.hazards[range];
  }

  /// The chance that a caller of this age still waits after a time with this mean and variance, to
  /// the second order.
  double stays(PatienceClass kind, double age, double seconds, double variance) {
    double until = age + seconds;
    return stays(kind, age, AgeTable.rangeOf(age), until, AgeTable.rangeOf(until), variance);
  }

  /// The same, where the ranges of the ages are known.
  double stays(PatienceClass kind, double from, int first, double to, int last, double variance) {
    @Nullable Curve curve = curves.get(kind);
    return curve == null ? 1 : curve.stays(from, first, to, last, variance);
  }

  /// The whole state.
  ///
  /// @param hazards per second, by age range, as they were reckoned last
  record Saved(
      Map<PatienceClass, AgeTable.Saved> tables,
      Map<PatienceClass, List<Double>> hazards,
      double meanHazard) {}

  Saved save() {
    EnumMap<PatienceClass, AgeTable.Saved> saved = new EnumMap<>(PatienceClass.class);
    tables.forEach((kind, table) -> saved.put(kind, table.save()));
    EnumMap<PatienceClass, List<Double>> hazards = new EnumMap<>(PatienceClass.class);
    curves.forEach((kind, curve) -> hazards.put(kind, AgeTable.boxed(curve.hazards)));
    return new Saved(saved, hazards, meanHazard);
  }

  /// Takes the state up again; one with other age ranges is of another release and is left out.
  void restore(Saved saved) {
    saved.tables.forEach((kind, table) -> {
      @Nullable AgeTable mine = tables.get(kind);
      if (mine != null) {
        mine.restore(table);
      }
    });
    saved.hazards.forEach((kind, hazards) -> {
      if (tables.containsKey(kind) && hazards.size() == AgeTable.EDGES.length) {
        curves.put(kind, new Curve(hazards.stream().mapToDouble(Double::doubleValue).toArray()));
      }
    });
    meanHazard = saved.meanHazard;
  }
}
