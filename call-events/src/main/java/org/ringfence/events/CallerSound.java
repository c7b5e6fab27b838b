package org.ringfence.events;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What has been heard of a caller since the answer, without what was said.
///
/// @param firstHeard from the answer to the first sound, or null when nothing was heard yet
/// @param activeShare share of the time since the answer with sound, 0 to 1
/// @param print 64-bit fingerprint of the first seconds of sound, or null when none was taken. Two
///   prints of the same recording differ in few bits; those of two people in about half
public record CallerSound(@Nullable Duration firstHeard, double activeShare, @Nullable Long print) {

  /// Nothing was heard although somebody listened.
  public static final CallerSound NOTHING = new CallerSound(null, 0, null);

  public CallerSound {
    activeShare = Double.isFinite(activeShare) ? Math.clamp(activeShare, 0, 1) : 0;
  }

  public boolean isHeard() {
    return firstHeard != null;
  }
}
