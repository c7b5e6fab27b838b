package org.ringfence.simulator.report;

import java.util.Locale;
import org.ringfence.simulator.results.Outcome;

/// What became of an attempt, in few enough groups to be told apart as layers of a chart; declared
/// from the bottom layer up.
enum OutcomeGroup {
  SERVED("reached an agent"),
  WAITING("still waiting at the end"),
  LEFT("gave up or left"),
  BUSY("heard a busy signal"),
  CLOSED("called before opening"),
  LET_GO("let go for silence"),
  CHALLENGE_FAILED("failed the challenge"),
  REJECTED("refused"),
  LOST("lost by us");

  private final String words;

  OutcomeGroup(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /// The name by which the page's style and charts know it.
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static OutcomeGroup of(Outcome outcome) {
    return switch (outcome) {
      case SERVED, CALLBACK_SERVED, DIVERTED_SERVED, SAFETY -> SERVED;
      case STILL_WAITING -> WAITING;
      case ABANDONED_QUEUE, ABANDONED_IVR, DIVERTED_ABANDONED, CALLBACK_FAILED, ANNOUNCED -> LEFT;
      case BUSY -> BUSY;
      case CLOSED -> CLOSED;
      case LET_GO -> LET_GO;
      case CHALLENGE_FAILED -> CHALLENGE_FAILED;
      case REJECTED -> REJECTED;
      case LOST -> LOST;
    };
  }
}
