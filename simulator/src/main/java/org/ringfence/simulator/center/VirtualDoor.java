package org.ringfence.simulator.center;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Attestation;
import org.ringfence.events.CampaignId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.ScreeningDecision.OpenDoors;
import org.ringfence.events.ScreeningDecision.RefuseAtDoor;

/// The rules that were pushed down to Asterisk: a number with an attestation is refused until a
/// rule ends.
final class VirtualDoor {

  private final Map<PhoneNumber, Map<Attestation, RefuseAtDoor>> rules = new HashMap<>();

  void close(RefuseAtDoor rule) {
    rules.computeIfAbsent(rule.number(), any -> new HashMap<>()).put(rule.attestation(), rule);
  }

  void open(PhoneNumber number) {
    rules.remove(number);
  }

  void open(OpenDoors said) {
    @Nullable CampaignId campaign = said.campaign();
    for (Map<Attestation, RefuseAtDoor> ofNumber : rules.values()) {
      ofNumber
          .values()
          .removeIf(rule ->
              rule.line().equals(said.line())
                  && (campaign == null || campaign.equals(rule.campaign())));
    }
  }

  /// The rule that refuses a call now, or null.
  @Nullable RefuseAtDoor findRule(PhoneNumber number, Attestation attestation, Instant now) {
    @Nullable Map<Attestation, RefuseAtDoor> ofNumber = rules.get(number.normalized());
    @Nullable RefuseAtDoor rule = ofNumber == null ? null : ofNumber.get(attestation);
    return rule != null && now.isBefore(rule.until()) ? rule : null;
  }
}
