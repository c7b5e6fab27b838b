package org.ringfence.gateway.offers;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.MessagePublisher;
import org.ringfence.events.AgentId;
import org.ringfence.events.CallId;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.OfferFailure;
import org.ringfence.events.OfferId;
import org.ringfence.events.PoolName;
import org.ringfence.events.TalkEnd;
import org.ringfence.events.TicketId;
import org.ringfence.gateway.ami.AmiEvent;
import org.ringfence.gateway.calls.CallLedger;
import org.ringfence.gateway.calls.TrackedCall;
import org.ringfence.gateway.offers.TrackedOffer.State;

/// All offers that are open, and what AMI and the callers' dialplan say about them.
///
/// INVARIANT: of each offer is reported at most one failure, or one connection and then one end;
/// who ended a talk is told by the first that knows: the cause of the leg, the caller's own
/// hang-up, what the leg left on the caller's channel, or [#SETTLE] later the leg's cause alone.
public final class OfferDesk {

  /// How long an ended offer is remembered, against commands that come twice.
  private static final Duration FINISHED_LIFE = Duration.ofMinutes(10);

  private static final int MAX_FINISHED = 20_000;

  /// A leg that nothing was heard of this long after its ring time never was.
  private static final Duration LOST_AFTER = Duration.ofSeconds(5);

  /// The caller's dialplan waits 0.2 s and up to five times so before it asks us.
  private static final Duration SETTLE = Duration.ofMillis(1_500);

  private final CallLedger ledger;
  private final InstantSource clock;
  private final LongSupplier ticker;
  private final OfferCourse course;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<OfferId, TrackedOffer> open = new LinkedHashMap<>();
  private final Cache<OfferId, OfferId> finished;

  public OfferDesk(
      CallLedger ledger,
      MessagePublisher bus,
      MeterRegistry registry,
      InstantSource clock,
      LongSupplier ticker) {
    this.ledger = ledger;
    this.clock = clock;
    this.ticker = ticker;
    OfferMeters meters = new OfferMeters(registry);
    this.course = new OfferCourse(ledger, bus, meters, clock, ticker, this::finish);
    this.finished =
        Caffeine.newBuilder()
            .expireAfterWrite(FINISHED_LIFE)
            .maximumSize(MAX_FINISHED)
            .ticker(ticker::getAsLong)
            .build();
  }

  /// Takes up an offer; empty when it is known already.
  Optional<TrackedOffer> take(OfferCall order) {
    lock.lock();
    try {
      if (open.containsKey(order.offer()) || isFinished(order.offer())) {
        return Optional.empty();
      }
      Instant now = clock.instant();
      TrackedOffer offer =
          new TrackedOffer(
              order.offer(),
              order.ticket(),
              order.call(),
              order.agent(),
              order.pool(),
              now,
              now.plus(order.ringTime()).plus(LOST_AFTER));
      offer.freeSince = order.freeSince();
      offer.joins = order.joins();
      offer.orderedAtNanos = ticker.getAsLong();
      open.put(offer.id(), offer);
      return Optional.of(offer);
    } finally {
      lock.unlock();
    }
  }

  /// Knows an offer again that a snapshot found, after we were away.
  public void adopt(
      OfferId id,
      TicketId ticket,
      CallId call,
      AgentId agent,
      PoolName pool,
      String channel,
      boolean answered,
      boolean connected,
      @Nullable OfferId joins) {
    lock.lock();
    try {
      if (open.containsKey(id) || isFinished(id)) {
        return;
      }
      Instant now = clock.instant();
      TrackedOffer offer = new TrackedOffer(id, ticket, call, agent, pool, now, Instant.MAX);
      offer.channel = channel;
      offer.joins = joins;
      offer.state = connected ? State.CONNECTED : answered ? State.ANSWERED : State.RANG;
      open.put(id, offer);
      if (connected) {
        offer.connectedAt = now;
        // Of two legs the one that joined the other's talk does not have the caller.
        ledger
            .find(call)
            .filter(tracked -> joins == null || tracked.talkingTo().isEmpty())
            .ifPresent(tracked -> tracked.talks(id));
      }
    } finally {
      lock.unlock();
    }
  }

  public boolean isFinished(OfferId offer) {
    return finished.getIfPresent(offer) != null;
  }

