package org.ringfence.simulator.faults;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentState;

/// Lets one step of a script happen; how long it lasts follows from its salt.
final class StepPlayer {

  private StepPlayer() {}

  static void play(Step step, World world) {
    if (step.kind().isFault()) {
      fault(step, world);
    } else {
      people(step, world);
    }
  }

  private static void people(Step step, World world) {
    Phone phone = world.phones().get(step.who() % world.phones().size());
    Exchange exchange = world.exchange(phone.pool);
    long salt = step.salt();
    switch (step.kind()) {
      case CALLER_ARRIVES -> {
        Caller caller =
            new Caller(step.who(), salt, world.script().shape().pools(), world.agenda().instant());
        world.callers().put(step.who(), caller);
        world.exchange(caller.pool).arrives(caller);
      }
      case CALLER_CALLS_AGAIN -> {
        List<Caller> gone = world.callers().values().stream().filter(Caller::isGone).toList();
        Instant now = world.agenda().instant();
        if (!gone.isEmpty()) {
          Caller before = gone.get(Draw.below(gone.size(), salt, 50));
          Caller caller = new Caller(step.who(), salt, before, now);
          world.callers().put(step.who(), caller);
          world.exchange(caller.pool).arrives(caller);
        }
      }
      case CALLER_HANGS_UP -> {
        @Nullable Caller caller = world.callers().get(step.who());
        if (caller != null) {
          world.exchange(caller.pool).callerHangsUp(caller);
        }
      }
      case CALLER_WANTS_CALLBACK -> {
        List<Caller> inLine =
            world.callers().values().stream().filter(c -> c.where == Caller.Where.LINE).toList();
        if (!inLine.isEmpty()) {
          Caller caller = inLine.get(Draw.below(inLine.size(), salt, 51));
          world.exchange(caller.pool).callbacks.wishes(caller);
        }
      }
      case AGENT_TRANSFERS -> world.agentTransfers(phone);
      case AGENT_READY -> world.agentAsks(phone, AgentState.READY);
      case AGENT_PAUSED -> world.agentAsks(phone, AgentState.PAUSED);
      case AGENT_SIGNED_OUT -> world.agentAsks(phone, AgentState.SIGNED_OUT);
      case AGENT_HANGS_UP -> exchange.legs.agentHangsUp(phone);
      case AGENT_LEG_BREAKS -> exchange.legs.agentLegBreaks(phone);
      case AGENT_CARELESS ->
          phone.carelessUntil = world.agenda().now() + Draw.below(30_000, salt, 1);
      case PHONE_GONE -> world.registered(phone, false);
      case PHONE_BACK -> world.registered(phone, true);
      case PHONE_DEAD -> phone.deadUntil = world.agenda().now() + Draw.below(30_000, salt, 1);
      default -> throw new IllegalArgumentException("a fault is not of people: " + step);
    }
  }

  private static void fault(Step step, World world) {
    Exchange exchange = world.exchange(step.who() % world.script().shape().pools());
    Gateway gateway = exchange.gateway();
    PartitionHost routing = world.routing();
    PartitionHost screening = world.screening();
    long salt = step.salt();
    long millis = Draw.below(10_000, salt, 1);
    switch (step.kind()) {
      case GATEWAY_DIES -> gateway.dies(1_500 + millis);
      case ASTERISK_CRASHES -> exchange.crashes(1_000 + millis / 2, salt);
      case AMI_BREAKS -> exchange.amiBreaks(millis);
      case AMI_SLOW -> exchange.amiIsSlow(millis, salt);
      case BUS_SLOW -> gateway.bus().slow(millis, salt);
      case BUS_LOSES -> gateway.bus().lose(millis / 3);
      case BUS_DOUBLES -> gateway.bus().doubleEach(millis, salt);
      case DECISIONS_SLOW -> {
        routing.slowAnswers(millis, salt);
        screening.slowAnswers(millis, salt);
      }
      case LINE_HOST_CRASHES -> routing.crash(salt);
      case LINE_HOST_MOVES -> routing.move(salt);
      case LINE_HOST_STALLS -> routing.stall(salt);
      case SCREENING_HOST_CRASHES -> screening.crash(salt);
      case SCREENING_HOST_MOVES -> screening.move(salt);
      case SCREENING_HOST_STALLS -> screening.stall(salt);
      default -> throw new IllegalArgumentException("no fault: " + step);
    }
  }
}
