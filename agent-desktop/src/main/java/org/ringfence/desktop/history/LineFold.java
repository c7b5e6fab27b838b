package org.ringfence.desktop.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.history.Schema.Call;
import org.ringfence.desktop.history.Schema.Offer;
import org.ringfence.desktop.history.Schema.Ticket;
import org.ringfence.events.AgentMessage.DispositionGiven;
import org.ringfence.events.CallEvent.CallerHeard;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.CallEvent.SurveyAnswered;
import org.ringfence.events.CallbackAnswer;
import org.ringfence.events.LineDecision.CallbackTold;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.TicketClosed;
import org.ringfence.events.LineDecision.TicketHeld;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.LineDecision.WaitTold;
import org.ringfence.events.LineDecision.WithdrawOffer;
import org.ringfence.events.OfferEvent;
import org.ringfence.events.OfferEvent.CallerHeld;
import org.ringfence.events.OfferEvent.CallerResumed;
import org.ringfence.events.OfferEvent.OfferConnected;
import org.ringfence.events.OfferEvent.OfferFailed;
import org.ringfence.events.OfferEvent.OfferRang;
import org.ringfence.events.OfferEvent.RecordingChanged;
import org.ringfence.events.OfferEvent.TalkEnded;
import org.ringfence.events.TicketOutcome;

/// What becomes of tickets and offers.
///
/// What the gateway says and what the queue manager says stand in different topics, so either may
/// be heard first. Therefore each message sets what it knows, and what follows from both is worked
/// out when the second is there.
final class LineFold {

  private final StoryFold stories;
  private final QueueLogLines queueLog;

  LineFold(StoryFold stories, QueueLogLines queueLog) {
    this.stories = stories;
    this.queueLog = queueLog;
  }

  void on(QueueReached reached, HistoryBatch batch) {
    Row call = batch.call(reached.call().value());
    call.setEarlier(Call.REACHED_LINE_AT, reached.since());
    call.set(Schema.QUEUE, reached.queue().value());
    call.set(Schema.LANGUAGE, reached.language());
    call.set(Schema.DIVERTED, reached.diverted());
    call.set(Schema.HEARD, reached.heard() || call.is(Schema.HEARD));
    call.setIfAbsent(Call.LINE, reached.line().value());
    if (!call.has(Schema.CALLER_SHOWN)) {
      stories.caller(call, reached.caller());
    }
    if (reached.ticket() != null) {
      call.set(Schema.TICKET_ID, reached.ticket().value());
    }
    @Nullable Row ticket = batch.findTicketOf(call);
    if (ticket != null) {
      reached(call, ticket);
    }
  }

  void on(TicketPlaced placed, HistoryBatch batch) {
    Row call = batch.call(placed.call().value());
    call.set(Schema.TICKET_ID, placed.ticket().value());
    Row ticket = batch.ticket(placed.ticket().value());
    String before = ticket.getOr(Schema.CALL_ID, placed.call().value());
    if (!before.equals(placed.call().value())) {
      // The caller is back, or was called back.
      queueLog.otherCall(ticket, batch);
      ticket.set(Ticket.FIRST_PLACE, null);
      ticket.set(Ticket.PLACED_AT, null);
    }
    ticket.set(Schema.CALL_ID, placed.call().value());
    ticket.setIfAbsent(Schema.QUEUE, placed.queue().value());
    ticket.set(Schema.POOL, placed.pool().value());
    ticket.setEarlier(Ticket.PLACED_AT, placed.at());
    ticket.setIfAbsent(Ticket.FIRST_PLACE, (long) placed.position());
    ticket.set(Ticket.LAST_PLACE, (long) placed.position());
    if (placed.predicted() != null) {
      ticket.setIfAbsent(Ticket.TOLD_LOW_MS, placed.predicted().low().toMillis());
      ticket.setIfAbsent(Ticket.TOLD_HIGH_MS, placed.predicted().high().toMillis());
    }
    moved(ticket, placed.since() == null ? placed.at() : placed.since(), batch);
    reached(call, ticket);
  }

  void on(SurveyAnswered answer, HistoryBatch batch) {
    Row ticket = batch.ticket(answer.ticket().value());
    ticket.setIfAbsent(Schema.QUEUE, answer.queue().value());
    ticket.set(Ticket.SURVEY, (long) answer.score());
  }

  /// What the agent said last counts.
  void on(DispositionGiven given, HistoryBatch batch) {
    Row ticket = batch.ticket(given.ticket().value());
    ticket.setIfAbsent(Schema.QUEUE, given.queue().value());
    ticket.setIfAbsent(Schema.AGENT, given.agent().value());
    ticket.set(Ticket.DISPOSITION, given.disposition().isEmpty() ? null : given.disposition());
    ticket.set(Ticket.NOTE, given.note().isEmpty() ? null : Texts.masked(given.note()));
  }

  void on(TicketHeld held, HistoryBatch batch) {
    queueLog.held(batch.ticket(held.ticket().value()), held.at(), batch);
  }

  void on(CallbackTold told, HistoryBatch batch) {
    if (told.answer() == CallbackAnswer.AGREED) {
      Row ticket = batch.ticket(told.ticket().value());
      ticket.set(Ticket.CALLBACK, true);
      queueLog.calledBack(ticket, told.at(), batch);
    }
  }

