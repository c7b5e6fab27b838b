package org.ringfence.gateway.snapshot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ringfence.events.AgentId;
import org.ringfence.events.CallId;
import org.ringfence.events.OfferId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.PoolName;
import org.ringfence.events.SnapshotTaken.Gone;
import org.ringfence.events.TicketId;
import org.ringfence.gateway.ami.ChannelSeen;
import org.ringfence.gateway.calls.CallLedger;
import org.ringfence.gateway.calls.Place;
import org.ringfence.gateway.calls.TrackedCall;
import org.ringfence.gateway.offers.OfferDesk;
import org.ringfence.gateway.scripts.PlaceReader;
import org.ringfence.gateway.scripts.Who;
import org.ringfence.site.Site;
import org.ringfence.site.SiteBook;

/// Knows callers and offers again from the variables on their channels. Whatever does not read as
/// ours is passed over.
public final class CallRecovery {

  /// How the queue manager ends the names of legs of colleagues.
  private static final Pattern GUEST = Pattern.compile("-g[0-9]+$");

  private final SiteBook book;
  private final Site site;
  private final CallLedger ledger;
  private final OfferDesk offers;
  private final PlaceReader places;

  public CallRecovery(SiteBook book, CallLedger ledger, OfferDesk offers, PlaceReader places) {
    this.book = book;
    this.site = book.configured();
    this.ledger = ledger;
    this.offers = offers;
    this.places = places;
  }

  /// The id of a caller's channel; empty for agents' legs and for what is no phone.
  Optional<CallId> id(ChannelSeen seen) {
    boolean caller = !seen.endpoint().isEmpty() && !book.agents().containsKey(seen.agent());
    return caller ? token(seen.uniqueId()).map(CallId::new) : Optional.empty();
  }

  /// The caller on a channel, made known if need be. Who is not yet answered is known only by its
  /// arrival.
  Optional<TrackedCall> caller(ChannelSeen seen, Instant now) {
    Optional<CallId> id = id(seen);
    if (id.isEmpty()) {
      return Optional.empty();
    }
    String since = seen.variable("RF_SINCE");
    if (since.isEmpty()) {
      return ledger.find(id.get());
    }
    Instant arrivedAt = epoch(since, now);
    Site.Line line = site.lineDialed(seen.variable("RF_DIALED"));
    String number = seen.variable("RF_NUM");
    Optional<TrackedCall> call =
        ledger.open(
            id.get(),
            seen.channel(),
            line,
            PhoneNumber.of(number.isEmpty() ? seen.callerNumber() : number),
            Who.attestation(seen.variable("RF_WHO")),
            arrivedAt);
    if (call.isPresent() && !seen.variable("RF_FROM").isEmpty()) {
      call.get().callsBack();
    }
    Optional<TicketId> ticket = token(seen.variable("RF_TICKET")).map(TicketId::new);
    if (call.isPresent() && ticket.isPresent()) {
      Place place =
          places.read(seen.variable("RF_STATE"), line, arrivedAt, ticket.get(), standing(seen));
      boolean heard = !seen.variable("RF_HEARD").isEmpty();
      call.get().remember(heard ? place.with(Place.Standing.ORDINARY) : place);
    }
    return call;
  }

  /// The place that a caller on the line should have asked for long ago and did not, because we
  /// were away; empty for everybody else.
  ///
  /// @param before who reached the line later may be about to ask
  Optional<Place> unaskedPlace(ChannelSeen seen, TrackedCall call, Instant before) {
    Instant since = epoch(seen.variable("RF_SINCE"), Instant.MAX);
    boolean waits = seen.context().equals("rf-line") && seen.variable("RF_TICKET").isEmpty();
    if (!waits || !since.isBefore(before) || call.place().isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        places.read(seen.variable("RF_STATE"), call.line(), since, null, standing(seen)));
  }

  private Place.Standing standing(ChannelSeen seen) {
    return places.standing(seen.variable("RF_STATE")).orElse(Place.Standing.ORDINARY);
  }

  /// Agents' legs by offer.
  Map<OfferId, ChannelSeen> legs(List<ChannelSeen> channels) {
    Map<OfferId, ChannelSeen> legs = new LinkedHashMap<>();
    for (ChannelSeen seen : channels) {
      if (book.agents().containsKey(seen.agent())) {
        token(seen.uniqueId()).ifPresent(id -> legs.put(new OfferId(id), seen));
      }
    }
    return legs;
  }

  Optional<PoolName> poolOf(ChannelSeen leg) {
    return Optional.ofNullable(book.agents().get(leg.agent())).map(Site.Agent::pool);
  }

  /// The call that an agent's leg is about; empty for a leg of another kind.
  Optional<CallId> callOf(ChannelSeen leg) {
    return token(leg.variable("CALLERUID")).map(CallId::new);
  }

  /// Makes an offer known whose leg was found. A leg that is in a bridge has the caller there, or a
  /// private word about the caller, who hears music.
  void offer(OfferId id, ChannelSeen leg) {
    Optional<TrackedCall> call = callOf(leg).flatMap(ledger::find);
    Optional<TicketId> ticket = call.flatMap(TrackedCall::place).map(Place::ticket);
    if (ticket.isEmpty() || !leg.variable("OFFER").equals(id.value())) {
      return;
    }
    AgentId agent = new AgentId(leg.agent());
    offers.adopt(
        id,
        ticket.get(),
        call.get().id(),
        agent,
        poolOf(leg).orElseThrow(),
        leg.channel(),
        leg.up(),
        !leg.bridge().isEmpty(),
        token(leg.variable("TALK")).map(OfferId::new).filter(any -> isGuest(id)).orElse(null));
  }

  /// Whether a leg's name is that of a colleague who joins a talk.
  static boolean isGuest(OfferId leg) {
    return GUEST.matcher(leg.value()).find();
  }

  /// Who hung up while nobody listened: `/rf-gone/<uniqueid>` = `<epoch>:<cause>:<ticket>`.
  List<Gone> gone(Map<String, String> entries) {
    List<Gone> gone = new ArrayList<>();
    entries.forEach((key, value) -> {
      String[] parts = value.split(":", 3);
      Optional<String> call = token(key.substring(key.lastIndexOf('/') + 1));
      if (call.isPresent() && parts.length == 3 && parts[1].matches("[0-9]{1,5}")) {
        CallId id = new CallId(call.get());
        // Who hung up before the answer of a join holds the place of that name, if any.
        TicketId ticket = new TicketId(token(parts[2]).orElse("T" + id.value()));
        Instant at = epoch(parts[0], Instant.EPOCH);
        gone.add(new Gone(id, ticket, at, Integer.parseInt(parts[1])));
      }
    });
    return gone;
  }

  private static Optional<String> token(String text) {
    return text.matches("[A-Za-z0-9._-]{1,100}") ? Optional.of(text) : Optional.empty();
  }

  private static Instant epoch(String seconds, Instant otherwise) {
    return seconds.matches("[0-9]{1,12}")
        ? Instant.ofEpochSecond(Long.parseLong(seconds))
        : otherwise;
  }
}
