package org.ringfence.platform.bench.verdicts;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.ringfence.platform.bench.JvmRuns;
import org.ringfence.platform.settings.PlatformSettings;
import org.ringfence.settings.SettingsException;

/// `bench verdicts`: verdicts a second on one processor core, how long one takes, and what the
/// detector keeps in memory. Each measurement of time has a JVM of its own; its collector runs on
/// the measured thread.
public final class BenchVerdicts {

  private static final double GOAL_PER_SECOND = 500_000;
  private static final double GOAL_P99_MICROS = 20;
  private static final double GOAL_MEGABYTES = 64;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double UNDISTURBED_PERCENT = 99.9;
  private static final double NANOS_PER_MICRO = 1e3;
  private static final double BYTES_PER_MEGABYTE = 1e6;
  private static final String HEAP = "512m";

  private final PlatformSettings settings;
  private final Map<String, String> overrides;
  private final Extent extent;
  private final PrintStream out;
  private final PrintStream progress;

  /// How much is measured.
  ///
  /// @param before messages before anything is measured
  /// @param hashed messages of each traffic whose answers are hashed
  /// @param numbers distinct ones after which the state is looked at
  public record Extent(
      List<BenchTraffic> traffics,
      int before,
      int iterations,
      Duration iteration,
      int hashed,
      List<Long> numbers) {

    /// About two minutes.
    public static final Extent WHOLE =
        new Extent(
            List.of(BenchTraffic.values()),
            40_000,
            3,
            Duration.ofSeconds(1),
            60_000,
            List.of(1_000_000L, 10_000_000L));

    /// Proves that it runs; the figures are worth nothing.
    public static final Extent QUICK =
        new Extent(
            List.of(BenchTraffic.CAMPAIGN),
            1_000,
            1,
            Duration.ofMillis(50),
            2_000,
            List.of(10_000L, 20_000L));

    public Extent {
      traffics = List.copyOf(traffics);
      numbers = List.copyOf(numbers);
    }
  }

  /// @param overrides the settings that won over the files
  public BenchVerdicts(
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
  ///
  /// @throws SettingsException when the lists are wrong
  public void run() {
    JvmRuns runs =
        new JvmRuns(
            VerdictBenchmark.class,
            HEAP,
            extent.iterations(),
            extent.iteration(),
            settings,
            overrides);
    Map<String, String[]> parameters =
        Map.of(
            "traffic",
            extent.traffics().stream().map(BenchTraffic::name).toArray(String[]::new),
            "before",
            new String[] {Integer.toString(extent.before())});
    BenchLine line = new BenchLine(settings);
    String hash = new AnswersHash(line).of(extent.hashed());
    out.println("answers to seeded messages, as a hash: " + hash);
    progress.println("measuring state");
    List<StateSize.Seen> states = new StateSize(line).after(extent.numbers());
    row("measured", "traffic", "seen", "goal", "");
    for (String benchmark : new String[] {"wholeCalls", "arrival", "join"}) {
      progress.println("measuring " + benchmark);
      runs.of(benchmark, parameters).forEach(this::print);
    }
    for (StateSize.Seen seen : states) {
      print(seen);
    }
  }

  private void print(RunResult run) {
    BenchTraffic traffic = BenchTraffic.valueOf(run.getParams().getParam("traffic"));
    Result<?> primary = run.getPrimaryResult();
    switch (primary.getLabel()) {
      case "wholeCalls" ->
          perSecond(
              "verdicts/s, whole calls",
              traffic,
              JvmRuns.counted(run, "verdicts")
                  / JvmRuns.counted(run, "processorNanos")
                  * NANOS_PER_SECOND);
      case "arrival" -> {
        perSecond("verdicts/s, arrivals", traffic, NANOS_PER_SECOND / undisturbedNanos(primary));
        percentiles("arrival", traffic, primary);
      }
      default -> percentiles("join", traffic, primary);
    }
  }

  /// The mean without the longest thousandth, in which other programs had the processor.
  private static double undisturbedNanos(Result<?> result) {
    double longest = result.getStatistics().getPercentile(UNDISTURBED_PERCENT);
    double sum = 0;
    long count = 0;
    Iterator<Map.Entry<Double, Long>> times = result.getStatistics().getRawData();
    while (times.hasNext()) {
      Map.Entry<Double, Long> time = times.next();
      if (time.getKey() <= longest) {
        sum += time.getKey() * time.getValue();
        count += time.getValue();
      }
    }
    return sum / count;
  }

  private void perSecond(String what, BenchTraffic traffic, double seen) {
    row(
        what,
        traffic.words(),
        number("%,.0f", seen),
        number(">= %,.0f", GOAL_PER_SECOND),
        seen >= GOAL_PER_SECOND ? "met" : "missed");
  }

  private void percentiles(String what, BenchTraffic traffic, Result<?> result) {
    double half = result.getStatistics().getPercentile(50) / NANOS_PER_MICRO;
    double most = result.getStatistics().getPercentile(99) / NANOS_PER_MICRO;
    row(what + ": p50", traffic.words(), number("%.2f us", half), "", "");
    row(
        what + ": p99",
        traffic.words(),
        number("%.2f us", most),
        number("<= %.0f us", GOAL_P99_MICROS),
        most <= GOAL_P99_MICROS ? "met" : "missed");
  }

  private void print(StateSize.Seen seen) {
    double heap = seen.heapBytes() / BYTES_PER_MEGABYTE;
    String numbers = String.format(Locale.ROOT, "%,d numbers", seen.numbers());
    row(
        "state: heap",
        numbers,
        number("%.1f MB", heap),
        number("<= %.0f MB", GOAL_MEGABYTES),
        heap <= GOAL_MEGABYTES ? "met" : "missed");
    row(
        "state: snapshot",
        numbers,
        number("%.1f MB", seen.snapshotBytes() / BYTES_PER_MEGABYTE),
        "",
        "");
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private void row(String what, String where, String seen, String goal, String verdict) {
    out.printf(Locale.ROOT, "%-25s %-19s %12s  %-12s %s%n", what, where, seen, goal, verdict);
  }
}
