package org.ringfence.desktop.board;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.board.BoardViews.AgentView;
import org.ringfence.desktop.board.BoardViews.CallView;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentState;
import org.ringfence.events.CallId;
import org.ringfence.events.LineDecision.AgentStateChanged;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.TicketClosed;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.TicketId;
import org.ringfence.events.TicketOutcome;
import org.ringfence.site.Site;
import org.ringfence.site.Site.Agent;

/// The site's agents: state, current call, calls served today.
final class AgentFold {

  /// The calls whose caller's number is remembered, because the number comes with the arrival and
  /// is shown with the offer. Past it the oldest is forgotten and shown as `unknown`.
  static final int NUMBERS_REMEMBERED = 20_000;

  private final ZoneId zone;
  private final Map<AgentId, Seat> seats = new LinkedHashMap<>();
  private final BoundedMap<CallId, String> maskedNumbers = new BoundedMap<>(NUMBERS_REMEMBERED);

  AgentFold(Site site, ZoneId zone) {
    this.zone = zone;
    site.agents().forEach(agent -> seats.put(agent.id(), new Seat(agent)));
  }

  /// The caller of a call, of which only the masked form is kept; whether a shown call changed.
  boolean number(CallId call, PhoneNumber caller, long version) {
    boolean shown = false;
    if (maskedNumbers.putIfAbsent(call, caller.masked()) == null) {
      // While the history is read an offer may be heard before its call's arrival.
      for (Seat seat : seats.values()) {
        if (seat.offer != null && seat.offer.call().equals(call)) {
          seat.version = version;
          shown = true;
        }
      }
    }
    return shown;
  }

  boolean on(OfferCall offer, long version) {
    @Nullable Seat seat = seats.get(offer.agent());
    if (seat == null) {
      return false;
    }
    seat.offer = offer;
    seat.version = version;
    return true;
  }

  boolean on(AgentStateChanged changed, long version) {
    @Nullable Seat seat = seats.get(changed.agent());
    if (seat == null) {
      return false;
    }
    // The same state is said again when only the phone came or went: that restarts no timer.
    boolean same = changed.state() == seat.state && Objects.equals(changed.ticket(), seat.ticket);
    seat.since = same && seat.since != null ? seat.since : changed.at();
    seat.state = changed.state();
    seat.ticket = changed.ticket();
    seat.reachable = changed.phoneReachable();
    seat.reason = Shown.text(changed.reason());
    seat.version = version;
    return true;
  }

  void on(TicketClosed closed, long version) {
    @Nullable AgentId agent = closed.agent();
    @Nullable Seat seat = agent == null ? null : seats.get(agent);
    if (seat != null && closed.outcome() == TicketOutcome.SERVED) {
      LocalDate day = LocalDate.ofInstant(closed.at(), zone);
      if (seat.servedOn == null || day.isAfter(seat.servedOn)) {
        seat.servedOn = day;
        seat.served = 0;
      }
      if (day.equals(seat.servedOn)) {
        seat.served++;
        seat.version = version;
      }
    }
  }

  /// Tells the pages that yesterday's served calls no longer count.
  void dayBegan(long version) {
    seats.values().forEach(seat -> seat.version = version);
  }

  List<Versioned<AgentView>> views(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    return seats.values().stream()
        .map(seat -> new Versioned<>(seat.version, view(seat, today)))
        .toList();
  }

  private AgentView view(Seat seat, LocalDate today) {
    Agent agent = seat.agent;
    return new AgentView(
        agent.id().value(),
        Shown.text(agent.name()),
        agent.pool().value(),
        agent.skills().stream().map(skill -> skill.value()).sorted().toList(),
        seat.state,
        seat.since,
        seat.reachable,
        seat.reason,
        call(seat),
        today.equals(seat.servedOn) ? seat.served : 0);
  }

  private @Nullable CallView call(Seat seat) {
    @Nullable OfferCall offer = seat.offer;
    if (offer == null || !offer.ticket().equals(seat.ticket)) {
      return null;
    }
    return new CallView(
        Shown.text(offer.ticket().value()),
        maskedNumbers.getOrDefault(offer.call(), "unknown"),
        Shown.text(offer.language()),
        offer.queue().value(),
        offer.waited().toSeconds(),
        offer.at(),
        Shown.text(offer.why()));
  }

  /// What is known of one agent; confined to the model's lock.
  private static final class Seat {
    final Agent agent;
    long version = 1;
    @Nullable AgentState state;
    @Nullable Instant since;
    @Nullable TicketId ticket;
    boolean reachable;
    String reason = "";
    @Nullable OfferCall offer;
    @Nullable LocalDate servedOn;
    int served;

    Seat(Agent agent) {
      this.agent = agent;
    }
  }
}
