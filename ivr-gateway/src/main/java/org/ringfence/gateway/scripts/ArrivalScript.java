package org.ringfence.gateway.scripts;

import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Privacy;
import org.ringfence.events.Verdict;
import org.ringfence.gateway.agi.AgiAnswer;
import org.ringfence.gateway.agi.AgiCall;
import org.ringfence.gateway.agi.AgiScript;
import org.ringfence.gateway.calls.CallLedger;
import org.ringfence.gateway.calls.TrackedCall;
import org.ringfence.gateway.ear.Recordings;
import org.ringfence.gateway.screening.Screening;
import org.ringfence.site.Site;

/// `arrival`: screens a call before it is answered.
public final class ArrivalScript implements AgiScript {

  private static final String VARIABLE = "RF_OK";

  /// Behind the verdict: record the first seconds of the caller's sound for a print.
  private static final String RECORD = "+";

  private static final int MAX_FINGERPRINT = 64;
  private static final Pattern NOT_IN_TOKEN = Pattern.compile("[^a-z0-9._/-]+");

  private final Site site;
  private final CallLedger ledger;
  private final Screening screening;
  private final Recordings recordings;
  private final InstantSource clock;

  public ArrivalScript(
      Site site,
      CallLedger ledger,
      Screening screening,
      Recordings recordings,
      InstantSource clock) {
    this.site = site;
    this.ledger = ledger;
    this.screening = screening;
    this.recordings = recordings;
    this.clock = clock;
  }

  @Override
  public AgiAnswer answer(AgiCall agi) {
    Optional<TrackedCall> tracked =
        ledger.open(
            agi.call(),
            agi.channel(),
            site.lineDialed(agi.argument(3)),
            PhoneNumber.of(agi.argument(0)),
            Who.attestation(agi.argument(2)),
            clock.instant());
    if (tracked.isEmpty()) {
      screening.countUntracked();
      return new AgiAnswer(VARIABLE, "admit");
    }
    TrackedCall call = tracked.get();
    Privacy privacy = agi.argument(1).equals("id") ? Privacy.ID : Privacy.NONE;
    String fingerprint = fingerprint(agi.argument(4));
    Runnable ask = () -> call.arrived(clock.instant(), privacy, fingerprint, ledger.size());
    Verdict verdict = screening.arrival(call, ask, agi.startedAtNanos());
    if (verdict == Verdict.REJECT) {
      call.refused();
      return new AgiAnswer(VARIABLE, word(verdict));
    }
    boolean recorded =
        screening.isPressed(call.line().id()) && recordings.expect(call.id(), call.channel());
    return new AgiAnswer(VARIABLE, word(verdict) + (recorded ? RECORD : ""));
  }

  private static String word(Verdict verdict) {
    return switch (verdict) {
      case ADMIT -> "admit";
      case ANNOUNCE -> "announce";
      case CHALLENGE -> "challenge";
      // Nobody can be let go who was not answered; low priority is the next gentler thing.
      case DIVERT, LISTEN, LET_GO -> "divert";
      case REJECT -> "reject";
    };
  }

  /// The User-Agent as one token.
  private static String fingerprint(String userAgent) {
    String token = NOT_IN_TOKEN.matcher(userAgent.toLowerCase(Locale.ROOT).strip()).replaceAll("_");
    String cut = token.length() > MAX_FINGERPRINT ? token.substring(0, MAX_FINGERPRINT) : token;
    return cut.isEmpty() ? "none" : cut;
  }
}
