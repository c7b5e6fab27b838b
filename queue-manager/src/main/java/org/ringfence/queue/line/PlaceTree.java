package org.ringfence.queue.line;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ringfence.queue.prediction.CallersAhead;

/// How many callers of each group wait at which places: a tree over the time of the place, whose
/// nodes halve it twice from level to level.
///
/// A long line is read from it in some dozens of stretches for all groups together, where the lines
/// of the groups ([RankedLine]) would have to be walked one by one and merged. All sums are whole
/// numbers, so that the tree depends on who waits and not on how it came about: a restored line
/// reads the same.
final class PlaceTree {

  /// The weight of a group that is left out.
  static final double LEFT_OUT = -1;

  private final TreeMap<Long, PlaceNode> roots = new TreeMap<>();

  /// The place of each slot's group among the groups, in which they are read.
  private int[] order = {};

  /// What [#all] said last, until somebody comes or goes.
  private @Nullable Before all;

  private int allStretches;

  private static int columnOf(Ticket ticket) {
    if (ticket.isUnheard()) {
      return PlaceNode.UNHEARD;
    }
    return switch (ticket.patience()) {
      case PERSON -> PlaceNode.PEOPLE;
      case MACHINE -> PlaceNode.MACHINES;
      case CALLBACK -> PlaceNode.CALLBACKS;
    };
  }

  boolean isEmpty() {
    return roots.isEmpty();
  }

  /// Says in which order the groups are read, which must not depend on how they came about. Groups
  /// may come and go, but those that stay keep their order among each other.
  ///
  /// @param slots of the groups in their order, those that are empty aside
  void arrange(int[] slots) {
    all = null;
    for (int i = 0; i < slots.length; i++) {
      reserve(slots[i]);
      order[slots[i]] = i;
    }
  }

  private void reserve(int slot) {
    int known = order.length;
    if (slot >= known) {
      order = Arrays.copyOf(order, Math.max(slot + 1, 2 * known));
      for (int i = known; i < order.length; i++) {
        order[i] = i;
      }
    }
  }

  /// A caller begins to wait.
  ///
  /// @param slot of the caller's group
  void add(int slot, Ticket ticket) {
    reserve(slot);
    count(slot, ticket, 1);
  }

  /// A caller waits no longer. HAZARD: the ticket must be what it was when it was added.
  void remove(int slot, Ticket ticket) {
    count(slot, ticket, -1);
  }

  private void count(int slot, Ticket ticket, int by) {
    all = null;
    long placeMillis = ticket.placeMillis();
    long index = placeMillis >> PlaceNode.ROOT_BITS;
    PlaceNode root = roots.computeIfAbsent(index, at -> new PlaceNode(at, PlaceNode.LEVELS));
    root.count(slot, order, columnOf(ticket), placeMillis, ticket.joinedMillis(), by);
    if (root.members == 0) {
      roots.remove(index);
    }
  }

  /// Callers with neighboring places.
  static final class Stretch {
    private final PlaceNode node;

    /// Of each of them who is before the place that was asked for.
    private double part = 1;

    private Stretch(PlaceNode node) {
      this.node = node;
    }

    /// Adds them to callers of whom each group counts in part.
    ///
    /// @param weights of a caller of each slot; [#LEFT_OUT] for groups that do not count at all
    /// @return the credit of all of them, whatever part of each counts
    double addTo(CallersAhead into, double[] weights, Instant now) {
      int[] slots = node.slots;
      int[] callers = node.callers;
      double people = 0;
      double machines = 0;
      double callbacks = 0;
      double all = 0;
      double joined = 0;
      double credit = 0;
      for (int row = 0, at = 0; row < node.rows; row++, at += PlaceNode.COLUMNS) {
        double weight = weights[slots[row]];
        if (weight < 0) {
          continue;
        }
        weight *= part;
        double more = weight * callers[at + PlaceNode.PEOPLE];
        people += more;
        all += more;
        if (callers[at + PlaceNode.MACHINES] != 0) {
          more = weight * callers[at + PlaceNode.MACHINES];
          machines += more;
          all += more;
        }
        if (callers[at + PlaceNode.CALLBACKS] != 0) {
          more = weight * callers[at + PlaceNode.CALLBACKS];
          callbacks += more;
          all += more;
        }
        joined += weight * node.joinedMillis[row];
        credit += part * node.creditMillis[row];
      }
      if (all > 0) {
        into.add((now.toEpochMilli() - joined / all) / 1000, people, machines, callbacks);
      }
      return credit / 1000;
    }
  }

  /// The callers before a place, the first in line first.
  static final class Before {
    final List<Stretch> stretches;

    /// By slot, of whole nodes.
    private final int[] callers;

    private final int[] unheard;

    /// The leaf that the place is in; null when there is none.
    private @Nullable Stretch last;

