package org.ringfence.queue.line;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.LineDecision.TicketClosed;
import org.ringfence.events.TicketOutcome;

/// How tickets end.
final class Closing {

  private static final double MINUTE_SECONDS = 60;

  private final Line line;
  private final OfferDesk offers;

  Closing(Line line, OfferDesk offers) {
    this.line = line;
    this.offers = offers;
  }

  /// Served is who talked and did not come back into line afterwards.
  static TicketOutcome outcomeOf(Ticket ticket) {
    boolean talked =
        ticket.state == TicketState.TALKING
            || ((ticket.state == TicketState.AWAY || ticket.state == TicketState.GRACE)
                && ticket.waitedForAgent != null);
    return talked ? TicketOutcome.SERVED : TicketOutcome.ABANDONED;
  }

  /// Ends a ticket, and remembers its call as over.
  void close(Ticket ticket, TicketOutcome outcome, Instant at, Tombstones.Cause cause) {
    boolean wasHeld = ticket.held != null;
    end(ticket, outcome);
    line.tombstones.put(ticket.call(), at, cause, ticket.offersMade);
    // The hang-up of who was held counted when it came.
    if (outcome == TicketOutcome.ABANDONED && !wasHeld) {
      line.gaveUp(ticket);
    }
  }

  /// Ends a ticket whose call lives on with another one.
  void merge(Ticket ticket) {
    end(ticket, TicketOutcome.MERGED);
  }

  private void end(Ticket ticket, TicketOutcome outcome) {
    offers.letGo(ticket);
    Instant leftAt = ticket.held == null ? line.now : ticket.held.lostAt();
    line.move(ticket, TicketState.ENDED);
    line.timers.cancel(Timers.Kind.PLACE, ticket.id.value());
    line.tickets.remove(ticket);
    line.waits.forget(ticket.id.value());
    spend(ticket, leftAt);
    boolean served = outcome == TicketOutcome.SERVED && ticket.waitedForAgent != null;
    line.say(
        new TicketClosed(
            ticket.id,
            line.now,
            line.pool,
            ticket.facts.queue(),
            outcome,
            served && ticket.waitedForAgent != null
                ? ticket.waitedForAgent
                : ticket.waitedUntil(leftAt),
            ticket.firstTold,
            served ? ticket.lastAgent : null,
            ticket.callback != null));
  }

  private void spend(Ticket ticket, Instant until) {
    @Nullable Callback callback = ticket.callback;
    if (callback != null && callback.answeredAt() != null) {
      double minutes =
          Duration.between(callback.answeredAt(), until).toMillis() / 1000.0 / MINUTE_SECONDS;
      double perMinute = line.places.callbacks().spending().perMinute();
      line.callbackBook.spend(Math.max(0, minutes) * perMinute, line.now);
    }
  }
}
