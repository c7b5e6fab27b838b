package org.ringfence.queue.line;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tickets in order of their places, with the rank of each, packed into pages.
///
/// A page is two arrays, the places to a millisecond and the tickets; a list knows the first place
/// and the rank of each page. So a rank is a search in two or three short arrays, where a tree
/// ([RankedLine]) is a way through some twenty nodes all over memory. An insertion moves half a
/// page, and counts on the ranks behind: with the most tickets there may be ([Tickets#MAX_TICKETS])
/// these are some three thousand at most.
final class PackedLine {

  /// Tickets of a page. A full one is divided; one that is less than a quarter full joins its
  /// neighbor if both fit in half a page.
  static final int PAGE = 256;

  private static final class Page {
    final long[] places = new long[PAGE];
    final @Nullable Ticket[] tickets = new Ticket[PAGE];
    int size;

    Ticket ticket(int index) {
      @Nullable Ticket ticket = tickets[index];
      if (ticket == null) {
        throw new IllegalStateException("a page has no ticket " + index);
      }
      return ticket;
    }

    /// How many come before.
    int countBefore(long millis, Ticket ticket) {
      int from = 0;
      int to = size;
      while (from < to) {
        int middle = (from + to) >>> 1;
        if (isBefore(middle, millis, ticket)) {
          from = middle + 1;
        } else {
          to = middle;
        }
      }
      return from;
    }

    boolean isBefore(int index, long millis, Ticket ticket) {
      return places[index] == millis
          ? Ticket.BY_PLACE.compare(ticket(index), ticket) < 0
          : places[index] < millis;
    }

    void insert(int index, long millis, Ticket ticket) {
      System.arraycopy(places, index, places, index + 1, size - index);
      System.arraycopy(tickets, index, tickets, index + 1, size - index);
      places[index] = millis;
      tickets[index] = ticket;
      size++;
    }

    void delete(int index) {
      size--;
      System.arraycopy(places, index + 1, places, index, size - index);
      System.arraycopy(tickets, index + 1, tickets, index, size - index);
      tickets[size] = null;
    }

    /// Moves what is from an index on to the end of another page.
    void moveTo(Page other, int from) {
      System.arraycopy(places, from, other.places, other.size, size - from);
      System.arraycopy(tickets, from, other.tickets, other.size, size - from);
      other.size += size - from;
      Arrays.fill(tickets, from, size, null);
      size = from;
    }
  }

  private final List<Page> pages = new ArrayList<>();

  /// The place of the first ticket of each page, and how many are before it.
  private long[] firsts = new long[4];

  private int[] ranks = new int[4];
  private int size;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /// How many tickets have a place before this one, which need not be in this line.
  int countBefore(Ticket ticket) {
    if (size == 0) {
      return 0;
    }
    long millis = ticket.placeMillis();
    int page = pageOf(millis, ticket);
    return ranks[page] + pages.get(page).countBefore(millis, ticket);
  }

  /// The last page that begins before a ticket, or the first.
  private int pageOf(long millis, Ticket ticket) {
    int from = 1;
    int to = pages.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      boolean before =
          firsts[middle] == millis
              ? pages.get(middle).isBefore(0, millis, ticket)
              : firsts[middle] < millis;
      if (before) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from - 1;
  }

  /// Adds a ticket that is not in this line.
  void add(Ticket ticket) {
    long millis = ticket.placeMillis();
    if (pages.isEmpty()) {
      addPage(0, new Page());
    }
    int at = pageOf(millis, ticket);
    Page page = pages.get(at);
    if (page.size == PAGE) {
      divide(at);
      at = pageOf(millis, ticket);
      page = pages.get(at);
    }
    page.insert(page.countBefore(millis, ticket), millis, ticket);
    firsts[at] = page.places[0];
    count(at, 1);
  }

  void remove(Ticket ticket) {
    if (size == 0) {
      return;
    }
    long millis = ticket.placeMillis();
    // The page before has all that come before the ticket, itself not included.
    int at = pageOf(millis, ticket);
    int index = pages.get(at).countBefore(millis, ticket);
    if (index == pages.get(at).size && at + 1 < pages.size()) {
      at++;
      index = 0;
    }
    Page page = pages.get(at);
    if (index == page.size || Ticket.BY_PLACE.compare(page.ticket(index), ticket) != 0) {
      return;
    }
    page.delete(index);
    firsts[at] = page.places[0];
    count(at, -1);
    if (page.size < PAGE / 4) {
      join(at);
    }
  }

  private void count(int at, int by) {
    size += by;
    int count = pages.size();
    for (int behind = at + 1; behind < count; behind++) {
      ranks[behind] += by;
    }
  }

  private void divide(int at) {
    Page page = pages.get(at);
    Page next = new Page();
    // Who joins comes last most of the time: the page before stays rather full.
    page.moveTo(next, at == pages.size() - 1 ? PAGE - PAGE / 4 : PAGE / 2);
    addPage(at + 1, next);
    firsts[at + 1] = next.places[0];
    ranks[at + 1] = ranks[at] + page.size;
  }

  /// Joins a page that has become small with a neighbor, or leaves an empty one out.
  private void join(int at) {
    Page page = pages.get(at);
    if (page.size == 0) {
      removePage(at);
      return;
    }
    int before = at + 1 < pages.size() ? at : at - 1;
    if (before >= 0 && pages.get(before).size + pages.get(before + 1).size <= PAGE / 2) {
      pages.get(before + 1).moveTo(pages.get(before), 0);
      firsts[before] = pages.get(before).places[0];
      removePage(before + 1);
    }
  }

  private void addPage(int at, Page page) {
    int count = pages.size();
    if (count == firsts.length) {
      firsts = Arrays.copyOf(firsts, 2 * count);
      ranks = Arrays.copyOf(ranks, 2 * count);
    }
    System.arraycopy(firsts, at, firsts, at + 1, count - at);
    System.arraycopy(ranks, at, ranks, at + 1, count - at);
    pages.add(at, page);
    firsts[at] = 0;
    ranks[at] = 0;
  }

  private void removePage(int at) {
    pages.remove(at);
    System.arraycopy(firsts, at + 1, firsts, at, pages.size() - at);
    System.arraycopy(ranks, at + 1, ranks, at, pages.size() - at);
  }

  @Nullable Ticket first() {
    return size == 0 ? null : pages.getFirst().ticket(0);
  }

  List<Ticket> first(int count) {
    List<Ticket> tickets = new ArrayList<>(Math.min(count, size));
    for (Page page : pages) {
      for (int i = 0; i < page.size && tickets.size() < count; i++) {
        tickets.add(page.ticket(i));
      }
      if (tickets.size() >= count) {
        break;
      }
    }
    return tickets;
  }
}
