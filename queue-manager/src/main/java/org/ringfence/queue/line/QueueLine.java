package org.ringfence.queue.line;

import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.QueueName;

/// One queue: who waits in it and who rings, for positions and reports.
final class QueueLine {
  final QueueName name;
  final QueueRules rules;
  final Stages stages;

  /// Who waits, but those who were never heard.
  final PackedLine waiting = new PackedLine();

  /// Who waits and was never heard, in a line of their own so that nobody has to look past them.
  final PackedLine unheard = new PackedLine();

  /// Who may serve callers with some needs, by the agents of this queue alone and with help. It
  /// follows from the rules, and is kept because it is asked for with each message.
  final Map<SkillSet, Serving> servedByOwn = new HashMap<>();

  final Map<SkillSet, Serving> servedWithHelp = new HashMap<>();

  final TreeSet<Ticket> ringing = new TreeSet<>(Ticket.BY_PLACE);

  /// Who is to be called back, whether it has a turn now or not.
  final TreeSet<Ticket> callbacks = new TreeSet<>(Ticket.BY_PLACE);

  /// Those of them who have a turn now.
  final PackedLine callbacksDue = new PackedLine();

  /// The slots of its groups of callers in the [PlaceTree].
  final BitSet slots = new BitSet();

  int diverted;
  int talking;

  /// What the caller needed who joined last; speaks for the next caller when nobody waits.
  SkillSet lastNeeds = SkillSet.NONE;

  boolean reportScheduled;
  @Nullable Instant reportedAt;

  /// Whether callers are taken; null before the first message.
  @Nullable Boolean open;

  /// When it opens or closes next; null when that is not in sight, and before the first message.
  @Nullable Instant changesAt;

  /// Whether an administrator closed it, and until when.
  @Nullable Closure closure;

  /// Whether agents of other queues help.
  boolean overflowing;

  QueueLine(QueueName name, QueueRules rules, Stages stages) {
    this.name = name;
    this.rules = rules;
    this.stages = stages;
  }

  int waitingCount() {
    return waiting.size() + unheard.size();
  }

  int inLine() {
    return waitingCount() + ringing.size();
  }

  PackedLine lineOf(Ticket ticket) {
    return ticket.isUnheard() ? unheard : waiting;
  }

  /// Who reached the line first by the place in it. Who was never heard may wait beside free
  /// agents, which is no alarm, and is left out until rung for.
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
