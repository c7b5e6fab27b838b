package org.ringfence.detector.screening;

import java.util.Optional;
import org.ringfence.detector.crowd.Trait;
import org.ringfence.events.Reason;
import org.ringfence.events.SignalClass;

/// What a call shares with more calls of the last minutes than people explain, or does not share.
///
/// The weight is the crowd's own: the logarithm of the machines' share of a cell over people's.
record CrowdTrait(Trait trait) implements Signal {

  @Override
  public SignalClass signalClass() {
    return trait.signalClass();
  }

  @Override
  public String name() {
    return trait.signalName();
  }

  @Override
  public Optional<Reason> evaluate(Subject subject) {
    double weight = subject.crowd().weight(trait, subject.call().traits());
    if (Math.abs(weight) < LEAST_SHOWN) {
      return Optional.empty();
    }
    return reason(weight, subject.crowd().words(trait, subject.call().traits(), weight > 0));
  }

  private static final double LEAST_SHOWN = 0.05;
}
