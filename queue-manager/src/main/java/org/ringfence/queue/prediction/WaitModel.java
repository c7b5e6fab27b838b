package org.ringfence.queue.prediction;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.PredictedWait;

/// What one pool of agents has taught about waiting: how long a caller takes up an agent, how soon
/// callers give up, how long it takes an agent to pick up, how far all that is from the truth.
///
/// It is not an average of past waits, which tells of the line as it was and not as it is. All
/// observations are forgotten exponentially. Time is what it is told; see [#advance].
public final class WaitModel {

  /// Open talks and open waits are looked at at most so often, for there may be many.
  private static final double REFRESH_SECONDS = 1;

  /// Time passes in steps of at least this, for forgetting costs the same however short they are.
  private static final double STEP_SECONDS = 0.5;

  /// From ringing to hearing each other, before anything was observed.
  private static final double PRIOR_PICKUP_SECONDS = 5;

  private static final double PRIOR_PICKUPS = 5;

  /// The pace is believed to be what the agents on duty can do, until so many callers showed it.
  private static final double PRIOR_STARTS = 2;

  /// Whoever was offered to an agent later than this after joining had to wait.
  private static final double AT_ONCE_SECONDS = 0.5;

  /// The memory of how many agents are usually on duty, in callers.
  private static final double USUAL_CALLERS = 2_000;

  /// Queues that are followed one by one; further ones are taken together.
  private static final int MAX_QUEUES = 100;

  /// Longer waits than this are not told; it keeps every figure finite.
  private static final double MAX_SECONDS = Duration.ofDays(7).toSeconds();

  private final PredictionRules rules;
  private final HandlingTimes handlings;
  private final Patience patience;
  private final Pace pace = new Pace();
  private final RecentlyDone done = new RecentlyDone();
  private final WaitFeatures features = new WaitFeatures();
  private final WaitLearner learner = new WaitLearner();
  private final RangeTracker ranges = new RangeTracker();
  private final TreeMap<String, QueueTraits> queues = new TreeMap<>();
  private Counts counts = Counts.NONE;
  private double usualAgents;
  private double usualFrom;
  private @Nullable Instant advancedTo;
  private @Nullable Instant refreshedAt;
  private double meanHandlingSeconds;

  /// The last one, for who was told it may be followed next.
  private @Nullable Reckoned last;

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
  ///
  /// @param learned absent in states of earlier releases
  public record Saved(
      List<Double> endings,
      List<Double> exposureSeconds,
      Counts counts,
      @Nullable Instant advancedTo,
      @Nullable Instant refreshedAt,
      double meanHandlingSeconds,
      @Nullable Learned learned) {
    public Saved {
      endings = List.copyOf(endings);
      exposureSeconds = List.copyOf(exposureSeconds);
    }
  }

  /// What was learned beyond handling times and counts.
  public record Learned(
      Patience.Saved patience,
      Pace.Saved pace,
      Map<String, Instant> done,
      List<String> slots,
      WaitLearner.Saved learner,
      RangeTracker.Saved ranges,
      List<QueueTraits.Saved> queues,
      double usualAgents,
      double usualFrom) {}

  /// A prediction with all that it was made from.
  private record Reckoned(
      Standing standing,
      PredictedWait told,
      double[] numbers,
      double[] candidates,
      double saidSeconds,
      RangeTracker.Range range) {}

  public WaitModel(PredictionRules rules) {
    this.rules = rules;
    this.handlings =
        new HandlingTimes(
            seconds(rules.priorHandling()), rules.priorHandlings(), seconds(rules.memory()));
    this.patience = new Patience(seconds(rules.priorPatience()), seconds(rules.memory()));
    this.meanHandlingSeconds = seconds(rules.priorHandling());
  }

  /// Lets time pass.
  ///
  /// @param waitingQueues the queues in which somebody waited for an agent
  public void advance(Instant now, Waiting waitingQueues) {
    @Nullable Instant from = advancedTo;
    if (from == null) {
      advancedTo = now;
      done.advance(now);
      return;
    }
    double passed = seconds(Duration.between(from, now));
    if (passed < STEP_SECONDS) {
      return;
    }
    advancedTo = now;
    done.advance(now);
    double factor = StrictMath.pow(0.5, passed / seconds(rules.memory()));
    counts = counts.decayed(factor);
    handlings.decay(factor);
    patience.decay(factor);
    Collection<String> waiting = waitingQueues.names();
    if (!waiting.isEmpty()) {
      pace.waited(passed);
      waiting.forEach(name -> traits(name).pace().waited(passed));
    }
  }

