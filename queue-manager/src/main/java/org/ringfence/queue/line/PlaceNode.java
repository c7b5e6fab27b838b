package org.ringfence.queue.line;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The callers whose places are in one span of time, and the shorter spans within.
///
/// Only groups that have callers here are counted, side by side and in the order of the groups: at
/// one place in line most of them have none, for a group's stage follows from the wait.
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

  /// Who was never heard, of whatever class: in no sum but this.
  static final int UNHEARD = 3;

  static final int COLUMNS = 4;

  static final int ROOT_BITS = LEAF_BITS + FAN_BITS * LEVELS;

  private static final int FIRST_ROWS = 4;

  /// The place divided by the span.
  final long index;

  final int level;
  final @Nullable PlaceNode[] children;
  int members;

  /// But for those who were never heard.
  int total;

  /// How many groups have callers here.
  int rows;

  /// The slot of each row's group.
  int[] slots = new int[FIRST_ROWS];

  /// By row and column.
  int[] callers = new int[FIRST_ROWS * COLUMNS];

  /// The sums of when they joined, and of how much earlier than joined they stand, by row.
  long[] joinedMillis = new long[FIRST_ROWS];

  long[] creditMillis = new long[FIRST_ROWS];

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

  /// But for those who were never heard.
  int callers(int row) {
    int at = row * COLUMNS;
    return callers[at + PEOPLE] + callers[at + MACHINES] + callers[at + CALLBACKS];
  }

  int unheard(int row) {
    return callers[row * COLUMNS + UNHEARD];
  }

  /// Counts a caller here and in the spans within.
  ///
  /// @param order of each slot's group among the groups
  void count(int slot, int[] order, int column, long placeMillis, long joined, int by) {
    countHere(slot, order, column, placeMillis, joined, by);
    if (level > 0) {
      long child = placeMillis >> (bits() - FAN_BITS);
      int which = (int) (child & (FAN - 1));
      PlaceNode next = children[which];
      if (next == null) {
        next = new PlaceNode(child, level - 1);
        children[which] = next;
      }
      next.count(slot, order, column, placeMillis, joined, by);
      if (next.members == 0) {
        children[which] = null;
      }
    }
  }

  private void countHere(int slot, int[] order, int column, long placeMillis, long joined, int by) {
    int row = rowOf(slot, order);
    members += by;
    callers[row * COLUMNS + column] += by;
    if (column != UNHEARD) {
      total += by;
      joinedMillis[row] += by * joined;
      creditMillis[row] += by * (joined - placeMillis);
    }
    if (callers(row) == 0 && unheard(row) == 0) {
      deleteRow(row);
    }
  }

  private int rowOf(int slot, int[] order) {
    int from = 0;
    int to = rows;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (order[slots[middle]] < order[slot]) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    if (from == rows || slots[from] != slot) {
      insertRow(from, slot);
    }
    return from;
  }

  private void insertRow(int row, int slot) {
    if (rows == slots.length) {
      slots = Arrays.copyOf(slots, 2 * rows);
      callers = Arrays.copyOf(callers, 2 * rows * COLUMNS);
      joinedMillis = Arrays.copyOf(joinedMillis, 2 * rows);
      creditMillis = Arrays.copyOf(creditMillis, 2 * rows);
    }
    move(row, row + 1);
    slots[row] = slot;
    rows++;
    clear(row);
  }

  private void deleteRow(int row) {
    move(row + 1, row);
    rows--;
    clear(rows);
  }

  private void move(int from, int to) {
    int count = rows - from;
    System.arraycopy(slots, from, slots, to, count);
    System.arraycopy(callers, from * COLUMNS, callers, to * COLUMNS, count * COLUMNS);
    System.arraycopy(joinedMillis, from, joinedMillis, to, count);
    System.arraycopy(creditMillis, from, creditMillis, to, count);
  }

  private void clear(int row) {
    Arrays.fill(callers, row * COLUMNS, (row + 1) * COLUMNS, 0);
    joinedMillis[row] = 0;
    creditMillis[row] = 0;
  }
}
