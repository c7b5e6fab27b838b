package org.ringfence.desktop.board;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentState;
import org.ringfence.events.Mode;
import org.ringfence.events.PredictedWait;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

/// The items of the board as the API shows them; the names of their components are the names of the
/// JSON fields. Callers' numbers are masked, texts are bounded.
public final class BoardViews {

  private BoardViews() {}

  /// A protected line.
  ///
  /// @param number the line's own public number, the only number that is shown whole
  /// @param mode null until the detector said something
  /// @param since when the mode changed, or null when it was not seen changing
  public record LineView(
      String line,
      String number,
      @Nullable Mode mode,
      @Nullable Instant since,
      String why,
      @Nullable Instant lastFailedOpen) {}

  /// How a queue stands.
  ///
  /// @param at when this was reported, or null when it never was
  /// @param agents of the queue's pool, by state
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
      List<PlaceView> front) {}

  /// A predicted wait: the central 80 %.
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
      int servedToday) {}

  /// Whom an agent rings for or talks to.
  ///
  /// @param caller masked, or `unknown` when the call's arrival was not heard
  /// @param why why this caller came now
  public record CallView(
      String ticket,
      String caller,
      String language,
      String queue,
      long waitedSeconds,
      Instant offeredAt,
      String why) {}

  /// A verdict.
  ///
  /// @param number counts verdicts since this process started
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
      List<ReasonView> reasons) {}

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
  /// @param refusedAfterQuestions calls that the questions gave away
  /// @param meanServedWaitSeconds over the served, or null when none was
  /// @param told served callers who had been told a range
  /// @param toldRight those of them who were served within it
  public record TotalsView(
      LocalDate day,
      Instant since,
      int attempts,
      Map<Verdict, Integer> verdicts,
      int refusedAfterQuestions,
      int failedOpen,
      int served,
      int abandoned,
      @Nullable Long meanServedWaitSeconds,
      int told,
      int toldRight) {}
}
