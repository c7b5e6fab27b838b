package org.ringfence.queue.prediction;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.PredictedWait;
import org.ringfence.events.ToldWaits;
import org.ringfence.queue.prediction.WaitReckoner.Reckoned;

/// What one pool of agents has taught about waiting: how long a caller takes up an agent, how soon
/// callers give up, how fast the line moves, how far all that is from the truth.
///
/// It is not an average of past waits, which tells of the line as it was and not as it is. All
/// observations are forgotten exponentially. Time is what it is told; see [#advance].
public final class WaitModel {

  /// Open talks and open waits are looked at at most so often, for there may be many.
  private static final double REFRESH_SECONDS = 1;

  private static final double MAX_LOOKED_AT_PER_SECOND = 1_000;

  /// Time passes in steps of at least this, for forgetting costs the same however short they are.
  private static final double STEP_SECONDS = 0.5;

  /// Whoever was offered to an agent later than this after joining had to wait.
  private static final double AT_ONCE_SECONDS = 0.5;

  /// The memory of how many agents are usually on duty, in callers.
  private static final double USUAL_CALLERS = 2_000;

  /// Queues that are followed one by one; further ones are taken together.
  private static final int MAX_QUEUES = 100;

  private final PredictionRules rules;
  private final HandlingTimes handlings;
  private final Patience patience;
  private final WorkByClass work = new WorkByClass();
  private final Pace pace = new Pace();
  private final RecentlyDone done = new RecentlyDone();
  private final WaitReckoner reckoner = new WaitReckoner();
  private final TreeMap<String, QueueTraits> queues = new TreeMap<>();
  private OfferTimes offers = OfferTimes.NONE;
  private double usualAgents;
  private double usualFrom;
  private @Nullable Instant advancedTo;
  private @Nullable Instant refreshedAt;
  private double meanHandlingSeconds;

  public WaitModel(PredictionRules rules) {
    this.rules = rules;
    this.handlings =
        new HandlingTimes(
            seconds(rules.priorHandling()), rules.priorHandlings(), seconds(rules.memory()));
    this.patience = new Patience(seconds(rules.priorPatience()), seconds(rules.memory()));
    this.meanHandlingSeconds = seconds(rules.priorHandling());
  }

  /// Tells the queues in which somebody waits for an agent at this moment.
  public interface Waiting {
    Collection<String> names();
  }

  /// Lets time pass, in which nobody joined or left.
  public void advance(Instant now, Waiting waitingQueues) {
    @Nullable Instant from = advancedTo;
    double passed = from == null ? 0 : seconds(Duration.between(from, now));
    if (from != null && passed < STEP_SECONDS) {
      return;
    }
    advancedTo = now;
    done.advance(now);
    if (from == null) {
      return;
    }
    double factor = StrictMath.pow(0.5, passed / seconds(rules.memory()));
    offers = offers.decayed(factor);
    handlings.decay(factor);
    patience.decay(factor);
    work.decay(factor);
    Collection<String> waiting = waitingQueues.names();
    if (!waiting.isEmpty()) {
      pace.waited(passed);
      waiting.forEach(name -> traits(name).pace().waited(passed));
    }
  }

  private QueueTraits traits(String queue) {
    boolean room = queues.size() < MAX_QUEUES || queues.containsKey(queue);
    return queues.computeIfAbsent(room ? queue : "", _ -> new QueueTraits());
  }

  /// Whether [#refresh] is due. It looks at every open talk, so the more agents there are the less
  /// often it is: at most one talk is looked at per millisecond of time.
  public boolean isStale(Instant now, int agents) {
    @Nullable Instant before = refreshedAt;
    return before == null
        || seconds(Duration.between(before, now))
            >= Math.max(REFRESH_SECONDS, agents / MAX_LOOKED_AT_PER_SECOND);
  }

  /// Takes the talks and waits into account that are open at this moment.
  public void refresh(Instant now, List<Double> openAgesSeconds, CallersAhead waiting) {
    refreshedAt = now;
    meanHandlingSeconds = handlings.meanSeconds(openAgesSeconds);
    patience.refresh(waiting);
  }

  /// An agent is done with a caller.
  public void handled(Duration handling, PatienceClass kind) {
    double taken = Math.max(0, seconds(handling));
    handlings.ended(taken);
    work.handled(kind, taken);
  }

  /// An agent was kept from work by an offer that came to nothing.
  public void wasted(Duration time) {
    offers = offers.wasted(Math.max(0, seconds(time)));
  }

