package org.ringfence.simulator.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringfence.bus.MessageCodec;
import org.ringfence.decider.Decider;
import org.ringfence.events.Message;

/// One real decider and where its journal stands, in one process.
final class HostedCore {

  /// Writing and reading JSON is most of the time of a run, so only some records go through it.
  private static final int WRITTEN_ONE_IN = 32;

  private static final MessageCodec CODEC = new MessageCodec();

  /// A record and what followed from it.
  record Applied(int offset, long appliedAtMillis, List<Message> answers) {}

  final Decider decider;
  private final String key;
  private final Changelog changelog;
  private final int journalLength;
  private int slot;
  private boolean fenced;
  private int applied = -1;

  /// When a tick was sent that has not come back; negative for none.
  long tickSentMillis = Long.MIN_VALUE / 2;

  HostedCore(String key, Decider empty, Changelog changelog, int journalLength) {
    this.key = key;
    this.decider = empty;
    this.changelog = changelog;
    this.journalLength = journalLength;
  }

  /// Brings the empty decider to the state of the first so many writes.
  List<Applied> restore(int length) {
    Changelog.Restored restored = changelog.restore(key, length);
    applied = restored.covered();
    if (restored.state() != null) {
      decider.restore(restored.state());
    }
    List<Applied> again = new ArrayList<>();
    for (Changelog.Kept kept : restored.kept()) {
      Message read = kept.offset() % WRITTEN_ONE_IN == 0 ? read(kept.message()) : kept.message();
      again.add(new Applied(kept.offset(), kept.appliedAtMillis(), decider.apply(read)));
      applied = kept.offset();
    }
    slot = restored.kept().size();
    return again;
  }

  /// The record as the journal's bytes have it.
  private static Message read(Message kept) {
    Optional<Message> read = CODEC.decode(CODEC.encode(kept));
    if (!read.equals(Optional.of(kept))) {
      throw new InvariantBroken("the codec changes " + kept);
    }
    return read.get();
  }

  /// From now on nothing of this process becomes durable.
  void fence() {
    fenced = true;
  }

  boolean covers(int offset) {
    return offset <= applied;
  }

  void journal(int offset, long nowMillis, Message message) {
    if (!fenced) {
      changelog.keep(key, slot, new Changelog.Kept(offset, nowMillis, message));
    }
    slot++;
    applied = offset;
  }

  /// Writes the state when the journal has grown long.
  void snapshotWhenDue() {
    if (slot >= journalLength) {
      if (!fenced) {
        changelog.snapshot(key, applied, decider.snapshot());
      }
      slot = 0;
    }
  }
}
