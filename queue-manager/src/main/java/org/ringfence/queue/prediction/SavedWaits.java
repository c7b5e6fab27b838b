package org.ringfence.queue.prediction;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The whole state of a [WaitModel].
///
/// @param learned absent in states of earlier releases
public record SavedWaits(
    List<Double> endings,
    List<Double> exposureSeconds,
    OfferTimes counts,
    @Nullable Instant advancedTo,
    @Nullable Instant refreshedAt,
    double meanHandlingSeconds,
    @Nullable Learned learned) {

  public SavedWaits {
    endings = List.copyOf(endings);
    exposureSeconds = List.copyOf(exposureSeconds);
  }

  /// What was learned beyond handling times.
  ///
  /// @param done agents whose talk ended a short while ago
  /// @param usualFrom how many callers `usualAgents` is the mean of
  public record Learned(
      Patience.Saved patience,
      Map<PatienceClass, WorkByClass.Sum> work,
      Pace.Saved pace,
      Map<String, Instant> done,
      WaitReckoner.Saved reckoner,
      List<QueueTraits.Saved> queues,
      double usualAgents,
      double usualFrom) {}
}
