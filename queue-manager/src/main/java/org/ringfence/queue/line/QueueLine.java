package org.ringfence.queue.line;

import java.time.Instant;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.QueueName;

/// One queue: who waits in it and who rings, for positions and reports.
final class QueueLine {
  final QueueName name;
  final RankedLine waiting = new RankedLine();
  final TreeSet<Ticket> ringing = new TreeSet<>(Ticket.BY_PLACE);
  int diverted;
  int talking;

  /// What the caller needed who joined last; speaks for the next caller when nobody waits.
  SkillSet lastNeeds = SkillSet.NONE;

  boolean reportScheduled;
  @Nullable Instant reportedAt;

  QueueLine(QueueName name) {
    this.name = name;
  }

  int inLine() {
    return waiting.size() + ringing.size();
  }

  /// Who reached the line first by the place in it.
  @Nullable Ticket front() {
    @Nullable Ticket first = waiting.first();
    if (ringing.isEmpty()) {
      return first;
    }
    return first == null || Ticket.BY_PLACE.compare(ringing.first(), first) < 0
        ? ringing.first()
        : first;
  }
}
