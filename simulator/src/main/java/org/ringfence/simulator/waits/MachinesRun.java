package org.ringfence.simulator.waits;

import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.PredictedWait;
import org.ringfence.queue.prediction.PredictionRules;
import org.ringfence.simulator.waits.Arrival.Faced;

/// Machines in the line: an M/M/40+M queue of people (ρ = 1.4, θ = μ) in which three machines join
/// for each person, and hang up after 0.07 talk times on average. Scored are the people. The share
/// and speed of the machines are those at which the told QL and QLm err as in the literature's
/// comparison.
///
/// The defence takes nine of ten callers for what they are. The core hears nothing of that, for its
/// messages do not carry it; the class-aware estimator does.
final class MachinesRun {

  static final int AGENTS = 40;
  static final double MACHINES_PER_PERSON = 3;
  static final double RIGHT_LABELS = 0.9;

  private static final double PEOPLE_LOAD = 1.4;
  private static final double PEOPLE_PATIENCE = 1;
  private static final double MACHINE_PATIENCE = 0.07;
  private static final double MACHINE_SHARE = MACHINES_PER_PERSON / (1 + MACHINES_PER_PERSON);
  private static final double UNIT = ModelArrivals.UNIT_SECONDS * 1e9;
  private static final int PROGRESS = 65_536;

  /// @param machinesServed share of the machines that reached an agent
  record Result(int arrivals, ErrorTable errors, RangeSum ranges, double machinesServed) {}

  private final RandomGenerator arrivals;
  private final RandomGenerator kinds;
  private final RandomGenerator labels;
  private final RandomGenerator talks;
  private final RandomGenerator patience;
  private final ErrorTable errors = new ErrorTable();
  private final RangeSum ranges = new RangeSum();
  private final WatchedLine watched = new WatchedLine();
  private double now;
  private double hangUps;
  private double waitedUnits;

  private MachinesRun(long seed) {
    arrivals = ModelArrivals.stream(seed, "machines arrivals");
    kinds = ModelArrivals.stream(seed, "machines kinds");
    labels = ModelArrivals.stream(seed, "machines labels");
    talks = ModelArrivals.stream(seed, "machines talks");
    patience = ModelArrivals.stream(seed, "machines patience");
  }

  static Result run(long seed, int arrivals, PredictionRules prediction, IntConsumer progress) {
    MachinesRun run = new MachinesRun(seed);
    FifoLine line = new FifoLine(AGENTS);
    PlayedLine played = new PlayedLine(AGENTS, prediction);
    long machines = 0;
    long machinesServed = 0;
    for (int i = 0; i < arrivals; i++) {
      Faced faced = line.face(run.next(i));
      run.watched.advance(faced.arrival().at());
      @Nullable PredictedWait told = played.arrives(faced);
      boolean machine = faced.arrival().machine();
      machines += machine ? 1 : 0;
      machinesServed += machine && faced.served() ? 1 : 0;
      if (!machine && faced.delayed() && told != null && i >= arrivals * ModelRun.WARM_UP_SHARE) {
        run.score(faced, told);
      }
      run.observe(faced);
      if (i % PROGRESS == 0) {
        progress.accept(i);
      }
    }
    return new Result(
        arrivals, run.errors, run.ranges, (double) machinesServed / Math.max(1, machines));
  }

  private Arrival next(int index) {
    now += arrivals.nextExponential() / (PEOPLE_LOAD * AGENTS * (1 + MACHINES_PER_PERSON));
    boolean machine = kinds.nextDouble() < MACHINE_SHARE;
    double mean = machine ? MACHINE_PATIENCE : PEOPLE_PATIENCE;
    return new Arrival(
        index,
        Math.round(now * UNIT),
        Math.round(mean * patience.nextExponential() * UNIT),
        Math.round(talks.nextExponential() * UNIT),
        machine,
        machine == labels.nextDouble() < RIGHT_LABELS);
  }

  private void observe(Faced faced) {
    watched.joins(faced);
    if (faced.delayed()) {
      hangUps += faced.served() ? 0 : 1;
      waitedUnits += Math.min(faced.delay(), faced.arrival().patience()) / UNIT;
    }
  }

  private void score(Faced faced, PredictedWait told) {
    double waited = faced.delay() / 1e9;
    double unit = ModelArrivals.UNIT_SECONDS;
    int ahead = watched.waiting();
    double abandonRate = hangUps / waitedUnits;
    double qlm = 0;
    for (int i = 0; i <= ahead; i++) {
      qlm += 1 / (AGENTS + i * abandonRate);
    }
    errors.add(Predictor.OURS, RangeSum.seconds(told.expected()), waited);
    errors.add(Predictor.QL, unit * (ahead + 1) / AGENTS, waited);
    errors.add(Predictor.QLM, unit * qlm, waited);
    errors.add(Predictor.LES, watched.lastToEnter() / 1e9, waited);
    errors.add(Predictor.ASTERISK, watched.asterisk().seconds(), waited);
    errors.add(Predictor.ASTERISK_ANNOUNCED, watched.asterisk().announcedSeconds(), waited);
    errors.add(Predictor.CLASS_AWARE, unit * classAware(faced.arrival().at()), waited);
    ranges.add(told, waited);
  }

  /// Survival-weighted work ahead by class, told all parameters: who is ahead costs an agent's time
  /// only if still there when the turn comes.
  private double classAware(long at) {
    double turn = 0;
    for (Faced other : watched.inLine(at)) {
      double age = (at - other.arrival().at()) / UNIT;
      double machine = machineGiven(other.arrival().suspected(), age);
      double stays =
          machine * StrictMath.exp(-turn / MACHINE_PATIENCE)
              + (1 - machine) * StrictMath.exp(-turn / PEOPLE_PATIENCE);
      turn += stays / AGENTS;
    }
    return turn + 1.0 / AGENTS;
  }

  /// The chance that a caller is a machine, who was labelled so or not and has waited so long.
  private static double machineGiven(boolean suspected, double age) {
    double machine =
        MACHINE_SHARE
            * (suspected ? RIGHT_LABELS : 1 - RIGHT_LABELS)
            * StrictMath.exp(-age / MACHINE_PATIENCE);
    double person =
        (1 - MACHINE_SHARE)
            * (suspected ? 1 - RIGHT_LABELS : RIGHT_LABELS)
            * StrictMath.exp(-age / PEOPLE_PATIENCE);
    return machine / (machine + person);
  }
}
