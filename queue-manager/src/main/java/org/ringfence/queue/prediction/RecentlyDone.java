package org.ringfence.queue.prediction;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Agents whose last talk ended a short while ago and who have not begun another, newest last. They
/// are the ones who will be back first.
final class RecentlyDone {

  /// Until an agent who is done takes the next caller.
  private static final Duration[] WITHIN = {
    Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(180)
  };

  /// The eldest are forgotten first.
  static final int MAX_AGENTS = 64;

  private final LinkedHashMap<String, Instant> doneAt = new LinkedHashMap<>();
  private Instant now = Instant.EPOCH;

  /// What was counted last; it holds until somebody is done or begins, or time passes.
  private final int[] counts = new int[WITHIN.length];

  private boolean counted;

  void advance(Instant to) {
    counted = false;
    now = to;
  }

  void ended(String agent) {
    counted = false;
    doneAt.remove(agent);
    doneAt.putLast(agent, now);
    if (doneAt.size() > MAX_AGENTS) {
      doneAt.pollFirstEntry();
    }
  }

  void began(String agent) {
    counted = false;
    doneAt.remove(agent);
  }

  /// How many ended within each of [#WITHIN]. Read only.
  int[] counts() {
    if (!counted) {
      counted = true;
      for (int i = 0; i < counts.length; i++) {
        counts[i] = count(now.minus(WITHIN[i]));
      }
    }
    return counts;
  }

  private int count(Instant since) {
    int count = 0;
    for (Instant one : doneAt.sequencedValues().reversed()) {
      if (!one.isAfter(since)) {
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
    counted = false;
    now = at;
    doneAt.clear();
    doneAt.putAll(saved);
  }
}
