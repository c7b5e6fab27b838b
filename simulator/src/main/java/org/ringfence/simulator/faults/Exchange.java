package org.ringfence.simulator.faults;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.CallId;
import org.ringfence.events.TicketId;
import org.ringfence.simulator.faults.Caller.Where;

/// One Asterisk: the callers' side of the dialplan, as docs/dialplan.md has it. It never fails; it
/// goes on alone when nobody answers.
final class Exchange {

  private static final int BEAT_MILLIS = 2_000;
  private static final int TICK_MILLIS = 7_000;
  private static final int RESUME_MILLIS = 200;
  private static final int LAST_SOUND_MILLIS = 40_000;
  private static final int NUMBER_OF_FIRST_WHO_CALLS_AGAIN = 10_000;
  private static final int CAUSE_NORMAL = 16;
  private static final int CAUSE_REJECTED = 21;

  final Agenda agenda;
  final int pool;
  final int skewMillis;
  final Map<CallId, Caller> callers = new TreeMap<>();
  final AgentLegs legs;
  final CallbackDialer callbacks;

  /// When it was started last.
  @Nullable Instant bootedAt;

  private final World world;

  /// `rf-gone`: who hung up while the heart was silent.
  final Map<CallId, Gone> gone = new LinkedHashMap<>();

  private final Gateway gateway;
  private long amiBrokenUntil;
  private long amiSlowUntil;
  private long amiSlowSalt;
  private long amiCount;
  private long amiLast;

  record Gone(@Nullable TicketId ticket, Instant at, int cause) {}

  Exchange(Agenda agenda, int pool, int skewMillis, World world) {
    this.agenda = agenda;
    this.pool = pool;
    this.skewMillis = skewMillis;
    this.world = world;
    this.legs = new AgentLegs(this, world);
    this.callbacks = new CallbackDialer(this, world);
    this.gateway = new Gateway(this, world);
  }

  Gateway gateway() {
    return gateway;
  }

  /// The time by this machine's clock.
  Instant clock() {
    return agenda.instant().plusMillis(skewMillis);
  }

  // AMI ------------------------------------------------------------------------------------------

  /// Tells the gateway by AMI, in order, unless the connection is broken.
  void tell(Runnable news) {
    if (agenda.now() < amiBrokenUntil || !gateway.isAlive()) {
      return;
    }
    amiCount++;
    long delay = agenda.now() < amiSlowUntil ? Draw.below(3_000, amiSlowSalt, amiCount) : 2;
    amiLast = Math.max(amiLast, agenda.now() + delay);
    int life = gateway.life();
    agenda.at(
        amiLast,
        () -> {
          if (gateway.life() == life && agenda.now() >= amiBrokenUntil) {
            news.run();
          }
        });
  }

  boolean amiIsUp() {
    return agenda.now() >= amiBrokenUntil;
  }

  void amiBreaks(long millis) {
    amiBrokenUntil = Math.max(amiBrokenUntil, agenda.now() + millis);
    gateway.amiBroke(amiBrokenUntil);
  }

  void amiIsSlow(long millis, long salt) {
    amiSlowUntil = agenda.now() + millis;
    amiSlowSalt = salt;
  }

  private boolean heartBeats() {
    return gateway.isBeating() || agenda.now() - gateway.silentSince() <= BEAT_MILLIS;
  }

  // The dialplan ---------------------------------------------------------------------------------

  /// A short AGI call; the answer is null when nobody gave one. A caller who was fetched by an
  /// agent's leg or is gone meanwhile does not hear it.
  private void agi(Caller caller, BiConsumer<Gateway, AgiCall> ask, AgiCall.Then then) {
    int visit = caller.visit;
    AgiCall.Then unlessElsewhere =
        answer -> {
          if (caller.visit == visit) {
            then.go(answer);
          }
        };
    if (!heartBeats() || !gateway.isAlive()) {
      unlessElsewhere.go(null);
      return;
    }
    AgiCall call = new AgiCall(unlessElsewhere);
    gateway.opened(call);
    agenda.after(1, () -> ask.accept(gateway, call));
  }

  void arrives(Caller caller) {
    callers.put(caller.call, caller);
    agi(
        caller,
        (gw, call) -> gw.arrivals().arrival(call, caller),
        verdict -> {
          if ("reject".equals(verdict)) {
            hangUp(caller, CAUSE_REJECTED);
          } else {
            caller.divertedAtArrival = "divert".equals(verdict);
            caller.move(Where.QUESTIONS);
            asks(caller, 0);
          }
        });
  }

