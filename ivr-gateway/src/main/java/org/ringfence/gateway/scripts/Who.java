package org.ringfence.gateway.scripts;

import java.util.Optional;
import org.ringfence.events.Attestation;
import org.ringfence.events.Privacy;

/// `RF_WHO`: what the trunk said of who calls, `<attestation>/<privacy>`.
public final class Who {

  private Who() {}

  /// Unsigned when nothing was said, which is the least that may be taken for granted.
  public static Attestation attestation(String who) {
    return switch (who.replaceAll("/.*", "")) {
      case "A" -> Attestation.A;
      case "B" -> Attestation.B;
      case "C" -> Attestation.C;
      case "failed" -> Attestation.FAILED;
      default -> Attestation.UNSIGNED;
    };
  }

  /// Empty when nothing was said.
  static Optional<Privacy> privacy(String who) {
    return switch (who.replaceAll(".*/", "")) {
      case "none" -> Optional.of(Privacy.NONE);
      case "id" -> Optional.of(Privacy.ID);
      default -> Optional.empty();
    };
  }
}
