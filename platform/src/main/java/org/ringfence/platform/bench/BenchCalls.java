package org.ringfence.platform.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.ringfence.platform.bench.CostMeter.Cost;
import org.ringfence.platform.settings.PlatformSettings;
import org.ringfence.simulator.sipp.PlannedCall;
import org.ringfence.simulator.sipp.PlannedCall.TimedKey;
import org.ringfence.simulator.sipp.Sipp;
import org.ringfence.simulator.sipp.SippProcess;
import org.ringfence.simulator.sipp.SippProcess.Outcome;

/// `bench calls`: processor time per refused attempt and per admitted call, ours against a bare
/// dialplan on the same Asterisk, in turns; and the greatest rate of refused attempts that is held
/// without one failing.
///
/// Refused attempts show our own number as caller, so each goes the whole way: AGI, bus, detector,
/// bus, 603.
public final class BenchCalls {

  private static final int ROUNDS = 5;
  private static final int REJECTS_PER_ROUND = 600;
  private static final double REJECTS_PER_SECOND = 100;
  private static final int CALLS_PER_ROUND = 60;
  private static final double CALLS_PER_SECOND = 10;
  private static final Duration CALL_STAYS = Duration.ofSeconds(5);
  private static final int WARM_UP_REJECTS = 1_500;
  private static final double WARM_UP_PER_SECOND = 100;
  private static final int MIN_WARM_UP_ROUNDS = 4;
  private static final int WARM_UP_ROUNDS = 10;
  private static final int[] RATES = {100, 200, 300, 400, 500, 600, 800};
  private static final int RATE_SECONDS = 10;
  private static final String BARE_REJECT = "7001";
  private static final String BARE_ADMIT = "7002";

  private final PlatformSettings settings;
  private final PrintStream out;
  private final Sipp sipp;
  private final Path folder;

  public BenchCalls(PlatformSettings settings, Path folder, PrintStream out) {
    this.settings = settings;
    this.out = out;
    this.folder = folder;
    this.sipp = new Sipp(folder, settings.asterisk().sipPort());
  }

  /// Runs everything and prints it; true when the goals were met.
  public boolean run() throws IOException, InterruptedException {
    try (BenchPlatform platform = BenchPlatform.start(settings, folder)) {
      CostMeter meter = new CostMeter(platform);
      String line = settings.site().lines().getFirst().id().value();
      warmUp(meter, line);
      meter.measureIdle();
      List<Cost> bareRejects = new ArrayList<>();
      List<Cost> ourRejects = new ArrayList<>();
      List<Cost> bareCalls = new ArrayList<>();
      List<Cost> ourCalls = new ArrayList<>();
      for (int round = 1; round <= ROUNDS; round++) {
        out.println("Round " + round + " of " + ROUNDS);
        bareRejects.add(
            meter.cost(
                REJECTS_PER_ROUND,
                () -> reject(BARE_REJECT, REJECTS_PER_ROUND, REJECTS_PER_SECOND)));
        ourRejects.add(
            meter.cost(
                REJECTS_PER_ROUND, () -> reject(line, REJECTS_PER_ROUND, REJECTS_PER_SECOND)));
        bareCalls.add(meter.cost(CALLS_PER_ROUND, () -> admit(BARE_ADMIT, CALLS_PER_ROUND)));
        ourCalls.add(meter.cost(CALLS_PER_ROUND, () -> admit(line, CALLS_PER_ROUND)));
      }
      out.println();
      out.printf(
          "Processor time per call, medians of %d rounds in turns (idle load taken off)%n", ROUNDS);
      out.println(
          "                     bare ms   ours: Asterisk + JVM = ms    ratio   (min-max)   goal");
      double rejected = print("refused attempt", bareRejects, ourRejects, "2.5");
      double admitted = print("admitted call", bareCalls, ourCalls, "2.0");
      int held = greatestRate(line);
      out.printf("Refused attempts held without a failure: %d/s (goal 300/s)%n", held);
      return rejected <= 2.5 && admitted <= 2 && held >= 300;
    }
  }

  /// Plays refused attempts until the JVM's compiler has settled: a round costs no tenth less than
  /// the one before.
  private void warmUp(CostMeter meter, String line) throws IOException, InterruptedException {
    out.println("Warming up");
    admit(line, CALLS_PER_ROUND);
    double before = Double.MAX_VALUE;
    for (int round = 1; round <= WARM_UP_ROUNDS; round++) {
      double now =
          meter
              .cost(WARM_UP_REJECTS, () -> reject(line, WARM_UP_REJECTS, WARM_UP_PER_SECOND))
              .jvmMillis();
      out.printf("  JVM %.2f ms per refused attempt%n", now);
      if (round >= MIN_WARM_UP_ROUNDS && now > 0.9 * before) {
        return;
      }
      before = now;
    }
  }

  private double print(String what, List<Cost> bare, List<Cost> ours, String goal) {
    CostComparison costs = new CostComparison(bare, ours);
    out.printf(
        "  %-17s  %7.2f         %7.2f + %5.2f = %5.2f   %6.2f   %s   %s%n",
        what,
        costs.bareMillis(),
        costs.asteriskMillis(),
        costs.jvmMillis(),
        costs.totalMillis(),
        costs.ratio(),
        costs.range(),
        goal);
    int failed = costs.bareFailed() + costs.failed();
    if (failed > 0) {
      out.printf(
          "    %d of these calls did not end as planned (let in for want of a verdict in time, or timed out)%n",
          failed);
    }
    return costs.ratio();
  }

  private int greatestRate(String line) throws IOException, InterruptedException {
    int held = 0;
    for (int rate : RATES) {
      int failed = reject(line, rate * RATE_SECONDS, rate);
      out.printf("  %d/s for %d s: %d failed%n", rate, RATE_SECONDS, failed);
      if (failed > 0) {
        break;
      }
      held = rate;
    }
    return held;
  }

  /// Plays refused attempts and returns how many were not refused with 603.
  private int reject(String dialed, int count, double perSecond)
      throws IOException, InterruptedException {
    String own = settings.site().lines().getFirst().number().raw();
    PlannedCall call = PlannedCall.silent(own, dialed);
    try (SippProcess calls =
        sipp.callers(Collections.nCopies(count, call), perSecond, Duration.ofSeconds(1))) {
      calls.await(Duration.ofSeconds(Math.round(count / perSecond) + 30));
      return count - calls.count(Outcome.REJECTED);
    }
  }

  /// Plays calls that answer both questions, wait in line and hang up; returns how many did not get
  /// so far.
  private int admit(String dialed, int count) throws IOException, InterruptedException {
    List<PlannedCall> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      TimedKey key = new TimedKey(Duration.ofSeconds(1), '1');
      calls.add(PlannedCall.silent("+1612555" + (1_000 + i), dialed).keying(key, key));
    }
    try (SippProcess playing = sipp.callers(calls, CALLS_PER_SECOND, CALL_STAYS)) {
      playing.await(Duration.ofSeconds(Math.round(count / CALLS_PER_SECOND) + 60));
      return count - playing.count(Outcome.HUNGUP);
    }
  }
}
