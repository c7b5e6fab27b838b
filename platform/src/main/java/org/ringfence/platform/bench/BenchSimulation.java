package org.ringfence.platform.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.ringfence.platform.lab.ConfiguredCenter;
import org.ringfence.simulator.center.VirtualCenter;
import org.ringfence.simulator.plans.AgentPlan;
import org.ringfence.simulator.plans.AgentPlanFile;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.plans.CallerPlanFile;
import org.ringfence.simulator.results.ResultsFolder;
import org.ringfence.simulator.results.RunResults;
import org.ringfence.simulator.traffic.Scenario;
import org.ringfence.simulator.traffic.Traffic;

/// Simulates the day of the incident, with its 80,000 attempts of machines, from files to files,
/// and prints how long each part takes and how many messages a second the cores apply. The first
/// run is that of a JVM that was just started.
public final class BenchSimulation {

  private static final int RUNS = 3;
  private static final long SEED = 1;
  private static final double MEBIBYTE = 1024 * 1024;

  private final ConfiguredCenter center;
  private final Traffic traffic;
  private final PrintStream out;

  public BenchSimulation(ConfiguredCenter center, Traffic traffic, PrintStream out) {
    this.center = center;
    this.traffic = traffic;
    this.out = out;
  }

  /// @param folder for the files; new or empty
  public void run(Path folder) throws IOException {
    Path plans = folder.resolve("plans");
    traffic.make(List.of(Traffic.MNSURE), SEED).write(plans);
    out.println("run   attempts   messages  read s  simulate s  write s  messages/s  heap used");
    for (int run = 1; run <= RUNS; run++) {
      long start = System.nanoTime();
      List<CallerPlan> callers = CallerPlanFile.read(plans.resolve(Scenario.CALLERS_FILE));
      List<AgentPlan> agents = AgentPlanFile.read(plans.resolve(Scenario.AGENTS_FILE));
      long read = System.nanoTime();
      VirtualCenter virtual = new VirtualCenter(center.settings(), callers, agents, SEED);
      RunResults results =
          virtual.run(
              new VirtualCenter.RunOrder(SEED, center.configSha256(), Double.POSITIVE_INFINITY),
              (_, _) -> true);
      long simulated = System.nanoTime();
      ResultsFolder.open(Files.createDirectories(folder.resolve("run" + run))).write(results);
      long written = System.nanoTime();
      Runtime machine = Runtime.getRuntime();
      out.printf(
          Locale.ROOT,
          "%3d %10d %10d %7.2f %11.2f %8.2f %11.0f %6.0f MiB%n",
          run,
          results.attempts().size(),
          virtual.messages(),
          seconds(start, read),
          seconds(read, simulated),
          seconds(simulated, written),
          virtual.messages() / seconds(read, simulated),
          (machine.totalMemory() - machine.freeMemory()) / MEBIBYTE);
    }
  }

  private static double seconds(long fromNanos, long toNanos) {
    return (toNanos - fromNanos) / 1e9;
  }
}
