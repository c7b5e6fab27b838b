package org.ringfence.queue.line;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.queue.prediction.CallersAhead;
import org.ringfence.queue.prediction.PatienceClass;

/// Tickets in order of their places, with the rank of each in O(log n).
///
/// A treap (Seidel and Aragon 1996) with subtree sizes. The priorities are a hash of the ticket's
/// id, so that equal contents give an equal tree without a source of chance.
final class RankedLine {

  private @Nullable Node root;

  /// The first in line, who is asked for more often than changed.
  private @Nullable Ticket first;

  private static final class Node {
    final Ticket ticket;

    /// The place to a millisecond. It is compared first and stands here, because in a long line
    /// each look at another object is a wait for memory.
    final long placeMillis;

    final int priority;
    @Nullable Node left;
    @Nullable Node right;
    int size = 1;

    /// The size of the left part, here for the same reason as the place.
    int leftSize;

    /// What the ticket was taken for when it was added.
    final PatienceClass kind;

    int machines;
    int callbacks;

    Node(Ticket ticket) {
      this.ticket = ticket;
      this.placeMillis = millisOf(ticket);
      this.priority = mixed(ticket.id.value().hashCode());
      this.kind = ticket.patience();
      recount();
    }

    /// Counts one more or less below it, without a look at the nodes there.
    void count(PatienceClass of, boolean toTheLeft, int by) {
      size += by;
      leftSize += toTheLeft ? by : 0;
      machines += of == PatienceClass.MACHINE ? by : 0;
      callbacks += of == PatienceClass.CALLBACK ? by : 0;
    }

    void recount() {
      leftSize = sizeOf(left);
      size = 1 + leftSize + sizeOf(right);
      machines = machinesOf(left) + (kind == PatienceClass.MACHINE ? 1 : 0) + machinesOf(right);
      callbacks = callbacksOf(left) + (kind == PatienceClass.CALLBACK ? 1 : 0) + callbacksOf(right);
    }
  }

  int size() {
    return sizeOf(root);
  }

  boolean isEmpty() {
    return root == null;
  }

  /// Adds a ticket that is not in this line.
  void add(Ticket ticket) {
    insert(new Node(ticket));
    @Nullable Ticket before = first;
    first = before == null || Ticket.BY_PLACE.compare(ticket, before) < 0 ? ticket : before;
  }

  void remove(Ticket ticket) {
    delete(ticket);
  }

  /// How many tickets have a place before this one, which need not be in this line.
  int countBefore(Ticket ticket) {
    int before = 0;
    long millis = millisOf(ticket);
    @Nullable Node node = root;
    while (node != null) {
      if (compare(millis, ticket, node) > 0) {
        before += 1 + node.leftSize;
        node = node.right;
      } else {
        node = node.left;
      }
    }
    return before;
  }

  /// Neighbours in line.
  ///
  /// @param ticket one of them
  /// @param machines how many of them are taken for machines
  /// @param callbacks how many of them are callbacks
  record Portion(Ticket ticket, int size, int machines, int callbacks) {

    /// @param part of each caller who is to be counted
    void addTo(CallersAhead callers, Instant now, double part) {
      callers.add(
          Duration.between(ticket.facts.joinedAt(), now).toMillis() / 1000.0,
          part * (size - machines - callbacks),
          part * machines,
          part * callbacks);
    }
  }

  /// The line before a ticket, which need not be in it, in portions of at most so many; all of it
  /// for null. Costs O(portions + log n).
  List<Portion> portionsBefore(@Nullable Ticket ticket, int largest) {
    List<Portion> portions = new ArrayList<>();
    collect(root, ticket, largest, portions);
    return portions;
  }

  private static void collect(
      @Nullable Node node, @Nullable Ticket before, int largest, List<Portion> into) {
    if (node == null) {
      return;
    }
    boolean isBefore = before == null || Ticket.BY_PLACE.compare(node.ticket, before) < 0;
    if (before == null && node.size <= largest) {
      into.add(new Portion(node.ticket, node.size, node.machines, node.callbacks));
      return;
    }
    // What is left of a node that is before is before as a whole.
    collect(node.left, isBefore ? null : before, largest, into);
    if (isBefore) {
      PatienceClass kind = node.kind;
      into.add(
          new Portion(
              node.ticket,
              1,
              kind == PatienceClass.MACHINE ? 1 : 0,
              kind == PatienceClass.CALLBACK ? 1 : 0));
      collect(node.right, before, largest, into);
    }
  }

