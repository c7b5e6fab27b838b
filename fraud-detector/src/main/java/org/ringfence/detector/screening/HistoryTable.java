package org.ringfence.detector.screening;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Histories by keyed hash, a bounded number of them: one more, and the one that was put in first
/// is forgotten.
///
/// Made of arrays, because a map of objects costs more than all signals together. Hashes are keyed,
/// so that nobody can choose numbers that fall into one chain.
///
/// INVARIANT: a place is in exactly one chain and in the order of age, or it is free.
final class HistoryTable {

  private static final int NOWHERE = -1;

  private final int max;

  /// The first place of each chain.
  private final int[] chains;

  /// The next place in the chain; of a free place, the next free one.
  private final int[] next;

  private final int[] elder;
  private final int[] younger;
  private final long[] hashes;
  private final @Nullable NumberHistory[] histories;
  private int eldest = NOWHERE;
  private int youngest = NOWHERE;
  private int free;
  private int size;

  HistoryTable(int max) {
    this.max = max;
    chains = new int[Integer.highestOneBit(max) * 2];
    next = new int[max];
    elder = new int[max];
    younger = new int[max];
    hashes = new long[max];
    histories = new NumberHistory[max];
    clear();
  }

  int size() {
    return size;
  }

  @Nullable NumberHistory find(long hash) {
    int place = place(hash);
    return place == NOWHERE ? null : histories[place];
  }

  private int chain(long hash) {
    return (int) hash & (chains.length - 1);
  }

  private int place(long hash) {
    int place = chains[chain(hash)];
    while (place != NOWHERE && hashes[place] != hash) {
      place = next[place];
    }
    return place;
  }

  /// Puts in as the youngest what is not there yet.
  void put(long hash, NumberHistory history) {
    if (size == max) {
      remove(hashes[eldest]);
    }
    int place = free;
    free = next[place];
    int chain = chain(hash);
    next[place] = chains[chain];
    chains[chain] = place;
    elder[place] = youngest;
    younger[place] = NOWHERE;
    if (youngest == NOWHERE) {
      eldest = place;
    } else {
      younger[youngest] = place;
    }
    youngest = place;
    hashes[place] = hash;
    histories[place] = history;
    size++;
  }

  /// What was there, or null.
  @Nullable NumberHistory remove(long hash) {
    int place = place(hash);
    if (place == NOWHERE) {
      return null;
    }
    takeOutOfChain(place);
    takeOutOfOrder(place);
    @Nullable NumberHistory history = histories[place];
    histories[place] = null;
    next[place] = free;
    free = place;
    size--;
    return history;
  }

  private void takeOutOfChain(int place) {
    int chain = chain(hashes[place]);
    if (chains[chain] == place) {
      chains[chain] = next[place];
      return;
    }
    int before = chains[chain];
    while (next[before] != place) {
      before = next[before];
    }
    next[before] = next[place];
  }

  private void takeOutOfOrder(int place) {
    if (elder[place] == NOWHERE) {
      eldest = younger[place];
    } else {
      younger[elder[place]] = younger[place];
    }
    if (younger[place] == NOWHERE) {
      youngest = elder[place];
    } else {
      elder[younger[place]] = elder[place];
    }
  }

  /// Forgets from the eldest on what was last seen before a time.
  void forgetBefore(long millis) {
    while (eldest != NOWHERE) {
      @Nullable NumberHistory history = histories[eldest];
      if (history != null && history.lastMillis() >= millis) {
        return;
      }
      remove(hashes[eldest]);
    }
  }

  void clear() {
    Arrays.fill(chains, NOWHERE);
    Arrays.fill(histories, null);
    for (int place = 0; place < max; place++) {
      next[place] = place + 1;
    }
    eldest = NOWHERE;
    youngest = NOWHERE;
    free = 0;
    size = 0;
  }

  /// Looks at all, the eldest first.
  void forEach(Visitor visitor) {
    for (int place = eldest; place != NOWHERE; place = younger[place]) {
      @Nullable NumberHistory history = histories[place];
      if (history != null) {
        visitor.visit(hashes[place], history);
      }
    }
  }

  /// Looks at one number.
  @FunctionalInterface
  interface Visitor {
    void visit(long hash, NumberHistory history);
  }
}
