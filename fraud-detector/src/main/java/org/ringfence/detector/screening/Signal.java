package org.ringfence.detector.screening;

import java.util.Optional;
import org.ringfence.events.Reason;
import org.ringfence.events.SignalClass;

/// One look at a call that may give one reason.
///
/// A weight is a log-likelihood ratio in nats, `ln(P(seen | machine) / P(seen | person))`, capped
/// by the signal itself, so that no single one can outweigh all others by being extreme. Where it
/// comes from is said at each signal. What does not speak for or against gives no reason.
sealed interface Signal
    permits AgentsSay,
        AllowList,
        Attested,
        BlockedOnBoard,
        CampaignRhythm,
        CampaignLength,
        ChallengeOutcome,
        CrowdTrait,
        DoNotOriginate,
        IdenticalOffsets,
        LanguageThenSilence,
        MalformedNumber,
        NumberPressure,
        OwnNumber,
        PassedBefore,
        SilentBefore {

  SignalClass signalClass();

  /// In kebab-case, as shown on the board and in meters.
  String name();

  Optional<Reason> evaluate(Subject subject);

  /// A reason of this signal; the weight is rounded as it will be shown, so that sums add up.
  default Optional<Reason> reason(double weight, String detail) {
    double rounded = Math.rint(weight * 100) / 100;
    return rounded == 0
        ? Optional.empty()
        : Optional.of(new Reason(signalClass(), name(), rounded, false, detail));
  }

  /// A reason that alone suffices to reject.
  default Optional<Reason> certainty(String detail) {
    return Optional.of(new Reason(signalClass(), name(), CERTAIN_WEIGHT, true, detail));
  }

  /// What a certainty adds to the score: as much as any class can.
  double CERTAIN_WEIGHT = 3.5;
}