  @Nullable Ticket first() {
    return first;
  }

  private @Nullable Ticket findFirst() {
    @Nullable Node node = root;
    if (node == null) {
      return null;
    }
    while (node.left != null) {
      node = node.left;
    }
    return node.ticket;
  }

  List<Ticket> first(int count) {
    List<Ticket> tickets = new ArrayList<>(Math.min(count, size()));
    Deque<Node> above = new ArrayDeque<>();
    @Nullable Node node = root;
    while (tickets.size() < count && (node != null || !above.isEmpty())) {
      while (node != null) {
        above.push(node);
        node = node.left;
      }
      Node next = above.pop();
      tickets.add(next.ticket);
      node = next.right;
    }
    return tickets;
  }

  /// Puts a node below those of greater priority; what it comes to stand above is divided.
  private void insert(Node added) {
    @Nullable Node above = null;
    boolean left = false;
    @Nullable Node node = root;
    while (node != null && node.priority >= added.priority) {
      left = compare(added.placeMillis, added.ticket, node) < 0;
      node.count(added.kind, left, 1);
      above = node;
      node = left ? node.left : node.right;
    }
    divide(node, added);
    added.recount();
    link(above, left, added);
  }

  /// Hangs the nodes below one to both sides of another.
  private static void divide(@Nullable Node node, Node by) {
    if (node == null) {
      return;
    }
    if (compare(by.placeMillis, by.ticket, node) < 0) {
      divide(node.left, by);
      node.left = by.right;
      by.right = node;
    } else {
      divide(node.right, by);
      node.right = by.left;
      by.left = node;
    }
    node.recount();
  }

  /// Takes a node out. The counts above it change only once it was found.
  private void delete(Ticket ticket) {
    long millis = millisOf(ticket);
    @Nullable Node found = find(ticket, millis);
    if (found == null) {
      return;
    }
    @Nullable Node above = null;
    boolean left = false;
    @Nullable Node node = root;
    while (node != null && node != found) {
      left = compare(millis, ticket, node) < 0;
      node.count(found.kind, left, -1);
      above = node;
      node = left ? node.left : node.right;
    }
    link(above, left, merged(found.left, found.right));
    if (found.ticket == first) {
      first = findFirst();
    }
  }

  private @Nullable Node find(Ticket ticket, long millis) {
    @Nullable Node node = root;
    while (node != null) {
      int order = compare(millis, ticket, node);
      if (order == 0) {
        return node;
      }
      node = order < 0 ? node.left : node.right;
    }
    return null;
  }

  private void link(@Nullable Node above, boolean left, @Nullable Node node) {
    if (above == null) {
      root = node;
    } else if (left) {
      above.left = node;
    } else {
      above.right = node;
    }
  }

  private static @Nullable Node merged(@Nullable Node before, @Nullable Node after) {
    if (before == null) {
      return after;
    }
    if (after == null) {
      return before;
    }
    if (before.priority > after.priority) {
      before.right = merged(before.right, after);
      before.recount();
      return before;
    }
    after.left = merged(before, after.left);
    after.recount();
    return after;
  }

  /// The order of [Ticket#BY_PLACE].
  private static int compare(long millis, Ticket ticket, Node node) {
    int order = Long.compare(millis, node.placeMillis);
    return order == 0 ? Ticket.BY_PLACE.compare(ticket, node.ticket) : order;
  }

  private static long millisOf(Ticket ticket) {
    return ticket.effective().toEpochMilli();
  }

  private static int sizeOf(@Nullable Node node) {
    return node == null ? 0 : node.size;
  }

  private static int machinesOf(@Nullable Node node) {
    return node == null ? 0 : node.machines;
  }

  private static int callbacksOf(@Nullable Node node) {
    return node == null ? 0 : node.callbacks;
  }

  /// The finalizer of MurmurHash3, for the hashes of ids that count upwards are neighbours.
  private static int mixed(int hash) {
    int h = hash;
    h = (h ^ (h >>> 16)) * 0x85ebca6b;
    h = (h ^ (h >>> 13)) * 0xc2b2ae35;
    return h ^ (h >>> 16);
  }
}
