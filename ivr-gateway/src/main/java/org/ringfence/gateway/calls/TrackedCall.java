package org.ringfence.gateway.calls;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.MessagePublisher;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.AttemptFailedOpen;
import org.ringfence.events.CallEvent.CallAnswered;
import org.ringfence.events.CallEvent.CallEnded;
import org.ringfence.events.CallEvent.CallbackAsked;
import org.ringfence.events.CallEvent.CallerHeard;
import org.ringfence.events.CallEvent.CallerReturned;
import org.ringfence.events.CallEvent.ChallengeEnded;
import org.ringfence.events.CallEvent.DoorCallbackAsked;
import org.ringfence.events.CallEvent.JoinScreeningAsked;
import org.ringfence.events.CallEvent.ListeningEnded;
import org.ringfence.events.CallEvent.QuestionAnswered;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.CallEvent.QueuedCallEnded;
import org.ringfence.events.CallEvent.SurveyAnswered;
import org.ringfence.events.CallEvent.TicketCodeKeyed;
import org.ringfence.events.CallEvent.WaitAsked;
import org.ringfence.events.CallId;
import org.ringfence.events.CallerIdentity;
import org.ringfence.events.CallerSound;
import org.ringfence.events.ChallengeResult;
import org.ringfence.events.OfferEvent;
import org.ringfence.events.OfferId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Privacy;
import org.ringfence.events.Stage;
import org.ringfence.events.TicketId;
import org.ringfence.site.Site;

/// One call and its sequencer: what AGI, AMI and snapshots say about it is put in one order under
/// its lock, and published in that order.
///
/// INVARIANT: nothing about a call is published after its end, so a join that comes late leaves no
/// ghost in the line.
///
/// ```
/// arrived ──► answered ──► (questions) ──► in line ◄──► talking
///    └────────────┴──────────────┴────────────┴───────────┴──► ended
/// ```
public final class TrackedCall {

  private final CallId id;
  private final String channel;
  private final Site.Line line;
  private final PhoneNumber caller;
  private final Attestation attestation;
  private final Instant arrivedAt;
  private final MessagePublisher bus;
  private final ReentrantLock lock = new ReentrantLock();

  private boolean answered;
  private boolean refused;
  private boolean ended;
  private boolean reachedAgent;
  private boolean dismissed;
  private long promptStartedAtNanos;
  private @Nullable Place place;
  private final LineTalk talk = new LineTalk();
  private @Nullable CallerIdentity identity;
  private boolean calledBack;
  private boolean passedOn;
  private @Nullable OfferId talkingTo;
  private final CallerEar ear = new CallerEar();
  private boolean seenArriving;

  TrackedCall(
      CallId id,
      String channel,
      Site.Line line,
      PhoneNumber caller,
      Attestation attestation,
      Instant arrivedAt,
      MessagePublisher bus) {
    this.id = id;
    this.channel = channel;
    this.line = line;
    this.caller = caller;
    this.attestation = attestation;
    this.arrivedAt = arrivedAt;
    this.bus = bus;
  }

  public CallId id() {
    return id;
  }

  public String channel() {
    return channel;
  }

  public Site.Line line() {
    return line;
  }

  public PhoneNumber caller() {
    return caller;
  }

  public Instant arrivedAt() {
    return arrivedAt;
  }

  public Optional<Place> place() {
    return locked(call -> Optional.ofNullable(call.place));
  }

  /// What the caller in line has heard already.
  public LineTalk talk() {
    return talk;
  }

  /// Whether the caller did not withhold the number, as far as is known.
  public boolean isNumberShown() {
    return locked(call -> call.identity != null && call.identity.privacy() == Privacy.NONE);
  }

  /// The offer whose agent the caller talks to.
  public Optional<OfferId> talkingTo() {
    return locked(call -> Optional.ofNullable(call.talkingTo));
  }

  public boolean isEnded() {
    return locked(call -> call.ended);
  }

  private <T> T locked(Function<TrackedCall, T> reading) {
    lock.lock();
    try {
      return reading.apply(this);
    } finally {
      lock.unlock();
    }
  }

  /// Runs something in the order of this call, unless it is over.
  ///
  /// @return false when the call is over
  public boolean inOrder(Runnable step) {
    return locked(call -> {
      if (!call.ended) {
        step.run();
      }
      return !call.ended;
    });
  }

  /// Who calls; what is said first stands.
  public void identified(CallerIdentity who) {
    inOrder(() -> identity = identity == null ? who : identity);
  }

