package org.ringfence.desktop.intervals;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/// How long the rows of a report are. Hours and days are those of the site's time zone, so a day
/// has 23 or 25 hours when the clocks change.
public enum Step {
  QUARTER {
    @Override
    public Instant startOf(Instant at, ZoneId zone) {
      return Quarter.startOf(at);
    }

    @Override
    public Instant endOf(Instant start, ZoneId zone) {
      return start.plus(Quarter.LENGTH);
    }
  },
  HOUR {
    @Override
    public Instant startOf(Instant at, ZoneId zone) {
      ZonedDateTime local = at.atZone(zone);
      return local
          .minusSeconds(local.getMinute() * 60L + local.getSecond())
          .truncatedTo(ChronoUnit.MINUTES)
          .toInstant();
    }

    @Override
    public Instant endOf(Instant start, ZoneId zone) {
      return start.plus(1, ChronoUnit.HOURS);
    }
  },
  DAY {
    @Override
    public Instant startOf(Instant at, ZoneId zone) {
      return at.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    }

    @Override
    public Instant endOf(Instant start, ZoneId zone) {
      return start.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
    }
  };

  /// The beginning of the row in which an instant lies.
  public abstract Instant startOf(Instant at, ZoneId zone);

  /// The end of the row that begins at `start`.
  public abstract Instant endOf(Instant start, ZoneId zone);
}
