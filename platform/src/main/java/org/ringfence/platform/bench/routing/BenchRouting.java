package org.ringfence.platform.bench.routing;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;
import org.ringfence.platform.bench.JvmRuns;
import org.ringfence.platform.settings.PlatformSettings;

/// `bench routing`: events and decisions a second on one processor core, how long an event takes,
/// and how that grows with the number of callers in line. Each measurement has a JVM of its own;
/// its collector runs on the measured thread.
public final class BenchRouting {

  private static final double GOAL_PER_SECOND = 100_000;
  private static final double GOAL_P99_MICROS = 50;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MICRO = 1e3;
  private static final String HEAP = "1g";

  private final PlatformSettings settings;
  private final Map<String, String> overrides;
  private final Extent extent;
  private final PrintStream out;
  private final PrintStream progress;

  /// How much is measured.
  ///
  /// @param waiting numbers of callers in line, ascending
  public record Extent(int agents, List<Integer> waiting, int iterations, Duration iteration) {

    /// About three minutes.
    public static final Extent WHOLE =
        new Extent(10_000, List.of(1_000, 10_000, 100_000), 3, Duration.ofSeconds(3));

    /// Proves that it runs; the figures are worth nothing.
    public static final Extent QUICK =
        new Extent(50, List.of(100, 1_000), 1, Duration.ofMillis(50));

    public Extent {
      waiting = List.copyOf(waiting);
    }
  }

  /// One row of the table.
  private static final class Row {
    double eventsPerSecond;
    double offersPerSecond;
    double p50Micros;
    double p99Micros;
    double p999Micros;
  }

  /// @param overrides the settings that won over the files
  public BenchRouting(
      PlatformSettings settings,
      Map<String, String> overrides,
      Extent extent,
      PrintStream out,
      PrintStream progress) {
    this.settings = settings;
    this.overrides = overrides;
    this.extent = extent;
    this.out = out;
    this.progress = progress;
  }

  /// Measures and prints.
  public void run() {
    JvmRuns runs =
        new JvmRuns(
            RoutingBenchmark.class,
            HEAP,
            extent.iterations(),
            extent.iteration(),
            settings,
            overrides);
    Map<String, String[]> sizes =
        Map.of(
            "agents",
            new String[] {Integer.toString(extent.agents())},
            "waiting",
            extent.waiting().stream().map(String::valueOf).toArray(String[]::new));
    TreeMap<Integer, Row> rows = new TreeMap<>();
    for (String benchmark : List.of("events", "event")) {
      progress.println("measuring " + benchmark);
      for (RunResult run : runs.of(benchmark, sizes)) {
        int waiting = Integer.parseInt(run.getParams().getParam("waiting"));
        note(run, rows.computeIfAbsent(waiting, w -> new Row()));
      }
    }
    print(rows);
  }

  private static void note(RunResult run, Row row) {
    if (run.getPrimaryResult().getLabel().equals("events")) {
      double seconds = JvmRuns.counted(run, "processorNanos") / NANOS_PER_SECOND;
      row.eventsPerSecond = JvmRuns.counted(run, "events") / seconds;
      row.offersPerSecond = JvmRuns.counted(run, "offers") / seconds;
    } else {
      Statistics times = run.getPrimaryResult().getStatistics();
      row.p50Micros = times.getPercentile(50) / NANOS_PER_MICRO;
      row.p99Micros = times.getPercentile(99) / NANOS_PER_MICRO;
      row.p999Micros = times.getPercentile(99.9) / NANOS_PER_MICRO;
    }
  }

  private void print(NavigableMap<Integer, Row> rows) {
    out.printf(Locale.ROOT, "%,d agents, one processor core%n", extent.agents());
    out.printf(
        Locale.ROOT,
        "%10s %12s %12s %10s %10s %10s %10s%n",
        "waiting",
        "events/s",
        "offers/s",
        "us/event",
        "p50 us",
        "p99 us",
        "p99.9 us");
    rows.forEach((waiting, row) ->
        out.printf(
            Locale.ROOT,
            "%,10d %,12.0f %,12.0f %10.2f %10.2f %10.2f %10.2f%n",
            waiting,
            row.eventsPerSecond,
            row.offersPerSecond,
            NANOS_PER_SECOND / NANOS_PER_MICRO / row.eventsPerSecond,
            row.p50Micros,
            row.p99Micros,
            row.p999Micros));
    Row most = rows.lastEntry().getValue();
    Row least = rows.firstEntry().getValue();
    goal(
        "events/s",
        String.format(Locale.ROOT, "%,.0f", most.eventsPerSecond),
        ">= 100,000",
        most.eventsPerSecond >= GOAL_PER_SECOND);
    goal(
        "p99 of an event",
        String.format(Locale.ROOT, "%.1f us", most.p99Micros),
        "<= 50 us",
        most.p99Micros <= GOAL_P99_MICROS);
    double growth = least.eventsPerSecond / most.eventsPerSecond;
    double logarithms = Math.log(rows.lastKey()) / Math.log(rows.firstKey());
    goal(
        "growth of the cost",
        String.format(Locale.ROOT, "x %.2f", growth),
        String.format(Locale.ROOT, "<= x %.2f (log n)", logarithms),
        growth <= logarithms);
  }

  private void goal(String what, String seen, String goal, boolean met) {
    out.printf(Locale.ROOT, "%-20s %12s  %-20s %s%n", what, seen, goal, met ? "met" : "missed");
  }
}
