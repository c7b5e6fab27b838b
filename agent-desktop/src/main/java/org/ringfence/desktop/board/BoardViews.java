package org.ringfence.desktop.board;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentState;
import org.ringfence.events.CallLabel;
import org.ringfence.events.Defence;
import org.ringfence.events.Mode;
import org.ringfence.events.PartyKind;
import org.ringfence.events.PartyState;
import org.ringfence.events.PredictedWait;
import org.ringfence.events.RecordingState;
import org.ringfence.events.Stage;
import org.ringfence.events.TicketEpisode;
import org.ringfence.events.ToldWaits;
import org.ringfence.events.Verdict;
import org.ringfence.events.VerdictThresholds;

/// The items of the board as the API shows them; the names of their components are the names of the
/// JSON fields. Callers' numbers are masked, texts are bounded.
public final class BoardViews {

  private BoardViews() {}

  /// A protected line.
  ///
  /// @param number the line's own public number, the only number that is shown whole
  /// @param mode null until the detector said something
  /// @param since when the mode changed, or null when it was not seen changing
  /// @param defence null until it was switched here or seen at work
  /// @param switched how it was switched last, or null when that was not heard
  /// @param silence null while the detector answers
  /// @param thresholds null as long as no change of them was heard
  public record LineView(
      String line,
      String number,
      @Nullable Mode mode,
      @Nullable Instant since,
      String why,
      @Nullable Instant lastFailedOpen,
      @Nullable Defence defence,
      @Nullable SwitchView switched,
      @Nullable SilenceView silence,
      @Nullable LateView late,
      @Nullable AnnouncingView announcing,
      @Nullable ThresholdsView thresholds) {}

  /// How the line's thresholds were changed last.
  ///
  /// @param configured whether those of the settings hold again
  public record ThresholdsView(
      Instant at,
      VerdictThresholds from,
      VerdictThresholds to,
      boolean configured,
      String author,
      String reason) {}

  /// Callers are told that somebody misuses our number.
  ///
  /// @param until when it ends by itself
  public record AnnouncingView(
      Instant since, @Nullable Instant until, String author, String reason) {}

  /// How the defence was switched last.
  public record SwitchView(Instant at, String author, String reason) {}

  /// The detector does not answer, so everybody is let in.
  ///
  /// @param since the first attempt without an answer
  /// @param attempts those since then
  public record SilenceView(Instant since, int attempts) {}

  /// The detector answers, but not in time.
  ///
  /// @param since the first call that was let in without its verdict
  /// @param last such call so far
  /// @param calls those between, both included
  public record LateView(Instant since, Instant last, int calls) {}

  /// How a queue stands.
  ///
  /// @param at when this was reported, or null when it never was
  /// @param agents of the queue's pool, by state
  /// @param callbacks callers who are to be called back; they are in none of the other figures
  /// @param oldestCallbackSeconds 0 when there is none
  /// @param today how its callers of today fared
  /// @param closure null while it follows its hours
  public record QueueView(
      String queue,
      String pool,
      @Nullable Instant at,
      int waiting,
      int diverted,
      int talking,
      long longestWaitSeconds,
      @Nullable RangeView predicted,
      Map<AgentState, Integer> agents,
      List<PlaceView> front,
      int callbacks,
      long oldestCallbackSeconds,
      @Nullable ToldView told,
      QueueDayView today,
      @Nullable ClosureView closure) {

    QueueView with(@Nullable ClosureView closed) {
      return with(today, closed);
    }

    QueueView with(QueueDayView fared) {
      return with(fared, closure);
    }

    private QueueView with(QueueDayView fared, @Nullable ClosureView closed) {
      return new QueueView(
          queue,
          pool,
          at,
          waiting,
          diverted,
          talking,
          longestWaitSeconds,
          predicted,
          agents,
          front,
          callbacks,
          oldestCallbackSeconds,
          told,
          fared,
          closed);
    }
  }

  /// An administrator closed the queue, whatever its hours.
  public record ClosureView(Instant until, String author, String reason) {}

  /// A queue's callers of today who waited at the telephone; machines are among them.
  ///
  /// @param inTime served within `answerWithinSeconds`
  /// @param abandoned gave up, those of `abandonedShort` among them
  /// @param abandonedShort gave up so soon that it is no failure of the line
  /// @param serviceLevel in time, of those offered without the short abandons, or null for none
  /// @param abandonedShare of all offered, or null for none
  public record QueueDayView(
      int served,
      int inTime,
      int abandoned,
      int abandonedShort,
      long answerWithinSeconds,
      @Nullable Double serviceLevel,
      @Nullable Double abandonedShare) {}

  /// How well the callers served lately had been told their wait.
  ///
  /// @param inside share of waits inside the told range
  public record ToldView(int callers, double inside, long errorSeconds) {

    static @Nullable ToldView of(@Nullable ToldWaits told) {
      return told == null
          ? null
          : new ToldView(told.callers(), told.inside(), told.error().toSeconds());
    }
  }

  /// A predicted wait: the range that holds four of five.
  public record RangeView(long lowSeconds, long expectedSeconds, long highSeconds) {

    static @Nullable RangeView of(@Nullable PredictedWait predicted) {
      return predicted == null
          ? null
          : new RangeView(
              predicted.low().toSeconds(),
              predicted.expected().toSeconds(),
              predicted.high().toSeconds());
    }
  }

  /// A caller near the front of the line.
  public record PlaceView(
      String ticket,
      String caller,
      String language,
      Instant since,
      int position,
      boolean ringing) {}

