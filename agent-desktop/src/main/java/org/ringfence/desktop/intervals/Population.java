package org.ringfence.desktop.intervals;

/// Whom figures are about.
public enum Population {
  /// Everybody as counted at the time.
  ALL,
  /// Without the machines, as far as is known by now.
  PEOPLE
}
