package org.ringfence.simulator.waits;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.PredictedWait;
import org.ringfence.queue.prediction.PredictionRules;
import org.ringfence.simulator.waits.Arrival.Faced;

/// One model of the reference table: all predictors over the same callers. Scored is who had to
/// wait, by the virtual wait for those who gave up.
final class ModelRun {

  /// The first part of the callers that ours sees is for learning and for the line to settle, and
  /// is scored for nobody.
  static final double WARM_UP_SHARE = 0.1;

  /// Every so many arrivals progress is told.
  private static final int PROGRESS = 65_536;

  /// @param all the known predictors over all arrivals
  /// @param prefix everybody, ours included, over those that ours played
  /// @param ranges how our ranges came true
  /// @param messages fed to the core
  /// @param delayed share of arrivals who had to wait
  /// @param abandoned share of arrivals who gave up
  record Result(
      QueueModel model,
      ErrorTable all,
      ErrorTable prefix,
      RangeSum ranges,
      long messages,
      double delayed,
      double abandoned) {}

  private final KnownEstimators known;
  private final ErrorTable all = new ErrorTable();
  private final ErrorTable prefix = new ErrorTable();
  private final WatchedLine watched = new WatchedLine();
  private final RangeSum ranges = new RangeSum();
  private long delayed;
  private long abandoned;
  private long counted;

  private ModelRun(QueueModel model) {
    this.known = KnownEstimators.of(model);
  }

  /// @param arrivals how many callers the known estimators predict
  /// @param ownArrivals how many of them, from the first, ours predicts too
  /// @param progress told now and then how many callers have come
  static Result run(
      QueueModel model,
      long seed,
      int arrivals,
      int ownArrivals,
      PredictionRules prediction,
      IntConsumer progress) {
    ModelRun run = new ModelRun(model);
    ModelArrivals source = new ModelArrivals(model, seed);
    FifoLine line = new FifoLine(model.agents());
    PlayedLine played = new PlayedLine(model.agents(), prediction);
    int warmUp = (int) (ownArrivals * WARM_UP_SHARE);
    for (int i = 0; i < arrivals; i++) {
      Faced faced = line.face(source.next());
      boolean scored = i >= warmUp;
      run.watched.advance(faced.arrival().at());
      if (i < ownArrivals) {
        @Nullable PredictedWait told = played.arrives(faced);
        if (scored && faced.delayed() && told != null) {
          run.score(told, faced);
        }
      }
      if (scored) {
        run.score(faced, i < ownArrivals);
      }
      run.watched.joins(faced);
      if (i % PROGRESS == 0) {
        progress.accept(i);
      }
    }
    return new Result(
        model,
        run.all,
        run.prefix,
        run.ranges,
        played.messages(),
        (double) run.delayed / run.counted,
        (double) run.abandoned / run.counted);
  }

  private void score(PredictedWait told, Faced faced) {
    double waited = faced.delay() / 1e9;
    prefix.add(Predictor.OURS, RangeSum.seconds(told.expected()), waited);
    ranges.add(told, waited);
  }

  private void score(Faced faced, boolean alsoPrefix) {
    counted++;
    abandoned += faced.served() ? 0 : 1;
    if (!faced.delayed()) {
      return;
    }
    delayed++;
    int ahead = watched.waiting();
    double unit = ModelArrivals.UNIT_SECONDS;
    add(Predictor.QL, unit * known.ql(ahead), faced, alsoPrefix);
    add(Predictor.QLR, unit * known.qlr(ahead), faced, alsoPrefix);
    add(Predictor.QLM, unit * known.qlm(ahead), faced, alsoPrefix);
    add(Predictor.QLAP, unit * known.qlap(ahead), faced, alsoPrefix);
    add(Predictor.LES, watched.lastToEnter() / 1e9, faced, alsoPrefix);
    add(Predictor.HOL, watched.headOfLine(faced.arrival().at()) / 1e9, faced, alsoPrefix);
    add(Predictor.ASTERISK, watched.asterisk().seconds(), faced, alsoPrefix);
    add(Predictor.ASTERISK_ANNOUNCED, watched.asterisk().announcedSeconds(), faced, alsoPrefix);
  }

  private void add(Predictor predictor, double seconds, Faced faced, boolean alsoPrefix) {
    double waited = faced.delay() / 1e9;
    all.add(predictor, seconds, waited);
    if (alsoPrefix) {
      prefix.add(predictor, seconds, waited);
    }
  }
}