  /// An agent.
  ///
  /// @param state null when nothing was heard of this agent
  /// @param label the call that the agent can label, or did, while talking and in wrap-up
  /// @param by the supervisor who put the agent into this state, or null
  /// @param skills as `es`, or `es:4` for less than the best
  /// @param skillsChanged whether an administrator gave others than the settings have
  /// @param session of two sign-ins the one that counts, or null when there were never two
  /// @param parties in the talk that the agent has; somebody who failed or left is shown until the
  ///   next change
  /// @param notice the last request about a talk that was not done, or null
  /// @param recording of the talk in progress, or null when it is not recorded
  /// @param talkSecondsToday the length of the talks that ended today, holds included
  /// @param gone whether there is no such agent any more
  public record AgentView(
      String agent,
      String name,
      String pool,
      List<String> skills,
      @Nullable AgentState state,
      @Nullable Instant since,
      boolean phoneReachable,
      String reason,
      @Nullable CallView call,
      @Nullable LabelView label,
      int servedToday,
      @Nullable String by,
      @Nullable String session,
      List<PartyView> parties,
      @Nullable NoticeView notice,
      boolean skillsChanged,
      @Nullable RecordingState recording,
      long talkSecondsToday,
      boolean gone) {

    /// The same without supervisors in the talk, for agents who are not to see them.
    public AgentView withoutSupervisors() {
      return new AgentView(
          agent,
          name,
          pool,
          skills,
          state,
          since,
          phoneReachable,
          reason,
          call,
          label,
          servedToday,
          by,
          session,
          parties.stream().filter(party -> !party.kind().isSupervisor()).toList(),
          notice,
          skillsChanged,
          recording,
          talkSecondsToday,
          gone);
    }
  }

  /// Somebody in an agent's talk beside the caller, or on the way there.
  ///
  /// @param name a colleague, a number's name, a language, or a supervisor's account
  /// @param why why it failed; empty otherwise
  public record PartyView(
      String party, PartyKind kind, String name, PartyState state, Instant since, String why) {}

  /// What an agent asked for about a talk was not done.
  public record NoticeView(Instant at, String why) {}

  /// The call that an agent talks or just talked to.
  ///
  /// @param caller masked
  /// @param said what the agent called it, or null as long as the agent did not
  public record LabelView(String caller, @Nullable CallLabel said) {}

  /// Whom an agent rings for or talks to.
  ///
  /// @param caller masked, or `unknown` when the call's arrival was not heard
  /// @param why why this caller came now
  /// @param needs the skills that the caller needs, without the language
  /// @param story what happened to the place before, the eldest first
  /// @param judged what the defence thinks of the call; null when it said nothing
  public record CallView(
      String ticket,
      String caller,
      String language,
      String queue,
      long waitedSeconds,
      Instant offeredAt,
      String why,
      List<String> needs,
      List<EpisodeView> story,
      @Nullable JudgedView judged) {}

  /// Something that happened to a caller's place; see [TicketEpisode].
  public record EpisodeView(Instant at, TicketEpisode.Kind kind, String detail) {}

  /// What the defence thinks of a call, by its latest verdict.
  ///
  /// @param machineOdds the natural logarithm of P(machine) / P(person), or 0 when unsaid
  /// @param reasons the weightiest, in words
  public record JudgedView(Verdict verdict, double machineOdds, List<String> reasons) {}

  /// A verdict.
  ///
  /// @param number counts verdicts since this process started
  /// @param machineOdds the natural logarithm of P(machine) / P(person), or 0 when unsaid
  /// @param campaign the id of the campaign it seems to belong to, or null
  /// @param label what the agent who took the call said of it, or null
  /// @param standing what people decided about the caller's number, or null
  /// @param nameable whether the caller showed a number about which something can be decided
  public record VerdictView(
      long number,
      Instant at,
      String call,
      String line,
      Stage stage,
      Verdict verdict,
      Verdict wouldBe,
      double score,
      Mode mode,
      String caller,
      List<ReasonView> reasons,
      double machineOdds,
      @Nullable String campaign,
      @Nullable CallLabel label,
      @Nullable Standing standing,
      boolean nameable) {}

  /// What people decided about a number on the board.
  public enum Standing {
    ALLOWED,
    BLOCKED,
    /// What was held against it is forgotten.
    RELEASED
  }

  /// A reason of a verdict.
  public record ReasonView(
      String signalClass, String name, double weight, boolean certain, String detail) {}

  /// The verdicts of one minute: one per call on arrival, and one more when the questions changed
  /// it.
  public record MinuteView(Instant minute, Map<Verdict, Integer> verdicts, int failedOpen) {}

  /// The sums of a day in the site's time zone.
  ///
  /// @param since from when on this was counted: midnight, or later when the history is shorter
  /// @param verdicts on arrival
  /// @param refusedAfterQuestions calls that the questions or the challenge gave away
  /// @param refusedAtDoor attempts that Asterisk refused by itself; they are in none of the others
  /// @param letGo answered calls from which nothing came
  /// @param meanServedWaitSeconds over the served, or null when none was
  /// @param told served callers who had been told a range
  /// @param toldRight those of them who were served within it
  public record TotalsView(
      LocalDate day,
      Instant since,
      int attempts,
      Map<Verdict, Integer> verdicts,
      int refusedAfterQuestions,
      int letGo,
      long refusedAtDoor,
      ChallengesView challenges,
      int failedOpen,
      int served,
      int abandoned,
      @Nullable Long meanServedWaitSeconds,
      int told,
      int toldRight) {}

  /// How callers did who were asked to key a few digits.
  ///
  /// @param asked more than the other three together while some still key, or hung up
  public record ChallengesView(int asked, int passed, int failed, int silent) {}
}
