package org.ringfence.queue.line;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.PhoneNumber;

/// What was agreed to and spent, and who wants no calls: the bounds on callbacks, for machines can
/// wish for calls to other people.
final class CallbackBook {

  /// Numbers that asked never to be called; beyond it the eldest is forgotten first.
  static final int MAX_NEVER = 100_000;

  private static final Duration HOUR = Duration.ofHours(1);
  private static final long DAY_HOURS = 24;

  /// @param block see [CallbackNumbers#block]
  record Agreed(Instant at, String block) {}

  /// @param spentByHour amounts by hours since the epoch
  record Saved(List<String> never, List<Agreed> agreed, Map<Long, Double> spentByHour) {
    Saved {
      never = List.copyOf(never);
      agreed = List.copyOf(agreed);
    }
  }

  private final LinkedHashSet<String> never = new LinkedHashSet<>();
  private final ArrayDeque<Agreed> agreed = new ArrayDeque<>();
  private final Map<String, Integer> agreedByBlock = new HashMap<>();
  private final TreeMap<Long, Double> spentByHour = new TreeMap<>();

  boolean isNever(PhoneNumber number) {
    return never.contains(number.raw());
  }

  void never(PhoneNumber number) {
    never.remove(number.raw());
    never.add(number.raw());
    if (never.size() > MAX_NEVER) {
      never.removeFirst();
    }
  }

  void agree(PhoneNumber number, Instant now) {
    put(new Agreed(now, CallbackNumbers.block(number)));
  }

  private void put(Agreed one) {
    agreed.addLast(one);
    agreedByBlock.merge(one.block(), 1, Integer::sum);
  }

  private void forgetAgreed(Instant now) {
    Instant since = now.minus(HOUR);
    while (!agreed.isEmpty() && !agreed.getFirst().at().isAfter(since)) {
      String block = agreed.removeFirst().block();
      agreedByBlock.computeIfPresent(block, (any, count) -> count > 1 ? count - 1 : null);
    }
  }

  /// Callbacks agreed to in the last hour.
  int agreedCount(Instant now) {
    forgetAgreed(now);
    return agreed.size();
  }

  int agreedCount(PhoneNumber number, Instant now) {
    forgetAgreed(now);
    @Nullable Integer count = agreedByBlock.get(CallbackNumbers.block(number));
    return count == null ? 0 : count;
  }

  void spend(double amount, Instant now) {
    if (amount > 0) {
      spentByHour.merge(hour(now), amount, Double::sum);
    }
  }

  /// What was spent in this hour and the 23 before it.
  double spent(Instant now) {
    spentByHour.headMap(hour(now) - DAY_HOURS + 1).clear();
    double sum = 0;
    for (double amount : spentByHour.values()) {
      sum += amount;
    }
    return sum;
  }

  private static long hour(Instant now) {
    return Math.floorDiv(now.getEpochSecond(), HOUR.toSeconds());
  }

  Saved save() {
    return new Saved(List.copyOf(never), new ArrayList<>(agreed), new TreeMap<>(spentByHour));
  }

  void restore(@Nullable Saved saved) {
    if (saved == null) {
      return;
    }
    Collection<Agreed> earlier = saved.agreed();
    never.addAll(saved.never());
    earlier.forEach(this::put);
    spentByHour.putAll(saved.spentByHour());
  }
}
