package org.ringfence.queue.prediction;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Agents whose last talk ended a short while ago and who have not begun another, newest last. They
/// are the ones who will be back first.
final class RecentlyDone {

  /// The eldest are forgotten first.
  static final int MAX_AGENTS = 64;

  private final LinkedHashMap<String, Instant> doneAt = new LinkedHashMap<>();
  private Instant now = Instant.EPOCH;

  void advance(Instant to) {
    now = to;
  }

  void ended(String agent) {
    doneAt.remove(agent);
    doneAt.putLast(agent, now);
    if (doneAt.size() > MAX_AGENTS) {
      doneAt.pollFirstEntry();
    }
  }

  void began(String agent) {
    doneAt.remove(agent);
  }

  /// How many ended within so many seconds.
  int count(double withinSeconds) {
    Instant since = now.minus(Duration.ofMillis(Math.round(withinSeconds * 1000)));
    int count = 0;
    for (Map.Entry<String, Instant> entry : doneAt.sequencedEntrySet().reversed()) {
      if (!entry.getValue().isAfter(since)) {
        break;
      }
      count++;
    }
    return count;
  }

  /// The whole state.
  Map<String, Instant> save() {
    return new LinkedHashMap<>(doneAt);
  }

  void restore(Map<String, Instant> saved, Instant at) {
    now = at;
    doneAt.clear();
    doneAt.putAll(saved);
  }
}