  /// It is we who call: the detector, which watches who calls us, hears nothing of it.
  public void callsBack() {
    inOrder(() -> calledBack = true);
  }

  public void arrived(Instant now, Privacy privacy, String fingerprint, int portsInUse) {
    inOrder(() -> {
      seenArriving = true;
      bus.publish(
          new AttemptArrived(
              id, now, line.id(), caller, privacy, attestation, fingerprint, portsInUse));
    });
  }

  public void failedOpen(Instant now, Stage stage) {
    inOrder(() -> bus.publish(new AttemptFailedOpen(id, now, line.id(), stage)));
  }

  /// The dialplan is told to refuse it. The detector, whose verdict that was, takes it for over, so
  /// its end is not said: during an attack that would double the work of each attempt.
  public void refused() {
    inOrder(() -> refused = true);
  }

  /// The caller hears us; said once.
  public void answered(Instant now) {
    inOrder(() -> {
      if (!answered) {
        answered = true;
        // The dialplan never heard the refusal.
        refused = false;
        if (seenArriving) {
          ear.begin(now);
        }
        if (!calledBack) {
          bus.publish(new CallAnswered(id, now, line.id()));
        }
      }
    });
  }

  /// A question's prompts begin to play about now.
  public void asked(long nowNanos) {
    inOrder(() -> promptStartedAtNanos = nowNanos);
  }

  /// How long the question's prompts have been playing; very long when none was asked since we
  /// started.
  public Duration sinceAsked(long nowNanos) {
    return locked(call ->
        call.promptStartedAtNanos == 0
            ? ChronoUnit.FOREVER.getDuration()
            : Duration.ofNanos(Math.max(0, nowNanos - call.promptStartedAtNanos)));
  }

  /// @param key the key, or null for none
  public void questionAnswered(Instant now, long nowNanos, String node, @Nullable String key) {
    inOrder(() -> {
      long sinceNanos = promptStartedAtNanos == 0 ? 0 : nowNanos - promptStartedAtNanos;
      Duration offset = Duration.ofNanos(Math.max(0, sinceNanos));
      bus.publish(new QuestionAnswered(id, now, line.id(), node, key, offset));
    });
  }

  /// @param sound what was heard of the caller, or null when nobody listened
  public void joinScreeningAsked(Instant now, @Nullable CallerSound sound) {
    inOrder(() -> bus.publish(new JoinScreeningAsked(id, now, line.id(), sound)));
  }

  /// @param sound what was heard of the caller, or null when nobody listened
  public void challengeEnded(Instant now, ChallengeResult result, @Nullable CallerSound sound) {
    inOrder(() -> bus.publish(new ChallengeEnded(id, now, line.id(), result, sound)));
  }

  /// @param keyed whether a key was pressed when any was asked for
  /// @param sound what was heard of the caller, or null when nobody listened
  public void listeningEnded(Instant now, boolean keyed, @Nullable CallerSound sound) {
    inOrder(() -> bus.publish(new ListeningEnded(id, now, line.id(), keyed, sound)));
  }

  /// A diverted caller in line was heard or pressed a key; said once. A sound that was heard
  /// before, from who is surely a machine, is no news.
  ///
  /// @return whether it was said now
  public boolean heard(Instant now) {
    return locked(call -> call.passesAsHeard(now));
  }

  private boolean passesAsHeard(Instant now) {
    @Nullable Place held = place;
    if (ended || held == null || held.ticket() == null || !held.standing().mayPass()) {
      return false;
    }
    place = held.with(Place.Standing.ORDINARY);
    bus.publish(new CallerHeard(id, now, held.pool(), held.ticket()));
    return true;
  }

  /// Used within [#inOrder] only.
  CallerEar ear() {
    return ear;
  }

  /// @return whether it was long enough to count
  boolean soundEnded(Instant now, Duration lasted) {
    return locked(call -> call.ear.stopped(now, lasted));
  }

  boolean isSpeaking(Instant now) {
    return locked(call -> call.ear.isSpeaking(now));
  }

  Optional<CallerSound> sound(Instant now) {
    return locked(call -> call.ear.sound(now));
  }

  /// Asks for a place, or for the one held already.
  public void reachQueue(Instant now, Place wanted) {
    inOrder(() -> {
      place = wanted;
      bus.publish(reached(now, wanted));
    });
  }

