package org.ringfence.queue.line;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.hours.Calendar;

/// When the agents of one shift come and go, as far ahead as a wait may last. What it tells depends
/// on the moment alone; it only remembers what it looked up.
final class ShiftHours {

  /// How far ahead is looked.
  static final Duration HORIZON = Duration.ofHours(24);

  /// So much is looked up at once, so that it is not done for every caller.
  private static final Duration LOOKED_UP = Duration.ofHours(36);

  /// A shift begins or ends.
  record Change(Instant at, boolean begins) {}

  private final Calendar calendar;
  private List<Change> changes = List.of();
  private Instant from = Instant.MAX;
  private Instant until = Instant.MIN;

  ShiftHours(Calendar calendar) {
    this.calendar = calendar;
  }

  /// The changes after a moment, in order.
  List<Change> after(Instant now) {
    if (now.isBefore(from) || until.isBefore(now.plus(HORIZON))) {
      lookUp(now);
    }
    List<Change> ahead = new ArrayList<>();
    for (Change change : changes) {
      if (change.at.isAfter(now) && !change.at.isAfter(now.plus(HORIZON))) {
        ahead.add(change);
      }
    }
    return ahead;
  }

  private void lookUp(Instant now) {
    from = now;
    until = now.plus(LOOKED_UP);
    List<Change> found = new ArrayList<>();
    boolean open = calendar.isOpen(now);
    @Nullable Instant next = calendar.nextChange(now);
    while (next != null && !next.isAfter(until)) {
      open = !open;
      found.add(new Change(next, open));
      next = calendar.nextChange(next);
    }
    changes = List.copyOf(found);
  }
}
