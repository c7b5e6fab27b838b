package org.ringfence.decider;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// One decider's durable state in a key-value store: the last snapshot and every message applied
/// since.
///
/// A message is one write, so a crash cannot tear it. Journal slots are used again from the first
/// after each snapshot; an entry whose offset the snapshot covers is stale and ignored, so nothing
/// is ever deleted. A snapshot is written to the generation that is not in use and takes effect
/// with its marker, the last write.
///
/// INVARIANT: the store's changelog keeps the order of writes, so what survives a crash is a prefix
/// of them.
final class Journal {

  /// Kafka's default limit for a record is 1 MiB.
  static final int CHUNK_BYTES = 512 * 1024;

  /// A snapshot is due when the journal outweighs it twice, and not before this many bytes.
  static final int MIN_JOURNAL_BYTES = 256 * 1024;

  private final KeyValueStore<String, byte[]> store;
  private final String prefix;
  private int slot;
  private long journalBytes;
  private long snapshotBytes;
  private int generation;
  private long appliedOffset = -1;

  Journal(KeyValueStore<String, byte[]> store, String key) {
    this.store = store;
    this.prefix = key + "\u0000";
  }

  /// A message as it was applied.
  ///
  /// @param offset its place in the input partition
  /// @param appliedAtMillis by the host's wall clock
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Entry(long offset, long appliedAtMillis, byte[] message) {}

  /// What a restart begins with.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Restored(byte @Nullable [] snapshot, List<Entry> entries) {}

  /// Reads everything back.
  Restored restore() {
    byte @Nullable [] marker = store.get(prefix + "snapshot");
    byte @Nullable [] snapshot = null;
    long covered = -1;
    if (marker != null) {
      ByteBuffer read = ByteBuffer.wrap(marker);
      generation = read.getInt();
      int chunks = read.getInt();
      covered = read.getLong();
      snapshot = new byte[read.getInt()];
      ByteBuffer joined = ByteBuffer.wrap(snapshot);
      for (int i = 0; i < chunks; i++) {
        joined.put(store.get(chunkKey(generation, i)));
      }
      snapshotBytes = snapshot.length;
    }
    List<Entry> entries = entriesAfter(covered);
    appliedOffset = entries.isEmpty() ? covered : entries.getLast().offset();
    slot = entries.size();
    journalBytes = entries.stream().mapToLong(entry -> entry.message().length).sum();
    return new Restored(snapshot, entries);
  }

  /// Whether the message at this offset was applied before.
  boolean covers(long offset) {
    return offset <= appliedOffset;
  }

  void append(Entry entry) {
    ByteBuffer written = ByteBuffer.allocate(16 + entry.message().length);
    written.putLong(entry.offset()).putLong(entry.appliedAtMillis()).put(entry.message());
    store.put(prefix + "journal" + String.format("%09d", slot), written.array());
    slot++;
    journalBytes += entry.message().length;
    appliedOffset = entry.offset();
  }

  boolean snapshotIsDue() {
    return journalBytes > Math.max(MIN_JOURNAL_BYTES, 2 * snapshotBytes);
  }

  void writeSnapshot(byte[] snapshot) {
    int next = 1 - generation;
    int chunks = 0;
    for (int from = 0; from < snapshot.length; from += CHUNK_BYTES) {
      int length = Math.min(CHUNK_BYTES, snapshot.length - from);
      byte[] chunk = new byte[length];
      System.arraycopy(snapshot, from, chunk, 0, length);
      store.put(chunkKey(next, chunks), chunk);
      chunks++;
    }
    ByteBuffer marker = ByteBuffer.allocate(20);
    marker.putInt(next).putInt(chunks).putLong(appliedOffset).putInt(snapshot.length);
    store.put(prefix + "snapshot", marker.array());
    generation = next;
    snapshotBytes = snapshot.length;
    journalBytes = 0;
    slot = 0;
  }

  /// The keys that have a journal in this store.
  static List<String> keys(KeyValueStore<String, byte[]> store) {
    List<String> keys = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        String key = all.next().key;
        String owner = key.substring(0, key.indexOf('\u0000'));
        if (keys.isEmpty() || !keys.getLast().equals(owner)) {
          keys.add(owner);
        }
      }
    }
    return keys;
  }

  private List<Entry> entriesAfter(long covered) {
    List<Entry> entries = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> journal =
        store.range(prefix + "journal", prefix + "journal\u007f")) {
      while (journal.hasNext()) {
        KeyValue<String, byte[]> next = journal.next();
        ByteBuffer read = ByteBuffer.wrap(next.value);
        long offset = read.getLong();
        if (offset > covered) {
          long at = read.getLong();
          byte[] message = new byte[read.remaining()];
          read.get(message);
          entries.add(new Entry(offset, at, message));
        }
      }
    }
    entries.sort(Comparator.comparingLong(Entry::offset));
    return entries;
  }

  private String chunkKey(int generation, int index) {
    return prefix + "chunk" + generation + "-" + String.format("%06d", index);
  }
}
