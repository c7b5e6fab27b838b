package org.ringfence.queue.line;

import java.time.Duration;
import java.time.Instant;

/// A bound on the codes that callers without a number may try, all taken together: ten thousand
/// codes are soon tried by a machine that calls thousands of times.
final class CodeTries {

  private static final Duration WINDOW = Duration.ofMinutes(10);

  /// With a hundred lost places of such callers, one guess in a hundred hits: one place in five
  /// windows.
  private static final int MOST = 20;

  private Instant since = Instant.EPOCH;
  private int tries;

  record Saved(Instant since, int tries) {}

  /// Counts one try.
  ///
  /// @return whether it may be looked at
  boolean allows(Instant now) {
    if (!now.isBefore(since.plus(WINDOW))) {
      since = now;
      tries = 0;
    }
    tries++;
    return tries <= MOST;
  }

  Saved save() {
    return new Saved(since, tries);
  }

  void restore(Saved saved) {
    since = saved.since();
    tries = saved.tries();
  }
}