  /// What the call said of itself when it reached the line, on its ticket.
  private static void reached(Row call, Row ticket) {
    @Nullable Instant since = call.find(Call.REACHED_LINE_AT);
    if (since != null) {
      ticket.setEarlier(Schema.OFFERED_AT, since);
      ticket.setIfAbsent(Schema.LANGUAGE, call.find(Schema.LANGUAGE));
      ticket.set(Schema.DIVERTED, call.is(Schema.DIVERTED));
      ticket.set(Schema.HEARD, ticket.is(Schema.HEARD) || call.is(Schema.HEARD));
    }
  }

  private static void moved(Row ticket, Instant at, HistoryBatch batch) {
    @Nullable Instant before = ticket.find(Schema.OFFERED_AT);
    if (ticket.setEarlier(Schema.OFFERED_AT, at) && before != null && ticket.has(Schema.QUEUE)) {
      batch.stale().interval(ticket.get(Schema.QUEUE), before);
    }
  }

  void on(CallerHeard heard, HistoryBatch batch) {
    batch.ticket(heard.ticket().value()).set(Schema.HEARD, true);
    batch.call(heard.call().value()).set(Schema.HEARD, true);
    batch.judgeAnew(heard.ticket().value());
  }

  void on(WaitTold told, HistoryBatch batch) {
    if (told.position() > 0) {
      batch.ticket(told.ticket().value()).set(Ticket.LAST_PLACE, (long) told.position());
    }
  }

  void on(OfferCall made, HistoryBatch batch) {
    Row offer = batch.offer(made.offer().value());
    offer.set(Schema.TICKET_ID, made.ticket().value());
    offer.set(Schema.CALL_ID, made.call().value());
    offer.set(Schema.QUEUE, made.queue().value());
    offer.set(Schema.AGENT, made.agent().value());
    offer.set(Schema.OFFERED_AT, made.at());
    offer.set(Offer.WHY, Texts.masked(made.why()));
  }

  void on(WithdrawOffer withdrawn, HistoryBatch batch) {
    offer(batch, withdrawn.offer().value(), withdrawn.ticket().value(), withdrawn.agent().value())
        .set(Offer.WITHDRAWN_AT, withdrawn.at());
  }

  void on(OfferEvent event, HistoryBatch batch) {
    Row offer = offer(batch, event.offer().value(), event.ticket().value(), event.agent().value());
    switch (event) {
      case OfferRang rang -> offer.set(Offer.RANG_AT, rang.at());
      case OfferConnected connected -> connected(offer, connected, batch);
      case OfferFailed failed -> {
        offer.set(Offer.FAILED_AT, failed.at());
        offer.set(Offer.FAILURE, failed.failure().name());
      }
      // How long holds last is told by the agent's periods.
      case CallerHeld _, CallerResumed _, RecordingChanged _ -> {}
      case TalkEnded ended -> {
        offer.set(Schema.ENDED_AT, ended.at());
        offer.set(Offer.TALK_END, ended.end().name());
      }
    }
    if (offer.has(Schema.CONNECTED_AT) && offer.has(Schema.ENDED_AT)) {
      offer.set(Schema.TALK_MS, offer.millis(Schema.CONNECTED_AT, Schema.ENDED_AT));
      batch.sum(event.ticket().value());
    }
  }

  private static Row offer(HistoryBatch batch, String id, String ticket, String agent) {
    Row offer = batch.offer(id);
    offer.set(Schema.TICKET_ID, ticket);
    offer.set(Schema.AGENT, agent);
    return offer;
  }

  private static void connected(Row offer, OfferConnected connected, HistoryBatch batch) {
    offer.set(Schema.CONNECTED_AT, connected.at());
    Row ticket = batch.ticket(connected.ticket().value());
    ticket.setIfAbsent(Schema.AGENT, connected.agent().value());
    if (ticket.setEarlier(Schema.CONNECTED_AT, connected.at())) {
      ticket.set(Ticket.WAITED_MS, null);
    }
    waited(ticket);
  }

  void on(TicketClosed closed, HistoryBatch batch) {
    Row ticket = batch.ticket(closed.ticket().value());
    ticket.setIfAbsent(Schema.QUEUE, closed.queue().value());
    ticket.set(Schema.POOL, closed.pool().value());
    ticket.set(Ticket.CLOSED_AT, closed.at());
    ticket.set(Ticket.OUTCOME, closed.outcome().name());
    ticket.set(Ticket.CALLBACK, closed.callback() || ticket.is(Ticket.CALLBACK));
    if (closed.agent() != null) {
      ticket.set(Schema.AGENT, closed.agent().value());
    }
    if (closed.firstTold() != null) {
      ticket.set(Ticket.TOLD_LOW_MS, closed.firstTold().low().toMillis());
      ticket.set(Ticket.TOLD_HIGH_MS, closed.firstTold().high().toMillis());
    }
    boolean served = closed.outcome() == TicketOutcome.SERVED;
    if (served && !ticket.has(Schema.CONNECTED_AT) && ticket.has(Schema.OFFERED_AT)) {
      // The talk was found by a snapshot, and nobody said when it began.
      ticket.set(Schema.CONNECTED_AT, ticket.get(Schema.OFFERED_AT).plus(closed.waited()));
    }
    if (!ticket.has(Schema.CONNECTED_AT)) {
      ticket.set(Ticket.WAITED_MS, closed.waited().toMillis());
    }
    waited(ticket);
  }

  /// The wait of who was answered is from reaching the line to the first talk, whoever said so.
  private static void waited(Row ticket) {
    if (ticket.has(Schema.CONNECTED_AT) && ticket.has(Schema.OFFERED_AT)) {
      ticket.set(Ticket.WAITED_MS, ticket.millis(Schema.OFFERED_AT, Schema.CONNECTED_AT));
    }
  }
}
