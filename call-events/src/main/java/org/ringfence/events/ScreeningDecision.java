package org.ringfence.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the detector says.
public sealed interface ScreeningDecision extends Message {

  LineId line();

  @Override
  default Topic topic() {
    return Topic.VERDICTS;
  }

  @Override
  default String key() {
    return line().value();
  }

  /// The answer to [CallEvent.AttemptArrived], [CallEvent.ChallengeEnded],
  /// [CallEvent.ListeningEnded] or [CallEvent.JoinScreeningAsked].
  ///
  /// @param verdict what is to be done
  /// @param wouldBe what would be done if the defence were on; differs from `verdict` only in
  ///   shadow mode
  /// @param score the sum of the capped log-likelihood ratios, in nats
  /// @param caller the caller's number, for the board (which shows it masked)
  /// @param machineOdds how sure the detector is: the natural logarithm of P(machine) / P(person),
  ///   the share of machines in the present traffic included (the score leaves that out)
  /// @param campaign the campaign that the call seems to belong to, or null
  record VerdictReached(
      CallId call,
      Instant at,
      LineId line,
      Stage stage,
      Verdict verdict,
      Verdict wouldBe,
      double score,
      Mode mode,
      List<Reason> reasons,
      PhoneNumber caller,
      double machineOdds,
      @Nullable CampaignId campaign)
      implements ScreeningDecision {
    public VerdictReached {
      reasons = List.copyOf(reasons);
    }
  }

  /// The line is pressed more, or less, than before.
  record ModeChanged(LineId line, Instant at, Mode from, Mode to, String why)
      implements ScreeningDecision {}

  /// How a campaign stands: said when its state changes, and now and then while it goes on.
  ///
  /// @param name for people, such as `key 1 at 4.0 s, then silence`
  /// @param why what its attempts have in common, with counts; of a released one, the reason given
  /// @param attempts that look like it so far
  /// @param numbers how many different numbers they showed, about
  /// @param since its first attempt
  /// @param author who released it; null in any other state, and in records of earlier programs,
  ///   which have the author before the reason
  record CampaignReported(
      CampaignId campaign,
      Instant at,
      LineId line,
      CampaignState state,
      String name,
      String why,
      long attempts,
      long numbers,
      Instant since,
      @Nullable String author)
      implements ScreeningDecision {}

  /// Have Asterisk itself refuse a number, so that its next call costs a look-up and no question.
  ///
  /// @param number E.164
  /// @param attestation only calls with this attestation: a forged copy of a number must not cost
  ///   its owner the call
  /// @param until when the rule ends by itself
  /// @param campaign for the board
  record RefuseAtDoor(
      PhoneNumber number,
      Instant at,
      LineId line,
      Attestation attestation,
      Instant until,
      @Nullable CampaignId campaign)
      implements ScreeningDecision {}

  /// Take back every [RefuseAtDoor] of a number.
  record OpenDoor(PhoneNumber number, Instant at, LineId line) implements ScreeningDecision {}

  /// Take back every [RefuseAtDoor] of a line, or those of one campaign.
  ///
  /// @param campaign whose rules go; null for all rules of the line
  record OpenDoors(LineId line, Instant at, @Nullable CampaignId campaign)
      implements ScreeningDecision {}

  /// A number was put on a list, or released.
  ///
  /// @param list null when it was released: its history is forgotten
  record NumberListed(
      PhoneNumber number,
      Instant at,
      LineId line,
      @Nullable ListKind list,
      String author,
      String reason,
      @Nullable Instant expires)
      implements ScreeningDecision {}

  /// A number was taken off a list, or its time there is over.
  ///
  /// @param list null when what ended is the release of a number
  /// @param author who took it off; empty when its time was over
  record NumberUnlisted(
      PhoneNumber number,
      Instant at,
      LineId line,
      @Nullable ListKind list,
      String author,
      String reason)
      implements ScreeningDecision {}

  /// The defence was switched.
  record DefenceSwitched(
      LineId line, Instant at, Defence from, Defence to, String author, String reason)
      implements ScreeningDecision {}

  /// The announcement that our number is misused is said from now on, or no more.
  ///
  /// @param until when it ends by itself; null when it is off
  /// @param author who switched it; empty when its time was over
  record AnnouncementSwitched(
      LineId line, Instant at, boolean on, @Nullable Instant until, String author, String reason)
      implements ScreeningDecision {}

  /// The detector acts from other thresholds on.
  ///
  /// @param configured whether they are those of the settings again
  record ThresholdsChanged(
      LineId line,
      Instant at,
      VerdictThresholds from,
      VerdictThresholds to,
      boolean configured,
      String author,
      String reason)
      implements ScreeningDecision {}

  /// What other thresholds would have done, up to each call's first verdict that is no admission:
  /// what a challenge would have come to, nobody knows.
  ///
  /// @param preview names the question
  /// @param since the first call that is counted: an hour ago, or later in a flood and after a
  ///   restart
  /// @param calls how many are counted
  record ThresholdsPreviewed(
      String preview,
      Instant at,
      LineId line,
      Instant since,
      int calls,
      VerdictThresholds inForce,
      VerdictThresholds other,
      List<ByVerdict> verdicts,
      List<ByReason> reasons)
      implements ScreeningDecision {

    public ThresholdsPreviewed {
      verdicts = List.copyOf(verdicts);
      reasons = List.copyOf(reasons);
    }

    /// Calls with a verdict.
    ///
    /// @param inForce with the thresholds in force
    /// @param other with the others
    /// @param peopleInForce how many of `inForce` are people: the sum of their P(person)
    /// @param peopleOther the same of `other`
    public record ByVerdict(
        Verdict verdict, int inForce, int other, double peopleInForce, double peopleOther) {}

    /// Calls that are not let in, by the reason that speaks most for a machine.
    public record ByReason(String reason, int inForce, int other) {}
  }

  /// Something that a supervisor should look at, or that it is over. No verdict depends on it.
  ///
  /// @param kind what it is about
  /// @param since the first minute of it; names the alert together with line and kind
  /// @param over whether it is over by itself
  /// @param score how unusual it is, in its kind's own measure; 0 when it is over
  /// @param parts what is unusual, for people, such as `withheld callers 18 % (usually 3 %)`
  record LineAlert(
      LineId line,
      Instant at,
      AlertKind kind,
      Instant since,
      boolean over,
      double score,
      List<String> parts)
      implements ScreeningDecision {
    public LineAlert {
      parts = List.copyOf(parts);
    }
  }
}