  /// An agent picked up so long after the offer.
  public void pickedUp(Duration delay) {
    offers = offers.pickedUp(Math.max(0, seconds(delay)));
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

  /// Nothing more will be learned from a ticket: it ended, or its caller waits on without a call.
  public void forget(String ticket) {
    reckoner.forget(ticket);
  }

  /// A caller joined who stands so, and from whom is to be learned.
  ///
  /// @return what [#predict] says
  public @Nullable PredictedWait joined(String ticket, Standing standing, Instant now) {
    reckoner.meet(standing.place().queue());
    if (standing.agents() == 0 || standing.served()) {
      return predict(standing, now);
    }
    usualFrom = Math.min(USUAL_CALLERS, usualFrom + 1);
    usualAgents += (standing.agents() - usualAgents) / usualFrom;
    Reckoned reckoned = reckoned(standing, now);
    reckoner.follow(ticket, reckoned, now);
    return reckoned.told();
  }

  /// A caller reached an agent for the first time.
  ///
  /// @param waited from joining until the offer that the agent took
  /// @param creditSeconds how much earlier than joined the caller stood
  /// @param told what the caller was told first, counted as `took` is
  /// @param took from reaching the line to the agent
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
    reckoner.served(ticket, now);
  }

  /// An agent talks to a caller of this queue who was called back.
  public void calledBack(String queue) {
    pace.started();
    traits(queue).pace().started();
  }

  /// How well the callers of a queue were told their wait; null before one was served.
  public @Nullable ToldWaits toldWaits(String queue) {
    @Nullable QueueTraits traits = queues.get(queue);
    return traits == null ? null : traits.toldWaits();
  }

  /// The predicted wait, or null when nobody is on duty: then it cannot be said.
  public @Nullable PredictedWait predict(Standing standing, Instant now) {
    if (standing.agents() == 0) {
      return null;
    }
    return standing.served()
        ? WaitReckoner.free(offers.meanPickupSeconds())
        : reckoned(standing, now).told();
  }

  private Reckoned reckoned(Standing standing, Instant now) {

    WaitReckoner.Known known =
        new WaitReckoner.Known(
            secondsPerCaller(),
            handlings.weight(),
            offers.meanPickupSeconds(),
            patience,
            work,
            pace,
            done,
            usualAgents);
    @Nullable QueueTraits traits = queues.get(standing.place().queue());
    return reckoner.reckon(standing, known, traits == null ? new QueueTraits() : traits, now);
  }

  /// Agent time for one caller served, time wasted on missed offers included.
  public double secondsPerCaller() {
    return meanHandlingSeconds + offers.wastedSeconds() / handlings.weight();
  }

  /// How likely a waiting caller gives up, per second: hang-ups by time waited.
  public double abandonHazard() {
    return patience.meanHazard();
  }

  /// Which of the competing predictions is told at this moment.
  WaitLearner.Choice choice() {
    return reckoner.choice();
  }

  public SavedWaits save() {
    List<QueueTraits.Saved> savedQueues = new ArrayList<>();
    queues.forEach((name, traits) -> savedQueues.add(traits.save(name)));
    return new SavedWaits(
        handlings.endings(),
        handlings.exposureSeconds(),
        offers,
        advancedTo,
        refreshedAt,
        meanHandlingSeconds,
        new SavedWaits.Learned(
            patience.save(),
            work.save(),
            pace.save(),
            done.save(),
            reckoner.save(),
            savedQueues,
            usualAgents,
            usualFrom));
  }

  public void restore(SavedWaits saved) {
    handlings.restore(saved.endings(), saved.exposureSeconds());
    offers = saved.counts();
    advancedTo = saved.advancedTo();
    refreshedAt = saved.refreshedAt();
    meanHandlingSeconds = saved.meanHandlingSeconds();
    SavedWaits.@Nullable Learned learned = saved.learned();
    if (learned == null) {
      return;
    }
    patience.restore(learned.patience());
    work.restore(learned.work());
    pace.restore(learned.pace());
    @Nullable Instant at = advancedTo;
    done.restore(learned.done(), at == null ? Instant.EPOCH : at);
    reckoner.restore(learned.reckoner());
    learned.queues().forEach(one -> queues.put(one.queue(), QueueTraits.restored(one)));
    usualAgents = learned.usualAgents();
    usualFrom = learned.usualFrom();
  }

  static double seconds(Duration duration) {
    return duration.toSeconds() + duration.toNanosPart() / 1e9;
  }
}
