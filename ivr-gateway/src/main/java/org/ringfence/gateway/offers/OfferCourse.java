package org.ringfence.gateway.offers;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.ringfence.bus.MessagePublisher;
import org.ringfence.events.OfferEvent;
import org.ringfence.events.OfferFailure;
import org.ringfence.events.TalkEnd;
import org.ringfence.gateway.ami.AmiEvent;
import org.ringfence.gateway.calls.CallLedger;
import org.ringfence.gateway.calls.TrackedCall;
import org.ringfence.gateway.offers.TrackedOffer.State;

/// What follows from each thing that happens to an offer's leg: the next state, and what is said
/// and measured. Guarded by [OfferDesk]'s lock.
final class OfferCourse {

  /// A phone that is there rings within milliseconds. Shorter than the queue manager's patience, so
  /// that an offer that it takes back for want of a ring is known for one to a dead phone.
  private static final Duration TIME_TO_RING = Duration.ofSeconds(1);

  private final CallLedger ledger;
  private final MessagePublisher bus;
  private final OfferMeters meters;
  private final InstantSource clock;
  private final LongSupplier ticker;
  private final Consumer<TrackedOffer> onEnd;

  /// @param onEnd is told each offer that came to its end
  OfferCourse(
      CallLedger ledger,
      MessagePublisher bus,
      OfferMeters meters,
      InstantSource clock,
      LongSupplier ticker,
      Consumer<TrackedOffer> onEnd) {
    this.ledger = ledger;
    this.bus = bus;
    this.meters = meters;
    this.clock = clock;
    this.ticker = ticker;
    this.onEnd = onEnd;
  }

  void rang(TrackedOffer offer) {
    if (offer.state == State.ORDERED) {
      offer.state = State.RANG;
      Instant now = clock.instant();
      if (offer.freeSince != null) {
        meters.rang(Duration.between(offer.freeSince, now));
      }
      say(offer, offer.rang(now));
    }
  }

  void answered(TrackedOffer offer) {
    // A phone that answers by itself never says that it rings.
    rang(offer);
    if (offer.isBeforeTalk()) {
      offer.state = State.ANSWERED;
    }
  }

  void connected(TrackedOffer offer) {
    if (offer.isBeforeTalk()) {
      offer.state = State.CONNECTED;
      offer.connectedAt = clock.instant();
      if (offer.orderedAtNanos != 0) {
        meters.connected(ticker.getAsLong() - offer.orderedAtNanos);
      }
      if (offer.joins == null) {
        ledger.find(offer.call()).ifPresent(call -> call.talks(offer.id()));
      }
      say(offer, offer.connected(offer.connectedAt));
    }
  }

  /// The agent put the caller on hold, or took the caller off.
  void held(TrackedOffer offer, boolean held) {
    if (offer.state == State.CONNECTED) {
      say(offer, offer.held(clock.instant(), held));
    }
  }

  void legGone(TrackedOffer offer, int cause) {
    boolean callerIsGone = ledger.find(offer.call()).isEmpty();
    if (offer.isBeforeTalk()) {
      boolean wasAnswered = offer.state == State.ANSWERED;
      if (callerIsGone) {
        fail(offer, OfferFailure.CALLER_GONE);
      } else if (offer.state == State.ORDERED && hadTimeToRing(offer)) {
        fail(offer, OfferFailure.UNREACHABLE);
      } else if (wasAnswered || offer.withdrawn) {
        fail(offer, OfferFailure.CLAIM_LOST);
      } else {
        fail(offer, HangupCause.failure(cause, offer.state == State.RANG));
      }
    } else if (callerIsGone) {
      talkEnded(offer, TalkEnd.CALLER_HUNG_UP);
    } else if (cause == HangupCause.MEDIA_LOST) {
      talkEnded(offer, TalkEnd.AGENT_LEG_BROKE);
    } else if (offer.state == State.CONNECTED) {
      offer.state = State.LEG_GONE;
      offer.cause = cause;
      offer.legGoneAtNanos = ticker.getAsLong();
    }
  }

  private boolean hadTimeToRing(TrackedOffer offer) {
    return offer.orderedAtNanos != 0
        && ticker.getAsLong() - offer.orderedAtNanos >= TIME_TO_RING.toNanos();
  }

  /// A leg that came into being is reported by its own events; here only when there was none.
  void originated(TrackedOffer offer, AmiEvent.OriginateEnded end) {
    if (!end.success() && offer.state == State.ORDERED && offer.channel.isEmpty()) {
      fail(offer, OfferFailure.UNREACHABLE);
    }
  }

  void fail(TrackedOffer offer, OfferFailure failure) {
    offer.state = State.ENDED;
    onEnd.accept(offer);
    meters.failed(failure);
    say(offer, offer.failed(clock.instant(), failure));
  }

  void talkEnded(TrackedOffer offer, TalkEnd end) {
    offer.state = State.ENDED;
    onEnd.accept(offer);
    ledger.find(offer.call()).ifPresent(call -> call.talksNoMore(offer.id()));
    say(offer, offer.ended(clock.instant(), end));
  }

  private void say(TrackedOffer offer, OfferEvent event) {
    Optional<TrackedCall> call = ledger.find(offer.call());
    if (call.isPresent()) {
      call.get().publish(event);
    } else {
      bus.publish(event);
    }
  }
}
