package org.ringfence.simulator.waits;

import java.util.ArrayList;
import java.util.List;
import org.ringfence.simulator.waits.TraceRun.Part;

/// The figures that each part of the evaluation is held against.
final class Targets {

  /// The known estimators must come out as in the literature.
  private static final double REPRODUCTION = 0.03;

  /// Cells of the trace with fewer callers are not judged.
  static final int JUDGED_FROM = 500;

  private Targets() {}

  static List<Target> of(ModelRun.Result run) {
    List<Target> targets = new ArrayList<>();
    double ours = run.prefix().rrase(Predictor.OURS);
    switch (run.model().name()) {
      case "M/M/100+M", "M/M/1000+M" ->
          targets.add(
              new Target(
                  run.model().name() + ": ours / QLm",
                  ours / run.prefix().rrase(Predictor.QLM),
                  1.03,
                  1.01));
      case "M/M/100+E10" ->
          targets.add(
              new Target(
                  "M/M/100+E10: ours / QLap",
                  ours / run.prefix().rrase(Predictor.QLAP),
                  0.90,
                  0.83));
      case "M/M/100+H2" ->
          targets.add(
              Target.of(
                  "M/M/100+H2: ours / QLap", ours / run.prefix().rrase(Predictor.QLAP), 1.03));
      default -> {
        // The other models are only looked at.
      }
    }
    targets.add(
        Target.of(
            run.model().name() + ": known estimators, greatest distance from the table",
            greatestDistance(run),
            REPRODUCTION));
    return targets;
  }

  private static double greatestDistance(ModelRun.Result run) {
    double greatest = 0;
    for (Predictor predictor : QueueModel.Reference.PREDICTORS) {
      double cell = run.model().reference().of(predictor);
      greatest = Math.max(greatest, Math.abs(run.all().rrase(predictor) / cell - 1));
    }
    return greatest;
  }

  static List<Target> of(TraceRun.Result run) {
    double all = run.all().errors.rrase(Predictor.OURS);
    double deep = run.deep().errors.rrase(Predictor.OURS);
    double backlogged = run.all().errors.rrase(Predictor.QLM_BACKLOGGED);
    double deepBacklogged = run.deep().errors.rrase(Predictor.QLM_BACKLOGGED);
    List<Target> targets = new ArrayList<>();
    targets.add(new Target("trace: ours, all", all, 0.76, 0.735));
    targets.add(new Target("trace: ours, five or more ahead", deep, 0.52, 0.49));
    targets.add(Target.of("trace: ours / backlogged QLm, all", all / backlogged, 0.94));
    targets.add(
        Target.of("trace: ours / backlogged QLm, five or more", deep / deepBacklogged, 0.94));
    targets.add(
        Target.of("trace: hours and depths with n >= 500 off 80 % coverage", uncalibrated(run), 0));
    targets.add(
        new Target(
            "trace: width of the 80 % range, s", run.all().ranges.meanWidthSeconds(), 155, 146));
    return targets;
  }

  private static double uncalibrated(TraceRun.Result run) {
    List<Part> cells = new ArrayList<>(run.byHour().values());
    cells.addAll(run.byDepth().values());
    return cells.stream()
        .filter(cell -> cell.ranges.count() >= JUDGED_FROM && !cell.ranges.isCalibrated())
        .count();
  }

  /// @param runs the same morning with different beliefs about the talk time
  static List<Target> ofMornings(List<MorningRun.Result> runs) {
    double worst =
        runs.stream()
            .mapToDouble(run -> run.errors().rrase(Predictor.OURS))
            .max()
            .orElse(Double.NaN);
    return List.of(
        new Target("enrollment morning: ours, talk time known to 25 %", worst, 0.10, 0.06));
  }

  static List<Target> of(MachinesRun.Result run) {
    return List.of(
        new Target("machines in line: ours", run.errors().rrase(Predictor.OURS), 0.27, 0.24));
  }
}
