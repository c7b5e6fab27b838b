package org.ringfence.simulator.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentMessage.AgentPhoneChanged;
import org.ringfence.events.CallEvent.QueuedCallEnded;
import org.ringfence.events.CallId;
import org.ringfence.events.Message;
import org.ringfence.events.OfferId;
import org.ringfence.events.PoolName;
import org.ringfence.events.SnapshotTaken;
import org.ringfence.events.SnapshotTaken.Gone;
import org.ringfence.events.SnapshotTaken.LiveCaller;
import org.ringfence.events.SnapshotTaken.LiveOffer;
import org.ringfence.events.TicketId;
import org.ringfence.gateway.calls.Place.Standing;
import org.ringfence.simulator.faults.Caller.Where;

/// The gateway's readings of Asterisk, after each gap and from time to time. Reading takes a
/// moment, and what happens meanwhile is told before it.
final class Snapshots {

  private static final int INTERVAL_MILLIS = 15_000;
  private static final int RETRY_MILLIS = 1_000;
  private static final Duration MARGIN = Duration.ofSeconds(2);
  private static final int UNKNOWN_CAUSE = 0;

  private final Exchange exchange;
  private final Agenda agenda;
  private final Ledger ledger;
  private final GatewayOffers offers;
  private final World world;
  private final Consumer<Message> bus;
  private final PoolName pool;
  private final Map<AgentId, Boolean> phonesSaid = new TreeMap<>();
  private boolean gap = true;
  private boolean everTaken;
  private boolean upToDate;
  private long nextMillis;
  private long count;

  /// One caller's channel as it was read.
  private record Seen(
      Caller caller, @Nullable TicketId ticket, @Nullable Instant since, boolean inLine) {}

  /// One leg as it was read.
  private record SeenLeg(AgentLegs.Leg leg, boolean up, boolean bridged) {}

  Snapshots(
      Exchange exchange, Ledger ledger, GatewayOffers offers, World world, Consumer<Message> bus) {
    this.exchange = exchange;
    this.agenda = exchange.agenda;
    this.ledger = ledger;
    this.offers = offers;
    this.world = world;
    this.bus = bus;
    this.pool = World.pool(exchange.pool);
  }

  boolean isEverTaken() {
    return everTaken;
  }

  boolean isUpToDate() {
    return upToDate;
  }

  void forgetAll() {
    phonesSaid.clear();
    gap = true;
    everTaken = false;
    upToDate = false;
  }

  void gapBegins() {
    gap = true;
    upToDate = false;
  }

  void afterGap(long afterMillis) {
    gapBegins();
    plan(afterMillis);
  }

  private void plan(long afterMillis) {
    long at = agenda.now() + afterMillis;
    nextMillis = at;
    int life = exchange.gateway().life();
    agenda.at(
        at,
        () -> {
          if (nextMillis == at
              && exchange.gateway().isAlive()
              && exchange.gateway().life() == life) {
            begin(life);
          }
        });
  }

  private void begin(int life) {
    if (!exchange.amiIsUp()) {
      plan(RETRY_MILLIS);
      return;
    }
    boolean afterGap = gap;
    gap = false;
    Instant startedAt = exchange.clock();
    count++;
    long salt = Draw.mix(world.seed(), 7_000 + 100L * exchange.pool + count);
    agenda.after(
        Draw.between(2, 40, salt, 1),
        () -> {
          List<Seen> callers = new ArrayList<>();
          for (Caller caller : exchange.callers.values()) {
            boolean inLine = caller.where.compareTo(Where.LINE) >= 0;
            callers.add(new Seen(caller, caller.ticket, caller.since, inLine));
          }
          List<SeenLeg> legs = new ArrayList<>();
          for (AgentLegs.Leg leg : exchange.legs.list()) {
            legs.add(new SeenLeg(leg, leg.isUp(), leg.state == AgentLegs.State.BRIDGED));
          }
          Map<CallId, Exchange.Gone> gone = new LinkedHashMap<>(exchange.gone);
          agenda.after(
              Draw.between(2, 250, salt, 2),
              () -> {
                if (exchange.gateway().life() == life && exchange.amiIsUp()) {
                  reconcile(startedAt, callers, legs, gone);
                  sayPhones(afterGap);
                  everTaken = true;
                  upToDate = !gap;
                  exchange.gateway().commands().planWork();
                  plan(INTERVAL_MILLIS);
                } else if (exchange.gateway().life() == life) {
                  gapBegins();
                  plan(RETRY_MILLIS);
                }
              });
        });
  }

