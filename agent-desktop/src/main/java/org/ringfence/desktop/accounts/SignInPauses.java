package org.ringfence.desktop.accounts;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Slows guessing down: after some failures each further try must wait twice as long as the last,
/// until one succeeds or nobody tried for [#FORGOTTEN_AFTER].
///
/// Counted by account and address (a person who errs), by address (one machine that tries many
/// names) and by account (many machines that try one name). The last is bounded by seconds, or a
/// stranger could keep somebody out.
final class SignInPauses {

  static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

  /// Tries of so many different pairs are remembered; the one tried least lately goes.
  static final int MOST_REMEMBERED = 20_000;

  private enum Limit {
    PAIR(3, Duration.ofMinutes(15)),
    ADDRESS(10, Duration.ofMinutes(15)),
    ACCOUNT(20, Duration.ofSeconds(30));

    /// The first failure after which there is a pause.
    final int free;

    final Duration longest;

    Limit(int free, Duration longest) {
      this.free = free;
      this.longest = longest;
    }

    String key(String account, String address) {
      return switch (this) {
        case PAIR -> "p " + account + " " + address;
        case ADDRESS -> "a " + address;
        case ACCOUNT -> "n " + account;
      };
    }
  }

  private record Failures(int count, Instant last) {}

  private final Map<String, Failures> failures =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  /// How long until the next try is looked at; zero when it is now.
  synchronized Duration untilNext(String account, String address, Instant now) {
    Duration longest = Duration.ZERO;
    for (Limit limit : Limit.values()) {
      Failures so = failures.getOrDefault(limit.key(account, address), new Failures(0, now));
      if (so.count() >= limit.free) {
        Duration left = Duration.between(now, so.last().plus(pause(limit, so.count())));
        longest = left.compareTo(longest) > 0 ? left : longest;
      }
    }
    return longest;
  }

  synchronized void failed(String account, String address, Instant now) {
    for (Limit limit : Limit.values()) {
      failures.compute(
          limit.key(account, address),
          (_, before) ->
              before == null || before.last().plus(FORGOTTEN_AFTER).isBefore(now)
                  ? new Failures(1, now)
                  : new Failures(before.count() + 1, now));
    }
  }

  /// Whoever knows the password need not wait any more. What the address did to other accounts
  /// stays: one known account must not buy guesses at others.
  synchronized void succeeded(String account, String address) {
    uncount(account, address);
    failures.remove(Limit.PAIR.key(account, address));
  }

  /// The last one counted was no failure.
  synchronized void uncount(String account, String address) {
    for (Limit limit : Limit.values()) {
      failures.computeIfPresent(
          limit.key(account, address),
          (_, so) -> so.count() <= 1 ? null : new Failures(so.count() - 1, so.last()));
    }
  }

  private static Duration pause(Limit limit, int count) {
    Duration pause = Duration.ofSeconds(1L << Math.min(count - limit.free, 20));
    return pause.compareTo(limit.longest) > 0 ? limit.longest : pause;
  }
}
