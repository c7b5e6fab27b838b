package org.ringfence.simulator.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.CallId;
import org.ringfence.events.PoolName;
import org.ringfence.events.Skill;

/// A caller's right to a turn, reckoned here a second time: when the line was reached, plus the
/// handicap of those who were diverted; among equals by call.
///
/// @param first the call that got the place
/// @param call the call that has it now
/// @param unheard diverted, and nothing was ever heard or what was heard is surely a machine: has a
///   turn only within a small share of the agents
record PlaceInLine(
    PoolName pool,
    CallId first,
    CallId call,
    Instant since,
    Instant effective,
    boolean unheard,
    Skill language)
    implements Comparable<PlaceInLine> {

  /// From these odds on a sound before the line is no comfort; one that comes in the line is.
  private static final double SURELY_A_MACHINE = 4;

  private static final Comparator<PlaceInLine> ORDER =
      Comparator.comparing(PlaceInLine::effective)
          .thenComparingInt(place -> place.first.value().length())
          .thenComparing(PlaceInLine::first);

  static PlaceInLine of(QueueReached reached) {
    Instant since = reached.since().isAfter(reached.at()) ? reached.at() : reached.since();
    return new PlaceInLine(
        reached.pool(),
        reached.call(),
        reached.call(),
        since,
        reached.diverted() ? since.plus(handicap(reached.machineOdds())) : since,
        reached.diverted() && !isHeard(reached),
        new Skill(reached.language()));
  }

  private static boolean isHeard(QueueReached reached) {
    return reached.heard() && reached.machineOdds() < SURELY_A_MACHINE;
  }

  private static Duration handicap(double machineOdds) {
    double machine = 1 / (1 + StrictMath.exp(-machineOdds));
    return Duration.ofMillis(
        Math.round(StrictMath.pow(machine, 3) * Cores.DIVERTED_HANDICAP.toMillis()));
  }

  /// With another call of the same caller.
  PlaceInLine takenBy(QueueReached reached) {
    return new PlaceInLine(
        pool, first, reached.call(), since, effective, unheard, new Skill(reached.language()));
  }

  /// After a sound or a key.
  PlaceInLine heard() {
    return new PlaceInLine(pool, first, call, since, since, false, language);
  }

  /// After one more word on the caller, which never takes back what was heard.
  PlaceInLine saidAgain(QueueReached reached) {
    if (!reached.diverted()) {
      return heard();
    }
    return isHeard(reached)
        ? new PlaceInLine(pool, first, call, since, effective, false, language)
        : this;
  }

  boolean canBeServedBy(Phone phone) {
    return phone.skills.contains(language);
  }

  @Override
  public int compareTo(PlaceInLine other) {
    return ORDER.compare(this, other);
  }
}
