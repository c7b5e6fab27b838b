package org.ringfence.gateway.offers;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.LineDecision;
import org.ringfence.events.LineDecision.EndParty;
import org.ringfence.events.LineDecision.JoinParty;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.RecordingOrdered;
import org.ringfence.events.LineDecision.TicketTransferred;
import org.ringfence.events.LineDecision.WithdrawOffer;
import org.ringfence.events.OfferFailure;
import org.ringfence.events.OfferId;
import org.ringfence.events.PartyKind;
import org.ringfence.gateway.ami.AmiActions;
import org.ringfence.gateway.ami.OriginateOrder;
import org.ringfence.gateway.recording.TalkRecordings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out the queue manager's commands, one after another: puts the offer's token on the
/// caller's channel, then rings the agent's phone; or takes the token back, then stops the ringing.
///
/// While Asterisk is away, or it is not yet known who is on the line, commands wait: an offer that
/// failed for that would put its caller behind the next one.
///
/// Overflow policy: a command that does not fit into the queue is dropped and counted; the queue
/// manager misses the ringing and offers anew.
public final class OfferRinger implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(OfferRinger.class);

  /// The fence's variable on the caller's channel; the agent's leg changes `<offer>` to
  /// `taken:<offer>` under a lock.
  static final String TOKEN = "SHARED(RF_OFFER)";

  private static final String TAKEN = "taken:";
  private static final String NONE = "none";
  private static final int MAX_COMMANDS = 2_000;
  private static final Duration SWEEP_INTERVAL = Duration.ofMillis(250);
  private static final Duration NOT_READY_PAUSE = Duration.ofMillis(50);

  private final OfferDesk desk;
  private final TalkRecordings recordings;
  private final AmiActions ami;
  private final Function<AgentId, String> device;
  private final BooleanSupplier ready;
  private final InstantSource clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ArrayBlockingQueue<LineDecision> commands = new ArrayBlockingQueue<>(MAX_COMMANDS);
  private final Counter dropped;
  private final Counter stale;
  private volatile @Nullable Thread worker;

  /// @param device which of an agent's phones is rung
  /// @param ready whether Asterisk is there and what is on the line is known
  public OfferRinger(
      OfferDesk desk,
      TalkRecordings recordings,
      AmiActions ami,
      Function<AgentId, String> device,
      BooleanSupplier ready,
      MeterRegistry meters,
      InstantSource clock) {
    this.desk = desk;
    this.recordings = recordings;
    this.ami = ami;
    this.device = device;
    this.ready = ready;
    this.clock = clock;
    this.dropped = meters.counter("ringfence.offer.commands.dropped");
    this.stale = meters.counter("ringfence.offer.commands.stale");
  }

  public void start() {
    worker = Thread.ofVirtual().name("offers").start(this::work);
  }

  public boolean isAlive() {
    Thread thread = worker;
    return thread != null && thread.isAlive();
  }

  /// Hears a decision; what is no command to ring is passed over.
  public void hear(LineDecision decision) {
    boolean command =
        decision instanceof OfferCall
            || decision instanceof WithdrawOffer
            || decision instanceof TicketTransferred
            || decision instanceof EndParty
            || decision instanceof JoinParty
            || decision instanceof RecordingOrdered;
    if (command && !commands.offer(decision)) {
      dropped.increment();
      log.atError().log("offers come faster than Asterisk takes them; one was dropped");
    }
  }

  private void work() {
    try {
      while (true) {
        LineDecision next = next();
        try {
          switch (next) {
            case OfferCall order -> offer(order);
            case WithdrawOffer order -> withdraw(order);
            case TicketTransferred order -> endTalk(order);
            case EndParty order -> sendOut(order);
            case JoinParty order -> letJoin(order);
            case RecordingOrdered order ->
                desk.talkChannel(order.offer())
                    .ifPresent(channel -> recordings.carryOut(order, channel));
            case null, default -> {}
          }
          desk.sweep();
        } catch (RuntimeException defect) {
          log.atError().setCause(defect).log("an offer could not be carried out");
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable LineDecision next() throws InterruptedException {
    if (ready.getAsBoolean()) {
      return commands.poll(SWEEP_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }
    closed.await(NOT_READY_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    return null;
  }

  private boolean isWithdrawn(OfferCall order) {
    return commands.stream()
        .anyMatch(next -> next instanceof WithdrawOffer off && off.offer().equals(order.offer()));
  }

  private void offer(OfferCall order) {
    boolean late = clock.instant().isAfter(order.at().plus(order.ringTime()));
    if (late || isWithdrawn(order)) {
      // The queue manager has given it up by now.
      stale.increment();
      return;
    }
    Optional<TrackedOffer> taken = desk.take(order);
    if (taken.isEmpty()) {
      return;
    }
    TrackedOffer offer = taken.get();
    if (order.joins() != null) {
      join(order, offer, order.joins());
      return;
    }
    try {
      Optional<String> token = ami.variable(order.channel(), TOKEN);
      if (token.isEmpty()) {
        desk.failed(offer, OfferFailure.CALLER_GONE);
      } else if (token.get().equals(TAKEN + order.offer().value())) {
        // Said again after a crash: the leg that was rung then has the caller.
        desk.taken(offer);
      } else if (token.get().startsWith(TAKEN)) {
        // Overwriting it would let a second agent take the caller from the first.
        desk.failed(offer, OfferFailure.CLAIM_LOST);
      } else if (!ami.setVariable(order.channel(), TOKEN, order.offer().value())) {
        desk.failed(offer, OfferFailure.CALLER_GONE);
      } else if (!ami.originate(originate(order))) {
        desk.failed(offer, OfferFailure.UNREACHABLE);
      }
    } catch (IOException away) {
      log.atWarn()
          .addKeyValue("offerId", order.offer())
          .addKeyValue("reason", away.getMessage())
          .log("offer could not be made");
      desk.failed(offer, OfferFailure.LOST);
    }
  }

  /// A colleague is rung for a talk that goes on; the fence of that talk is the leg's to look at.
  /// For a private word that leg takes the agent's out of the talk when it is answered.
  private void join(OfferCall order, TrackedOffer offer, OfferId talk) {
    Map<String, String> joining = new LinkedHashMap<>();
    joining.put("TALK", talk.value());
    if (order.joinsAs() == PartyKind.CONSULTED) {
      Optional<String> host = desk.talkChannel(talk);
      if (host.isEmpty()) {
        desk.failed(offer, OfferFailure.CALLER_GONE);
        return;
      }
      joining.put("HOST", host.get());
    }
    try {
      if (!ami.originate(originate(order, "rf-party", joining))) {
        desk.failed(offer, OfferFailure.UNREACHABLE);
      }
    } catch (IOException away) {
      log.atWarn()
          .addKeyValue("offerId", order.offer())
          .addKeyValue("reason", away.getMessage())
          .log("a colleague could not be called");
      desk.failed(offer, OfferFailure.LOST);
    }
  }

  private OriginateOrder originate(OfferCall order) throws IOException {
    Map<String, String> recorded = new LinkedHashMap<>();
    recordings.begin(order).ifPresent(file -> recorded.put("RECORD", file));
    return originate(order, "rf-agent", recorded);
  }

  private OriginateOrder originate(OfferCall order, String context, Map<String, String> more) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("OFFER", order.offer().value());
    variables.put("CALLER", order.channel());
    variables.put("CALLERUID", order.call().value());
    variables.putAll(more);
    return new OriginateOrder(
        order.offer().value(),
        device.apply(order.agent()),
        context,
        "join",
        order.ringTime(),
        "\"" + desk.shownCaller(order.call()) + "\" <" + order.queue() + ">",
        variables);
  }

  private void withdraw(WithdrawOffer order) {
    Optional<String> leg = desk.withdraw(order.offer());
    if (leg.isEmpty()) {
      return;
    }
    try {
      Optional<String> token = ami.variable(order.channel(), TOKEN);
      if (token.isPresent() && token.get().equals(TAKEN + order.offer().value())) {
        // Answered already: the fence has decided, and the talk goes on.
        return;
      }
      if (token.isPresent() && token.get().equals(order.offer().value())) {
        ami.setVariable(order.channel(), TOKEN, NONE);
      }
      ami.hangup(leg.get());
    } catch (IOException away) {
      log.atWarn()
          .addKeyValue("offerId", order.offer())
          .addKeyValue("reason", away.getMessage())
          .log("offer could not be withdrawn; it ends with its ring time");
    }
  }

  /// A colleague leaves a talk, or is rung no more; others are [org.ringfence.gateway.talks]'s.
  private void sendOut(EndParty order) {
    Optional<String> leg = desk.sendOut(order.party());
    try {
      if (leg.isPresent()) {
        ami.hangup(leg.get());
      }
    } catch (IOException away) {
      log.atWarn()
          .addKeyValue("offerId", order.party())
          .addKeyValue("reason", away.getMessage())
          .log("a colleague could not be sent out of a talk");
    }
  }

  /// After a private word all three talk: the colleague's leg leaves the agent's, which takes the
  /// caller back, and joins both.
  private void letJoin(JoinParty order) {
    Optional<String> leg = desk.talkChannel(order.party());
    try {
      if (leg.isPresent()) {
        ami.redirect(leg.get(), "rf-party", "together");
      }
    } catch (IOException away) {
      log.atWarn()
          .addKeyValue("offerId", order.party())
          .addKeyValue("reason", away.getMessage())
          .log("a private word could not be ended; the caller goes on hearing music");
    }
  }

  /// The agent's leg of a talk goes, and the caller goes back into line.
  private void endTalk(TicketTransferred order) {
    Optional<String> leg = desk.passOn(order.offer());
    try {
      if (leg.isPresent()) {
        ami.hangup(leg.get());
      }
    } catch (IOException away) {
      log.atWarn()
          .addKeyValue("offerId", order.offer())
          .addKeyValue("reason", away.getMessage())
          .log("a caller could not be passed on; the talk goes on");
    }
  }

  @Override
  public void close() {
    closed.countDown();
    Thread thread = worker;
    if (thread != null) {
      thread.interrupt();
    }
  }
}
