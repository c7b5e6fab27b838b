package org.ringfence.detector.screening;

import java.util.Optional;
import org.ringfence.detector.crowd.Trait;
import org.ringfence.events.Reason;
import org.ringfence.events.SignalClass;

/// What the originating carrier vouches for.
///
/// Log-likelihood ratios from the shares of robocalls by attestation that TransNexus published for
/// August 2022: A −0.87, B +1.46, C +1.96, unsigned −0.11, cut to [−0.7, +1.5] because they change
/// with the carriers and say little about one call. Nothing is published for a signature that fails
/// to verify; it is mostly a fault on the way and weighs half a nat.
record Attested() implements Signal {

  static final double LEAST = -0.7;
  static final double MOST = 1.5;

  @Override
  public SignalClass signalClass() {
    return SignalClass.IDENTITY;
  }

  @Override
  public String name() {
    return "attestation";
  }

  @Override
  public Optional<Reason> evaluate(Subject subject) {
    if (subject.crowd().weight(Trait.ATTESTATION, subject.call().traits()) != 0) {
      // What the calls of this very hour say is better than a published share.
      return Optional.empty();
    }
    return switch (subject.call().attestation()) {
      case A -> weigh(-0.87, "the carrier vouches for the number");
      case B -> weigh(1.46, "the carrier knows its customer but not the number");
      case C -> weigh(1.96, "the call came through a gateway that knows neither");
      case UNSIGNED -> weigh(-0.11, "no carrier signed the call");
      case FAILED -> weigh(0.5, "the carrier's signature does not verify");
    };
  }

  private Optional<Reason> weigh(double published, String detail) {
    return reason(Math.clamp(published, LEAST, MOST), detail);
  }
}
