package org.ringfence.desktop.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.history.Schema.Offer;
import org.ringfence.desktop.history.Schema.Ticket;
import org.ringfence.events.AgentState;
import org.ringfence.events.LineDecision.AgentStateChanged;
import org.ringfence.events.OfferFailure;
import org.ringfence.events.PoolName;
import org.ringfence.events.TalkEnd;
import org.ringfence.events.TicketOutcome;
import org.ringfence.site.Site;

/// What Asterisk's own queue would have written into its `queue_log`: event names and fields as in
/// "Queue Logs" of the Asterisk documentation (Operation, Logging).
///
/// A line is written when all that it says is known, and a bit in the row remembers that it was. So
/// it does not matter in which order the topics are heard.
final class QueueLogLines {

  private static final long ENTERED = 1;
  private static final long LEFT = 2;
  private static final long CONNECTED = 1;
  private static final long COMPLETED = 2;
  private static final long NOT_ANSWERED = 4;

  private static final String NONE = "NONE";

  private final Site site;
  private final boolean wanted;

  /// @param wanted whether anybody reads the lines
  QueueLogLines(Site site, boolean wanted) {
    this.site = site;
    this.wanted = wanted;
  }

  /// A line of the file, without its end.
  record LogLine(Instant at, String text) {}

  boolean isWanted() {
    return wanted;
  }

  void ofTicket(Row ticket, HistoryBatch batch) {
    if (!ticket.isChanged() || !isKnown(ticket)) {
      return;
    }
    if (take(ticket, ENTERED)) {
      Row call = batch.call(ticket.get(Schema.CALL_ID));
      String shown = call.getOr(Schema.CALLER_SHOWN, "").replace('•', 'X');
      Instant at = ticket.getOr(Ticket.PLACED_AT, ticket.get(Schema.OFFERED_AT));
      ofCaller(ticket, at, batch, "ENTERQUEUE", "", shown, ticket.get(Ticket.FIRST_PLACE));
    }
    boolean gaveUp =
        TicketOutcome.ABANDONED.name().equals(ticket.find(Ticket.OUTCOME))
            && !ticket.has(Schema.CONNECTED_AT);
    if (gaveUp) {
      left(ticket, ticket.get(Ticket.CLOSED_AT), batch, "ABANDON");
    }
  }

  /// The caller hung up, and the place is kept for a while.
  void held(Row ticket, Instant at, HistoryBatch batch) {
    ofTicket(ticket, batch);
    left(ticket, at, batch, "ABANDON");
  }

  /// The caller keyed the wish to be called back; which key it was is not told.
  void calledBack(Row ticket, Instant at, HistoryBatch batch) {
    ofTicket(ticket, batch);
    left(ticket, at, batch, "EXITWITHKEY", "");
  }

  /// Another call has the ticket from now on; its lines bear its own unique id.
  void otherCall(Row ticket, HistoryBatch batch) {
    ofTicket(ticket, batch);
    ticket.set(Schema.LOG_LINES, 0L);
  }

  private static boolean isKnown(Row ticket) {
    return ticket.has(Schema.CALL_ID)
        && ticket.has(Schema.QUEUE)
        && ticket.has(Schema.OFFERED_AT)
        && ticket.has(Ticket.FIRST_PLACE);
  }

  private void left(Row ticket, Instant at, HistoryBatch batch, String event, Object... first) {
    if (wanted && isKnown(ticket) && take(ticket, LEFT)) {
      long place = ticket.get(Ticket.FIRST_PLACE);
      Object last = ticket.getOr(Ticket.LAST_PLACE, place);
      Object waited = Row.millis(ticket.get(Schema.OFFERED_AT), at) / 1000;
      ofCaller(
          ticket,
          at,
          batch,
          event,
          Stream.concat(Stream.of(first), Stream.of(last, place, waited)).toArray());
    }
  }

  private void ofCaller(
      Row ticket, Instant at, HistoryBatch batch, String event, Object... fields) {
    if (wanted) {
      write(batch, at, ticket.get(Schema.CALL_ID), ticket.get(Schema.QUEUE), NONE, event, fields);
    }
  }

