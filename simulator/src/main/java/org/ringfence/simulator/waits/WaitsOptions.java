package org.ringfence.simulator.waits;

import java.nio.file.Path;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.queue.prediction.PredictionRules;

/// What [WaitsEvaluation] is to do.
///
/// @param seed of all chance
/// @param arrivals callers of each queue model for the known estimators
/// @param ownArrivals so many of them, from the first, for the production core too
/// @param mornings how many enrollment mornings
/// @param trace folder of a call trace; null for none
/// @param traceFrom earlier months of it are played and not scored; null for none
/// @param parts what to evaluate
/// @param prediction the core's settings
public record WaitsOptions(
    long seed,
    int arrivals,
    int ownArrivals,
    int mornings,
    @Nullable Path trace,
    @Nullable YearMonth traceFrom,
    Set<Part> parts,
    PredictionRules prediction) {

  /// Beyond this a run would not end in a day.
  public static final int MAX_ARRIVALS = 100_000_000;

  /// With fewer nothing is learned from the figures.
  public static final int MIN_ARRIVALS = 1_000;

  public static final int MAX_MORNINGS = 1_000;

  /// One evaluation of several.
  public enum Part {
    /// The six models of the reference table.
    MODELS,
    /// The call trace, when there is one.
    TRACE,
    /// The enrollment morning.
    MORNING,
    /// Machines in the line.
    MACHINES
  }

  public WaitsOptions {
    if (arrivals < MIN_ARRIVALS || arrivals > MAX_ARRIVALS) {
      throw new IllegalArgumentException(
          "arrivals must be from " + MIN_ARRIVALS + " to " + MAX_ARRIVALS);
    }
    if (ownArrivals < MIN_ARRIVALS || ownArrivals > arrivals) {
      throw new IllegalArgumentException(
          "own arrivals must be from " + MIN_ARRIVALS + " to the arrivals, " + arrivals);
    }
    if (mornings < 1 || mornings > MAX_MORNINGS) {
      throw new IllegalArgumentException("mornings must be from 1 to " + MAX_MORNINGS);
    }
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("nothing is to be evaluated");
    }
    parts = Set.copyOf(EnumSet.copyOf(parts));
  }
}
