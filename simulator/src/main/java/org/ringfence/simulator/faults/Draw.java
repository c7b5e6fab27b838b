package org.ringfence.simulator.faults;

/// Chance by name: a draw depends only on its salt and its purpose, never on what was drawn before,
/// so that a script with steps left out draws the same for the steps that remain.
final class Draw {

  private Draw() {}

  /// The finalizer of SplitMix64 (Steele, Lea and Flood 2014) over salt and purpose.
  static long mix(long salt, long purpose) {
    long z = salt + (purpose + 1) * 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /// From 0 to below the bound.
  static int below(int bound, long salt, long purpose) {
    return (int) Long.remainderUnsigned(mix(salt, purpose), bound);
  }

  static int between(int from, int to, long salt, long purpose) {
    return from + below(to - from + 1, salt, purpose);
  }

  static boolean inHundred(int chances, long salt, long purpose) {
    return below(100, salt, purpose) < chances;
  }
}
