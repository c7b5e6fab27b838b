package org.ringfence.simulator.faults;

import java.time.Instant;
import java.util.Comparator;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.CallId;
import org.ringfence.events.PoolName;
import org.ringfence.events.Skill;

/// A caller's right to a turn, reckoned here a second time: when the line was reached, plus the
/// handicap of those who were diverted; among equals by call.
record PlaceInLine(PoolName pool, CallId call, Instant effective, Skill language)
    implements Comparable<PlaceInLine> {

  private static final Comparator<PlaceInLine> ORDER =
      Comparator.comparing(PlaceInLine::effective)
          .thenComparingInt(place -> place.call.value().length())
          .thenComparing(PlaceInLine::call);

  static PlaceInLine of(QueueReached reached) {
    Instant since = reached.since().isAfter(reached.at()) ? reached.at() : reached.since();
    return new PlaceInLine(
        reached.pool(),
        reached.call(),
        reached.diverted() ? since.plus(Cores.DIVERTED_HANDICAP) : since,
        new Skill(reached.language()));
  }

  boolean canBeServedBy(Phone phone) {
    return phone.skills.contains(language);
  }

  @Override
  public int compareTo(PlaceInLine other) {
    return ORDER.compare(this, other);
  }
}
