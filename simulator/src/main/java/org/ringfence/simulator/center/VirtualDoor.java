package org.ringfence.simulator.center;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Attestation;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.ScreeningDecision.RefuseAtDoor;

/// The rules that were pushed down to Asterisk: a number with an attestation is refused until a
/// rule ends.
final class VirtualDoor {

  private final Map<PhoneNumber, Map<Attestation, Instant>> rules = new HashMap<>();

  void close(RefuseAtDoor rule) {
    rules
        .computeIfAbsent(rule.number(), any -> new HashMap<>())
        .put(rule.attestation(), rule.until());
  }

  void open(PhoneNumber number) {
    rules.remove(number);
  }

  boolean refuses(PhoneNumber number, Attestation attestation, Instant now) {
    @Nullable Map<Attestation, Instant> ofNumber = rules.get(number.normalized());
    @Nullable Instant until = ofNumber == null ? null : ofNumber.get(attestation);
    return until != null && now.isBefore(until);
  }
}
