package org.ringfence.simulator.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Writes the three files of a run's folder as a small first-come-first-served center would make
/// them: people all morning, a flood of machines around opening. The figures are plausible, and
/// agree with one another.
final class ExampleRun {

  private record Attempt(
      String plan,
      double at,
      String outcome,
      double joined,
      double waited,
      double low,
      double talk,
      String family) {
    boolean person() {
      return family.startsWith("human");
    }

    boolean served() {
      return outcome.equals("served");
    }
  }

  private static final int AGENTS = 60;
  private static final double END = 5 * 3600;

  private final SplittableRandom chance = new SplittableRandom(7);
  private final boolean defended;
  private final List<Attempt> attempts = new ArrayList<>();

  String machineFamily = "machine.mnsure";
  String defence;
  boolean partial;

  ExampleRun(boolean defended) {
    this.defended = defended;
    this.defence = defended ? "on" : "off";
  }

  /// Plays and writes.
  ///
  /// @param people how many people call
  /// @param machines how many machine calls there are
  Path write(Path folder, int people, int machines) throws IOException {
    play(people, machines);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("results.csv"), results());
    Files.writeString(folder.resolve("timeline.csv"), timeline());
    Files.writeString(folder.resolve("summary.json"), summary(people, machines));
    return folder;
  }

  private double exponential(double mean) {
    return -mean * Math.log(1 - chance.nextDouble());
  }

  private void play(int people, int machines) {
    record Call(double at, boolean person) {}
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      calls.add(new Call(i % 5 == 0 ? exponential(900) : chance.nextDouble(END * 0.92), true));
    }
    for (int i = 0; i < machines; i++) {
      double wave = chance.nextInt(0, 70) * 60 - 600;
      calls.add(new Call(Math.max(-600, wave + chance.nextGaussian() * 6), false));
    }
    calls.sort(Comparator.comparingDouble(Call::at));
    PriorityQueue<Double> free = new PriorityQueue<>();
    for (int i = 0; i < AGENTS; i++) {
      free.add(0.0);
    }
    double slow = 0;
    for (int i = 0; i < calls.size(); i++) {
      Call call = calls.get(i);
      slow += ((free.peek() - call.at) - slow) * 0.02;
      attempts.add(attempt("p" + i, call.at, call.person, free, Math.max(0, slow)));
    }
  }

  private Attempt attempt(
      String plan, double at, boolean person, PriorityQueue<Double> free, double guess) {
    String family =
        person ? (chance.nextDouble() < 0.05 ? "human.relay" : "human.mobile") : machineFamily;
    double talk = person ? exponential(420) : 60;
    if (at < 0) {
      return new Attempt(
          plan, at, "closed", Double.NaN, Double.NaN, Double.NaN, Double.NaN, family);
    }
    if (!person && defended) {
      String outcome = at < 240 || chance.nextDouble() < 0.05 ? "let_go" : "rejected";
      return new Attempt(plan, at, outcome, Double.NaN, Double.NaN, Double.NaN, Double.NaN, family);
    }
    if (!defended && at < 4200 && chance.nextDouble() < 0.55) {
      return new Attempt(plan, at, "busy", Double.NaN, Double.NaN, Double.NaN, Double.NaN, family);
    }
    double joined = at + (person ? 18 : 40);
    double start = Math.max(joined, free.peek());
    double low = guess < 60 ? 0 : Math.floor(guess * 0.8 / 300) * 300;
    double patience = exponential(person ? 5400 : 3600);
    if (start - joined > patience || start > END) {
      return new Attempt(
          plan,
          at,
          "abandoned_queue",
          joined,
          Math.min(patience, END - joined),
          low,
          Double.NaN,
          family);
    }
    free.remove();
    free.add(start + talk + 30);
    return new Attempt(plan, at, "served", joined, start - joined, low, talk, family);
  }

  private String results() {
    StringBuilder csv =
        new StringBuilder(
            "plan_id,attempt,at_s,outcome,mode,score,reasons,challenged,diverted,joined_s,wait_s,"
                + "announced_low_s,announced_high_s,agent_id,talked_s,label,family\n");
    for (Attempt a : attempts) {
      csv.append(a.plan).append(",1,").append(number(a.at)).append(',').append(a.outcome);
      csv.append(",GREEN,0.0,,0,0,").append(number(a.joined)).append(',').append(number(a.waited));
      csv.append(',').append(number(a.low)).append(',').append(number(a.low + 600)).append(",,");
      csv.append(number(a.talk)).append(',').append(a.person() ? "human" : "machine");
      csv.append(",\"").append(a.family.replace("\"", "\"\"")).append("\"\n");
    }
    return csv.toString();
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.3f", value);
  }

  private String timeline() {
    StringBuilder csv =
        new StringBuilder(
            "from_s,attempts,people_attempts,busy,closed,rejected,challenged,diverted,let_go,"
                + "admitted,joined,served,people_served,abandoned,waiting,people_waiting,"
                + "ports_used_max,agents_on_duty,agents_busy,mode\n");
    for (int from = -600; from < END; from += 60) {
      int[] n = new int[7];
      double end = from + 60;
      for (Attempt a : attempts) {
        boolean began = a.at >= from && a.at < end;
        double left = a.joined + a.waited;
        n[0] += began ? 1 : 0;
        n[1] += began && a.person() ? 1 : 0;
        n[2] += a.served() && a.person() && left >= from && left < end ? 1 : 0;
        n[3] += a.joined < end && left >= end ? 1 : 0;
        n[4] += a.person() && a.joined < end && left >= end ? 1 : 0;
        n[5] += a.served() && left < end && left + a.talk + 30 >= end ? 1 : 0;
        n[6] += a.outcome.equals("busy") && began ? 1 : 0;
      }
      String mode =
          !defended || from > 3900 ? "GREEN" : from < -540 || from > 3600 ? "AMBER" : "RED";
      int ports = n[6] > 0 ? 400 : Math.min(400, n[3] + n[5]);
      csv.append(from).append(',').append(n[0]).append(',').append(n[1]).append(',').append(n[6]);
      csv.append(",0,0,0,0,0,0,0,0,").append(n[2]).append(",0,").append(n[3]).append(',');
      csv.append(n[4]).append(',').append(ports).append(',').append(from < -60 ? 0 : AGENTS);
      csv.append(',').append(n[5]).append(',').append(mode).append('\n');
    }
    return csv.toString();
  }

  private String summary(int people, int machines) {
    Map<String, List<Attempt>> byFamily = new TreeMap<>();
    attempts.forEach(a -> byFamily.computeIfAbsent(a.family, absent -> new ArrayList<>()).add(a));
    List<String> families = new ArrayList<>();
    byFamily.forEach((name, of) -> families.add(quoted(name) + ": " + family(of)));
    List<Attempt> human = attempts.stream().filter(Attempt::person).toList();
    List<Attempt> robots = attempts.stream().filter(a -> !a.person()).toList();
    double[] waits =
        human.stream().filter(Attempt::served).mapToDouble(Attempt::waited).sorted().toArray();
    double mean = Arrays.stream(waits).average().orElse(0);
    return """
    { "seed": 9007199254740993, "defence": %s, "ports": 400, "ports_used_max": 400,
      "config_sha256": "0f3a", "attempts": %d, "until_s": %.1f, "partial": %b,
      "families": { %s },
      "people": { "plans": %d, "served": %d, "served_share": %.5f, "harmed_plans": 0,
        "harmed_share_upper95": 0.000737, "rejected_plans": 0, "challenged_plans": 3,
        "busy_plans": %d, "busy_attempts": %d, "abandoned_plans": %d, "lost": 0,
        "time_to_agent_rmst_s": %.1f, "wait_mean_s": %.1f, "wait_p50_s": %.1f,
        "wait_p95_s": %.1f, "wait_max_s": %.1f, "callback_wait_mean_s": null },
      "machines": { "plans": %d, "attempts": %d, "reached_agent": %d, "agent_s": %.1f, "port_s": 0.0 },
      "callbacks": { "placed": 0, "out_of_plan": 0, "per_destination_max": 0 },
      "by_mode": { "green": { "seconds": 14100.0, "attempts": 3300, "challenged": 0, "rejected": 0 },
        "amber": { "seconds": 300.0, "attempts": 400, "challenged": 1, "rejected": 0 }, "red": {} },
      "prediction": { "n": %d, "rrase": 0.412, "mae_s": 93.0, "bias_s": -11.5, "coverage80": 0.81,
        "width80_s": 402.0,
        "by_hour": { "0": { "n": 310, "rrase": 0.51, "coverage80": 0.79 }, "1": { "n": 420, "rrase": 0.33, "coverage80": 0.82 } },
        "by_depth": { "0": { "n": 77, "rrase": 0.9, "coverage80": 0.86 }, "5-9": { "n": 130, "rrase": 0.4, "coverage80": 0.8 } } } }
    """
        .formatted(
            quoted(defence),
            attempts.size(),
            END,
            partial,
            String.join(",\n    ", families),
            people,
            waits.length,
            (double) waits.length / people,
            count(human, "busy"),
            count(human, "busy"),
            count(human, "abandoned_queue"),
            mean * 1.3,
            mean,
            quantile(waits, 0.5),
            quantile(waits, 0.95),
            quantile(waits, 1),
            machines == 0 ? 0 : 1,
            robots.size(),
            count(robots, "served"),
            count(robots, "served") * 60.0,
            waits.length);
  }

  private static double quantile(double[] sorted, double share) {
    return sorted.length == 0
        ? 0
        : sorted[(int) Math.min(sorted.length - 1.0, sorted.length * share)];
  }

  private static long count(List<Attempt> of, String outcome) {
    return of.stream().filter(a -> a.outcome.equals(outcome)).count();
  }

  private static String family(List<Attempt> of) {
    Map<String, Long> outcomes = new LinkedHashMap<>();
    of.forEach(a -> outcomes.merge(a.outcome, 1L, Long::sum));
    List<String> words = new ArrayList<>();
    outcomes.forEach((outcome, n) -> words.add(quoted(outcome) + ": " + n));
    double served = (double) count(of, "served") / of.size();
    double wait =
        of.stream().filter(Attempt::served).mapToDouble(Attempt::waited).average().orElse(0);
    return """
    { "label": "%s", "plans": %d, "attempts": %d, "distinct_numbers": 41, "outcomes": { %s },
          "challenged": 0, "diverted": 0, "joined": 0, "reached_agent": %d, "reached_agent_share": %.5f,
          "agent_s": 0.0, "port_s": 0.0, "first_attempt_s": 0.0, "first_action_s": null,
          "harmed_plans": 0, "harmed_share_upper95": 0.0008, "served_share": %.5f,
          "wait_mean_s": %.1f, "wait_p95_s": %.1f }\
    """
        .formatted(
            of.getFirst().person() ? "human" : "machine",
            of.size(),
            of.size(),
            String.join(", ", words),
            count(of, "served"),
            served,
            served,
            wait,
            wait * 2);
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
