package org.ringfence.simulator.center;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.MessagePublisher;
import org.ringfence.events.AgentMessage.ChangeAgentState;
import org.ringfence.events.AgentState;
import org.ringfence.events.CallLabel;
import org.ringfence.events.DefenceCommand.LabelCall;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.OfferEvent;
import org.ringfence.events.OfferFailure;
import org.ringfence.events.OfferId;
import org.ringfence.events.PoolName;
import org.ringfence.events.TalkEnd;
import org.ringfence.simulator.plans.AgentPlan;

/// An agent and the agent's phone: signs in and out by plan, answers or misses what rings, and
/// comes back from a pause that missed calls brought.
final class VirtualAgent {

  /// From the offer until the phone is heard to ring.
  private static final double RING_DELAY_SECONDS = 0.02;

  /// So long until an agent who was paused for missed calls is ready again.
  private static final double RETURN_SECONDS = 60;

  private final World world;
  private final MessagePublisher bus;
  private final PoolName pool;
  private final AgentPlan plan;
  private final Duration wrapUp;
  private int offers;
  private @Nullable Ringing ringing;
  private @Nullable OfferCall talkingOffer;

  private record Ringing(OfferCall order, VirtualCall call) {}

  /// @param wrapUp after which the queue manager itself makes the agent ready
  VirtualAgent(World world, MessagePublisher bus, PoolName pool, AgentPlan plan, Duration wrapUp) {
    this.world = world;
    this.bus = bus;
    this.pool = pool;
    this.plan = plan;
    this.wrapUp = wrapUp;
  }

  AgentPlan plan() {
    return plan;
  }

  void planDay() {
    Schedule schedule = world.schedule();
    schedule.at(Schedule.micros(plan.fromSeconds()), () -> want(AgentState.READY));
    schedule.at(Schedule.micros(plan.toSeconds()), () -> want(AgentState.SIGNED_OUT));
  }

  private void want(AgentState state) {
    bus.publish(new ChangeAgentState(plan.id(), world.schedule().instant(), pool, state, ""));
  }

  private boolean isOnDuty() {
    double now = world.schedule().nowSeconds();
    return now >= plan.fromSeconds() && now < plan.toSeconds();
  }

  /// The phone is to ring.
  void ring(OfferCall order, VirtualCall call) {
    Ringing now = new Ringing(order, call);
    ringing = now;
    Schedule schedule = world.schedule();
    schedule.in(
        RING_DELAY_SECONDS,
        () -> {
          if (isCurrent(now)) {
            say(
                call,
                new OfferEvent.OfferRang(
                    order.offer(), schedule.instant(), pool, order.ticket(), plan.id()));
          }
        });
    double ringSeconds = order.ringTime().toMillis() / 1000.0;
    boolean misses =
        world.draws().uniform(plan.id().value(), ++offers, "miss") < plan.missShare()
            || plan.answerSeconds() >= ringSeconds;
    if (misses) {
      schedule.in(ringSeconds, () -> missed(now));
    } else {
      schedule.in(Math.max(plan.answerSeconds(), RING_DELAY_SECONDS), () -> answered(now));
    }
  }

  private boolean isCurrent(Ringing one) {
    return ringing != null && ringing.order.offer().equals(one.order.offer());
  }

  private static void say(VirtualCall call, OfferEvent event) {
    call.tracked().publish(event);
  }

  private void missed(Ringing was) {
    if (!isCurrent(was)) {
      return;
    }
    ringing = null;
    failed(was, OfferFailure.NO_ANSWER);
  }

  private void failed(Ringing was, OfferFailure failure) {
    say(
        was.call,
        new OfferEvent.OfferFailed(
            was.order.offer(),
            world.schedule().instant(),
            pool,
            was.order.ticket(),
            plan.id(),
            failure));
  }

  private void answered(Ringing was) {
    if (!isCurrent(was)) {
      return;
    }
    ringing = null;
    if (!was.call.isInLine()) {
      failed(was, OfferFailure.CALLER_GONE);
      return;
    }
    talkingOffer = was.order;
    was.call.connected(this, was.order.offer());
    say(
        was.call,
        new OfferEvent.OfferConnected(
            was.order.offer(), world.schedule().instant(), pool, was.order.ticket(), plan.id()));
  }

  /// The phone is to stop ringing.
  void withdraw(OfferId offer) {
    if (ringing != null && ringing.order.offer().equals(offer)) {
      ringing = null;
    }
  }

  /// The caller hung up at the end of a talk.
  void talkEnded(VirtualCall call) {
    OfferCall order = talkingOffer;
    if (order == null) {
      return;
    }
    talkingOffer = null;
    say(
        call,
        new OfferEvent.TalkEnded(
            order.offer(),
            world.schedule().instant(),
            pool,
            order.ticket(),
            plan.id(),
            TalkEnd.CALLER_HUNG_UP));
    label(call);
    if (plan.wrapSeconds() * 1000 < wrapUp.toMillis()) {
      world.schedule().in(plan.wrapSeconds(), this::readyAgain);
    }
  }

  /// The agent heard a machine and may say so.
  private void label(VirtualCall call) {
    boolean labels =
        call.isMachine()
            && world.draws().uniform(plan.id().value(), offers, "label") < plan.labelsShare();
    if (labels) {
      bus.publish(
          new LabelCall(
              call.id(),
              world.schedule().instant(),
              call.tracked().line().id(),
              plan.id().value(),
              call.tracked().caller(),
              CallLabel.MACHINE));
    }
  }

  /// The queue manager paused the agent for missed calls.
  void pausedForMisses() {
    world.schedule().in(RETURN_SECONDS, this::readyAgain);
  }

  private void readyAgain() {
    if (isOnDuty()) {
      want(AgentState.READY);
    }
  }
}