  private void reconcile(
      Instant startedAt, List<Seen> seen, List<SeenLeg> legs, Map<CallId, Exchange.Gone> left) {
    Instant before = startedAt.minus(MARGIN);
    Set<CallId> alive = new LinkedHashSet<>();
    for (Seen channel : seen) {
      Ledger.@Nullable Call call = known(channel);
      if (call != null) {
        alive.add(channel.caller().call);
        askUnasked(channel, call, before);
      }
    }
    Set<OfferId> seenLegs = new LinkedHashSet<>();
    for (SeenLeg leg : legs) {
      seenLegs.add(leg.leg().offer);
      Ledger.@Nullable Call call = ledger.find(leg.leg().caller.call);
      if (call != null && call.ticket != null) {
        offers.adopt(leg.leg(), call.ticket, leg.bridged());
      }
    }
    List<Gone> gone = new ArrayList<>();
    left.forEach((call, how) -> {
      TicketId ticket = how.ticket() == null ? new TicketId("T" + call) : how.ticket();
      gone.add(new Gone(call, ticket, how.at(), how.cause()));
      offers.callerGone(call);
      ledger.end(call, how.cause());
      exchange.gone.remove(call);
    });
    for (Ledger.Call call : ledger.absent(alive, before)) {
      offers.callerGone(call.caller.call);
      @Nullable Instant bootedAt = exchange.bootedAt;
      boolean cutOff = bootedAt != null && call.arrivedAt.isBefore(bootedAt);
      ledger.end(call.caller.call, cutOff ? QueuedCallEnded.CUT_OFF : UNKNOWN_CAUSE);
    }
    offers.retain(seenLegs, before);
    publish(startedAt, seen, legs, gone);
  }

  /// All that the channel tells of how the defence let the caller in.
  static Standing standingAtArrival(Caller caller) {
    return caller.divertedAtArrival ? Standing.DIVERTED : Standing.ORDINARY;
  }

  private Ledger.@Nullable Call known(Seen channel) {
    Instant since = channel.since();
    if (since == null) {
      return ledger.find(channel.caller().call);
    }
    Ledger.@Nullable Call call = ledger.open(channel.caller(), since);
    if (call != null && channel.ticket() != null) {
      ledger.remember(call, channel.ticket(), standingAtArrival(channel.caller()));
    }
    return call;
  }

  private void askUnasked(Seen channel, Ledger.Call call, Instant before) {
    Instant since = channel.since();
    boolean unasked = channel.inLine() && channel.ticket() == null && !call.hasPlace;
    if (since != null && unasked && since.isBefore(before)) {
      ledger.reachQueue(call, since, null, standingAtArrival(channel.caller()));
    }
  }

  private void publish(Instant startedAt, List<Seen> seen, List<SeenLeg> legs, List<Gone> gone) {
    List<LiveCaller> callers = new ArrayList<>();
    for (Seen channel : seen) {
      Ledger.@Nullable Call call = ledger.find(channel.caller().call);
      if (call == null || !call.hasPlace) {
        continue;
      }
      @Nullable OfferId talkingTo = null;
      for (SeenLeg leg : legs) {
        boolean talks = leg.bridged() && leg.leg().caller == channel.caller();
        if (talks && !offers.isFinished(leg.leg().offer)) {
          talkingTo = leg.leg().offer;
        }
      }
      if (talkingTo == null && offers.isConnectedSince(call.talkingTo, startedAt)) {
        talkingTo = call.talkingTo;
      }
      callers.add(
          new LiveCaller(
              channel.caller().call, call.expectedTicket(), channel.caller().channel, talkingTo));
    }
    Map<OfferId, Boolean> live = new LinkedHashMap<>();
    for (SeenLeg leg : legs) {
      if (!offers.isFinished(leg.leg().offer)) {
        live.put(leg.leg().offer, leg.up());
      }
    }
    offers.orderedSince(startedAt.minus(MARGIN)).forEach(young -> live.putIfAbsent(young, false));
    List<LiveOffer> liveOffers = new ArrayList<>();
    live.forEach((offer, up) -> liveOffers.add(new LiveOffer(offer, up)));
    String system = Caller.systemName(exchange.pool);
    bus.accept(
        new SnapshotTaken(
            exchange.clock(),
            startedAt,
            pool,
            system,
            callers,
            liveOffers,
            gone,
            exchange.bootedAt));
  }

  // Phones ---------------------------------------------------------------------------------------

  private void sayPhones(boolean everything) {
    for (Phone phone : world.phonesOf(exchange.pool)) {
      sayPhone(phone, everything);
    }
  }

  /// A phone came or went, as AMI says.
  void phoneChanged(Phone phone) {
    sayPhone(phone, false);
  }

  private void sayPhone(Phone phone, boolean always) {
    boolean now = phone.registered;
    @Nullable Boolean before = phonesSaid.put(phone.agent, now);
    if (always || before == null || before != now) {
      bus.accept(new AgentPhoneChanged(phone.agent, exchange.clock(), pool, now));
    }
  }
}