  /// Tells the queues in which somebody waits for an agent at this moment.
  public interface Waiting {
    Collection<String> names();
  }

  private QueueTraits traits(String queue) {
    boolean room = queues.size() < MAX_QUEUES || queues.containsKey(queue);
    return queues.computeIfAbsent(room ? queue : "", _ -> new QueueTraits());
  }

  /// Whether [#refresh] is due.
  public boolean isStale(Instant now) {
    @Nullable Instant last = refreshedAt;
    return last == null || seconds(Duration.between(last, now)) >= REFRESH_SECONDS;
  }

  /// Takes the talks and waits into account that are open at this moment.
  public void refresh(Instant now, List<Double> openAgesSeconds, CallersAhead waiting) {
    refreshedAt = now;
    meanHandlingSeconds = handlings.meanSeconds(openAgesSeconds);
    patience.refresh(waiting);
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

  /// An agent's talk began.
  public void talkBegan(String agent) {
    done.began(agent);
  }

  /// An agent's talk is over.
  public void talkEnded(String agent) {
    done.ended(agent);
  }

  /// A caller left the line.
  ///
  /// @param waited in line
  public void left(PatienceClass kind, Duration waited, boolean hungUp) {
    patience.left(kind, Math.max(0, seconds(waited)), hungUp);
  }

  /// Nothing more will be heard of a ticket.
  public void forget(String ticket) {
    learner.forget(ticket);
  }

  /// A caller was told a wait at joining, who stands so.
  public void joined(String ticket, Standing standing, Instant now) {
    features.meet(standing.place().queue());
    if (standing.agents() == 0 || standing.served()) {
      return;
    }
    usualFrom = Math.min(USUAL_CALLERS, usualFrom + 1);
    usualAgents += (standing.agents() - usualAgents) / usualFrom;
    Reckoned reckoned = last != null && last.standing == standing ? last : reckoned(standing, now);
    learner.follow(
        ticket,
        new WaitLearner.Told(
            now,
            reckoned.numbers,
            reckoned.candidates,
            reckoned.saidSeconds,
            reckoned.range,
            secondsPerCaller()));
  }

  /// A caller reached an agent for the first time.
  ///
  /// @param waited from joining until the offer that the agent took
  /// @param creditSeconds how much earlier than joined the caller stood
  /// @param told what the caller was told first and how long it took, both from reaching the line
  public void reachedAgent(
      String ticket,
      String queue,
      Duration waited,
      double creditSeconds,
      @Nullable PredictedWait told,
      Duration took,
      Instant now) {
    QueueTraits traits = traits(queue);
    if (seconds(waited) >= AT_ONCE_SECONDS) {
      pace.started();
      traits.pace().started();
    }
    traits.served(seconds(waited) + creditSeconds);
    if (told != null) {
      boolean inside = took.compareTo(told.low()) >= 0 && took.compareTo(told.high()) <= 0;
      traits.judged(inside, Math.abs(seconds(took) - seconds(told.expected())));
    }
    WaitLearner.@Nullable Told followed = learner.served(ticket, now);
    if (followed != null) {
      ranges.ended(
          followed.range(),
          followed.saidSeconds(),
          seconds(Duration.between(followed.at(), now)),
          followed.handlingSeconds());
    }
  }

  /// The predicted wait, or null when nobody is on duty: then it cannot be said.
  public @Nullable PredictedWait predict(Standing standing, Instant now) {
    if (standing.agents() == 0) {
      return null;
    }
    if (standing.served()) {
      // Somebody is free: it takes only the picking up, which is about exponential.
      double pickup = pickupSeconds();
      return told(
          pickup,
          WaitFormula.gammaPoint(pickup, pickup * pickup, -WaitFormula.Z90),
          WaitFormula.gammaPoint(pickup, pickup * pickup, WaitFormula.Z90));
    }
    last = reckoned(standing, now);
    return last.told;
  }

  private Reckoned reckoned(Standing standing, Instant now) {
    double pickup = pickupSeconds();
    double perCaller = secondsPerCaller();
    double rate = standing.agents() / perCaller;
    WaitFormula.Moments formula = moments(standing, rate);
    double byPace = moments(standing, pace.rate(1, rate, PRIOR_STARTS)).meanSeconds();
    QueueTraits traits = queues.getOrDefault(standing.place().queue(), new QueueTraits());
    int hour = now.atOffset(ZoneOffset.UTC).getHour();
    double[] numbers =
        features.of(
            standing,
            new WaitFeatures.Moment(perCaller, usualAgents, hour, pace, done, traits),
            formula.meanSeconds(),
            byPace);
    double[] candidates = {
      formula.meanSeconds() + pickup,
      byPace + pickup,
      learner.learned(numbers, perCaller, formula.meanSeconds() + pickup, byPace + pickup)
    };
    double mean = candidates[learner.choice().ordinal()];
    // The rate is itself an estimate, from so many callers: its relative variance is 1 / weight.
    double square = formula.meanSeconds() * formula.meanSeconds();
    double relative = formula.variance() / square + 1 / handlings.weight();
    RangeTracker.Range range =
        ranges.range(mean, relative, perCaller, standing.queued(), hour);
    return new Reckoned(
        standing,
        told(mean, range.lowSeconds(), range.highSeconds()),
        numbers,
        candidates,
        mean,
        range);
  }

  private WaitFormula.Moments moments(Standing standing, double rate) {
    return WorkAhead.moments(
        standing.ahead(), standing.free(), rate, patience, WorkAhead.Work.EQUAL);
  }

  /// Agent time for one caller served, time wasted on missed offers included.
  public double secondsPerCaller() {
    return meanHandlingSeconds + counts.wastedSeconds() / handlings.weight();
  }

  /// How likely a waiting caller gives up, per second: hang-ups by time waited.
  public double abandonHazard() {
    return patience.meanHazard();
  }

  private double pickupSeconds() {
    return (counts.pickupSeconds() + PRIOR_PICKUPS * PRIOR_PICKUP_SECONDS)
        / (counts.pickups() + PRIOR_PICKUPS);
  }

  private static PredictedWait told(double mean, double low, double high) {
    double expected = Math.min(mean, MAX_SECONDS);
    return new PredictedWait(
        duration(Math.min(low, expected)),
        duration(expected),
        duration(Math.min(Math.max(high, expected), MAX_SECONDS)));
  }

  public Saved save() {
    List<QueueTraits.Saved> savedQueues = new ArrayList<>();
    queues.forEach((name, traits) -> savedQueues.add(traits.save(name)));
    return new Saved(
        handlings.endings(),
        handlings.exposureSeconds(),
        counts,
        advancedTo,
        refreshedAt,
        meanHandlingSeconds,
        new Learned(
            patience.save(),
            pace.save(),
            done.save(),
            features.slots(),
            learner.save(),
            ranges.save(),
            savedQueues,
            usualAgents,
            usualFrom));
  }

  public void restore(Saved saved) {
    handlings.restore(saved.endings(), saved.exposureSeconds());
    counts = saved.counts();
    advancedTo = saved.advancedTo();
    refreshedAt = saved.refreshedAt();
    meanHandlingSeconds = saved.meanHandlingSeconds();
    @Nullable Learned learned = saved.learned();
    if (learned == null) {
      return;
    }
    patience.restore(learned.patience);
    pace.restore(learned.pace);
    @Nullable Instant at = advancedTo;
    done.restore(learned.done, at == null ? Instant.EPOCH : at);
    features.restore(learned.slots);
    learner.restore(learned.learner);
    ranges.restore(learned.ranges);
    learned.queues.forEach(one -> queues.put(one.queue(), QueueTraits.restored(one)));
    usualAgents = learned.usualAgents;
    usualFrom = learned.usualFrom;
  }

  static double seconds(Duration duration) {
    return duration.toSeconds() + duration.toNanosPart() / 1e9;
  }

  private static Duration duration(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
