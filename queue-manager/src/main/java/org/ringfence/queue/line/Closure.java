package org.ringfence.queue.line;

import java.time.Instant;

/// A queue that an administrator closed, whatever its hours.
///
/// @param since callers who reached the queue before are taken
record Closure(Instant since, Instant until, String author, String reason) {

  boolean holdsAt(Instant moment) {
    return !moment.isBefore(since) && moment.isBefore(until);
  }
}
