package org.ringfence.simulator.replay;

import org.jspecify.annotations.Nullable;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.results.AttemptResult.Range;

/// What one attempt was like for the caller, by SIP and by ear. Times are the ticker's nanoseconds,
/// 0 for never.
final class AttemptStory {

  /// How it ended, before anybody asks what the platform made of it.
  enum End {
    REJECTED,
    BUSY,
    CLOSED,
    /// The talk took place.
    TALKED,
    GAVE_UP_IN_QUESTIONS,
    GAVE_UP_IN_LINE,
    /// The platform hung up in the questions: it had said what it had to say.
    ANNOUNCED,
    /// The platform hung up in line, or could not be reached.
    LOST,
    /// The run ended first.
    CUT_OFF
  }

  final CallerPlan plan;
  final int attempt;

  /// The display name of its INVITE.
  final String name;

  final long dialedNanos;
  long joinedNanos;
  long talkNanos;
  long overNanos;
  int agent = -1;
  @Nullable Range announced;
  @Nullable End end;

  AttemptStory(CallerPlan plan, int attempt, String name, long dialedNanos) {
    this.plan = plan;
    this.attempt = attempt;
    this.name = name;
    this.dialedNanos = dialedNanos;
  }
}
