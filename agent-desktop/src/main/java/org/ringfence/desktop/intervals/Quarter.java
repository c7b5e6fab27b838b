package org.ringfence.desktop.intervals;

import java.time.Duration;
import java.time.Instant;

/// Quarter hours. All time zones in use differ from UTC by whole ones, so they begin at the same
/// moments everywhere.
public final class Quarter {

  public static final Duration LENGTH = Duration.ofMinutes(15);

  private static final long SECONDS = LENGTH.toSeconds();

  private Quarter() {}

  /// The beginning of the quarter hour in which an instant lies.
  public static Instant startOf(Instant at) {
    return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), SECONDS) * SECONDS);
  }
}
