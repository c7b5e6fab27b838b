package org.ringfence.simulator.waits;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.PredictedWait;
import org.ringfence.queue.prediction.PredictionRules;
import org.ringfence.simulator.waits.TraceEvent.Kind;
import org.ringfence.simulator.waits.TraceFiles.Trace;

/// A trace lived through once, forward in time: each caller who has to wait is predicted from what
/// happened before. Scored are those whom an agent served in the end, for only their wait is known.
final class TraceRun {

  /// From so many ahead a caller counts as deep in line.
  static final int DEEP = 5;

  private static final int PROGRESS = 16_384;

  /// What was said about one caller at joining.
  ///
  /// @param ahead callers to be served before, as their priority has it
  /// @param ours null when the core could not say
  record Prediction(
      TraceCall call,
      int ahead,
      @Nullable PredictedWait ours,
      Map<Predictor, Double> othersSeconds) {}

  /// @param events of the trace
  /// @param messages that the core was fed for them
  record Predictions(List<Prediction> list, int events, long messages) {}

  /// Errors and ranges over a part of the callers.
  static final class Part {
    final ErrorTable errors = new ErrorTable();
    final RangeSum ranges = new RangeSum();

    private void add(Prediction prediction, PredictedWait ours) {
      double waited = prediction.call.waits();
      errors.add(Predictor.OURS, RangeSum.seconds(ours.expected()), waited);
      prediction.othersSeconds.forEach((who, seconds) -> errors.add(who, seconds, waited));
      ranges.add(ours, waited);
    }
  }

  /// @param unsaid callers for whom the core could not say; they are in no part
  record Result(
      Part all,
      Part deep,
      Map<String, Part> byMonth,
      Map<Integer, Part> byHour,
      Map<String, Part> byDepth,
      long unsaid,
      int events,
      long messages) {}

  private TraceRun() {}

  static Predictions predict(
      List<TraceCall> calls, PredictionRules prediction, IntConsumer progress) {
    List<TraceEvent> events = TraceEvent.of(calls);
    TracedCore core = new TracedCore(prediction);
    TracedEstimators known = new TracedEstimators();
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      TraceEvent event = events.get(i);
      @Nullable PredictedWait told = core.hear(event);
      known.advance(event.at());
      if (event.kind() == Kind.JOINS) {
        predictions.add(prediction(event.call(), told, known));
      }
      known.hear(event);
      if (i % PROGRESS == 0) {
        progress.accept(i);
      }
    }
    return new Predictions(predictions, events.size(), core.messages());
  }

  private static Prediction prediction(
      TraceCall call, @Nullable PredictedWait told, TracedEstimators known) {
    int ahead = known.ahead(call);
    EnumMap<Predictor, Double> others = new EnumMap<>(Predictor.class);
    others.put(Predictor.QLM, known.qlm(ahead));
    others.put(Predictor.QLM_BACKLOGGED, known.qlmBacklogged(ahead));
    others.put(Predictor.LES, known.lastToEnter());
    others.put(Predictor.ASTERISK, known.asterisk().seconds());
    others.put(Predictor.ASTERISK_ANNOUNCED, known.asterisk().announcedSeconds());
    return new Prediction(call, ahead, told, others);
  }

  /// @param from callers of earlier months are played and not scored
  static Result score(Trace trace, Predictions predictions, @Nullable YearMonth from) {
    Result result =
        new Result(
            new Part(),
            new Part(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            predictions.list.stream().filter(one -> isUnsaid(trace, one, from)).count(),
            predictions.events,
            predictions.messages);
    for (Prediction one : predictions.list) {
      @Nullable PredictedWait ours = one.ours;
      if (ours != null && isScored(trace, one, from)) {
        result.all.add(one, ours);
        if (one.ahead >= DEEP) {
          result.deep.add(one, ours);
        }
        String month = trace.monthOf(one.call).toString();
        result.byMonth.computeIfAbsent(month, _ -> new Part()).add(one, ours);
        result.byHour.computeIfAbsent(one.call.hour(), _ -> new Part()).add(one, ours);
        result.byDepth.computeIfAbsent(depth(one.ahead), _ -> new Part()).add(one, ours);
      }
    }
    return result;
  }

  private static boolean isUnsaid(Trace trace, Prediction one, @Nullable YearMonth from) {
    return one.ours == null && isScored(trace, one, from);
  }

  private static boolean isScored(Trace trace, Prediction one, @Nullable YearMonth from) {
    return one.call.served() && (from == null || !trace.monthOf(one.call).isBefore(from));
  }

  private static String depth(int ahead) {
    if (ahead < 3) {
      return "0" + ahead;
    }
    if (ahead < DEEP) {
      return "03-04";
    }
    return ahead < 10 ? "05-09" : "10+";
  }
}
