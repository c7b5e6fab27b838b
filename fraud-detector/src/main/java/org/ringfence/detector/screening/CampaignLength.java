package org.ringfence.detector.screening;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ringfence.events.Reason;
import org.ringfence.events.SignalClass;

/// The callers of the campaign that the call looks like hang up after the same time.
///
/// Eight people's lengths agree to 3 % one time in a hundred thousand; the weight is far less than
/// that says, because the campaign was picked for being a campaign and the call itself goes on.
record CampaignLength() implements Signal {

  static final double WEIGHT = 1.0;

  @Override
  public SignalClass signalClass() {
    return SignalClass.BEHAVIOUR;
  }

  @Override
  public String name() {
    return "campaign-length";
  }

  @Override
  public Optional<Reason> evaluate(Subject subject) {
    OptionalDouble length = subject.sameLength();
    return length.isEmpty()
        ? Optional.empty()
        : reason(
            WEIGHT,
            String.format(
                Locale.ROOT,
                "callers that look like this one hang up after %.1f s",
                length.getAsDouble()));
  }
}
