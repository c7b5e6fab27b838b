package org.ringfence.queue.line;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.CallId;

/// Calls that are over, remembered for a while so that late news of them makes no ghost tickets.
final class Tombstones {

  /// About ten minutes of the heaviest attack; beyond it the eldest is forgotten first.
  static final int MAX_TOMBSTONES = 20_000;

  enum Cause {
    /// Asterisk said so; nothing later can be true of this call.
    HUNG_UP,
    /// Served, or missing in a snapshot; the caller may turn out to be there after all.
    CLOSED
  }

  /// @param offersMade for the ticket that ended with the call; a ticket that takes its name up
  ///   again counts on from there, because no two offers may have one name
  record Tombstone(CallId call, Instant at, Cause cause, int offersMade) {}

  private final Duration life;
  private final LinkedHashMap<CallId, Tombstone> byCall = new LinkedHashMap<>();

  /// When the call of the first tombstone was over; the beginning of time when it is not known
  /// which is the first.
  private Instant eldestAt = Instant.MIN;

  Tombstones(Duration life) {
    this.life = life;
  }

  void put(CallId call, Instant at, Cause cause) {
    put(call, at, cause, offersMade(call));
  }

  void put(CallId call, Instant at, Cause cause, int offersMade) {
    @Nullable Tombstone earlier = removed(call);
    Cause lasting = earlier != null && earlier.cause == Cause.HUNG_UP ? Cause.HUNG_UP : cause;
    byCall.put(call, new Tombstone(call, at, lasting, offersMade));
    if (byCall.size() > MAX_TOMBSTONES) {
      byCall.pollFirstEntry();
      eldestAt = Instant.MIN;
    }
  }

  private @Nullable Tombstone removed(CallId call) {
    @Nullable Tombstone removed = byCall.remove(call);
    if (removed != null) {
      eldestAt = Instant.MIN;
    }
    return removed;
  }

  /// Whether news of a call that says "I am in line", said at that time, is to be disregarded.
  boolean forbids(CallId call, Instant at) {
    @Nullable Tombstone tombstone = byCall.get(call);
    return tombstone != null && (tombstone.cause == Cause.HUNG_UP || !at.isAfter(tombstone.at));
  }

  /// Offers for the ticket that ended with the call, as far as is remembered.
  int offersMade(CallId call) {
    @Nullable Tombstone tombstone = byCall.get(call);
    return tombstone == null ? 0 : tombstone.offersMade;
  }

  /// Whether the call is known to be over, for whatever reason.
  boolean has(CallId call) {
    return byCall.containsKey(call);
  }

  /// Whether Asterisk said that the call is over.
  boolean isHungUp(CallId call) {
    @Nullable Tombstone tombstone = byCall.get(call);
    return tombstone != null && tombstone.cause == Cause.HUNG_UP;
  }

  void forget(CallId call) {
    removed(call);
  }

  void expire(Instant now) {
    Instant oldest = now.minus(life);
    if (!eldestAt.isBefore(oldest)) {
      return;
    }
    while (!byCall.isEmpty()) {
      Map.Entry<CallId, Tombstone> eldest = byCall.firstEntry();
      if (!eldest.getValue().at.isBefore(oldest)) {
        eldestAt = eldest.getValue().at;
        return;
      }
      byCall.pollFirstEntry();
    }
  }

  List<Tombstone> list() {
    return new ArrayList<>(byCall.values());
  }

  void restore(List<Tombstone> saved) {
    byCall.clear();
    eldestAt = Instant.MIN;
    saved.forEach(tombstone -> byCall.put(tombstone.call(), tombstone));
  }
}
