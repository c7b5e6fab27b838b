package org.ringfence.queue.line;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.CallEvent.CallbackAsked;
import org.ringfence.events.CallEvent.CallbackEnded;
import org.ringfence.events.CallEvent.DoorCallbackAsked;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.CallId;
import org.ringfence.events.CallbackAnswer;
import org.ringfence.events.CallbackResult;
import org.ringfence.events.LineDecision.CallbackTold;
import org.ringfence.events.LineDecision.StopCallback;
import org.ringfence.events.LineId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.PredictedWait;
import org.ringfence.events.TicketEpisode;
import org.ringfence.events.TicketOutcome;

/// Callers who are called back: the wish, the attempts, and the key that shows a person.
///
/// A callback has its turn by its place like everybody, so it overtakes nobody. Between two
/// attempts it has none, so nobody waits for it.
final class CallbackDesk {

  /// Who has just been promised a call still hears it said.
  static final Duration SETTLE = Duration.ofSeconds(30);

  /// How often it is looked whether a caller is to be dialed ahead.
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  /// A deadline that is seen later than this passed while we ourselves were away.
  private static final Duration AWAY_OURSELVES = Duration.ofSeconds(2);

  private final Line line;
  private final CallbackRules rules;
  private final OfferDesk offers;
  private final Closing closing;
  private final Predictions predictions;

  CallbackDesk(Line line, OfferDesk offers, Closing closing, Predictions predictions) {
    this.line = line;
    this.rules = line.places.callbacks();
    this.offers = offers;
    this.closing = closing;
    this.predictions = predictions;
  }

  /// Whether a caller in line is to hear that a callback may be chosen.
  boolean isOffered(Ticket ticket, @Nullable PredictedWait predicted) {
    return predicted != null
        && predicted.expected().compareTo(rules.offerFrom()) >= 0
        && ticket.state == TicketState.WAITING
        && ticket.callback == null
        && isTrusted(ticket)
        && !isLimitReached();
  }

  /// Whether a caller who gets no place now is to hear that a callback may be chosen.
  boolean isOfferedAtDoor(Ticket ticket) {
    return isTrusted(ticket) && !isLimitReached();
  }

  /// Machines could wish for calls to other people.
  private boolean isTrusted(Ticket ticket) {
    return rules.enabled()
        && ticket.diversion() == Diversion.NONE
        && ticket.holder.heard()
        && ticket.holder.machineOdds() <= rules.mostMachineOdds();
  }

  private boolean isLimitReached() {
    return line.callbackBook.agreedCount(line.now) >= rules.mostPerHour() || isTooDear();
  }

  private boolean isTooDear() {
    return line.callbackBook.spent(line.now) >= rules.spending().limit();
  }

  void asked(Ticket ticket, CallbackAsked event) {
    line.say(
        new CallbackTold(
            ticket.id,
            event.call(),
            line.now,
            line.pool,
            ticket.facts.queue(),
            answer(ticket, event)));
  }

  private CallbackAnswer answer(Ticket ticket, CallbackAsked event) {
    if (ticket.state.isCallback()) {
      // The same wish again, whose answer was not heard.
      return CallbackAnswer.AGREED;
    }
    if (ticket.state != TicketState.WAITING || ticket.callback != null) {
      return CallbackAnswer.TOO_LATE;
    }
    CallbackAnswer answer = answerAtDoor(ticket, event.number());
    if (answer == CallbackAnswer.AGREED) {
      agree(ticket, event.number(), event.line(), line.now);
    }
    return answer;
  }

  /// What a caller is answered who wishes to be called at a number; nothing is agreed to by it.
  CallbackAnswer answerAtDoor(Ticket ticket, PhoneNumber wished) {
    if (!isTrusted(ticket)) {
      return CallbackAnswer.NOT_OFFERED;
    }
    Optional<PhoneNumber> number = CallbackNumbers.dialable(wished, rules.areaCodes());
    if (number.isEmpty()) {
      return CallbackAnswer.NUMBER_REFUSED;
    }
    if (isTaken(number.get())) {
      return CallbackAnswer.NUMBER_TAKEN;
    }
    return isLimitReached() || isBlockFull(number.get())
        ? CallbackAnswer.LIMIT
        : CallbackAnswer.AGREED;
  }

