package org.ringfence.queue.line;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import org.ringfence.queue.prediction.CallersAhead;

/// How many callers of each group wait at which places: a tree over the time of the place, whose
/// nodes halve it twice from level to level.
///
/// A long line is read from it in some dozens of stretches for all groups together, where the lines
/// of the groups ([RankedLine]) would have to be walked one by one and merged. All sums are whole
/// numbers, so that the tree depends on who waits and not on how it came about: a restored line
/// reads the same.
final class PlaceTree {

  private final TreeMap<Long, PlaceNode> roots = new TreeMap<>();

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

  /// A caller begins to wait.
  ///
  /// @param slot of the caller's group
  void add(int slot, Ticket ticket) {
    count(slot, ticket, 1);
  }

  /// A caller waits no longer. HAZARD: the ticket must be what it was when it was added.
  void remove(int slot, Ticket ticket) {
    count(slot, ticket, -1);
  }

  private void count(int slot, Ticket ticket, int by) {
    long placeMillis = ticket.placeMillis();
    long index = placeMillis >> PlaceNode.ROOT_BITS;
    PlaceNode root = roots.computeIfAbsent(index, at -> new PlaceNode(at, PlaceNode.LEVELS));
    root.count(slot, columnOf(ticket), placeMillis, ticket.joinedMillis(), by);
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

    private double callers(int slot) {
      double callers = 0;
      if (slot < node.joinedMillis.length) {
        for (int kind = 0; kind < PlaceNode.KINDS; kind++) {
          callers += node.callers[slot * PlaceNode.COLUMNS + kind];
        }
      }
      return part * callers;
    }

    /// Adds them to callers of whom each group counts in part.
    ///
    /// @param slots of the groups, in an order that does not depend on how they came about
    /// @param weights of a caller of each slot
    /// @return the credit of all of them, whatever part of each counts
    double addTo(CallersAhead into, int[] slots, double[] weights, Instant now) {
      double[] counted = new double[PlaceNode.KINDS];
      double all = 0;
      double joined = 0;
      double credit = 0;
      for (int slot : slots) {
        if (slot >= node.joinedMillis.length) {
          continue;
        }
        double weight = part * weights[slot];
        for (int kind = 0; kind < PlaceNode.KINDS; kind++) {
          double callers = weight * node.callers[slot * PlaceNode.COLUMNS + kind];
          counted[kind] += callers;
          all += callers;
        }
        joined += weight * node.joinedMillis[slot];
        credit += part * node.creditMillis[slot];
      }
      if (all > 0) {
        into.add(
            (now.toEpochMilli() - joined / all) / 1000,
            counted[PlaceNode.PEOPLE],
            counted[PlaceNode.MACHINES],
            counted[PlaceNode.CALLBACKS]);
      }
      return credit / 1000;
    }
  }

  /// The callers before a place, the first in line first.
  static final class Before {
    final List<Stretch> stretches;
    private final double[] callers;
    private final double[] unheard;

    private Before(List<Stretch> stretches) {
      this.stretches = stretches;
      int slots = 0;
      for (Stretch stretch : stretches) {
        slots = Math.max(slots, stretch.node.joinedMillis.length);
      }
      callers = new double[slots];
      unheard = new double[slots];
    }

    private void count(Stretch stretch) {
      for (int slot = 0; slot < stretch.node.joinedMillis.length; slot++) {
        callers[slot] += stretch.callers(slot);
        unheard[slot] +=
            stretch.part * stretch.node.callers[slot * PlaceNode.COLUMNS + PlaceNode.UNHEARD];
      }
    }

    /// How many of a group, but for those who were never heard.
    double callers(int slot) {
      return slot < callers.length ? callers[slot] : 0;
    }

    double unheard(int slot) {
      return slot < unheard.length ? unheard[slot] : 0;
    }
  }

  /// Everybody, in some more than so many stretches.
  Before all(int stretches) {
    Before all = new Before(collected(Long.MAX_VALUE, stretches));
    all.stretches.forEach(all::count);
    return all;
  }

  /// Whoever has a place before this one, in some more than so many stretches.
  ///
  /// @param own the slots of the queue whose exact count is known
  /// @param ownAhead so many of them are before the place; it says how much of the leaf that the
  ///   place is in counts
  Before before(long placeMillis, int stretches, BitSet own, int ownAhead) {
    Before before = new Before(collected(placeMillis, stretches));
    for (Stretch stretch : before.stretches) {
      if (stretch.node.endMillis() > placeMillis) {
        stretch.part = partBefore(placeMillis, stretch, before, own, ownAhead);
      }
      before.count(stretch);
    }
    return before;
  }

  private List<Stretch> collected(long placeMillis, int stretches) {
    int largest = Math.max(1, countBefore(placeMillis) / stretches);
    List<Stretch> found = new ArrayList<>();
    for (PlaceNode root : roots.values()) {
      collect(root, placeMillis, largest, found);
    }
    return found;
  }

  private static void collect(PlaceNode node, long placeMillis, int largest, List<Stretch> into) {
    if (node.startMillis() > placeMillis) {
      return;
    }
    boolean whole = node.endMillis() <= placeMillis;
    if (node.level == 0 || (whole && node.total <= largest)) {
      into.add(new Stretch(node));
      return;
    }
    for (PlaceNode child : node.children) {
      if (child != null) {
        collect(child, placeMillis, largest, into);
      }
    }
  }

  private static double partBefore(
      long placeMillis, Stretch last, Before others, BitSet own, int ownAhead) {
    double ownBefore = 0;
    double ownInLeaf = 0;
    for (int slot = own.nextSetBit(0); slot >= 0; slot = own.nextSetBit(slot + 1)) {
      ownBefore += others.callers(slot);
      ownInLeaf += last.callers(slot);
    }
    PlaceNode leaf = last.node;
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
