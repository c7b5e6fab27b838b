package org.ringfence.queue.prediction;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.PredictedWait;

/// What one pool of agents has taught about waiting: how long a caller takes up an agent, how soon
/// callers give up, how long it takes an agent to pick up.
///
/// It is not an average of past waits, which tells of the line as it was and not as it is. All
/// observations are forgotten exponentially. Time is what it is told; see [#advance].
public final class WaitModel {

  /// The mean handling time is computed anew at most so often, for it looks at every open talk.
  private static final double REFRESH_SECONDS = 1;

  private static final double MAX_LOOKED_AT_PER_SECOND = 1_000;

  /// From ringing to hearing each other, before anything was observed.
  private static final double PRIOR_PICKUP_SECONDS = 5;

  private static final double PRIOR_PICKUPS = 5;

  /// The prior's patience is worth so many observed hang-ups.
  private static final double PRIOR_ABANDONMENTS = 1;

  /// Longer waits than this are not told; it keeps every figure finite.
  private static final double MAX_SECONDS = Duration.ofDays(7).toSeconds();

  private final PredictionRules rules;
  private final HandlingTimes handlings;
  private Counts counts = Counts.NONE;
  private @Nullable Instant advancedTo;
  private @Nullable Instant refreshedAt;
  private double meanHandlingSeconds;

  /// Sums that decay together.
  ///
  /// @param waitedSeconds time spent waiting by everybody, those who still wait included
  /// @param wastedSeconds agents' time on offers that came to nothing
  public record Counts(
      double abandonments,
      double waitedSeconds,
      double wastedSeconds,
      double pickups,
      double pickupSeconds) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    Counts decayed(double factor) {
      return new Counts(
          abandonments * factor,
          waitedSeconds * factor,
          wastedSeconds * factor,
          pickups * factor,
          pickupSeconds * factor);
    }

    Counts plus(
        double abandonedMore, double waited, double wasted, double pickedUpMore, double pickup) {
      return new Counts(
          abandonments + abandonedMore,
          waitedSeconds + waited,
          wastedSeconds + wasted,
          pickups + pickedUpMore,
          pickupSeconds + pickup);
    }
  }

  /// The whole state.
  public record Saved(
      List<Double> endings,
      List<Double> exposureSeconds,
      Counts counts,
      @Nullable Instant advancedTo,
      @Nullable Instant refreshedAt,
      double meanHandlingSeconds) {
    public Saved {
      endings = List.copyOf(endings);
      exposureSeconds = List.copyOf(exposureSeconds);
    }
  }

  public WaitModel(PredictionRules rules) {
    this.rules = rules;
    this.handlings =
        new HandlingTimes(
            seconds(rules.priorHandling()), rules.priorHandlings(), seconds(rules.memory()));
    this.meanHandlingSeconds = seconds(rules.priorHandling());
  }

  /// Lets time pass during which so many callers waited.
  public void advance(Instant now, int waiting) {
    @Nullable Instant from = advancedTo;
    if (from == null) {
      advancedTo = now;
      return;
    }
    double passed = seconds(Duration.between(from, now));
    if (passed <= 0) {
      return;
    }
    advancedTo = now;
    double factor = StrictMath.pow(0.5, passed / seconds(rules.memory()));
    counts = counts.decayed(factor).plus(0, waiting * passed, 0, 0, 0);
    handlings.decay(factor);
  }

  /// Whether [#refresh] is due. It looks at every open talk, so the more agents there are the less
  /// often it is: at most one talk is looked at per millisecond of time.
  public boolean isStale(Instant now, int agents) {
    @Nullable Instant last = refreshedAt;
    return last == null
        || seconds(Duration.between(last, now))
            >= Math.max(REFRESH_SECONDS, agents / MAX_LOOKED_AT_PER_SECOND);
  }

  /// Takes the talks into account that are open at this moment.
  public void refresh(Instant now, List<Double> openAgesSeconds) {
    refreshedAt = now;
    meanHandlingSeconds = handlings.meanSeconds(openAgesSeconds);
  }

  /// An agent is done with a caller.
  public void handled(Duration handling) {
    handlings.ended(Math.max(0, seconds(handling)));
  }

  /// An agent was kept from work by an offer that came to nothing.
  public void wasted(Duration time) {
    counts = counts.plus(0, 0, Math.max(0, seconds(time)), 0, 0);
  }

  /// An agent picked up so long after the offer.
  public void pickedUp(Duration delay) {
    counts = counts.plus(0, 0, 0, 1, Math.max(0, seconds(delay)));
  }

  /// A caller gave up waiting.
  public void abandoned() {
    counts = counts.plus(1, 0, 0, 0, 0);
  }

  /// The predicted wait, or null when nobody is on duty: then it cannot be said.
  public @Nullable PredictedWait predict(Standing standing) {
    if (standing.agents() == 0) {
      return null;
    }
    double pickup = pickupSeconds();
    if (standing.free() > standing.ahead()) {
      // Somebody is free: it takes only the picking up, which is about exponential.
      return range(pickup, pickup * pickup, 0);
    }
    double ahead = standing.ahead() - standing.free();
    double perCaller = secondsPerCaller();
    WaitFormula.Moments moments =
        WaitFormula.moments(ahead, standing.agents() / perCaller, abandonHazard());
    // The rate is itself an estimate, from so many callers: its relative variance is 1 / weight.
    double doubt = moments.meanSeconds() * moments.meanSeconds() / handlings.weight();
    return range(moments.meanSeconds(), moments.variance() + doubt, pickup);
  }

  /// Agent time for one caller served, time wasted on missed offers included.
  public double secondsPerCaller() {
    return meanHandlingSeconds + counts.wastedSeconds() / handlings.weight();
  }

  /// How likely a waiting caller gives up, per second: hang-ups by time waited.
  public double abandonHazard() {
    return (counts.abandonments() + PRIOR_ABANDONMENTS)
        / (counts.waitedSeconds() + PRIOR_ABANDONMENTS * seconds(rules.priorPatience()));
  }

  private double pickupSeconds() {
    return (counts.pickupSeconds() + PRIOR_PICKUPS * PRIOR_PICKUP_SECONDS)
        / (counts.pickups() + PRIOR_PICKUPS);
  }

  private static PredictedWait range(double mean, double variance, double shift) {
    double expected = Math.min(mean + shift, MAX_SECONDS);
    double low = WaitFormula.gammaPoint(mean, variance, false) + shift;
    double high = WaitFormula.gammaPoint(mean, variance, true) + shift;
    return new PredictedWait(
        duration(Math.min(low, expected)),
        duration(expected),
        duration(Math.min(Math.max(high, expected), MAX_SECONDS)));
  }

  public Saved save() {
    return new Saved(
        handlings.endings(),
        handlings.exposureSeconds(),
        counts,
        advancedTo,
        refreshedAt,
        meanHandlingSeconds);
  }

  public void restore(Saved saved) {
    handlings.restore(saved.endings(), saved.exposureSeconds());
    counts = saved.counts();
    advancedTo = saved.advancedTo();
    refreshedAt = saved.refreshedAt();
    meanHandlingSeconds = saved.meanHandlingSeconds();
  }

  private static double seconds(Duration duration) {
    return duration.toSeconds() + duration.toNanosPart() / 1e9;
  }

  private static Duration duration(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
