package org.ringfence.desktop.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// At most so many in any window of time. Not thread-safe: its owner holds a lock.
final class RateLimit {

  private final int most;
  private final Duration window;
  private final Deque<Instant> taken = new ArrayDeque<>();

  RateLimit(int most, Duration window) {
    this.most = most;
    this.window = window;
  }

  /// How long until the next one is allowed; zero when it is now.
  Duration untilNext(Instant now) {
    while (!taken.isEmpty() && !taken.getFirst().plus(window).isAfter(now)) {
      taken.removeFirst();
    }
    return taken.size() < most
        ? Duration.ZERO
        : Duration.between(now, taken.getFirst().plus(window));
  }

  /// Takes one; [#untilNext] said that it is allowed.
  void take(Instant now) {
    taken.addLast(now);
  }
}
