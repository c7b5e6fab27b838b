package org.ringfence.desktop;

import static org.ringfence.desktop.Examples.CALLER;
import static org.ringfence.desktop.Examples.LINE;
import static org.ringfence.desktop.Examples.NOON;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.ChallengeEnded;
import org.ringfence.events.CallId;
import org.ringfence.events.CampaignId;
import org.ringfence.events.CampaignState;
import org.ringfence.events.ChallengeResult;
import org.ringfence.events.Defence;
import org.ringfence.events.ListKind;
import org.ringfence.events.Mode;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Privacy;
import org.ringfence.events.ScreeningDecision.CampaignReported;
import org.ringfence.events.ScreeningDecision.DefenceSwitched;
import org.ringfence.events.ScreeningDecision.NumberListed;
import org.ringfence.events.ScreeningDecision.NumberUnlisted;
import org.ringfence.events.ScreeningDecision.RefuseAtDoor;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

/// Messages about the defence as the other services say them.
public final class DefenceExamples {

  public static final CampaignId CAMPAIGN = new CampaignId("k1");

  private DefenceExamples() {}

  public static AttemptArrived arrived(String call, Instant at) {
    return new AttemptArrived(
        new CallId(call), at, LINE, CALLER, Privacy.NONE, Attestation.A, "x", 1);
  }

  public static VerdictReached shadowed(String call, Instant at) {
    return new VerdictReached(
        new CallId(call),
        at,
        LINE,
        Stage.ARRIVAL,
        Verdict.ADMIT,
        Verdict.REJECT,
        6.2,
        Mode.RED,
        List.of(),
        CALLER,
        4.0,
        CAMPAIGN);
  }

  public static ChallengeEnded challenged(String call, Instant at, ChallengeResult result) {
    return new ChallengeEnded(new CallId(call), at, LINE, result, null);
  }

  public static CampaignReported campaign(CampaignId id, Instant at, CampaignState state) {
    return new CampaignReported(
        id,
        at,
        LINE,
        state,
        "key 1 at 4.0 s, then silence",
        "412 of 430 calls of 97 numbers pressed 1 within 40 ms of each other",
        430,
        97,
        NOON.minusSeconds(600),
        null);
  }

  public static CampaignReported released(Instant at, @Nullable String author, String why) {
    return new CampaignReported(
        CAMPAIGN,
        at,
        LINE,
        CampaignState.RELEASED,
        "key 1 at 4.0 s, then silence",
        why,
        430,
        97,
        NOON.minusSeconds(600),
        author);
  }

  public static NumberListed listed(PhoneNumber number, Instant at, @Nullable ListKind list) {
    return new NumberListed(number, at, LINE, list, "sam", "known to us", at.plusSeconds(3_600));
  }

  public static NumberListed listedBy(
      String author, PhoneNumber number, Instant at, @Nullable ListKind list, String reason) {
    return new NumberListed(number, at, LINE, list, author, reason, null);
  }

  public static NumberUnlisted unlisted(PhoneNumber number, Instant at, @Nullable ListKind list) {
    return new NumberUnlisted(number, at, LINE, list, "sam", "no longer");
  }

  public static RefuseAtDoor refused(PhoneNumber number, Instant at, Instant until) {
    return new RefuseAtDoor(number, at, LINE, Attestation.A, until, CAMPAIGN);
  }

  public static DefenceSwitched switched(Instant at, Defence from, Defence to) {
    return new DefenceSwitched(LINE, at, from, to, "sam", "a trial");
  }
}
