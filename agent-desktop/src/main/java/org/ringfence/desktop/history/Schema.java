package org.ringfence.desktop.history;

import java.time.Instant;
import java.util.List;

/// The tables that records are folded into, as `db/history` makes them.
final class Schema {

  private Schema() {}

  static final Column<String> CALL_ID = Column.text("call_id");
  static final Column<String> TICKET_ID = Column.text("ticket_id");
  static final Column<String> OFFER_ID = Column.text("offer_id");
  static final Column<String> QUEUE = Column.text("queue");
  static final Column<String> POOL = Column.text("pool");
  static final Column<String> LANGUAGE = Column.text("language");
  static final Column<String> AGENT = Column.text("agent");
  static final Column<String> CALLER_KEY = Column.text("caller_key");
  static final Column<String> CALLER_SHOWN = Column.text("caller_shown");
  static final Column<Boolean> DIVERTED = Column.flag("diverted");
  static final Column<Boolean> HEARD = Column.flag("heard");
  static final Column<Instant> OFFERED_AT = Column.instant("offered_at");
  static final Column<Instant> CONNECTED_AT = Column.instant("connected_at");
  static final Column<Instant> ENDED_AT = Column.instant("ended_at");
  static final Column<Long> TALK_MS = Column.number("talk_ms");

  /// Which lines of the queue log were written of a ticket or an offer, as bits.
  static final Column<Long> LOG_LINES = Column.number("log_lines");

  /// Columns of `calls` alone.
  static final class Call {
    static final Column<String> LINE = Column.text("line");
    static final Column<String> PRIVACY = Column.text("privacy");
    static final Column<String> ATTESTATION = Column.text("attestation");
    static final Column<Instant> ARRIVED_AT = Column.instant("arrived_at");
    static final Column<Instant> ANSWERED_AT = Column.instant("answered_at");
    static final Column<String> VERDICT = Column.text("verdict");
    static final Column<String> WOULD_BE = Column.text("would_be");
    static final Column<String> VERDICT_STAGE = Column.text("verdict_stage");
    static final Column<Instant> VERDICT_AT = Column.instant("verdict_at");
    static final Column<Double> MACHINE_ODDS = Column.real("machine_odds");
    static final Column<String> LINE_MODE = Column.text("line_mode");
    static final Column<String> CAMPAIGN = Column.text("campaign");
    static final Column<Boolean> FAILED_OPEN = Column.flag("failed_open");
    static final Column<String> CHALLENGE = Column.text("challenge");
    static final Column<String> LABEL = Column.text("call_label");
    static final Column<String> LABEL_BY = Column.text("label_by");
    static final Column<Instant> LABEL_AT = Column.instant("label_at");
    static final Column<Instant> REACHED_LINE_AT = Column.instant("reached_line_at");
    static final Column<Long> END_CAUSE = Column.number("end_cause");
    static final Column<Boolean> REACHED_AGENT = Column.flag("reached_agent");

    private Call() {}
  }

  /// Columns of `tickets` alone.
  static final class Ticket {
    static final Column<Instant> PLACED_AT = Column.instant("placed_at");
    static final Column<Long> FIRST_PLACE = Column.number("first_place");
    static final Column<Long> LAST_PLACE = Column.number("last_place");
    static final Column<Boolean> CALLBACK = Column.flag("callback");
    static final Column<Instant> CLOSED_AT = Column.instant("closed_at");
    static final Column<String> OUTCOME = Column.text("outcome");
    static final Column<Long> WAITED_MS = Column.number("waited_ms");
    static final Column<Long> HOLD_MS = Column.number("hold_ms");
    static final Column<Long> WRAP_UP_MS = Column.number("wrap_up_ms");
    static final Column<Long> TOLD_LOW_MS = Column.number("told_low_ms");
    static final Column<Long> TOLD_HIGH_MS = Column.number("told_high_ms");
    static final Column<Long> SURVEY = Column.number("survey");
    static final Column<String> DISPOSITION = Column.text("disposition");
    static final Column<String> NOTE = Column.text("disposition_note");

    private Ticket() {}
  }

  /// Columns of `offers` alone.
  static final class Offer {
    static final Column<String> WHY = Column.text("why");
    static final Column<Instant> RANG_AT = Column.instant("rang_at");
    static final Column<Instant> FAILED_AT = Column.instant("failed_at");
    static final Column<String> FAILURE = Column.text("failure");
    static final Column<Instant> WITHDRAWN_AT = Column.instant("withdrawn_at");
    static final Column<String> TALK_END = Column.text("talk_end");

