package org.ringfence.queue.line;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.CallId;
import org.ringfence.events.OfferFailure;
import org.ringfence.events.OfferId;
import org.ringfence.events.SnapshotTaken;
import org.ringfence.events.SnapshotTaken.LiveCaller;

/// Puts right what lost messages left wrong, by the truth of a snapshot.
///
/// It corrects only what has stood unchanged since before the snapshot began, less a margin: what
/// changed later may be truer than the snapshot, and the next one comes soon. Callers who are live
/// but unknown to us join again by themselves at their next tick.
final class SnapshotReconciler {

  private final Line line;
  private final CallerDesk callers;
  private final OfferDesk offers;
  private final Parties parties;

  SnapshotReconciler(Line line, CallerDesk callers, OfferDesk offers, Parties parties) {
    this.parties = parties;
    this.line = line;
    this.callers = callers;
    this.offers = offers;
  }

  void reconcile(SnapshotTaken snapshot) {
    for (SnapshotTaken.Gone gone : snapshot.gone()) {
      callers.hungUp(gone.call(), gone.at(), gone.cause());
    }
    Map<CallId, LiveCaller> live = new HashMap<>();
    snapshot.callers().forEach(caller -> live.put(caller.call(), caller));
    Set<OfferId> legs = new HashSet<>();
    snapshot.offers().forEach(offer -> legs.add(offer.offer()));
    Instant cutoff = snapshot.startedAt().minus(line.rules.snapshotMargin());
    for (Ticket ticket : line.tickets.listOfSystem(snapshot.systemName())) {
      if (ticket.state == TicketState.ENDED) {
        continue;
      }
      @Nullable LiveCaller caller = live.get(ticket.call());
      if (ticket.state.isCallback()) {
        // Whoever is called back has no place on the line before the key.
        if (caller == null) {
          promised(ticket, cutoff, snapshot);
        }
        continue;
      }
      if (caller == null) {
        missing(ticket, cutoff, snapshot);
      } else if (caller.talkingTo() != null) {
        talking(ticket, caller.talkingTo(), cutoff);
        parties.reconcile(ticket, legs, cutoff);
      } else {
        notTalking(ticket, legs, cutoff);
      }
    }
  }

  private void missing(Ticket ticket, Instant cutoff, SnapshotTaken snapshot) {
    if (ticket.state != TicketState.GRACE
        && ticket.facts.joinedAt().isBefore(cutoff)
        && ticket.seenInLineAt.isBefore(cutoff)) {
      @Nullable Instant bootedAt = snapshot.bootedAt();
      boolean byCrash = bootedAt != null && ticket.seenInLineAt.isBefore(bootedAt);
      callers.missing(ticket, snapshot.startedAt(), byCrash);
    }
  }

  /// Who was promised a call has hung up, and that was not heard.
  private void promised(Ticket ticket, Instant cutoff, SnapshotTaken snapshot) {
    if (ticket.mayHearThePromise(line.now)
        && ticket.changedAt.isBefore(cutoff)
        && !line.tombstones.has(ticket.call())) {
      line.tombstones.put(ticket.call(), snapshot.startedAt(), Tombstones.Cause.CLOSED);
    }
  }

  private void talking(Ticket ticket, OfferId offer, Instant cutoff) {
    @Nullable Offer current = ticket.offer;
    boolean known = current != null && current.id.equals(offer) && current.connectedAt != null;
    if (known || !ticket.changedAt.isBefore(cutoff)) {
      return;
    }
    if (ticket.state == TicketState.GRACE) {
      callers.thereAfterAll(ticket);
    }
    if (parties.takeOver(ticket, offer)) {
      return;
    }
    offers.connected(ticket, offer);
    if (ticket.state == TicketState.WAITING) {
      // With an agent whom we do not know of; at least nobody else is rung for this caller.
      line.move(ticket, TicketState.AWAY);
    }
  }

  private void notTalking(Ticket ticket, Set<OfferId> legs, Instant cutoff) {
    if (!ticket.changedAt.isBefore(cutoff)) {
      return;
    }
    @Nullable Offer offer = ticket.offer;
    switch (ticket.state) {
      case TALKING -> {
        if (offer != null) {
          @Nullable Instant connectedAt = offer.connectedAt;
          callers.talkBroke(ticket, offer);
          if (connectedAt != null && ticket.seenInLineAt.isAfter(connectedAt)) {
            line.move(ticket, TicketState.WAITING);
          }
        }
      }
      case OFFERED -> {
        if (offer != null && !legs.contains(offer.id)) {
          offers.failed(offer, OfferFailure.LOST, false);
        }
      }
      case AWAY -> line.move(ticket, TicketState.WAITING);
      case GRACE -> callers.thereAfterAll(ticket);
      case WAITING, CALLBACK_DUE, CALLBACK_LATER, CALLBACK_DIALED, ENDED -> {}
    }
  }
}
