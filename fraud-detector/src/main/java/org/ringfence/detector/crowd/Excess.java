package org.ringfence.detector.crowd;

/// How many calls of one cell are more than people explain, and how sure that is.
///
/// @param trait whose cell it is
/// @param observed calls of the last minutes, faded
/// @param expected calls that people would make
/// @param surprise Chernoff's bound on the chance of so many, in nats: `O·ln(O/E) − (O − E)`
public record Excess(Trait trait, int cell, double observed, double expected, double surprise) {

  /// People's counts vary more than Poisson's: the expectation is raised by this before it is held
  /// against what is seen.
  static final double OVER_DISPERSION = 1.3;

  /// One cell in a million shows this much by chance: with some hundred cells and new minutes all
  /// day, about once a month.
  static final double EVIDENT = 13.8;

  static double surprise(double observed, double expected) {
    double raised = expected * OVER_DISPERSION;
    if (observed <= raised) {
      return 0;
    }
    return observed * StrictMath.log(observed / raised) - (observed - raised);
  }

  /// So many calls at least are needed for a surprise of [#EVIDENT]. It saves most cells the
  /// logarithm: with `O = E·(1 + d)` the surprise is `E·((1 + d)·ln(1 + d) − d)`, which is never
  /// more than `E·d²/2`.
  static double leastEvident(double expected) {
    double raised = expected * OVER_DISPERSION;
    return (raised + Math.sqrt(2 * EVIDENT * raised)) * ROUNDING;
  }

  /// Errors of rounding are far smaller.
  private static final double ROUNDING = 1 - 1e-9;

  public double size() {
    return observed - expected * OVER_DISPERSION;
  }
}
