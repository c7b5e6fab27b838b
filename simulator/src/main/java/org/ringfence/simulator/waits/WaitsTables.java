package org.ringfence.simulator.waits;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ringfence.simulator.waits.TraceRun.Part;

/// The results as tables for the terminal.
final class WaitsTables {

  private WaitsTables() {}

  static String of(ModelRun.Result run, int arrivals, int ownArrivals) {
    TextTable table =
        new TextTable("", "RRASE", "reference", "distance", "where ours was", "ours / it");
    double ours = run.prefix().rrase(Predictor.OURS);
    table.row(List.of(Predictor.OURS.label, "-", "-", "-", TextTable.number(ours), ""));
    List<Predictor> shown = new ArrayList<>(QueueModel.Reference.PREDICTORS);
    shown.add(Predictor.ASTERISK);
    shown.add(Predictor.ASTERISK_ANNOUNCED);
    for (Predictor predictor : shown) {
      double all = run.all().rrase(predictor);
      double cell = run.model().reference().of(predictor);
      double prefix = run.prefix().rrase(predictor);
      table.row(
          List.of(
              predictor.label,
              TextTable.number(all),
              TextTable.number(cell),
              Double.isNaN(cell)
                  ? "-"
                  : String.format(Locale.ROOT, "%+.1f %%", 100 * (all / cell - 1)),
              TextTable.number(prefix),
              TextTable.number(ours / prefix)));
    }
    return String.format(
        Locale.ROOT,
        "%s: %,d arrivals, ours over the first %,d; delayed %.4f, gave up %.4f; our 80 %% range"
            + " held %.3f%n%s",
        run.model().name(),
        arrivals,
        ownArrivals,
        run.delayed(),
        run.abandoned(),
        run.ranges().coverage(),
        table);
  }

  static String of(TraceRun.Result run) {
    return String.format(
            Locale.ROOT,
            "Trace: %,d served callers who waited, %,d of them with five or more ahead; for %,d"
                + " more ours could not say%n",
            run.all().ranges.count(),
            run.deep().ranges.count(),
            run.unsaid())
        + errors(List.of("all", "five or more"), List.of(run.all().errors, run.deep().errors))
        + "\nBy month\n"
        + parts(run.byMonth())
        + "\nBy hour of joining\n"
        + parts(run.byHour())
        + "\nBy callers ahead\n"
        + parts(run.byDepth());
  }

  private static String parts(Map<?, Part> parts) {
    TextTable table =
        new TextTable(
            "",
            "n",
            "mean wait s",
            "ours",
            "backlogged QLm",
            "Asterisk",
            "bias s",
            "in range",
            "allowed",
            "width s",
            "");
    parts.forEach((name, part) ->
        table.row(
            List.of(
                name.toString(),
                Long.toString(part.ranges.count()),
                TextTable.whole(part.errors.anyOf().meanWaitSeconds()),
                TextTable.number(part.errors.rrase(Predictor.OURS)),
                TextTable.number(part.errors.rrase(Predictor.QLM_BACKLOGGED)),
                TextTable.number(part.errors.rrase(Predictor.ASTERISK)),
                TextTable.whole(part.errors.of(Predictor.OURS).biasSeconds()),
                TextTable.number(part.ranges.coverage()),
                String.format(Locale.ROOT, ".80 ± %.3f", part.ranges.tolerance()),
                TextTable.whole(part.ranges.meanWidthSeconds()),
                judged(part))));
    return table.toString();
  }

  private static String judged(Part part) {
    if (part.ranges.count() < Targets.JUDGED_FROM) {
      return "too few";
    }
    return part.ranges.isCalibrated() ? "calibrated" : "off";
  }

  static String of(List<MorningRun.Result> runs) {
    List<String> heads = new ArrayList<>();
    List<ErrorTable> errors = new ArrayList<>();
    List<String> coverage = new ArrayList<>();
    for (MorningRun.Result run : runs) {
      heads.add(String.format(Locale.ROOT, "talk known %.0f %%", 100 * run.talkKnown()));
      errors.add(run.errors());
      coverage.add(TextTable.number(run.ranges().coverage()));
    }
    return String.format(
            Locale.ROOT,
            "Enrollment morning: %,d people on %d agents in 5 h, %d mornings, mean wait %.0f s;"
                + " our 80 %% range held %s%n",
            MorningRun.PEOPLE,
            MorningRun.AGENTS,
            runs.getFirst().mornings(),
            errors.getFirst().anyOf().meanWaitSeconds(),
            String.join(", ", coverage))
        + errors(heads, errors);
  }

  static String of(MachinesRun.Result run) {
    return String.format(
            Locale.ROOT,
            "Machines in line: %.0f for each person, of whom %.1f %% reach an agent; %,d arrivals;"
                + " our 80 %% range held %.3f%n",
            MachinesRun.MACHINES_PER_PERSON,
            100 * run.machinesServed(),
            run.arrivals(),
            run.ranges().coverage())
        + errors(List.of("people"), List.of(run.errors()));
  }

  private static String errors(List<String> heads, List<ErrorTable> tables) {
    List<String> head = new ArrayList<>(List.of("RRASE"));
    head.addAll(heads);
    TextTable text = new TextTable(head.toArray(new String[0]));
    for (Predictor predictor : tables.getFirst().sums().keySet()) {
      List<String> row = new ArrayList<>(List.of(predictor.label));
      tables.forEach(table -> row.add(TextTable.number(table.rrase(predictor))));
      text.row(row);
    }
    return text.toString();
  }

  static String ofTargets(List<Target> targets) {
    TextTable table = new TextTable("Targets", "is", "must be", "goal", "");
    for (Target target : targets) {
      table.row(
          List.of(
              target.name(),
              TextTable.number(target.value()),
              "<= " + TextTable.number(target.must()),
              TextTable.number(target.goal()),
              target.verdict()));
    }
    return table.toString();
  }
}
