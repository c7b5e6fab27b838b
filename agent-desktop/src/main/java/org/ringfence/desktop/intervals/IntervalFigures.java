package org.ringfence.desktop.intervals;

import org.jspecify.annotations.Nullable;

/// What a report shows of some time. A ratio without a denominator is null, not zero.
///
/// @param serviceLevelAnswered answered within T / answered
/// @param serviceLevelOffered answered within T / (offered - short abandons - callbacks)
/// @param asaSeconds average speed of answer: mean wait of the answered
/// @param ahtSeconds average handling time: talk (holds included) plus wrap-up, a completed talk
/// @param talkSeconds mean talk without holds
/// @param holdSeconds mean hold
/// @param wrapUpSeconds mean wrap-up
/// @param occupancy handling / (handling + available) of the pool's agents, 0 to 1
/// @param abandonedShare abandoned / offered
public record IntervalFigures(
    long offered,
    long answered,
    long answeredInTime,
    long abandoned,
    long abandonedShort,
    long callbacks,
    @Nullable Double abandonedShare,
    @Nullable Double serviceLevelAnswered,
    @Nullable Double serviceLevelOffered,
    @Nullable Double asaSeconds,
    @Nullable Double ahtSeconds,
    @Nullable Double talkSeconds,
    @Nullable Double holdSeconds,
    @Nullable Double wrapUpSeconds,
    double longestWaitSeconds,
    @Nullable Double occupancy) {

  private static final long MILLIS = 1000;

  public static IntervalFigures of(IntervalSums sums, AgentTime agents) {
    long completed = sums.completed() * MILLIS;
    return new IntervalFigures(
        sums.offered(),
        sums.answered(),
        sums.answeredInTime(),
        sums.abandoned(),
        sums.abandonedShort(),
        sums.callbacks(),
        ratio(sums.abandoned(), sums.offered()),
        ratio(sums.answeredInTime(), sums.answered()),
        ratio(sums.answeredInTime(), sums.offered() - sums.abandonedShort() - sums.callbacks()),
        ratio(sums.answerWaitMillis(), sums.answered() * MILLIS),
        ratio(sums.talkMillis() + sums.wrapUpMillis(), completed),
        ratio(sums.talkMillis() - sums.holdMillis(), completed),
        ratio(sums.holdMillis(), completed),
        ratio(sums.wrapUpMillis(), completed),
        (double) sums.longestWaitMillis() / MILLIS,
        ratio(agents.handlingMillis(), agents.handlingMillis() + agents.availableMillis()));
  }

  private static @Nullable Double ratio(long part, long whole) {
    return whole > 0 ? (double) part / (double) whole : null;
  }
}
