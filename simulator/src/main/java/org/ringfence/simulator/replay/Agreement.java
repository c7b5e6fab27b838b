package org.ringfence.simulator.replay;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ringfence.simulator.results.ResultsFolder;

/// How far two runs of the same plans agree, attempt by attempt: a simulation and a replay.
///
/// @param both attempts that took place in both runs, of plans that are in both
/// @param same of them ended alike
/// @param onlyFirst attempts that only the first run had, of plans that are in both
/// @param differing how many ended so in the first and so in the second run
/// @param totals of each outcome in the first and in the second run, over the plans of both
/// @param waits mean absolute difference of the waits of those served in both, in seconds, NaN
///   without any
public record Agreement(
    int both,
    int same,
    int onlyFirst,
    int onlySecond,
    Map<String, Integer> differing,
    Map<String, Totals> totals,
    double waits) {

  private static final int SHOWN = 20;

  /// How many attempts ended in one way, in each run.
  public record Totals(int first, int second) {
    private static Totals plus(Totals one, Totals other) {
      return new Totals(one.first + other.first, one.second + other.second);
    }
  }

  private record Ended(String outcome, double waitSeconds) {}

  /// Reads the results of two runs.
  public static Agreement of(Path first, Path second) throws IOException {
    Map<String, Map<Integer, Ended>> a = read(first);
    Map<String, Map<Integer, Ended>> b = read(second);
    a.keySet().retainAll(b.keySet());
    b.keySet().retainAll(a.keySet());
    Pairs pairs = new Pairs();
    Map<String, Totals> totals = new TreeMap<>();
    count(a, new Totals(1, 0), totals);
    count(b, new Totals(0, 1), totals);
    a.forEach((plan, attempts) ->
        attempts.forEach(
            (attempt, ended) -> pairs.add(ended, b.getOrDefault(plan, Map.of()).get(attempt))));
    int all = b.values().stream().mapToInt(Map::size).sum();
    return new Agreement(
        pairs.both,
        pairs.same,
        pairs.alone,
        all - pairs.both,
        pairs.differing,
        totals,
        pairs.waits / pairs.waited);
  }

  /// The attempts of the first run, each beside the same of the second.
  private static final class Pairs {
    private final Map<String, Integer> differing = new TreeMap<>();
    private int both;
    private int same;
    private int alone;
    private double waits;
    private double waited;

    void add(Ended one, @Nullable Ended other) {
      if (other == null) {
        alone++;
        return;
      }
      both++;
      if (!one.outcome.equals(other.outcome)) {
        differing.merge(one.outcome + " / " + other.outcome, 1, Integer::sum);
        return;
      }
      same++;
      if (one.outcome.equals("served")) {
        waits += Math.abs(one.waitSeconds - other.waitSeconds);
        waited++;
      }
    }
  }

  private static void count(
      Map<String, Map<Integer, Ended>> run, Totals one, Map<String, Totals> totals) {
    run.values()
        .forEach(attempts ->
            attempts.values().forEach(ended -> totals.merge(ended.outcome, one, Totals::plus)));
  }

  private static Map<String, Map<Integer, Ended>> read(Path folder) throws IOException {
    Map<String, Map<Integer, Ended>> plans = new TreeMap<>();
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder().ofNamedCsvRecord(folder.resolve(ResultsFolder.RESULTS))) {
      for (NamedCsvRecord row : csv) {
        String wait = row.getField("wait_s");
        plans
            .computeIfAbsent(row.getField("plan_id"), made -> new TreeMap<>())
            .put(
                Integer.parseInt(row.getField("attempt")),
                new Ended(
                    row.getField("outcome"),
                    wait.isEmpty() ? Double.NaN : Double.parseDouble(wait)));
      }
    }
    return plans;
  }

  /// The share of attempts that ended alike, 1 when there is none.
  public double share() {
    return both == 0 ? 1 : (double) same / both;
  }

  /// Lines for the terminal, each with its end.
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%.2f %% of %,d attempts ended alike; %,d only in the first run, %,d only in the second%n",
            100 * share(),
            both,
            onlyFirst,
            onlySecond));
    if (!Double.isNaN(waits)) {
      text.append(
          String.format(
              Locale.ROOT, "waits of those served in both differ by %.2f s on average%n", waits));
    }
    totals.forEach((outcome, total) ->
        text.append(
            String.format(
                Locale.ROOT, "  %,8d and %,8d %s in all%n", total.first, total.second, outcome)));
    differing.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(SHOWN)
        .forEach(pair ->
            text.append(String.format(Locale.ROOT, "  %6d  %s%n", pair.getValue(), pair.getKey())));
    return text.toString();
  }
}
