package org.ringfence.desktop.intervals;

/// Sums over the tickets that were offered in some time. They can be added; what is worked out from
/// them stands in [IntervalFigures].
///
/// @param offered tickets placed in line
/// @param answered of these, those who reached an agent
/// @param answeredInTime of these, those who waited at most [IntervalRules#answerWithin]
/// @param abandoned those who left without ever reaching an agent
/// @param abandonedShort of these, those who waited less than [IntervalRules#shortAbandon]
/// @param callbacks those who are called back; they are offered, and their talks are completed, but
///   they are neither answered nor abandoned, and no wait is theirs
/// @param completed tickets that had a talk and are over
/// @param answerWaitMillis waits of the answered
/// @param allWaitMillis waits of the answered and the abandoned
/// @param longestWaitMillis the longest of these
/// @param talkMillis talks of the completed, holds included
/// @param holdMillis of these, time on hold
/// @param wrapUpMillis agents' work after these talks
public record IntervalSums(
    long offered,
    long answered,
    long answeredInTime,
    long abandoned,
    long abandonedShort,
    long callbacks,
    long completed,
    long answerWaitMillis,
    long allWaitMillis,
    long longestWaitMillis,
    long talkMillis,
    long holdMillis,
    long wrapUpMillis) {

  public static final IntervalSums NONE = new IntervalSums(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  public IntervalSums plus(IntervalSums other) {
    return new IntervalSums(
        offered + other.offered,
        answered + other.answered,
        answeredInTime + other.answeredInTime,
        abandoned + other.abandoned,
        abandonedShort + other.abandonedShort,
        callbacks + other.callbacks,
        completed + other.completed,
        answerWaitMillis + other.answerWaitMillis,
        allWaitMillis + other.allWaitMillis,
        Math.max(longestWaitMillis, other.longestWaitMillis),
        talkMillis + other.talkMillis,
        holdMillis + other.holdMillis,
        wrapUpMillis + other.wrapUpMillis);
  }
}
