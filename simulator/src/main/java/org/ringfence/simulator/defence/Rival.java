package org.ringfence.simulator.defence;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.decider.Decider;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.LineId;

/// The defences that are compared, ours among them.
enum Rival {
  /// Everybody is let in.
  NOTHING,
  /// Ours, as configured.
  RINGFENCE,
  /// At most [#THRESHOLD_CALLS] calls of one number within an hour; withheld numbers count as one.
  THRESHOLD,
  /// As Kamailio's `pike` does with its defaults: more than [#PIKE_REQUESTS] requests of one source
  /// within [#PIKE_SECONDS] s, and the source is blocked until it calls less. All calls come
  /// through the carrier's trunk, which is one source.
  PIKE,
  /// A list of the numbers that called more than once in yesterday's attack of the same kind.
  BLOCKLIST;

  static final int THRESHOLD_CALLS = 5;
  static final int PIKE_REQUESTS = 30;
  static final int PIKE_SECONDS = 2;

  private static final long HOUR_MILLIS = 3_600_000;

  /// The name in tables and files.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Makes the detector, or null where the product's own is used.
  ///
  /// @param yesterday the numbers on the blocklist
  Decider.@Nullable Factory detector(Set<String> yesterday) {
    return switch (this) {
      case NOTHING, RINGFENCE -> null;
      case THRESHOLD -> key -> new RuleDecider(new LineId(key), new Threshold());
      case PIKE -> key -> new RuleDecider(new LineId(key), new Pike());
      case BLOCKLIST ->
          key ->
              new RuleDecider(
                  new LineId(key), attempt -> yesterday.contains(attempt.caller().raw()));
    };
  }

  private static final class Threshold implements ArrivalRule {
    private final Map<String, Deque<Long>> callsByNumber = new HashMap<>();

    @Override
    public boolean refuses(AttemptArrived attempt) {
      long now = attempt.at().toEpochMilli();
      Deque<Long> calls =
          callsByNumber.computeIfAbsent(attempt.caller().raw(), any -> new ArrayDeque<>());
      while (!calls.isEmpty() && calls.peekFirst() <= now - HOUR_MILLIS) {
        calls.removeFirst();
      }
      if (calls.size() >= THRESHOLD_CALLS) {
        return true;
      }
      calls.addLast(now);
      return false;
    }
  }

  private static final class Pike implements ArrivalRule {
    private long unit = Long.MIN_VALUE;
    private int requests;
    private boolean blocked;

    @Override
    public boolean refuses(AttemptArrived attempt) {
      Instant at = attempt.at();
      long now = at.getEpochSecond() / PIKE_SECONDS;
      if (now != unit) {
        // What stays under the limit for a whole unit is let in again.
        blocked &= now == unit + 1 && requests > PIKE_REQUESTS;
        unit = now;
        requests = 0;
      }
      requests++;
      blocked |= requests > PIKE_REQUESTS;
      return blocked;
    }
  }
}
