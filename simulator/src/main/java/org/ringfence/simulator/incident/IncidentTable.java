package org.ringfence.simulator.incident;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.ringfence.simulator.incident.IncidentFigures.Morning;

/// The figures of all seeds: means, what is wrong with the scenario, and how near the defence comes
/// to a morning without an attack.
public final class IncidentTable {

  private static final double MINUTE = 60;

  private final List<IncidentFigures> seeds;

  /// @param seeds at least one
  public IncidentTable(List<IncidentFigures> seeds) {
    if (seeds.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one seed");
    }
    this.seeds = List.copyOf(seeds);
  }

  private double mean(Function<IncidentFigures, Morning> which, ToDoubleFunction<Morning> figure) {
    return seeds.stream().map(which).mapToDouble(figure).average().orElse(Double.NaN);
  }

  /// Time to an agent with the defence over that of the same people without machines: the ratio of
  /// the sums over all seeds.
  public double timeToAgentRatio() {
    return mean(IncidentFigures::on, Morning::timeToAgentSeconds)
        / mean(IncidentFigures::people, Morning::timeToAgentSeconds);
  }

  /// Where the scenario does not fit what is known of the day; empty when it fits.
  public List<String> misfits() {
    List<String> misfits = new ArrayList<>();
    double wait = mean(IncidentFigures::off, Morning::waitMeanSeconds) / MINUTE;
    if (!(wait >= 25 && wait <= 45)) {
      misfits.add(
          String.format(
              Locale.ROOT, "without a defence those served wait %.1f min, not 25 to 45", wait));
    }
    double busy = mean(IncidentFigures::off, Morning::busyShare);
    if (!(busy >= 0.30)) {
      misfits.add(
          String.format(
              Locale.ROOT, "only %.1f %% of people hear a busy signal, not 30 %%", busy * 100));
    }
    double long2 = mean(IncidentFigures::off, Morning::overTwoHoursShare);
    if (!(long2 >= 0.005)) {
      misfits.add(
          String.format(
              Locale.ROOT,
              "only %.2f %% of those served wait over two hours, not 0.5 %%",
              long2 * 100));
    }
    double alone = mean(IncidentFigures::people, Morning::waitMeanSeconds) / MINUTE;
    if (!(alone <= 15)) {
      misfits.add(
          String.format(
              Locale.ROOT, "without machines those served wait %.1f min, more than 15", alone));
    }
    double aloneBusy = mean(IncidentFigures::people, Morning::busyShare);
    if (aloneBusy > 0) {
      misfits.add(
          String.format(
              Locale.ROOT,
              "without machines %.2f %% of people hear a busy signal",
              aloneBusy * 100));
    }
    return misfits;
  }

  /// A table in Markdown, as the README shows it.
  public String markdown() {
    StringBuilder table = new StringBuilder();
    table.append("| ").append(seeds.size()).append(" mornings, means |");
    table.append(" no attack | attack, no defence | attack, Ringfence |\n|---|---|---|---|\n");
    row(
        table,
        "first attempt to an agent, all people",
        "%.1f min",
        morning -> morning.timeToAgentSeconds() / MINUTE);
    row(table, "people served by 13:00", "%.1f %%", morning -> morning.servedShare() * 100);
    row(
        table,
        "people served, of those without an attack",
        "%.1f %%",
        morning ->
            100 * morning.servedShare() / mean(IncidentFigures::people, Morning::servedShare));
    row(table, "people who heard a busy signal", "%.1f %%", morning -> morning.busyShare() * 100);
    row(table, "people who heard a busy signal, in number", "%.0f", Morning::busyPlans);
    row(table, "wait of those served", "%.1f min", morning -> morning.waitMeanSeconds() / MINUTE);
    row(
        table,
        "95 % of those who need no specialist waited at most",
        "%.1f min",
        morning -> minutes(morning.waitP95GeneralSeconds()));
    row(
        table,
        "95 % of those who need one waited at most",
        "%.1f min",
        morning -> minutes(morning.waitP95SpecialistSeconds()));
    row(
        table,
        "served after more than two hours",
        "%.2f %%",
        morning -> morning.overTwoHoursShare() * 100);
    row(table, "people treated as machines", "%.3f %%", morning -> morning.harmedShare() * 100);
    row(table, "machines that reached an agent", "%.0f", Morning::machinesReachedAgent);
    row(
        table,
        "machines that reached an agent, of their attempts",
        "%.2f %%",
        morning ->
            morning.machineAttempts() == 0
                ? 0
                : 100 * morning.machinesReachedAgent() / morning.machineAttempts());
    row(
        table,
        "agents' talk time spent on machines",
        "%.2f %%",
        morning ->
            100
                * morning.machineAgentSeconds()
                / (morning.machineAgentSeconds() + morning.peopleAgentSeconds()));
    return table.toString();
  }

  private static double minutes(@Nullable Double seconds) {
    return seconds == null ? Double.NaN : seconds / MINUTE;
  }

  private void row(
      StringBuilder table, String name, String format, ToDoubleFunction<Morning> figure) {
    table.append("| ").append(name);
    for (Function<IncidentFigures, Morning> which :
        List.<Function<IncidentFigures, Morning>>of(
            IncidentFigures::people, IncidentFigures::off, IncidentFigures::on)) {
      double mean = mean(which, figure);
      table
          .append(" | ")
          .append(Double.isNaN(mean) ? "-" : String.format(Locale.ROOT, format, mean));
    }
    table.append(" |\n");
  }

  /// What the defence is held to, a line each.
  public List<String> targets() {
    return IncidentTarget.of(seeds).stream().map(IncidentTarget::line).toList();
  }

  /// Everything, in the shape of `incident.json`.
  public Map<String, @Nullable Object> document() {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("until_s", Incident.UNTIL_SECONDS);
    document.put("time_to_agent_ratio", timeToAgentRatio());
    document.put("misfits", misfits());
    document.put("targets", targetFigures());
    document.put("seeds", seeds);
    return document;
  }

  private List<Map<String, @Nullable Object>> targetFigures() {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (IncidentTarget target : IncidentTarget.of(seeds)) {
      Map<String, @Nullable Object> figures = new LinkedHashMap<>();
      figures.put("name", target.name());
      figures.put("value", Double.isFinite(target.value()) ? target.value() : null);
      figures.put(target.atMost() ? "at_most" : "at_least", target.limit());
      figures.put("must", target.must());
      figures.put("standing", target.standing().name().toLowerCase(Locale.ROOT));
      all.add(figures);
    }
    return all;
  }
}
