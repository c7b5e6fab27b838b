package org.ringfence.detector.screening;

import java.util.Optional;
import org.ringfence.events.Reason;
import org.ringfence.events.SignalClass;

/// The attempts of the campaign that the call looks like come as regularly as from a timer.
///
/// Intervals that vary by less than 0.45 of their mean over 20 calls come from people one time in
/// ten thousand; the weight is far less than that says, because pooled timers look like people and
/// the campaign was picked for being a campaign.
record CampaignRhythm() implements Signal {

  static final double WEIGHT = 1.0;

  @Override
  public SignalClass signalClass() {
    return SignalClass.CADENCE;
  }

  @Override
  public String name() {
    return "campaign-rhythm";
  }

  @Override
  public Optional<Reason> evaluate(Subject subject) {
    return subject.isRhythmic()
        ? reason(WEIGHT, "calls that look like this one come as regularly as from a timer")
        : Optional.empty();
  }
}
