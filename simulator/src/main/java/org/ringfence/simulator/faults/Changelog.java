package org.ringfence.simulator.faults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Message;

/// What is durable of the deciders of one partition, as the host's journal keeps it: a snapshot and
/// slots of records, of which the last write to each name counts.
///
/// A crash leaves a prefix of the writes.
final class Changelog {

  /// One write.
  private sealed interface Write {
    String key();
  }

  private record Slot(String key, int slot, Kept kept) implements Write {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Whole(String key, int covered, byte[] state) implements Write {}

  /// A record as it was applied.
  record Kept(int offset, long appliedAtMillis, Message message) {}

  /// What a decider begins with after a restart.
  ///
  /// @param covered the last offset that the state holds, -1 for none
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Restored(int covered, byte @Nullable [] state, List<Kept> kept) {}

  private final List<Write> writes = new ArrayList<>();

  int size() {
    return writes.size();
  }

  void keep(String key, int slot, Kept kept) {
    writes.add(new Slot(key, slot, kept));
  }

  void snapshot(String key, int covered, byte[] state) {
    writes.add(new Whole(key, covered, state));
  }

  /// Forgets everything after the first so many writes.
  void cut(int length) {
    writes.subList(length, writes.size()).clear();
  }

  /// The keys in the first so many writes.
  List<String> keys(int length) {
    TreeSet<String> keys = new TreeSet<>();
    writes.subList(0, length).forEach(write -> keys.add(write.key()));
    return List.copyOf(keys);
  }

  Restored restore(String key, int length) {
    @Nullable Whole last = null;
    TreeMap<Integer, Kept> slots = new TreeMap<>();
    for (Write write : writes.subList(0, length)) {
      if (!write.key().equals(key)) {
        continue;
      }
      switch (write) {
        case Whole whole -> last = whole;
        case Slot slot -> slots.put(slot.slot(), slot.kept());
      }
    }
    int covered = last == null ? -1 : last.covered();
    List<Kept> kept = new ArrayList<>();
    slots.values().stream()
        .filter(record -> record.offset() > covered)
        .sorted(Comparator.comparingInt(Kept::offset))
        .forEach(kept::add);
    return new Restored(covered, last == null ? null : last.state(), kept);
  }
}
