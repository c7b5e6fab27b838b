package org.ringfence.detector.screening;

import java.util.Optional;
import org.ringfence.events.Reason;
import org.ringfence.events.SignalClass;

/// What agents said of this number's calls: seven tenths of a nat for each more who heard a machine
/// than a person, within two nats. Agents err, and may be bribed or robbed of their password, so it
/// is far less than what they would be worth if all were right.
record AgentsSay() implements Signal {

  static final double EACH = 0.7;
  static final double CAP = 2.0;

  @Override
  public SignalClass signalClass() {
    return SignalClass.BEHAVIOUR;
  }

  @Override
  public String name() {
    return "agents-say";
  }

  @Override
  public Optional<Reason> evaluate(Subject subject) {
    double weight = Math.clamp(EACH * subject.labelBalance(), -CAP, CAP);
    return reason(
        weight,
        weight > 0
            ? "agents heard a machine on this number's calls"
            : "an agent spoke with a person on this number");
  }
}