  /// Whether an offer became a talk at or after a moment.
  public boolean isConnectedSince(OfferId offer, Instant moment) {
    return read(offer, known -> known.connectedAt != null && !known.connectedAt.isBefore(moment));
  }

  /// The caller as the agent's phone may show it: masked, in ASCII.
  String shownCaller(CallId call) {
    return ledger.find(call).map(tracked -> tracked.caller().masked().replace('•', 'x')).orElse("");
  }

  private boolean read(OfferId offer, Predicate<TrackedOffer> question) {
    lock.lock();
    try {
      TrackedOffer known = open.get(offer);
      return known != null && question.test(known);
    } finally {
      lock.unlock();
    }
  }

  /// The open offers of a pool that were ordered at or after a moment.
  public List<OfferId> orderedSince(PoolName pool, Instant moment) {
    lock.lock();
    try {
      return open.values().stream()
          .filter(offer -> offer.pool().equals(pool) && !offer.orderedAt().isBefore(moment))
          .map(TrackedOffer::id)
          .toList();
    } finally {
      lock.unlock();
    }
  }

  /// Something happened to a leg; legs that are no offer's are passed over.
  public void on(AmiEvent event) {
    switch (event) {
      case AmiEvent.LegCreated leg -> with(leg.uniqueId(), offer -> offer.channel = leg.channel());
      case AmiEvent.LegRang leg -> with(leg.uniqueId(), course::rang);
      case AmiEvent.LegAnswered leg -> with(leg.uniqueId(), course::answered);
      case AmiEvent.LegBridged leg -> with(leg.uniqueId(), course::connected);
      case AmiEvent.LegHeld leg -> with(leg.uniqueId(), offer -> course.held(offer, leg.held()));
      case AmiEvent.LegHungUp leg ->
          with(
              leg.uniqueId(),
              offer -> {
                course.legGone(offer, leg.cause());
                talkGoesOn(offer);
              });
      case AmiEvent.OriginateEnded end ->
          with(end.actionId(), offer -> course.originated(offer, end));
      // What callers do, and phones as such.
      case AmiEvent.PhoneChanged _,
          AmiEvent.SoundStarted _,
          AmiEvent.SoundEnded _,
          AmiEvent.KeyPressed _ -> {}
    }
  }

  /// The end of one of two legs of a talk concerns the caller no further: the other one goes on,
  /// and is the talk from now on.
  private void talkGoesOn(TrackedOffer gone) {
    @Nullable TrackedOffer other = null;
    for (TrackedOffer each : open.values()) {
      if (each != gone && each.call().equals(gone.call()) && each.state == State.CONNECTED) {
        other = each;
      }
    }
    if (other != null && gone.state == State.LEG_GONE) {
      boolean normal = gone.cause == HangupCause.NORMAL;
      course.talkEnded(gone, normal ? TalkEnd.AGENT_HUNG_UP : TalkEnd.AGENT_LEG_BROKE);
    }
    if (other != null && gone.id().equals(other.joins) && gone.state == State.ENDED) {
      other.joins = null;
      OfferId heir = other.id();
      ledger.find(other.call()).ifPresent(call -> call.talks(heir));
    }
  }

  /// The agent's channel of a talk; empty when there is no such talk.
  public Optional<String> talkChannel(OfferId id) {
    lock.lock();
    try {
      return Optional.ofNullable(open.get(id))
          .filter(offer -> offer.state == State.CONNECTED && !offer.channel.isEmpty())
          .map(offer -> offer.channel);
    } finally {
      lock.unlock();
    }
  }

  /// The leg of a colleague who is to go, or to be rung no more; empty when there is none.
  Optional<String> sendOut(OfferId guest) {
    lock.lock();
    try {
      TrackedOffer offer = open.get(guest);
      if (offer == null) {
        return Optional.empty();
      }
      offer.withdrawn = true;
      return Optional.of(offer.channel.isEmpty() ? guest.value() : offer.channel);
    } finally {
      lock.unlock();
    }
  }

  /// The caller's channel is gone, as AMI or a snapshot says. The desk must hear it before the
  /// ledger, so that the end of the talk is said before the end of the call.
  ///
  /// @return the agents' channels of the talk
  public List<String> callerGone(CallId call) {
    List<String> legs = new ArrayList<>();
    lock.lock();
    try {
      for (TrackedOffer offer : new ArrayList<>(open.values())) {
        if (offer.call().equals(call) && !offer.isBeforeTalk()) {
          legs.add(offer.channel);
          course.talkEnded(offer, TalkEnd.CALLER_HUNG_UP);
        }
      }
      return legs;
    } finally {
      lock.unlock();
    }
  }

