package org.ringfence.simulator.waits;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentState;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.PredictedWait;
import org.ringfence.queue.prediction.PredictionRules;
import org.ringfence.simulator.waits.Arrival.Faced;

/// The production line core playing the same callers as a [FifoLine]: it decides who is served
/// when, and says what each caller is told. That it serves everybody exactly when the recursion
/// says is checked at each connection.
final class PlayedLine {

  private static final Instant START = Instant.parse("2026-11-01T14:00:00Z");
  private static final String CALL_PREFIX = "sim-1793541600.";

  /// A hang-up in line, or the end of a talk when there is an offer.
  private record Planned(long at, int caller, @Nullable OfferCall offer) {}

  private final PriorityQueue<Planned> planned =
      new PriorityQueue<>(Comparator.comparingLong(Planned::at).thenComparingInt(Planned::caller));
  private final Map<Integer, Faced> inLine = new HashMap<>();
  private final ArrayDeque<OfferCall> unanswered = new ArrayDeque<>();
  private final CoreLine core;

  PlayedLine(int agents, PredictionRules prediction) {
    Set<AgentId> roster = new TreeSet<>();
    for (int i = 0; i < agents; i++) {
      roster.add(new AgentId("a" + i));
    }
    core = new CoreLine(START, roster, Duration.ZERO, prediction, unanswered::add);
    roster.forEach(agent -> core.wants(agent, AgentState.READY, 0));
  }

  long messages() {
    return core.messages();
  }

  /// The next caller by time.
  ///
  /// @return what the caller is told
  @Nullable PredictedWait arrives(Faced faced) {
    Arrival arrival = faced.arrival();
    playUntil(arrival.at());
    inLine.put(arrival.index(), faced);
    if (!faced.served()) {
      planned.add(new Planned(faced.leaves(), arrival.index(), null));
    }
    @Nullable PredictedWait told =
        core.reaches(call(arrival.index()), CoreLine.QUEUE, arrival.at(), 0, arrival.machineOdds());
    answer(arrival.at());
    return told;
  }

  private void playUntil(long now) {
    for (@Nullable Planned next = planned.peek();
        next != null && next.at <= now;
        next = planned.peek()) {
      planned.remove();
      core.ticks(next.at);
      if (next.offer != null) {
        core.talkEnds(next.offer, next.at);
      } else {
        inLine.remove(next.caller);
        core.hangsUp(call(next.caller), next.at);
      }
      answer(next.at);
    }
    core.ticks(now);
  }

  private void answer(long at) {
    for (@Nullable OfferCall offer = unanswered.poll(); offer != null; offer = unanswered.poll()) {
      int caller = Integer.parseInt(offer.call().value().substring(CALL_PREFIX.length()));
      @Nullable Faced faced = inLine.remove(caller);
      if (faced == null || !faced.served() || faced.leaves() != at) {
        throw new IllegalStateException(
            "the core serves caller " + caller + " at " + at + " ns, not as " + faced);
      }
      core.connects(offer, at);
      planned.add(new Planned(at + faced.arrival().talk(), caller, offer));
    }
  }

  private static String call(int caller) {
    return CALL_PREFIX + caller;
  }
}
