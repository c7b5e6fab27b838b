package org.ringfence.detector.crowd;

/// Cells for the time from a prompt's start to its key.
///
/// They are logarithmic because people's times spread by a share of themselves. A timer's calls
/// come within some 10 ms and so fall into one or two fine cells; a person's (15 % spread) over a
/// dozen.
public final class KeyTimes {

  static final int FINE = 192;

  /// Fine cells for how long calls last, up to 11 minutes.
  static final int LENGTHS = 288;

  static final int FINE_IN_COARSE = 8;
  static final int COARSE = FINE / FINE_IN_COARSE;

  private static final double SHORTEST_SECONDS = 0.5;
  private static final double STEP = 0.025;

  private KeyTimes() {}

  /// The fine cell of a time; what is shorter or longer than all cells falls into the first or
  /// last.
  public static int cell(double seconds) {
    double steps = StrictMath.log(Math.max(seconds, SHORTEST_SECONDS) / SHORTEST_SECONDS) / STEP;
    return Math.clamp((int) steps, 0, FINE - 1);
  }

  /// The cell of a call's length.
  static int lengthCell(double seconds) {
    double steps = StrictMath.log(Math.max(seconds, SHORTEST_SECONDS) / SHORTEST_SECONDS) / STEP;
    return Math.clamp((int) steps, 0, LENGTHS - 1);
  }

  static int coarse(int fine) {
    return fine / FINE_IN_COARSE;
  }

  /// The middle of a fine cell.
  static double seconds(int fine) {
    return SHORTEST_SECONDS * StrictMath.exp((fine + 0.5) * STEP);
  }

  /// The middle of a coarse cell.
  static double coarseSeconds(int coarse) {
    return SHORTEST_SECONDS * StrictMath.exp((coarse + 0.5) * STEP * FINE_IN_COARSE);
  }
}
