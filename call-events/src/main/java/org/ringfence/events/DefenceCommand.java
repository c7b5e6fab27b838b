package org.ringfence.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What agents and supervisors tell the detector of a line.
///
/// Each names who said it, and the detector answers each change with a [ScreeningDecision], so that
/// the verdicts' topic is the audit trail.
public sealed interface DefenceCommand extends Message {

  LineId line();

  /// The login name of the agent or supervisor.
  String author();

  @Override
  default Topic topic() {
    return Topic.SCREENING;
  }

  @Override
  default String key() {
    return line().value();
  }

  /// An agent says what a call was. One label blocks nobody: it needs a quorum of agents, and
  /// fades.
  record LabelCall(
      CallId call, Instant at, LineId line, String author, PhoneNumber caller, CallLabel label)
      implements DefenceCommand {}

  /// Puts a number on a list of this line, in the place of what stood there for it.
  ///
  /// @param reason why, for who reads the list later
  /// @param expires when it leaves the list by itself, or null for never
  record ListNumber(
      PhoneNumber number,
      Instant at,
      LineId line,
      String author,
      ListKind list,
      String reason,
      @Nullable Instant expires)
      implements DefenceCommand {}

  /// Takes a number off the lists that were changed on the board; the lists in files stay.
  record UnlistNumber(PhoneNumber number, Instant at, LineId line, String author, String reason)
      implements DefenceCommand {}

  /// Undoes what was held against a number: its history is forgotten, and it is not refused again
  /// for [#RELEASED_DAYS] days unless somebody lists it.
  record ReleaseNumber(PhoneNumber number, Instant at, LineId line, String author, String reason)
      implements DefenceCommand {

    public static final int RELEASED_DAYS = 30;
  }

  /// Undoes a campaign: what it consists of is no evidence any more.
  record ReleaseCampaign(CampaignId campaign, Instant at, LineId line, String author, String reason)
      implements DefenceCommand {}

  /// Turns the defence on, off, or to shadow.
  record SwitchDefence(Defence to, Instant at, LineId line, String author, String reason)
      implements DefenceCommand {}

  /// From now on the detector of the line acts from other thresholds on.
  ///
  /// @param to null: those of the settings again
  record ChangeThresholds(
      @Nullable VerdictThresholds to, Instant at, LineId line, String author, String reason)
      implements DefenceCommand {}

  /// Asks what other thresholds would have done to the calls of the last hour. It changes nothing;
  /// [ScreeningDecision.ThresholdsPreviewed] is the answer.
  ///
  /// @param preview names the question; the answer has the same name
  /// @param other null: those in force
  record PreviewThresholds(
      String preview, Instant at, LineId line, String author, @Nullable VerdictThresholds other)
      implements DefenceCommand {}

  /// Has every caller of the line told, after the answer, that somebody else misuses our number; or
  /// no more.
  ///
  /// @param on whether it is said from now on
  /// @param until when it ends by itself; null only when it is switched off
  record SwitchAnnouncement(
      boolean on, Instant at, LineId line, String author, String reason, @Nullable Instant until)
      implements DefenceCommand {

    /// It is never said for longer without being asked for again.
    public static final int MAX_HOURS = 72;
  }
}