  void ofOffer(Row offer, Map<String, Row> tickets, HistoryBatch batch) {
    @Nullable Row ticket =
        offer.has(Schema.TICKET_ID) ? tickets.get(offer.get(Schema.TICKET_ID)) : null;
    boolean known =
        ticket != null
            && ticket.has(Schema.OFFERED_AT)
            && ticket.has(Ticket.FIRST_PLACE)
            && offer.has(Schema.CALL_ID)
            && offer.has(Schema.QUEUE)
            && offer.has(Schema.OFFERED_AT);
    if (!offer.isChanged() || ticket == null || !known) {
      return;
    }
    Instant ringing = offer.getOr(Offer.RANG_AT, offer.get(Schema.OFFERED_AT));
    if (offer.has(Schema.CONNECTED_AT)) {
      Instant connected = offer.get(Schema.CONNECTED_AT);
      long held = Row.millis(ticket.get(Schema.OFFERED_AT), connected) / 1000;
      if (take(offer, CONNECTED)) {
        // The agent's leg bears the offer's name as its unique id.
        long rang = Row.millis(ringing, connected) / 1000;
        write(batch, connected, offer, "CONNECT", held, offer.key(), rang);
      }
      if (offer.has(Schema.ENDED_AT) && offer.has(Offer.TALK_END) && take(offer, COMPLETED)) {
        boolean byCaller = TalkEnd.CALLER_HUNG_UP.name().equals(offer.find(Offer.TALK_END));
        write(
            batch,
            offer.get(Schema.ENDED_AT),
            offer,
            byCaller ? "COMPLETECALLER" : "COMPLETEAGENT",
            held,
            offer.millis(Schema.CONNECTED_AT, Schema.ENDED_AT) / 1000,
            ticket.get(Ticket.FIRST_PLACE));
      }
    } else if (isMissed(offer.find(Offer.FAILURE)) && take(offer, NOT_ANSWERED)) {
      Instant failed = offer.get(Offer.FAILED_AT);
      write(batch, failed, offer, "RINGNOANSWER", Row.millis(ringing, failed));
    }
  }

  private static boolean isMissed(@Nullable String failure) {
    return failure != null
        && !failure.equals(OfferFailure.CALLER_GONE.name())
        && !failure.equals(OfferFailure.CLAIM_LOST.name());
  }

  /// @param before the agent's state until now, or null when nothing was known
  void ofAgent(@Nullable String before, AgentStateChanged changed, HistoryBatch batch) {
    boolean wasIn = before != null && !before.equals(AgentState.SIGNED_OUT.name());
    boolean wasPaused = AgentState.PAUSED.name().equals(before);
    boolean isIn = changed.state() != AgentState.SIGNED_OUT;
    boolean isPaused = changed.state() == AgentState.PAUSED;
    for (String queue : queuesOf(changed.pool())) {
      if (!wasIn && isIn) {
        write(batch, changed.at(), NONE, queue, device(changed.agent().value()), "ADDMEMBER", "");
      }
      if (isPaused) {
        write(
            batch,
            changed.at(),
            NONE,
            queue,
            device(changed.agent().value()),
            "PAUSE",
            Texts.masked(changed.reason()));
      } else if (wasPaused && isIn) {
        write(batch, changed.at(), NONE, queue, device(changed.agent().value()), "UNPAUSE", "");
      }
      if (wasIn && !isIn) {
        write(
            batch, changed.at(), NONE, queue, device(changed.agent().value()), "REMOVEMEMBER", "");
      }
    }
  }

  private List<String> queuesOf(PoolName pool) {
    if (!wanted) {
      return List.of();
    }
    return site.queues().stream()
        .filter(queue -> queue.pool().equals(pool))
        .map(queue -> queue.name().value())
        .toList();
  }

  private static boolean take(Row row, long bit) {
    long lines = row.getOr(Schema.LOG_LINES, 0L);
    return (lines & bit) == 0 && row.set(Schema.LOG_LINES, lines | bit);
  }

  private static String device(String agent) {
    return "PJSIP/" + agent;
  }

  private static void write(
      HistoryBatch batch, Instant at, Row offer, String event, Object... fields) {
    write(
        batch,
        at,
        offer.get(Schema.CALL_ID),
        offer.get(Schema.QUEUE),
        device(offer.get(Schema.AGENT)),
        event,
        fields);
  }

  private static void write(
      HistoryBatch batch,
      Instant at,
      String call,
      String queue,
      String agent,
      String event,
      Object... fields) {
    String line =
        Stream.concat(
                Stream.of(Long.toString(at.getEpochSecond()), call, queue, agent, event),
                Stream.of(fields).map(String::valueOf))
            .map(QueueLogLines::field)
            .collect(Collectors.joining("|"));
    batch.log(new LogLine(at, line));
  }

  /// A field must not end itself or the line.
  private static String field(String text) {
    return text.replaceAll("[|\\p{Cntrl}]", " ");
  }
}
