package org.ringfence.queue.line;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The callers whose places are in one span of time, and the shorter spans within.
final class PlaceNode {
  /// A leaf spans 2¹² ms, about four seconds.
  static final int LEAF_BITS = 12;

  static final int FAN_BITS = 2;
  static final int FAN = 1 << FAN_BITS;

  /// Below a root, which spans 2³⁰ ms, about twelve days.
  static final int LEVELS = 9;

  /// The columns of the classes.
  static final int PEOPLE = 0;

  static final int MACHINES = 1;
  static final int CALLBACKS = 2;
  static final int KINDS = 3;

  /// Who was never heard, of whatever class: in no sum but this.
  static final int UNHEARD = 3;

  static final int COLUMNS = 4;

  static final int ROOT_BITS = LEAF_BITS + FAN_BITS * LEVELS;

  /// The place divided by the span.
  final long index;

  final int level;
  final @Nullable PlaceNode[] children;
  int members;

  /// But for those who were never heard.
  int total;

  /// By slot and kind.
  int[] callers = {};

  /// The sums of when they joined, and of how much earlier than joined they stand, by slot.
  long[] joinedMillis = {};

  long[] creditMillis = {};

  PlaceNode(long index, int level) {
    this.index = index;
    this.level = level;
    this.children = new PlaceNode[level == 0 ? 0 : FAN];
  }

  int bits() {
    return LEAF_BITS + FAN_BITS * level;
  }

  long startMillis() {
    return index << bits();
  }

  long endMillis() {
    return (index + 1) << bits();
  }

  void count(int slot, int column, long placeMillis, long joined, int by) {
    if (slot >= joinedMillis.length) {
      int slots = Math.max(slot + 1, 2 * joinedMillis.length);
      callers = Arrays.copyOf(callers, slots * COLUMNS);
      joinedMillis = Arrays.copyOf(joinedMillis, slots);
      creditMillis = Arrays.copyOf(creditMillis, slots);
    }
    members += by;
    callers[slot * COLUMNS + column] += by;
    if (column != UNHEARD) {
      total += by;
      joinedMillis[slot] += by * joined;
      creditMillis[slot] += by * (joined - placeMillis);
    }
    if (level > 0) {
      long child = placeMillis >> (bits() - FAN_BITS);
      int which = (int) (child & (FAN - 1));
      PlaceNode next = children[which];
      if (next == null) {
        next = new PlaceNode(child, level - 1);
        children[which] = next;
      }
      next.count(slot, column, placeMillis, joined, by);
      if (next.members == 0) {
        children[which] = null;
      }
    }
  }
}
