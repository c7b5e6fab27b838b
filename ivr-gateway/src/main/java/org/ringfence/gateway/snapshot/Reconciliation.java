package org.ringfence.gateway.snapshot;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.MessagePublisher;
import org.ringfence.events.CallEvent.QueuedCallEnded;
import org.ringfence.events.CallId;
import org.ringfence.events.OfferId;
import org.ringfence.events.PoolName;
import org.ringfence.events.SnapshotTaken;
import org.ringfence.events.SnapshotTaken.Gone;
import org.ringfence.events.SnapshotTaken.LiveCaller;
import org.ringfence.events.SnapshotTaken.LiveOffer;
import org.ringfence.events.TicketId;
import org.ringfence.gateway.ami.AmiActions;
import org.ringfence.gateway.ami.ChannelSeen;
import org.ringfence.gateway.calls.CallLedger;
import org.ringfence.gateway.calls.Place;
import org.ringfence.gateway.calls.TrackedCall;
import org.ringfence.gateway.offers.AgentPhones;
import org.ringfence.gateway.offers.OfferDesk;
import org.ringfence.gateway.talks.Parties;
import org.ringfence.site.Site;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One reading of all channels, and what follows: calls that we did not know are known again, those
/// that are gone are ended, the queue manager is told the truth per pool, and callers in the safety
/// queue are fetched back.
public final class Reconciliation {

  private static final Logger log = LoggerFactory.getLogger(Reconciliation.class);

  /// What came this shortly before the reading may be missing from it.
  private static final Duration MARGIN = Duration.ofSeconds(2);

  /// Q.850 has no cause 0; nobody heard which it was.
  private static final int UNKNOWN_CAUSE = 0;

  private static final String GONE_FAMILY = "rf-gone";

  /// Since when we know this run of Asterisk, in epoch seconds: a start forgets its globals.
  private static final String BOOTED = "RF_BOOTED";

  /// `<systemname>-<epoch seconds>.<number>`
  private static final Pattern MADE_AT =
      Pattern.compile("(?:[A-Za-z0-9]+-)?([0-9]{1,12})\\.[0-9]+");

  private final String systemName;
  private final Site site;
  private final CallLedger ledger;
  private final OfferDesk offers;
  private final Consumer<CallId> callerGone;
  private final AgentPhones phones;
  private final CallRecovery recovery;
  private final MessagePublisher bus;
  private final InstantSource clock;

  public Reconciliation(
      String systemName,
      Site site,
      CallLedger ledger,
      OfferDesk offers,
      Consumer<CallId> callerGone,
      AgentPhones phones,
      CallRecovery recovery,
      MessagePublisher bus,
      InstantSource clock) {
    this.systemName = systemName;
    this.site = site;
    this.ledger = ledger;
    this.offers = offers;
    this.callerGone = callerGone;
    this.phones = phones;
    this.recovery = recovery;
    this.bus = bus;
    this.clock = clock;
  }

  void run(AmiActions ami) throws IOException {
    Instant startedAt = clock.instant();
    List<ChannelSeen> channels = ami.channels();
    Instant bootedAt = bootedAt(ami, channels, startedAt);
    Map<String, String> left = ami.database(GONE_FAMILY);
    Map<OfferId, ChannelSeen> legs = recovery.legs(channels);
    Map<CallId, OfferId> talks = talks(legs);
    phones.inOtherCalls(otherLegs(legs));
    Set<CallId> alive = new HashSet<>();
    Instant before = startedAt.minus(MARGIN);
    for (ChannelSeen seen : channels) {
      Optional<TrackedCall> call = recovery.caller(seen, startedAt);
      if (call.isPresent()) {
        alive.add(call.get().id());
        // At once and not at the next tick, or who comes now would be served first.
        recovery
            .unaskedPlace(seen, call.get(), before)
            .ifPresent(place -> call.get().reachQueue(clock.instant(), place));
      }
    }
    legs.forEach(recovery::offer);
    List<Gone> gone = recovery.gone(left);
    for (Gone end : gone) {
      callerGone.accept(end.call());
      ledger.end(end.call(), end.cause());
    }
    for (TrackedCall call : ledger.absent(alive, before)) {
      log.atInfo().addKeyValue("callId", call.id()).log("call ended unheard");
      boolean cutOff = call.arrivedAt().isBefore(bootedAt);
      if (!cutOff) {
        // Whose talk a crash cut off did not hang up: that must not be the first thing heard of it.
        callerGone.accept(call.id());
      }
      ledger.end(call.id(), cutOff ? QueuedCallEnded.CUT_OFF : UNKNOWN_CAUSE);
    }
    offers.retain(legs.keySet(), before);
    for (PoolName pool : site.pools()) {
      publish(pool, startedAt, bootedAt, channels, legs, talks, gone);
    }
    fetchFromSafety(ami, channels);
    if (!left.isEmpty()) {
      ami.runLocally("rf-forget", "s");
    }
  }

