package org.ringfence.simulator.faults;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.detector.screening.ScreeningDecider;
import org.ringfence.events.AgentState;
import org.ringfence.events.CallId;
import org.ringfence.events.LineDecision.AgentStateChanged;
import org.ringfence.events.LineDecision.QueueReported;
import org.ringfence.events.Mode;
import org.ringfence.events.TicketOutcome;

/// What must be true of a world that has calmed down and in which nothing went wrong for minutes.
final class Verdicts {

  private Verdicts() {}

  static void check(World world) {
    LineWatch watch = world.lineWatch();
    List<Caller> left = world.liveCallers();
    if (!left.isEmpty()) {
      Caller first = left.getFirst();
      throw new InvariantBroken(
          left.size()
              + " callers were never served, the first is "
              + first.call
              + " of "
              + World.pool(first.pool)
              + ", "
              + first.where
              + ", with ticket "
              + first.ticket
              + "; agents "
              + world.phonesOf(first.pool).stream().map(p -> watch.lastSaid(p.agent)).toList());
    }
    require(watch.openTickets().isEmpty(), "tickets of nobody: " + watch.openTickets());
    world.phones().forEach(phone -> checkAgent(phone, watch));
    for (QueueReported report : watch.lastReports().values()) {
      require(
          report.waiting() == 0 && report.talking() == 0 && report.diverted() == 0,
          "the last report counts callers of nobody: " + report);
    }
    watch
        .timesServed()
        .forEach(
            (ticket, times) -> require(times == 1, ticket + " was served " + times + " times"));
    world.callers().values().forEach(caller -> checkCaller(caller, world));
    checkScreening(world);
  }

  private static void checkAgent(Phone phone, LineWatch watch) {
    @Nullable AgentStateChanged said = watch.lastSaid(phone.agent);
    require(
        said != null && said.state() == AgentState.READY && said.phoneReachable(),
        "an agent who is ready at a working phone is left out: " + said);
  }

  private static void checkCaller(Caller caller, World world) {
    require(caller.timesServed <= 1, caller.call + " was served " + caller.timesServed + " times");
    @Nullable TicketOutcome outcome = world.lineWatch().outcomeOf(caller.call);
    if (outcome == TicketOutcome.SERVED) {
      Set<CallId> holders = world.lineWatch().holdersWith(caller.call);
      require(
          world.callers().values().stream()
              .anyMatch(one -> one.everTalked && holders.contains(one.call)),
          caller.call + " is told to be served and never talked");
    }
    if (!world.script().hasFaults() && caller.timesServed == 1) {
      require(outcome == TicketOutcome.SERVED, caller.call + " talked and is told as " + outcome);
    }
  }

  private static void checkScreening(World world) {
    require(
        world.screeningWatch().mode() == Mode.GREEN,
        "nothing presses any more and the mode is " + world.screeningWatch().mode());
    boolean heardAll =
        world.script().steps().stream().noneMatch(step -> step.kind().mayHideTheEndOfACall());
    if (heardAll
        && world.screening().active().core(World.LINE.value()) instanceof ScreeningDecider s) {
      require(s.openCalls() == 0, s.openCalls() + " calls are followed for ever");
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new InvariantBroken(otherwise);
    }
  }
}