  private QueueReached reached(Instant now, Place wanted) {
    return new QueueReached(
        id,
        now,
        wanted.pool(),
        wanted.queue(),
        wanted.ticket(),
        wanted.since(),
        line.id(),
        caller,
        attestation,
        wanted.language(),
        wanted.skills(),
        channel,
        wanted.standing().diverted(),
        wanted.standing().machineOdds(),
        wanted.standing().heard(),
        identity,
        wanted.credit().isZero() ? null : wanted.credit());
  }

  /// The place is stored.
  ///
  /// @param since when the caller reached the line, with an earlier call if there was one; or null
  ///   when nothing was said of it
  public void placed(TicketId ticket, @Nullable Instant since) {
    inOrder(() -> {
      if (place != null) {
        place = place.with(ticket, since == null ? place.since() : since);
      }
    });
  }

  /// Knows the place again, without asking for it.
  public void remember(Place held) {
    inOrder(() -> place = place == null ? held : place);
  }

  public void askWait(Instant now) {
    inOrder(() -> {
      if (place != null && place.ticket() != null) {
        bus.publish(new WaitAsked(id, now, place.pool(), place.ticket()));
      }
    });
  }

  /// The caller keyed the code of a place that was lost.
  public void codeKeyed(Instant now, String code) {
    inOrder(() -> {
      if (place != null && place.ticket() != null) {
        bus.publish(new TicketCodeKeyed(id, now, place.pool(), place.ticket(), code));
      }
    });
  }

  /// The caller wishes to be called back, and has a place in line, or none with a call.
  public void askCallback(Instant now, PhoneNumber number) {
    inOrder(() -> {
      if (place != null) {
        bus.publish(
            place.ticket() == null
                ? new DoorCallbackAsked(id, now, place.pool(), reached(now, place), number)
                : new CallbackAsked(id, now, place.pool(), place.ticket(), line.id(), number));
      }
    });
  }

  /// The caller rated the talk.
  ///
  /// @param score 1 to 5
  public void rated(Instant now, int score) {
    inOrder(() -> {
      if (place != null && place.ticket() != null) {
        bus.publish(
            new SurveyAnswered(id, now, place.pool(), place.ticket(), place.queue(), score));
      }
    });
  }

  /// Says something about an offer of this caller in the call's order, also after its end.
  public void publish(OfferEvent event) {
    locked(call -> {
      call.bus.publish(event);
      return true;
    });
  }

  public void talks(OfferId offer) {
    inOrder(() -> {
      talkingTo = offer;
      reachedAgent = true;
    });
  }

  /// The talk is over, whatever becomes of the caller.
  public void talksNoMore(OfferId offer) {
    inOrder(() -> talkingTo = offer.equals(talkingTo) ? null : talkingTo);
  }

  /// The agent passes the caller on, so the end of this talk is no mishap.
  public void isPassedOn() {
    inOrder(() -> passedOn = true);
  }

  /// Whether the talk that is over ended because the caller is passed on; true once.
  public boolean takePassedOn() {
    return locked(call -> {
      boolean was = call.passedOn;
      call.passedOn = false;
      return was;
    });
  }

  /// The caller is back in line.
  public void returned(Instant now) {
    inOrder(() -> {
      talkingTo = null;
      if (place != null && place.ticket() != null) {
        bus.publish(new CallerReturned(id, now, place.pool(), place.ticket()));
      }
    });
  }

  /// The call is over; said once to each half that knows it.
  void end(Instant now, int cause) {
    inOrder(() -> {
      if (!refused && !calledBack) {
        sayEnded(now, cause);
      }
      if (place != null) {
        // A place that was asked for and not yet confirmed has the name it will get.
        TicketId ticket = place.ticket() == null ? ticketOf(id) : place.ticket();
        bus.publish(new QueuedCallEnded(id, now, place.pool(), ticket, cause));
      }
      ended = true;
    });
  }

  private void sayEnded(Instant now, int cause) {
    Duration lasted = Duration.between(arrivedAt, now);
    bus.publish(
        new CallEnded(
            id,
            now,
            line.id(),
            cause,
            lasted.isNegative() ? Duration.ZERO : lasted,
            reachedAgent,
            dismissed));
  }

  /// We say goodbye and hang up.
  public void dismissed() {
    inOrder(() -> dismissed = true);
  }

  /// The ticket that the queue manager gives to a call which held none.
  public static TicketId ticketOf(CallId call) {
    return new TicketId("T" + call.value());
  }
}
