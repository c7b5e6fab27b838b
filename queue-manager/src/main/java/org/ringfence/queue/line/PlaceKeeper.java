package org.ringfence.queue.line;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.CallId;
import org.ringfence.events.LineDecision.StopCallback;
import org.ringfence.events.LineDecision.TicketHeld;
import org.ringfence.events.TicketEpisode;

/// Keeps the places of callers whose call is lost, and gives them back.
///
/// A number that shows is enough when the network vouches for it no less than it did for the lost
/// call, and when nobody else of that number is on the line: behind one number may be a whole
/// office. Of several lost places of a number the last is given, which is never better than what
/// the caller had as a group. In all other cases the four digits of the ticket's code name the
/// place.
final class PlaceKeeper {

  /// Places that are kept at one time; what is lost beyond that is lost. Half of them at most for
  /// callers who were never heard.
  static final int MAX_HELD = 20_000;

  /// Codes that one caller may try, and that may be tried for one place.
  static final int MAX_CODE_TRIES = 3;

  private final Line line;
  private final OfferDesk offers;
  private final Closing closing;

  PlaceKeeper(Line line, OfferDesk offers, Closing closing) {
    this.line = line;
    this.offers = offers;
    this.closing = closing;
  }

  /// Keeps the place of a ticket whose call is over.
  ///
  /// @param byCrash whether Asterisk broke and not the caller hung up
  /// @return false when it is not kept, because nobody could claim it or there are too many, and
  ///   the ticket is to be closed
  boolean hold(Ticket ticket, Instant at, boolean byCrash) {
    int most = ticket.isUnheard() ? MAX_HELD / 2 : MAX_HELD;
    boolean nameless = ticket.holder.number().isEmpty() && ticket.holder.code().isEmpty();
    if (nameless || line.places.hangUpGrace().isZero() || line.tickets.heldCount() >= most) {
      return false;
    }
    boolean waited = ticket.waitedForAgent == null && ticket.state != TicketState.TALKING;
    if (waited) {
      line.gaveUp(ticket);
    }
    TicketEpisode.Kind kind =
        ticket.state == TicketState.TALKING
            ? TicketEpisode.Kind.TALK_BROKE
            : TicketEpisode.Kind.CALL_LOST;
    offers.letGo(ticket);
    Instant until = line.now.plus(line.places.hangUpGrace());
    ticket.held = new Ticket.Held(at, until, byCrash);
    ticket.tell(line.now, kind, "");
    line.move(ticket, TicketState.GRACE);
    line.timers.schedule(Timers.Kind.PLACE, ticket.id.value(), until);
    line.say(
        new TicketHeld(ticket.id, ticket.call(), line.now, line.pool, ticket.facts.queue(), until));
    return true;
  }

  /// The call that was thought lost is in line after all.
  void giveBack(Ticket ticket) {
    ticket.held = null;
    line.timers.cancel(Timers.Kind.PLACE, ticket.id.value());
    line.move(ticket, TicketState.WAITING);
  }

  /// The place that a new call has by its number alone, already taken over; null when there is
  /// none.
  @Nullable Ticket reclaim(QueueReached event, Ticket.Holder caller, SkillSet needs) {
    Attestation here = bestOnTheLine(caller.number());
    @Nullable Ticket last = null;
    for (Ticket ticket : line.tickets.listOfNumber(caller.number())) {
      Attestation lost = ticket.holder.attestation();
      boolean vouched =
          caller.attestation() != Attestation.FAILED && caller.attestation().compareTo(lost) <= 0;
      // A copy of the number that the network vouches for less stands in nobody's way.
      boolean alone = here == Attestation.FAILED || here.compareTo(lost) > 0;
      if (isLost(ticket)
          && vouched
          && alone
          && (last == null || Ticket.BY_PLACE.compare(ticket, last) > 0)) {
        last = ticket;
      }
    }
    if (last != null) {
      take(last, event.call(), event.channel(), event.at());
      line.transfer(last, event.queue(), event.language(), needs);
    }
    return last;
  }

  /// Whether a place is kept of which no caller is on the line. Who was just promised a call hears
  /// it said, and may stay.
  private boolean isLost(Ticket ticket) {
    boolean hearsIt = ticket.mayHearThePromise(line.now) && !line.tombstones.has(ticket.call());
    return ticket.state.isKept() && !hearsIt;
  }

  /// The best that the network says of any caller of this number who is on the line.
  private Attestation bestOnTheLine(String number) {
    Attestation best = Attestation.FAILED;
    for (Ticket ticket : line.tickets.listOfNumber(number)) {
      Attestation vouched = ticket.holder.attestation();
      best = !isLost(ticket) && vouched.compareTo(best) < 0 ? vouched : best;
    }
    return best;
  }

  /// Whether a lost place may be this caller's that the number alone does not give back.
  boolean isCodeWanted(Ticket ticket) {
    if (ticket.codeTries >= MAX_CODE_TRIES || ticket.state != TicketState.WAITING) {
      return false;
    }
    if (ticket.holder.number().isEmpty()) {
      return line.tickets.hasWithheldHeld();
    }
    for (Ticket other : line.tickets.listOfNumber(ticket.holder.number())) {
      if (other != ticket && isLost(other) && other.codeTries < MAX_CODE_TRIES) {
        return true;
      }
    }
    return false;
  }

  /// A caller keyed a code.
  ///
  /// @return the place that the call has now
  Ticket keyed(Ticket own, String code, Instant at) {
    if (own.codeTries >= MAX_CODE_TRIES || own.state != TicketState.WAITING) {
      return own;
    }
    own.codeTries++;
    @Nullable Ticket named = named(own, code);
    if (named == null) {
      return own;
    }
    CallId call = own.call();
    String channel = own.channel;
    Ticket.Facts asked = own.facts;
    if (own.facts.call().equals(call)) {
      closing.merge(own);
    } else {
      // It was taken for this caller's and is somebody else's.
      line.tickets.rebind(own, own.facts.call());
      if (!hold(own, at, false)) {
        closing.close(own, Closing.outcomeOf(own), at, Tombstones.Cause.CLOSED);
      }
    }
    take(named, call, channel, at);
    line.transfer(named, asked.queue(), asked.language(), asked.needs());
    return named;
  }

  private @Nullable Ticket named(Ticket own, String code) {
    if (own.holder.number().isEmpty()) {
      @Nullable Ticket withheld =
          line.codeTries.allows(line.now) ? line.tickets.findWithheld(code) : null;
      return withheld != null && isLost(withheld) ? withheld : null;
    }
    @Nullable Ticket found = null;
    for (Ticket other : line.tickets.listOfNumber(own.holder.number())) {
      if (other != own && isLost(other) && other.codeTries < MAX_CODE_TRIES) {
        if (other.holder.code().equals(code)) {
          found = other;
        } else {
          other.codeTries++;
        }
      }
    }
    return found;
  }

  private void take(Ticket ticket, CallId call, String channel, Instant at) {
    if (ticket.state == TicketState.CALLBACK_DIALED) {
      offers.letGo(ticket);
      line.say(new StopCallback(ticket.id, ticket.call(), line.now, line.pool));
    }
    if (ticket.state.isCallback()) {
      line.tickets.setCallback(ticket, null);
    }
    line.tickets.rebind(ticket, call);
    line.tombstones.forget(call);
    ticket.channel = channel;
    ticket.seenInLineAt = at;
    ticket.codeTries = 0;
    ticket.tell(line.now, TicketEpisode.Kind.CAME_BACK, "");
    giveBack(ticket);
  }
}