  /// What the agent's leg left on the caller's channel.
  public void callerSays(OfferId id, LegEnd end) {
    with(
        id.value(),
        offer -> {
          if (!offer.isBeforeTalk()) {
            course.talkEnded(
                offer, end.isAgentsHangUp() ? TalkEnd.AGENT_HUNG_UP : TalkEnd.AGENT_LEG_BROKE);
          }
        });
  }

  /// The order could not be carried out.
  void failed(TrackedOffer offer, OfferFailure failure) {
    lock.lock();
    try {
      if (offer.state != State.ENDED) {
        course.fail(offer, failure);
      }
    } finally {
      lock.unlock();
    }
  }

  /// The offer's leg has the caller already.
  void taken(TrackedOffer offer) {
    lock.lock();
    try {
      course.connected(offer);
    } finally {
      lock.unlock();
    }
  }

  /// Marks an offer as withdrawn.
  ///
  /// @return its leg's channel, or the id when no leg was seen yet; empty when there is nothing to
  ///   take back
  Optional<String> withdraw(OfferId id) {
    lock.lock();
    try {
      TrackedOffer offer = open.get(id);
      if (offer == null || !offer.isBeforeTalk()) {
        return Optional.empty();
      }
      offer.withdrawn = true;
      return Optional.of(offer.channel.isEmpty() ? id.value() : offer.channel);
    } finally {
      lock.unlock();
    }
  }

  /// Marks a talk as one whose caller is passed on.
  ///
  /// @return the agent's channel; empty when there is no such talk
  Optional<String> passOn(OfferId id) {
    lock.lock();
    try {
      TrackedOffer offer = open.get(id);
      if (offer == null || offer.isBeforeTalk() || offer.channel.isEmpty()) {
        return Optional.empty();
      }
      // Also when the agent hung up a moment before: who passes a caller on means it.
      ledger.find(offer.call()).ifPresent(TrackedCall::isPassedOn);
      return offer.state == State.CONNECTED ? Optional.of(offer.channel) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /// Ends what a snapshot does not know any more.
  ///
  /// @param legs the offers whose legs it saw
  /// @param before offers that were ordered later may be missing from it
  public void retain(Set<OfferId> legs, Instant before) {
    lock.lock();
    try {
      for (TrackedOffer offer : new ArrayList<>(open.values())) {
        boolean due = offer.orderedAt().isBefore(before) && !legs.contains(offer.id());
        if (due && offer.state != State.LEG_GONE && offer.state != State.ORDERED) {
          course.legGone(offer, 0);
          talkGoesOn(offer);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /// Settles what is overdue; called about four times a second.
  void sweep() {
    lock.lock();
    try {
      Instant now = clock.instant();
      for (TrackedOffer offer : new ArrayList<>(open.values())) {
        if (offer.state == State.ORDERED && now.isAfter(offer.dueAt())) {
          course.fail(offer, OfferFailure.LOST);
        } else if (offer.state == State.LEG_GONE
            && ticker.getAsLong() - offer.legGoneAtNanos > SETTLE.toNanos()) {
          boolean normal = offer.cause == HangupCause.NORMAL;
          course.talkEnded(offer, normal ? TalkEnd.AGENT_HUNG_UP : TalkEnd.AGENT_LEG_BROKE);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void with(String uniqueId, Consumer<TrackedOffer> step) {
    lock.lock();
    try {
      TrackedOffer offer = find(uniqueId);
      if (offer != null) {
        step.accept(offer);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Whether a leg is that of an offer, open or over.
  public boolean isOffer(String uniqueId) {
    lock.lock();
    try {
      return find(uniqueId) != null || isFinished(new OfferId(uniqueId));
    } catch (IllegalArgumentException notOurs) {
      return false;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable TrackedOffer find(String uniqueId) {
    try {
      return open.get(new OfferId(uniqueId));
    } catch (IllegalArgumentException notOurs) {
      return null;
    }
  }

  private void finish(TrackedOffer offer) {
    open.remove(offer.id());
    finished.put(offer.id(), offer.id());
  }
}
