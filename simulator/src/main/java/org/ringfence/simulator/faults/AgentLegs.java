package org.ringfence.simulator.faults;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.OfferId;
import org.ringfence.simulator.faults.Caller.Where;

/// The agents' legs in one Asterisk, and the fence: the token on the caller's channel, taken under
/// a lock, lets only one leg bridge. It is checked here that it does.
final class AgentLegs {

  static final int CAUSE_NONE = 0;
  static final int CAUSE_NORMAL = 16;
  static final int CAUSE_BUSY = 17;
  static final int CAUSE_ABSENT = 20;
  static final int CAUSE_DECLINED = 21;
  static final int CAUSE_MEDIA_LOST = 44;

  private static final int TO_RING_MILLIS = 20;

  enum State {
    DIALED,
    RINGS,
    ANSWERED,
    BRIDGED
  }

  static final class Leg {
    final OfferId offer;
    final Phone phone;
    final Caller caller;
    State state = State.DIALED;

    Leg(OfferId offer, Phone phone, Caller caller) {
      this.offer = offer;
      this.phone = phone;
      this.caller = caller;
    }

    boolean isUp() {
      return state.compareTo(State.ANSWERED) >= 0;
    }
  }

  private final Exchange exchange;
  private final Agenda agenda;
  private final World world;
  private final Map<OfferId, Leg> legs = new TreeMap<>();

  AgentLegs(Exchange exchange, World world) {
    this.exchange = exchange;
    this.agenda = exchange.agenda;
    this.world = world;
  }

  List<Leg> list() {
    return List.copyOf(legs.values());
  }

  /// `Originate`. A leg that exists already is not dialed again, and nothing is said of it.
  void originate(OfferId offer, AgentId agent, Caller caller, long ringMillis) {
    if (legs.containsKey(offer)) {
      return;
    }
    Phone phone = world.phone(agent);
    if (!phone.registered) {
      exchange.tell(() -> exchange.gateway().offers().originateFailed(offer));
      return;
    }
    Leg leg = new Leg(offer, phone, caller);
    legs.put(offer, leg);
    exchange.tell(() -> exchange.gateway().offers().legCreated(offer));
    if (phone.leg != null) {
      world.rangBusy(agent);
      agenda.after(TO_RING_MILLIS, () -> end(leg, CAUSE_BUSY, false));
      return;
    }
    phone.leg = offer;
    phone.offers++;
    agenda.after(
        ringMillis,
        () -> {
          if (!leg.isUp()) {
            end(leg, CAUSE_NONE, false);
          }
        });
    if (agenda.now() >= phone.deadUntil) {
      agenda.after(TO_RING_MILLIS, () -> rings(leg));
    }
  }

  private boolean exists(Leg leg) {
    return legs.get(leg.offer) == leg;
  }

  private void rings(Leg leg) {
    if (!exists(leg)) {
      return;
    }
    leg.state = State.RINGS;
    exchange.tell(() -> exchange.gateway().offers().rang(leg.offer));
    long salt = Draw.mix(leg.caller.salt, 100 + leg.phone.offers);
    boolean careless = agenda.now() < leg.phone.carelessUntil;
    if (!careless) {
      agenda.after(world.isCalm() ? 1_000 : Draw.between(300, 6_000, salt, 1), () -> answer(leg));
    } else if (Draw.inHundred(40, salt, 2)) {
      agenda.after(
          2_000,
          () -> {
            if (exists(leg) && !leg.isUp()) {
              end(leg, CAUSE_DECLINED, true);
            }
          });
    }
  }

  private void answer(Leg leg) {
    if (!exists(leg) || leg.isUp()) {
      return;
    }
    leg.state = State.ANSWERED;
    exchange.tell(() -> exchange.gateway().offers().answered(leg.offer));
    agenda.after(10, () -> claim(leg));
  }

  /// `rf-agent,join`: check and take under the lock, then bridge.
  private void claim(Leg leg) {
    if (!exists(leg)) {
      return;
    }
    Caller caller = leg.caller;
    boolean there = caller.where == Where.LINE || caller.where == Where.AFTER;
    if (!there || !leg.offer.equals(caller.token) || caller.taken != null) {
      end(leg, CAUSE_NORMAL, false);
      return;
    }
    caller.taken = leg.offer;
    agenda.after(15, () -> bridge(leg));
  }

  private void bridge(Leg leg) {
    if (!exists(leg)) {
      return;
    }
    Caller caller = leg.caller;
    if (caller.isGone()) {
      end(leg, CAUSE_NORMAL, false);
      return;
    }
    if (legs.values().stream().anyMatch(o -> o.caller == caller && o.state == State.BRIDGED)) {
      throw new InvariantBroken("two agents have caller " + caller.call);
    }
    leg.state = State.BRIDGED;
    caller.everTalked = true;
    caller.move(Where.TALKING);
    exchange.tell(() -> exchange.gateway().offers().bridged(leg.offer));
    long salt = Draw.mix(caller.salt, 200 + leg.phone.offers);
    int talk = world.isCalm() ? 3_000 : Draw.between(200, 40_000, salt, 1);
    boolean callerEnds = Draw.inHundred(40, salt, 2);
    int visit = caller.visit;
    agenda.after(
        talk,
        () -> {
          if (exists(leg) && caller.visit == visit) {
            if (callerEnds) {
              caller.timesServed++;
              exchange.callerHangsUp(caller);
            } else {
              end(leg, CAUSE_NORMAL, true);
            }
          }
        });
  }

  /// Ends a leg; a caller who was bridged with it resumes.
  ///
  /// @param byPhone whether the agent's phone hung up
  private void end(Leg leg, int cause, boolean byPhone) {
    if (!exists(leg)) {
      return;
    }
    legs.remove(leg.offer);
    if (leg.offer.equals(leg.phone.leg)) {
      leg.phone.leg = null;
    }
    Caller caller = leg.caller;
    if (leg.offer.equals(caller.taken) && !caller.isGone()) {
      caller.end = new Caller.LegEnd(leg.offer, cause, byPhone);
      if (leg.state == State.BRIDGED) {
        if (byPhone) {
          caller.timesServed++;
        }
        exchange.resumes(caller);
      } else {
        caller.token = null;
        caller.taken = null;
      }
    }
    exchange.tell(() -> exchange.gateway().offers().legGone(leg.offer, cause));
  }

  void callerIsGone(Caller caller) {
    for (Leg leg : list()) {
      if (leg.caller == caller && leg.state == State.BRIDGED) {
        end(leg, CAUSE_NORMAL, false);
      }
    }
  }

  /// Every leg is gone at once.
  void crashed() {
    legs.values().forEach(leg -> leg.phone.leg = null);
    legs.clear();
  }

  /// AMI's Hangup of the leg.
  void hangUp(OfferId offer) {
    @Nullable Leg leg = legs.get(offer);
    if (leg != null) {
      end(leg, CAUSE_NORMAL, false);
    }
  }

  void agentHangsUp(Phone phone) {
    @Nullable Leg leg = phone.leg == null ? null : legs.get(phone.leg);
    if (leg != null && leg.isUp()) {
      end(leg, CAUSE_NORMAL, true);
    }
  }

  void agentLegBreaks(Phone phone) {
    @Nullable Leg leg = phone.leg == null ? null : legs.get(phone.leg);
    if (leg != null && leg.isUp()) {
      end(leg, CAUSE_MEDIA_LOST, false);
    }
  }
}
