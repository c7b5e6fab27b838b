package org.ringfence.simulator.waits;

import java.time.Duration;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.PredictedWait;
import org.ringfence.queue.prediction.PredictionRules;
import org.ringfence.simulator.waits.Arrival.Faced;

/// The enrollment morning as a pure question of prediction: one pool of 200 agents, talks of 15 min
/// on average (lognormal, σ 1), patience of 2 h on average (exponential), 13,000 people in five
/// hours with the pulse at opening, four times the later rate and decaying over 10 min. The center
/// knows nothing at opening but roughly how long a talk takes.
final class MorningRun {

  static final int PEOPLE = 13_000;
  static final int AGENTS = 200;

  private static final double TALK_SECONDS = 900;
  private static final double OPEN_SECONDS = 18_000;
  private static final double PULSE_SECONDS = 600;
  private static final double PULSE_EXTRA = 3;
  private static final double PATIENCE_SECONDS = 7_200;

  /// @param talkKnown what the center takes a talk to last, relative to the truth
  record Result(double talkKnown, int mornings, ErrorTable errors, RangeSum ranges) {}

  private final ErrorTable errors = new ErrorTable();
  private final RangeSum ranges = new RangeSum();

  private MorningRun() {}

  /// @param prediction the talk time in it is replaced
  static Result run(
      long seed, int mornings, double talkKnown, PredictionRules prediction, IntConsumer progress) {
    PredictionRules rules =
        new PredictionRules(
            Duration.ofMillis(Math.round(1_000 * TALK_SECONDS * talkKnown)),
            prediction.priorHandlings(),
            prediction.priorPatience(),
            prediction.memory());
    MorningRun run = new MorningRun();
    for (int morning = 0; morning < mornings; morning++) {
      progress.accept(morning * PEOPLE);
      run.play(seed, morning, rules);
    }
    return new Result(talkKnown, mornings, run.errors, run.ranges);
  }

  private void play(long seed, int morning, PredictionRules rules) {
    Law talkLaw = Law.LogNormal.of(TALK_SECONDS, StrictMath.expm1(1));
    Law patienceLaw = new Law.Exponential(PATIENCE_SECONDS);
    RandomGenerator talks = ModelArrivals.stream(seed, "morning talks " + morning);
    RandomGenerator patience = ModelArrivals.stream(seed, "morning patience " + morning);
    double[] arrivals = arrivals(ModelArrivals.stream(seed, "morning arrivals " + morning));
    FifoLine line = new FifoLine(AGENTS);
    WatchedLine watched = new WatchedLine();
    PlayedLine played = new PlayedLine(AGENTS, rules);
    for (int i = 0; i < PEOPLE; i++) {
      Arrival arrival =
          new Arrival(
              i,
              nanos(arrivals[i]),
              nanos(patienceLaw.draw(patience)),
              nanos(talkLaw.draw(talks)),
              false,
              false);
      Faced faced = line.face(arrival);
      watched.advance(arrival.at());
      @Nullable PredictedWait told = played.arrives(faced);
      if (faced.delayed() && told != null) {
        score(faced, told, watched);
      }
      watched.joins(faced);
    }
  }

  private void score(Faced faced, PredictedWait told, WatchedLine watched) {
    double waited = faced.delay() / 1e9;
    errors.add(Predictor.OURS, RangeSum.seconds(told.expected()), waited);
    errors.add(Predictor.QLM, toldQlm(watched.waiting()), waited);
    errors.add(Predictor.LES, watched.lastToEnter() / 1e9, waited);
    errors.add(Predictor.MEAN_SO_FAR, watched.meanOfAnswered() / 1e9, waited);
    errors.add(Predictor.ASTERISK, watched.asterisk().seconds(), waited);
    errors.add(Predictor.ASTERISK_ANNOUNCED, watched.asterisk().announcedSeconds(), waited);
    ranges.add(told, waited);
  }

  private static double toldQlm(int ahead) {
    double sum = 0;
    for (int i = 0; i <= ahead; i++) {
      sum += 1 / (AGENTS / TALK_SECONDS + i / PATIENCE_SECONDS);
    }
    return sum;
  }

  /// The times of a Poisson process with the pulse, given its number: the inverse of the expected
  /// count at uniform points in order.
  private static double[] arrivals(RandomGenerator chance) {
    double[] times = new double[PEOPLE];
    double sum = 0;
    for (int i = 0; i < PEOPLE; i++) {
      sum += chance.nextExponential();
      times[i] = sum;
    }
    double all = sum + chance.nextExponential();
    for (int i = 0; i < PEOPLE; i++) {
      times[i] = timeOf(times[i] / all * expected(OPEN_SECONDS));
    }
    return times;
  }

  private static double expected(double seconds) {
    return seconds + PULSE_EXTRA * PULSE_SECONDS * (1 - StrictMath.exp(-seconds / PULSE_SECONDS));
  }

  private static double timeOf(double count) {
    double low = 0;
    double high = OPEN_SECONDS;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (expected(middle) < count) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static long nanos(double seconds) {
    return Math.round(seconds * 1e9);
  }
}