  /// Keeps the place of a caller who gets none with a call.
  ///
  /// @param opens when the queue takes callers; now when it does already
  void agreeAtDoor(Ticket ticket, DoorCallbackAsked event, Instant opens) {
    agree(ticket, event.number(), event.wish().line(), opens);
  }

  /// @param from since when the caller can be called; how long a callback is kept counts from then
  private void agree(Ticket ticket, PhoneNumber wished, LineId ours, Instant from) {
    PhoneNumber number = CallbackNumbers.dialable(wished, rules.areaCodes()).orElseThrow();
    Instant due = line.now.plus(SETTLE);
    ticket.tell(line.now, TicketEpisode.Kind.CALLBACK_AGREED, "");
    agree(ticket, Callback.agreed(number, ours, from, from.isAfter(due) ? from : due));
    later(ticket);
  }

  private boolean isTaken(PhoneNumber number) {
    return line.callbackBook.isNever(number) || line.tickets.hasCallback(number);
  }

  private boolean isBlockFull(PhoneNumber number) {
    return line.callbackBook.agreedCount(number, line.now) >= rules.mostPerBlock();
  }

  private void agree(Ticket ticket, Callback callback) {
    line.tickets.setCallback(ticket, callback);
    line.callbackBook.agree(callback.number(), line.now);
  }

  /// Calls somebody back unasked whom a crash cut off and who did not call again.
  ///
  /// @return false when that is not to be
  boolean callAfterCrash(Ticket ticket) {
    Ticket.@Nullable Held held = ticket.held;
    if (held == null || !held.byCrash() || !rules.afterCrash() || !isTrusted(ticket)) {
      return false;
    }
    Optional<PhoneNumber> number =
        CallbackNumbers.dialable(PhoneNumber.of(ticket.holder.number()), rules.areaCodes());
    if (number.isEmpty()
        || isTaken(number.get())
        || isLimitReached()
        || isBlockFull(number.get())) {
      return false;
    }
    ticket.held = null;
    agree(ticket, Callback.agreed(number.get(), ticket.holder.line(), line.now, line.now));
    due(ticket);
    return true;
  }

  /// The caller is in line, and wants no callback any more.
  void callOff(Ticket ticket) {
    line.tickets.setCallback(ticket, null);
    line.timers.cancel(Timers.Kind.PLACE, ticket.id.value());
    line.move(ticket, TicketState.WAITING);
  }

  private void later(Ticket ticket) {
    line.move(ticket, TicketState.CALLBACK_LATER);
    schedule(ticket, callbackOf(ticket).due());
  }

  private void due(Ticket ticket) {
    line.move(ticket, TicketState.CALLBACK_DUE);
    lookAgain(ticket);
  }

  /// Callers are dialed ahead only where that is wished; else there is nothing to do until the turn
  /// comes, but to give up a callback that grows too old.
  private void lookAgain(Ticket ticket) {
    Callback callback = callbackOf(ticket);
    Instant end = callback.agreedAt().plus(rules.keepFor());
    Instant soon = line.now.plus(LOOK_AGAIN);
    boolean ahead = rules.first() == CallbackRules.First.CALLER && soon.isBefore(end);
    Instant next = ahead ? soon : end;
    ticket.callback = callback.dueAt(next);
    schedule(ticket, next);
  }

  private void schedule(Ticket ticket, Instant at) {
    line.timers.schedule(Timers.Kind.PLACE, ticket.id.value(), at);
  }

  private static Callback callbackOf(Ticket ticket) {
    @Nullable Callback callback = ticket.callback;
    if (callback == null) {
      throw new IllegalStateException(ticket.id + " is " + ticket.state + " without a callback");
    }
    return callback;
  }

