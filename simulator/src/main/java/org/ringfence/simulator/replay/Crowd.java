package org.ringfence.simulator.replay;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.ringfence.simulator.plans.AgentPlan;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.plans.Keying;
import org.ringfence.simulator.plans.RedialReason;

/// How many calls are up at one time, roughly: what a replay needs to know beforehand of the
/// machine it runs on. Nobody is refused here, agents serve in order of arrival whatever their
/// skills, so it errs on the side of too many.
///
/// @param callsAtOnce the most calls that are up at one moment
/// @param attemptsPerSecond the most, as the mean over five seconds
public record Crowd(int callsAtOnce, double attemptsPerSecond) {

  private static final double WINDOW_SECONDS = 5;

  /// A question that gets no key: its prompts and its time-out.
  private static final double SILENT_QUESTION_SECONDS = 13;

  /// The last words before the line.
  private static final double LAST_WORDS_SECONDS = 3;

  private static final int MAX_ATTEMPTS = 5_000_000;

  private record Attempt(double atSeconds, CallerPlan plan, int number) {}

  /// @param ports more calls than this are never up
  public static Crowd of(List<CallerPlan> plans, List<AgentPlan> agents, int ports) {
    return new Counting(agents, ports).count(plans);
  }

  private static final class Counting {
    private final PriorityQueue<Attempt> attempts =
        new PriorityQueue<>(Comparator.comparingDouble(Attempt::atSeconds));
    private final PriorityQueue<Double> up = new PriorityQueue<>();
    private final PriorityQueue<Double> recent = new PriorityQueue<>();
    private final PriorityQueue<Double> agentsFree = new PriorityQueue<>();
    private final int ports;
    private int mostUp;
    private int mostRecent;

    Counting(List<AgentPlan> agents, int ports) {
      this.ports = ports;
      agents.forEach(agent -> agentsFree.add(agent.fromSeconds()));
    }

    Crowd count(List<CallerPlan> plans) {
      plans.forEach(plan -> attempts.add(new Attempt(plan.arriveSeconds(), plan, 1)));
      for (int taken = 0; taken < MAX_ATTEMPTS && !attempts.isEmpty(); taken++) {
        Attempt next = attempts.remove();
        drop(up, next.atSeconds);
        drop(recent, next.atSeconds - WINDOW_SECONDS);
        recent.add(next.atSeconds);
        mostRecent = Math.max(mostRecent, recent.size());
        play(next);
        mostUp = Math.max(mostUp, up.size());
      }
      return new Crowd(mostUp, mostRecent / WINDOW_SECONDS);
    }

    private static void drop(PriorityQueue<Double> times, double until) {
      while (!times.isEmpty() && times.element() <= until) {
        times.remove();
      }
    }

    private void play(Attempt attempt) {
      CallerPlan plan = attempt.plan;
      if (up.size() >= ports) {
        redial(attempt, RedialReason.BUSY, attempt.atSeconds);
        return;
      }
      double joins =
          attempt.atSeconds
              + question(plan.keys().language())
              + question(plan.keys().menu())
              + LAST_WORDS_SECONDS;
      double begins = agentsFree.isEmpty() ? Double.POSITIVE_INFINITY : agentsFree.element();
      double talks = Math.max(joins, begins);
      if (talks - joins > plan.patienceSeconds()) {
        double gone = joins + plan.patienceSeconds();
        up.add(gone);
        redial(attempt, RedialReason.ABANDONED, gone);
        return;
      }
      agentsFree.remove();
      agentsFree.add(talks + plan.talkSeconds());
      up.add(talks + plan.talkSeconds());
    }

    private void redial(Attempt attempt, RedialReason reason, double atSeconds) {
      CallerPlan.Redial redial = attempt.plan.redial();
      if (redial.after().contains(reason) && attempt.number <= redial.max()) {
        double again = atSeconds + Math.max(redial.delaySeconds(), 0.001);
        attempts.add(new Attempt(again, attempt.plan, attempt.number + 1));
      }
    }

    private static double question(@Nullable Keying keying) {
      return keying == null
          ? SILENT_QUESTION_SECONDS
          : Math.min(keying.afterSeconds(), SILENT_QUESTION_SECONDS);
    }
  }
}
