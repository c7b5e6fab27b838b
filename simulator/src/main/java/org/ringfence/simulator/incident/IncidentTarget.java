package org.ringfence.simulator.incident;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.ringfence.simulator.incident.IncidentFigures.Morning;

/// One figure that the defence is held to on the morning of the incident. Figures are of the sums
/// over all seeds.
///
/// @param value what came out, in the target's own unit
/// @param limit what is wanted
/// @param must what must hold at least; the same as `limit` where nothing lies between
/// @param atMost whether the limit is an upper one
public record IncidentTarget(String name, double value, double limit, double must, boolean atMost) {

  private static final double TIME_TO_AGENT = 1.03;
  private static final double TIME_TO_AGENT_MUST = 1.05;
  private static final double SERVED = 0.995;
  private static final double MACHINES_REACHING = 0.003;
  private static final double MACHINES_TALKING = 0.005;

  /// How a figure stands to its limits.
  public enum Standing {
    MET,
    /// Missed, but what must hold does.
    NEAR,
    MISSED
  }

  static List<IncidentTarget> of(List<IncidentFigures> seeds) {
    Sums on = new Sums(seeds, IncidentFigures::on);
    Sums alone = new Sums(seeds, IncidentFigures::people);
    return List.of(
        new IncidentTarget(
            "first attempt to an agent, of that without an attack",
            on.of(Morning::timeToAgentSeconds) / alone.of(Morning::timeToAgentSeconds),
            TIME_TO_AGENT,
            TIME_TO_AGENT_MUST,
            true),
        atLeast(
            "people served, of those without an attack",
            on.of(Morning::servedShare) / alone.of(Morning::servedShare),
            SERVED),
        atMost(
            "people who heard a busy signal, as many as without an attack",
            on.of(Morning::busyPlans),
            alone.of(Morning::busyPlans)),
        atMost(
            "machines that reached an agent, of their attempts",
            on.of(Morning::machinesReachedAgent) / on.of(Morning::machineAttempts),
            MACHINES_REACHING),
        atMost(
            "agents' talk time spent on machines",
            on.of(Morning::machineAgentSeconds)
                / (on.of(Morning::machineAgentSeconds) + on.of(Morning::peopleAgentSeconds)),
            MACHINES_TALKING));
  }

  private static IncidentTarget atMost(String name, double value, double limit) {
    return new IncidentTarget(name, value, limit, limit, true);
  }

  private static IncidentTarget atLeast(String name, double value, double limit) {
    return new IncidentTarget(name, value, limit, limit, false);
  }

  private record Sums(List<IncidentFigures> seeds, Function<IncidentFigures, Morning> which) {
    double of(ToDoubleFunction<Morning> figure) {
      return seeds.stream().map(which).mapToDouble(figure).sum();
    }
  }

  /// What is not a number meets nothing.
  public Standing standing() {
    if (holds(limit)) {
      return Standing.MET;
    }
    return holds(must) ? Standing.NEAR : Standing.MISSED;
  }

  private boolean holds(double bound) {
    return atMost ? value <= bound : value >= bound;
  }

  /// A line for the terminal.
  String line() {
    String word =
        switch (standing()) {
          case MET -> "met";
          case NEAR -> "missed, within what must hold";
          case MISSED -> "missed";
        };
    String wanted = String.format(Locale.ROOT, "%s %.4g", atMost ? "at most" : "at least", limit);
    String needed = must == limit ? "" : String.format(Locale.ROOT, " (must: %.4g)", must);
    return String.format(Locale.ROOT, "%s: %.4f, %s%s: %s", name, value, wanted, needed, word);
  }
}
