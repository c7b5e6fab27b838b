package org.ringfence.gateway.scripts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.ringfence.events.PhoneNumber;
import org.ringfence.gateway.agi.AgiCall;
import org.ringfence.gateway.calls.CallLedger;
import org.ringfence.gateway.calls.TrackedCall;
import org.ringfence.site.Site;

/// Finds the call that a script asks about. A call that arrived while we were away is made known
/// from what the request says.
final class CallFinder {

  /// No caller waits longer; an older start is a wrong clock or a forged argument.
  private static final Duration LONGEST_WAIT = Duration.ofHours(12);

  private final Site site;
  private final CallLedger ledger;
  private final InstantSource clock;

  CallFinder(Site site, CallLedger ledger, InstantSource clock) {
    this.site = site;
    this.ledger = ledger;
    this.clock = clock;
  }

  /// The call, or empty when it is over.
  ///
  /// @param who attestation and privacy, as `A/none`; what is empty is not known
  Optional<TrackedCall> find(AgiCall agi, String number, String dialed, Instant since, String who) {
    return ledger.open(
        agi.call(),
        agi.channel(),
        site.lineDialed(dialed),
        PhoneNumber.of(number),
        Who.attestation(who),
        since);
  }

  /// `RF_SINCE`, or now when it is not a time of this day.
  Instant since(String epochSeconds) {
    Instant now = clock.instant();
    if (!epochSeconds.matches("[0-9]{1,12}")) {
      return now;
    }
    Instant since = Instant.ofEpochSecond(Long.parseLong(epochSeconds));
    return since.isAfter(now) || since.isBefore(now.minus(LONGEST_WAIT)) ? now : since;
  }
}