  /// The time of a callback has come.
  void timerFired(Ticket ticket, Instant timerDue) {
    Callback callback = callbackOf(ticket);
    boolean tooOld = !line.now.isBefore(callback.agreedAt().plus(rules.keepFor()));
    switch (ticket.state) {
      case CALLBACK_LATER, CALLBACK_DUE -> {
        if (tooOld) {
          closing.close(ticket, TicketOutcome.CALLBACK_IN_VAIN, line.now, Tombstones.Cause.CLOSED);
        } else if (isTooDear()) {
          ticket.callback = callback.dueAt(line.now.plus(rules.noAnswerGap()));
          later(ticket);
        } else if (ticket.state == TicketState.CALLBACK_LATER) {
          due(ticket);
        } else if (isNearlyItsTurn(ticket)) {
          offers.dial(ticket);
        } else {
          lookAgain(ticket);
        }
      }
      case CALLBACK_DIALED -> deadlinePassed(ticket, callback, timerDue);
      case WAITING, OFFERED, TALKING, AWAY, GRACE, ENDED -> {}
    }
  }

  private boolean isNearlyItsTurn(Ticket ticket) {
    @Nullable PredictedWait predicted = predictions.of(ticket);
    return predicted != null && predicted.expected().compareTo(rules.dialAhead()) <= 0;
  }

  private void deadlinePassed(Ticket ticket, Callback callback, Instant timerDue) {
    boolean late = Duration.between(timerDue, line.now).compareTo(AWAY_OURSELVES) > 0;
    if (late && !callback.graceGiven()) {
      Callback later = callback.putOff(line.now.plus(rules.ringTime()).plus(rules.keyTime()));
      ticket.callback = later;
      schedule(ticket, later.due());
      return;
    }
    line.say(new StopCallback(ticket.id, ticket.call(), line.now, line.pool));
    inVain(ticket, rules.noAnswerGap());
  }

  /// Whether a call is an attempt to call the holder of a ticket back.
  static boolean isAttempt(CallId call, Ticket ticket) {
    return ticket.callback != null
        && call.value().startsWith(ticket.facts.call().value() + OfferDesk.ATTEMPT_MARK);
  }

  /// The caller pressed the key and is in line.
  void answered(Ticket ticket, QueueReached event) {
    Callback callback = callbackOf(ticket);
    line.callbackBook.spend(rules.spending().perCall(), line.now);
    if (!event.call().equals(ticket.call())) {
      line.tickets.rebind(ticket, event.call());
    }
    ticket.channel = event.channel();
    ticket.seenInLineAt = event.at();
    ticket.callback = callback.answered(line.now);
    ticket.tell(line.now, TicketEpisode.Kind.CALLBACK_ANSWERED, "");
    line.timers.cancel(Timers.Kind.PLACE, ticket.id.value());
    if (ticket.offer != null) {
      offers.ring(ticket.offer);
    } else {
      line.move(ticket, TicketState.WAITING);
    }
  }

  /// An attempt came to nothing.
  void ended(Ticket ticket, CallbackEnded event) {
    CallbackResult result = event.result();
    boolean current =
        ticket.state == TicketState.CALLBACK_DIALED && event.call().equals(ticket.call());
    switch (result) {
      case BUSY, NO_ANSWER, FAILED, NO_KEY -> {
        if (current) {
          charge(result);
          inVain(ticket, result == CallbackResult.BUSY ? rules.busyGap() : rules.noAnswerGap());
        }
      }
      case CANCELLED, NEVER_AGAIN -> {
        if (ticket.state.isCallback()) {
          charge(result);
          if (result == CallbackResult.NEVER_AGAIN) {
            line.callbackBook.never(callbackOf(ticket).number());
          }
          closing.close(
              ticket, TicketOutcome.CALLBACK_CANCELLED, event.at(), Tombstones.Cause.CLOSED);
        }
      }
    }
  }

  private void charge(CallbackResult result) {
    boolean answered =
        switch (result) {
          case NO_KEY, CANCELLED, NEVER_AGAIN -> true;
          case BUSY, NO_ANSWER, FAILED -> false;
        };
    if (answered) {
      line.callbackBook.spend(rules.spending().perCall(), line.now);
    }
  }

  private void inVain(Ticket ticket, Duration gap) {
    offers.letGo(ticket);
    Callback callback = callbackOf(ticket);
    ticket.tell(line.now, TicketEpisode.Kind.CALLBACK_TRIED, "");
    if (callback.attempts() >= rules.attempts()) {
      closing.close(ticket, TicketOutcome.CALLBACK_IN_VAIN, line.now, Tombstones.Cause.CLOSED);
      return;
    }
    ticket.callback = callback.dueAt(line.now.plus(gap));
    later(ticket);
  }
}