  private void asks(Caller caller, int question) {
    int visit = caller.visit;
    agenda.after(
        Draw.between(1_000, 6_000, caller.salt, 10 + question),
        () -> {
          if (caller.visit != visit) {
            return;
          }
          agi(
              caller,
              (gw, call) -> gw.arrivals().questionAnswered(call, caller, question),
              answer -> {
                if (question == 0 && answer != null) {
                  asks(caller, 1);
                } else {
                  joins(caller);
                }
              });
        });
  }

  private void joins(Caller caller) {
    caller.move(Where.LINE);
    caller.since = clock().truncatedTo(ChronoUnit.SECONDS);
    caller.token = null;
    for (int sound = 0; sound < caller.soundsInLine(); sound++) {
      agenda.after(
          Draw.between(500, LAST_SOUND_MILLIS, caller.salt, 43 + sound), () -> sounds(caller));
    }
    agi(caller, (gw, call) -> gw.join(call, caller), answer -> placed(caller, answer));
  }

  /// Wherever the caller is by then: in line, in a talk, or after it.
  private void sounds(Caller caller) {
    if (!caller.isGone()) {
      tell(() -> gateway.callerHeard(caller.call));
    }
  }

  /// Who was called back pressed the key.
  void returnsToLine(Caller caller) {
    caller.move(Where.LINE);
    caller.since = caller.callbackSince;
    agi(caller, (gw, call) -> gw.calledBack(call, caller), answer -> placed(caller, answer));
  }

  /// A channel ends of which nobody hears.
  void vanishes(Caller caller) {
    caller.move(Where.GONE);
    callers.remove(caller.call);
  }

  /// It dies with all its channels and is back after a while. Nobody is told.
  void crashes(long downMillis, long salt) {
    List<Caller> lost = List.copyOf(callers.values());
    legs.crashed();
    lost.forEach(this::vanishes);
    callbacks.crashed();
    bootedAt = clock().plusMillis(downMillis);
    amiBreaks(downMillis);
    for (Caller caller : lost) {
      if (Draw.inHundred(50, salt, caller.who) && !world.isCalm()) {
        agenda.after(
            downMillis + Draw.between(500, 20_000, caller.salt, 70), () -> callsAgain(caller));
      }
    }
  }

  private void callsAgain(Caller before) {
    int who = world.nextWho(NUMBER_OF_FIRST_WHO_CALLS_AGAIN);
    Caller caller = new Caller(who, Draw.mix(before.salt, 71), before, agenda.instant());
    world.callers().put(who, caller);
    arrives(caller);
  }

  private void placed(Caller caller, @Nullable String answer) {
    if (answer != null && !answer.isEmpty()) {
      caller.ticket = new TicketId(answer);
    }
    waits(caller);
  }

  private void waits(Caller caller) {
    int visit = caller.visit;
    agenda.after(
        TICK_MILLIS,
        () -> {
          if (caller.visit == visit) {
            agi(caller, (gw, call) -> gw.tick(call, caller), answer -> placed(caller, answer));
          }
        });
  }

  /// The agent's leg is gone and the caller resumes.
  void resumes(Caller caller) {
    caller.move(Where.AFTER);
    int visit = caller.visit;
    agenda.after(
        RESUME_MILLIS,
        () -> {
          if (caller.visit != visit) {
            return;
          }
          Caller.@Nullable LegEnd end = caller.end;
          caller.token = null;
          caller.taken = null;
          caller.end = null;
          agi(
              caller,
              (gw, call) -> gw.after(call, caller, end),
              next -> {
                boolean done = next == null ? end != null && end.byAgent() : next.equals("bye");
                if (done) {
                  leaves(caller);
                } else {
                  caller.move(Where.LINE);
                  waits(caller);
                }
              });
        });
  }

  private void leaves(Caller caller) {
    caller.move(Where.LEAVING);
    int visit = caller.visit;
    agenda.after(
        1_500,
        () -> {
          if (caller.visit == visit) {
            hangUp(caller, CAUSE_NORMAL);
          }
        });
  }

  void callerHangsUp(Caller caller) {
    if (!caller.isGone()) {
      hangUp(caller, CAUSE_NORMAL);
    }
  }

  private void hangUp(Caller caller, int cause) {
    caller.move(Where.GONE);
    callers.remove(caller.call);
    if (!heartBeats()) {
      gone.put(caller.call, new Gone(caller.ticket, clock(), cause));
    }
    boolean legFirst = Draw.inHundred(30, caller.salt, 20);
    if (legFirst) {
      legs.callerIsGone(caller);
    }
    tell(() -> gateway.callerHungUp(caller.call, cause));
    if (!legFirst) {
      legs.callerIsGone(caller);
    }
  }
}
