package org.ringfence.simulator.results;

import java.util.Comparator;
import java.util.List;
import org.ringfence.events.AlertKind;
import org.ringfence.events.Mode;
import org.ringfence.simulator.plans.AgentPlan;
import org.ringfence.simulator.plans.CallerPlan;

/// Everything a run, simulated or replayed, hands over.
///
/// @param plans every plan of the run, also those that never called
/// @param attempts in order of time, then of plan and attempt
/// @param modes the changes of the line's mode in order of time; before the first it is GREEN
/// @param alerts what a supervisor would have been told to look at, in order of time
public record RunResults(
    Facts facts,
    List<CallerPlan> plans,
    List<AgentPlan> agents,
    List<AttemptResult> attempts,
    List<ModeStep> modes,
    List<AlertStep> alerts) {

  /// What was run.
  ///
  /// @param defence `off`, `shadow` or `on`
  /// @param configSha256 of everything configured, in hexadecimal
  /// @param untilSeconds when the run ended, from the scenario's start
  /// @param partial the run was stopped before its end
  public record Facts(
      long seed,
      String defence,
      int ports,
      String configSha256,
      double untilSeconds,
      boolean partial) {}

  /// From this moment the line is in this mode.
  public record ModeStep(double atSeconds, Mode mode) {}

  /// Something began, or is over.
  public record AlertStep(double atSeconds, AlertKind kind, boolean over, List<String> parts) {
    public AlertStep {
      parts = List.copyOf(parts);
    }
  }

  /// Without alerts, as a replay has it, which does not hear them.
  public RunResults(
      Facts facts,
      List<CallerPlan> plans,
      List<AgentPlan> agents,
      List<AttemptResult> attempts,
      List<ModeStep> modes) {
    this(facts, plans, agents, attempts, modes, List.of());
  }

  public RunResults {
    plans = List.copyOf(plans);
    agents = List.copyOf(agents);
    modes = List.copyOf(modes);
    alerts = List.copyOf(alerts);
    attempts =
        attempts.stream()
            .sorted(
                Comparator.comparingDouble(AttemptResult::atSeconds)
                    .thenComparing(result -> result.plan().planId())
                    .thenComparingInt(AttemptResult::attempt))
            .toList();
  }

  /// When the run began: the first attempt, or opening if that is earlier.
  public double fromSeconds() {
    return attempts.isEmpty() ? 0 : Math.min(0, attempts.getFirst().atSeconds());
  }
}