  /// Legs that are no offers', by agent.
  private static Map<String, String> otherLegs(Map<OfferId, ChannelSeen> legs) {
    Map<String, String> others = new LinkedHashMap<>();
    legs.forEach((id, leg) -> {
      if (!leg.variable("OFFER").equals(id.value())) {
        others.put(leg.agent(), id.value());
      }
    });
    return others;
  }

  /// Which leg has which caller. In a private word the two legs are in a bridge without the caller,
  /// who is the agent's all the same.
  private Map<CallId, OfferId> talks(Map<OfferId, ChannelSeen> legs) {
    Map<CallId, OfferId> talks = new LinkedHashMap<>();
    legs.forEach((offer, leg) -> {
      if (!leg.bridge().isEmpty() && leg.variable("OFFER").equals(offer.value())) {
        // Of two legs in one talk the colleague's is not the one that has the caller.
        recovery
            .callOf(leg)
            .ifPresent(call ->
                talks.merge(call, offer, (one, other) -> joins(legs, one, other) ? other : one));
      }
    });
    return talks;
  }

  private static boolean joins(Map<OfferId, ChannelSeen> legs, OfferId guest, OfferId talk) {
    @Nullable ChannelSeen leg = legs.get(guest);
    return leg != null && leg.variable("TALK").equals(talk.value());
  }

  /// A new run of Asterisk has no channel from before it, so our first look at it is soon enough;
  /// one that we never looked at has run since its eldest channel at least.
  private static Instant bootedAt(AmiActions ami, List<ChannelSeen> channels, Instant now)
      throws IOException {
    String known = ami.global(BOOTED);
    if (known.matches("[0-9]{1,12}")) {
      return Instant.ofEpochSecond(Long.parseLong(known));
    }
    long booted = now.getEpochSecond();
    for (ChannelSeen seen : channels) {
      Matcher made = MADE_AT.matcher(seen.uniqueId());
      booted = made.matches() ? Math.min(booted, Long.parseLong(made.group(1))) : booted;
    }
    ami.setGlobal(BOOTED, Long.toString(booted));
    return Instant.ofEpochSecond(booted);
  }

  private void publish(
      PoolName pool,
      Instant startedAt,
      Instant bootedAt,
      List<ChannelSeen> channels,
      Map<OfferId, ChannelSeen> legs,
      Map<CallId, OfferId> talks,
      List<Gone> gone) {
    List<LiveCaller> callers = new ArrayList<>();
    for (ChannelSeen seen : channels) {
      liveCaller(pool, seen, startedAt, talks).ifPresent(callers::add);
    }
    List<LiveOffer> live = new ArrayList<>();
    Set<OfferId> named = new HashSet<>();
    legs.forEach((offer, leg) -> {
      if (recovery.poolOf(leg).filter(pool::equals).isPresent() && !offers.isFinished(offer)) {
        named.add(offer);
        live.add(new LiveOffer(offer, leg.up()));
      }
    });
    for (ChannelSeen seen : channels) {
      Parties.idOf(seen.uniqueId())
          .filter(named::add)
          .ifPresent(party -> live.add(new LiveOffer(party, seen.up())));
    }
    for (OfferId young : offers.orderedSince(pool, startedAt.minus(MARGIN))) {
      if (named.add(young)) {
        live.add(new LiveOffer(young, false));
      }
    }
    bus.publish(
        new SnapshotTaken(
            clock.instant(), startedAt, pool, systemName, callers, live, gone, bootedAt));
  }

  /// A caller of this pool with a place, unless the call ended since the reading.
  private Optional<LiveCaller> liveCaller(
      PoolName pool, ChannelSeen seen, Instant startedAt, Map<CallId, OfferId> talks) {
    Optional<TrackedCall> call = recovery.id(seen).flatMap(ledger::find);
    Optional<Place> place = call.flatMap(TrackedCall::place);
    if (place.isEmpty() || !place.get().pool().equals(pool)) {
      return Optional.empty();
    }
    // A place whose confirmation was not heard has the name it would have got.
    TicketId held = place.get().ticket();
    TicketId ticket = held == null ? TrackedCall.ticketOf(call.get().id()) : held;
    OfferId talkingTo = talkingTo(call.get(), talks.get(call.get().id()), startedAt);
    return Optional.of(new LiveCaller(call.get().id(), ticket, seen.channel(), talkingTo));
  }

  /// What the reading says, corrected by what was heard since it began.
  private @Nullable OfferId talkingTo(TrackedCall call, @Nullable OfferId read, Instant startedAt) {
    if (read != null && !offers.isFinished(read)) {
      return read;
    }
    return call.talkingTo().filter(offer -> offers.isConnectedSince(offer, startedAt)).orElse(null);
  }

  private void fetchFromSafety(AmiActions ami, List<ChannelSeen> channels) throws IOException {
    for (ChannelSeen seen : channels) {
      if (seen.context().equals("rf-safety") && seen.bridge().isEmpty()) {
        boolean fetched = ami.redirect(seen.channel(), "rf-line", "back");
        log.atInfo()
            .addKeyValue("callId", seen.uniqueId())
            .addKeyValue("fetched", fetched)
            .log("caller comes back from the safety queue");
      }
    }
  }
}
