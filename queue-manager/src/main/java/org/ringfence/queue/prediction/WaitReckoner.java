package org.ringfence.queue.prediction;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.PredictedWait;

/// Makes a prediction of what is known at a moment, and learns from how it came true.
final class WaitReckoner {

  /// The pace is believed to be what the agents on duty can do, until so many callers showed it.
  private static final double PRIOR_STARTS = 2;

  /// The horizon of [Pace] by which the formula is reckoned.
  private static final int MIDDLE = 1;

  /// Longer waits than this are not told; it keeps every figure finite.
  private static final double MAX_SECONDS = Duration.ofDays(7).toSeconds();

  private final WaitFeatures features = new WaitFeatures();
  private final WaitLearner learner = new WaitLearner();
  private final RangeTracker ranges = new RangeTracker();

  /// What is known of the pool.
  ///
  /// @param handlingSeconds agent time for one caller
  /// @param handlings how many callers that was learned from
  /// @param usualAgents how many are on duty on average when somebody has to wait
  record Known(
      double handlingSeconds,
      double handlings,
      double pickupSeconds,
      Patience patience,
      WorkByClass work,
      Pace pace,
      RecentlyDone done,
      double usualAgents) {}

  /// What [WaitFeatures] made; boxed for the few callers only who are followed.
  private static final class Numbers {
    final double[] values;

    Numbers(double[] values) {
      this.values = values;
    }
  }

  /// A prediction with all that it was made from.
  ///
  /// All seconds are those of [StaffOutlook]'s steady staff; what is told is by the clock.
  ///
  /// @param told null when it cannot be said
  /// @param saidSeconds the one of the candidates that was told
  record Reckoned(
      @Nullable PredictedWait told,
      Numbers numbers,
      WaitLearner.Candidates candidates,
      double saidSeconds,
      RangeTracker.Range range,
      double handlingSeconds,
      StaffOutlook outlook) {}

  Reckoned reckon(Standing standing, Known known, QueueTraits queue, Instant now) {
    double rate = standing.agents() / known.handlingSeconds;
    WaitFormula.Moments formula = moments(standing, known, rate);
    double structural = formula.meanSeconds() + known.pickupSeconds;
    double byPace =
        moments(standing, known, known.pace.rate(MIDDLE, rate, PRIOR_STARTS)).meanSeconds()
            + known.pickupSeconds;
    int hour = now.atOffset(ZoneOffset.UTC).getHour();
    double[] numbers = features.of(standing, known, queue, hour, structural, byPace);
    WaitLearner.Candidates candidates =
        new WaitLearner.Candidates(
            structural,
            byPace,
            learner.learned(numbers, known.handlingSeconds, structural, byPace));
    double mean = candidates.of(learner.choice());
    // The rate is itself an estimate, from so many callers: its relative variance is 1 / callers.
    double relative =
        formula.variance() / (formula.meanSeconds() * formula.meanSeconds()) + 1 / known.handlings;
    RangeTracker.Range range =
        ranges.range(mean, relative, known.handlingSeconds, standing.queued(), hour);
    return new Reckoned(
        toldByShifts(mean, range, standing.outlook()),
        new Numbers(numbers),
        candidates,
        mean,
        range,
        known.handlingSeconds,
        standing.outlook());
  }

  /// Null when the wait, or the end of its range, would only come when nobody is there.
  private static @Nullable PredictedWait toldByShifts(
      double mean, RangeTracker.Range range, StaffOutlook outlook) {
    double high = outlook.clockSeconds(Math.max(mean, range.highSeconds()));
    if (Double.isInfinite(high)) {
      return null;
    }
    double low = outlook.clockSeconds(Math.max(0, Math.min(mean, range.lowSeconds())));
    return told(outlook.clockSeconds(mean), low, high);
  }

  /// Of a caller for whom somebody is free: it takes only the picking up, which is about
  /// exponential.
  static PredictedWait free(double pickupSeconds) {
    double variance = pickupSeconds * pickupSeconds;
    return told(
        pickupSeconds,
        WaitFormula.gammaPoint(pickupSeconds, variance, -WaitFormula.Z90),
        WaitFormula.gammaPoint(pickupSeconds, variance, WaitFormula.Z90));
  }

  private static WaitFormula.Moments moments(Standing standing, Known known, double rate) {
    return WorkAhead.moments(standing.ahead(), standing.free(), rate, known.patience, known.work);
  }

  private static PredictedWait told(double mean, double low, double high) {
    double expected = Math.min(mean, MAX_SECONDS);
    return new PredictedWait(
        duration(Math.min(low, expected)),
        duration(expected),
        duration(Math.min(Math.max(high, expected), MAX_SECONDS)));
  }

  private static Duration duration(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  /// A caller of this queue joined.
  void meet(String queue) {
    features.meet(queue);
  }

  /// Which of the predictions is told at this moment.
  WaitLearner.Choice choice() {
    return learner.choice();
  }

  /// Will hold a prediction against the wait.
  void follow(String ticket, Reckoned reckoned, Instant now) {
    if (!learner.hasRoom()) {
      return;
    }
    learner.follow(
        ticket,
        new WaitLearner.Told(
            now,
            AgeTable.boxed(reckoned.numbers.values),
            reckoned.candidates,
            reckoned.saidSeconds,
            reckoned.range,
            reckoned.handlingSeconds,
            reckoned.outlook.equals(StaffOutlook.STEADY) ? null : reckoned.outlook));
  }

  void forget(String ticket) {
    learner.forget(ticket);
  }

  /// An agent took a caller.
  ///
  /// @param standsFor see [WaitLearner#served]
  void served(String ticket, Instant now, double standsFor) {
    WaitLearner.@Nullable Told told = learner.served(ticket, now, standsFor);
    if (told != null) {
      ranges.ended(
          told.range(), told.saidSeconds(), told.waitedSeconds(now), told.handlingSeconds());
    }
  }

  /// The whole state.
  record Saved(List<String> slots, WaitLearner.Saved learner, RangeTracker.Saved ranges) {}

  Saved save() {
    return new Saved(features.slots(), learner.save(), ranges.save());
  }

  void restore(Saved saved) {
    features.restore(saved.slots);
    learner.restore(saved.learner);
    ranges.restore(saved.ranges);
  }
}