    private Offer() {}
  }

  /// Columns of `agent_periods` alone.
  static final class Period {
    static final Column<String> STATE = Column.text("agent_state");
    static final Column<String> REASON = Column.text("reason");
    static final Column<Instant> FROM_AT = Column.instant("from_at");
    static final Column<Instant> UNTIL_AT = Column.instant("until_at");
    static final Column<Long> PERIOD_MS = Column.number("period_ms");

    private Period() {}
  }

  /// Columns of `listed_numbers` alone.
  static final class Listed {
    static final Column<String> LIST = Column.text("list");
    static final Column<String> AUTHOR = Column.text("author");
    static final Column<String> REASON = Column.text("reason");
    static final Column<Instant> LISTED_AT = Column.instant("listed_at");
    static final Column<Instant> EXPIRES_AT = Column.instant("expires_at");
    static final Column<Instant> REMOVED_AT = Column.instant("removed_at");
    static final Column<String> REMOVED_BY = Column.text("removed_by");

    private Listed() {}
  }

  static final Table CALLS =
      new Table(
          "calls",
          CALL_ID,
          List.of(
              Call.LINE,
              CALLER_KEY,
              CALLER_SHOWN,
              Call.PRIVACY,
              Call.ATTESTATION,
              Call.ARRIVED_AT,
              Call.ANSWERED_AT,
              Call.VERDICT,
              Call.WOULD_BE,
              Call.VERDICT_STAGE,
              Call.VERDICT_AT,
              Call.MACHINE_ODDS,
              Call.LINE_MODE,
              Call.CAMPAIGN,
              Call.FAILED_OPEN,
              Call.CHALLENGE,
              Call.LABEL,
              Call.LABEL_BY,
              Call.LABEL_AT,
              Call.REACHED_LINE_AT,
              QUEUE,
              LANGUAGE,
              DIVERTED,
              HEARD,
              TICKET_ID,
              ENDED_AT,
              Call.END_CAUSE,
              Call.REACHED_AGENT));

  static final Table TICKETS =
      new Table(
          "tickets",
          TICKET_ID,
          List.of(
              CALL_ID,
              QUEUE,
              POOL,
              LANGUAGE,
              OFFERED_AT,
              Ticket.PLACED_AT,
              Ticket.FIRST_PLACE,
              Ticket.LAST_PLACE,
              DIVERTED,
              HEARD,
              Ticket.CALLBACK,
              CONNECTED_AT,
              Ticket.CLOSED_AT,
              Ticket.OUTCOME,
              AGENT,
              Ticket.WAITED_MS,
              TALK_MS,
              Ticket.HOLD_MS,
              Ticket.WRAP_UP_MS,
              Ticket.TOLD_LOW_MS,
              Ticket.TOLD_HIGH_MS,
              Ticket.SURVEY,
              Ticket.DISPOSITION,
              Ticket.NOTE,
              LOG_LINES));

  static final Table OFFERS =
      new Table(
          "offers",
          OFFER_ID,
          List.of(
              TICKET_ID,
              CALL_ID,
              QUEUE,
              AGENT,
              Offer.WHY,
              OFFERED_AT,
              Offer.RANG_AT,
              CONNECTED_AT,
              Offer.FAILED_AT,
              Offer.FAILURE,
              Offer.WITHDRAWN_AT,
              ENDED_AT,
              Offer.TALK_END,
              TALK_MS,
              LOG_LINES));

  static final Table PERIODS =
      new Table(
          "agent_periods",
          Column.text("period_id"),
          List.of(
              AGENT,
              POOL,
              Period.STATE,
              Period.REASON,
              TICKET_ID,
              Period.FROM_AT,
              Period.UNTIL_AT,
              Period.PERIOD_MS));

  static final Table LISTED =
      new Table(
          "listed_numbers",
          Column.text("entry_id"),
          List.of(
              Call.LINE,
              CALLER_KEY,
              CALLER_SHOWN,
              Listed.LIST,
              Listed.AUTHOR,
              Listed.REASON,
              Listed.LISTED_AT,
              Listed.EXPIRES_AT,
              Listed.REMOVED_AT,
              Listed.REMOVED_BY));
}