    /// By slot, of that leaf.
    private double[] ofLast = {};

    private double[] unheardOfLast = {};

    private Before(int slots, int stretches) {
      // Four spans in one make at most so many, most of the time.
      this.stretches = new ArrayList<>(PlaceNode.FAN * stretches);
      callers = new int[slots];
      unheard = new int[slots];
    }

    private void countWhole(PlaceNode node) {
      for (int row = 0; row < node.rows; row++) {
        callers[node.slots[row]] += node.callers(row);
        unheard[node.slots[row]] += node.unheard(row);
      }
    }

    private void countLast(Stretch stretch) {
      PlaceNode node = stretch.node;
      ofLast = new double[callers.length];
      unheardOfLast = new double[callers.length];
      for (int row = 0; row < node.rows; row++) {
        ofLast[node.slots[row]] = stretch.part * node.callers(row);
        unheardOfLast[node.slots[row]] = stretch.part * node.unheard(row);
      }
    }

    /// How many of a group, but for those who were never heard.
    double callers(int slot) {
      return slot < callers.length ? callers[slot] + of(ofLast, slot) : 0;
    }

    double unheard(int slot) {
      return slot < unheard.length ? unheard[slot] + of(unheardOfLast, slot) : 0;
    }

    private static double of(double[] last, int slot) {
      return slot < last.length ? last[slot] : 0;
    }
  }

  /// Everybody, in some more than so many stretches.
  Before all(int stretches) {
    @Nullable Before before = all;
    if (before == null || allStretches != stretches) {
      before = collected(Long.MAX_VALUE, stretches);
      all = before;
      allStretches = stretches;
    }
    return before;
  }

  /// Whoever has a place before this one, in some more than so many stretches.
  ///
  /// @param own the slots of the queue whose exact count is known
  /// @param ownAhead so many of them are before the place; it says how much of the leaf that the
  ///   place is in counts
  Before before(long placeMillis, int stretches, BitSet own, int ownAhead) {
    Before before = collected(placeMillis, stretches);
    @Nullable Stretch last = before.last;
    if (last != null) {
      last.part = partBefore(placeMillis, last.node, before, own, ownAhead);
      before.countLast(last);
    }
    return before;
  }

  private Before collected(long placeMillis, int stretches) {
    Before found = new Before(order.length, stretches);
    int largest = Math.max(1, countBefore(placeMillis) / stretches);
    for (PlaceNode root : roots.values()) {
      collect(root, placeMillis, largest, found);
    }
    return found;
  }

  private static void collect(PlaceNode node, long placeMillis, int largest, Before into) {
    if (node.startMillis() > placeMillis) {
      return;
    }
    if (node.endMillis() <= placeMillis) {
      into.countWhole(node);
      collectWhole(node, largest, into.stretches);
    } else if (node.level == 0) {
      Stretch last = new Stretch(node);
      into.last = last;
      into.stretches.add(last);
    } else {
      for (PlaceNode child : node.children) {
        if (child != null) {
          collect(child, placeMillis, largest, into);
        }
      }
    }
  }

  private static void collectWhole(PlaceNode node, int largest, List<Stretch> into) {
    if (node.level == 0 || node.total <= largest) {
      into.add(new Stretch(node));
      return;
    }
    for (PlaceNode child : node.children) {
      if (child != null) {
        collectWhole(child, largest, into);
      }
    }
  }

  private static double partBefore(
      long placeMillis, PlaceNode leaf, Before others, BitSet own, int ownAhead) {
    double ownBefore = 0;
    double ownInLeaf = 0;
    for (int slot = own.nextSetBit(0); slot >= 0; slot = own.nextSetBit(slot + 1)) {
      ownBefore += others.callers(slot);
    }
    for (int row = 0; row < leaf.rows; row++) {
      ownInLeaf += own.get(leaf.slots[row]) ? leaf.callers(row) : 0;
    }
    return ownInLeaf > 0
        ? Math.max(0, Math.min(1, (ownAhead - ownBefore) / ownInLeaf))
        : (placeMillis - leaf.startMillis()) / (double) (leaf.endMillis() - leaf.startMillis());
  }

  /// How many have a place before this one, up to a leaf.
  private int countBefore(long placeMillis) {
    int count = 0;
    for (PlaceNode root : roots.values()) {
      count += countBefore(root, placeMillis);
    }
    return count;
  }

  private static int countBefore(PlaceNode node, long placeMillis) {
    if (node.startMillis() > placeMillis) {
      return 0;
    }
    if (node.level == 0 || node.endMillis() <= placeMillis) {
      return node.total;
    }
    int count = 0;
    for (PlaceNode child : node.children) {
      if (child != null) {
        count += countBefore(child, placeMillis);
      }
    }
    return count;
  }
}
