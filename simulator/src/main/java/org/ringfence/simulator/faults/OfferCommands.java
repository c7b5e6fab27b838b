package org.ringfence.simulator.faults;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.LineDecision;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.WithdrawOffer;
import org.ringfence.events.OfferFailure;

/// Carries the line's commands out one after another, as ivr-gateway's `OfferRinger` does: the
/// token on the caller's channel first, then the agent's phone. While it is not known who is on the
/// line, commands wait.
final class OfferCommands {

  private static final int COMMAND_MILLIS = 3;
  private static final int HANG_UP_MILLIS = 5;

  private final Exchange exchange;
  private final Agenda agenda;
  private final GatewayOffers offers;
  private final Deque<LineDecision> commands = new ArrayDeque<>();
  private boolean workPlanned;
  private long busyUntil;

  OfferCommands(Exchange exchange, GatewayOffers offers) {
    this.exchange = exchange;
    this.agenda = exchange.agenda;
    this.offers = offers;
  }

  void forgetAll() {
    commands.clear();
  }

  void hear(LineDecision decision) {
    if (decision instanceof OfferCall || decision instanceof WithdrawOffer) {
      commands.add(decision);
      planWork();
    }
  }

  void planWork() {
    if (!workPlanned && !commands.isEmpty()) {
      workPlanned = true;
      agenda.after(COMMAND_MILLIS, this::work);
    }
  }

  private void work() {
    workPlanned = false;
    if (!exchange.gateway().isAlive() || !exchange.gateway().snapshots().isUpToDate()) {
      return;
    }
    if (agenda.now() >= busyUntil) {
      switch (commands.poll()) {
        case OfferCall order -> offer(order);
        case WithdrawOffer order -> withdraw(order);
        case null, default -> {}
      }
    }
    planWork();
  }

  private boolean isWithdrawn(OfferCall order) {
    return commands.stream()
        .anyMatch(next -> next instanceof WithdrawOffer off && off.offer().equals(order.offer()));
  }

  private void offer(OfferCall order) {
    boolean late = exchange.clock().isAfter(order.at().plus(order.ringTime()));
    @Nullable TrackedOffer offer = late || isWithdrawn(order) ? null : offers.take(order);
    if (offer == null) {
      return;
    }
    @Nullable Caller caller = exchange.callers.get(order.call());
    if (caller == null) {
      offers.fail(offer, OfferFailure.CALLER_GONE);
    } else if (order.offer().equals(caller.taken)) {
      offers.connected(offer);
    } else if (caller.taken != null) {
      offers.fail(offer, OfferFailure.CLAIM_LOST);
    } else {
      caller.token = order.offer();
      exchange.legs.originate(order.offer(), order.agent(), caller, order.ringTime().toMillis());
    }
  }

  private void withdraw(WithdrawOffer order) {
    if (!offers.withdraw(order.offer())) {
      return;
    }
    @Nullable Caller caller = exchange.callers.get(order.call());
    if (caller != null && order.offer().equals(caller.taken)) {
      return;
    }
    if (caller != null && order.offer().equals(caller.token)) {
      caller.token = null;
    }
    // The next command waits for Asterisk's answer to this one.
    busyUntil = agenda.now() + HANG_UP_MILLIS + 1;
    agenda.after(HANG_UP_MILLIS, () -> exchange.legs.hangUp(order.offer()));
  }
}
