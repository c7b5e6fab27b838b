package org.ringfence.platform.commands;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ringfence.platform.lab.ConfiguredCenter;
import org.ringfence.platform.lab.Interruption;
import org.ringfence.platform.lab.Progress;
import org.ringfence.settings.SettingsException;
import org.ringfence.simulator.center.VirtualCenter;
import org.ringfence.simulator.plans.AgentPlan;
import org.ringfence.simulator.plans.AgentPlanFile;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.plans.CallerPlanFile;
import org.ringfence.simulator.report.Report;
import org.ringfence.simulator.results.ResultsFolder;
import org.ringfence.simulator.results.RunResults;
import org.ringfence.simulator.results.RunSummaryText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `simulate`: plays plans on virtual time against the production code.
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = "Plays caller and agent plans on virtual time against the code that runs.")
public final class SimulateCommand implements Callable<Integer> {

  @Mixin private final SimulationOptions options = new SimulationOptions();

  @Option(names = "--callers", required = true, description = "callers.csv")
  private Path callers = Path.of("callers.csv");

  @Option(names = "--agents", required = true, description = "agents.csv")
  private Path agents = Path.of("agents.csv");

  @Option(names = "--seed", description = "of every draw (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(names = "--until", description = "seconds at which the run ends at the latest")
  private @Nullable Double until;

  @Option(names = "--out", required = true, description = "a folder for the results")
  private Path out = Path.of("out");

  @Override
  public Integer call() throws IOException {
    try {
      return simulate();
    } catch (SettingsException wrong) {
      System.err.println(wrong.getMessage());
      System.err.println(wrong.problems().size() + " problem(s); nothing was run");
      return ExitCode.CONFIGURATION;
    } catch (FileSystemException refused) {
      System.err.println("--out: cannot be used: " + refused.getMessage());
      return ExitCode.CONFIGURATION;
    }
  }

  private int simulate() throws IOException {
    ResultsFolder folder = ResultsFolder.open(out);
    ConfiguredCenter center = options.read();
    List<CallerPlan> plans = CallerPlanFile.read(callers);
    List<AgentPlan> crew = AgentPlanFile.read(agents);
    if (center.estimatedPrompts()) {
      System.err.println("no prompts are built here: their lengths are estimated from the words");
    }
    long begun = System.nanoTime();
    VirtualCenter virtual = new VirtualCenter(center.settings(), plans, crew, seed);
    Progress progress = new Progress("simulate", System.err, System::nanoTime);
    try (Interruption interruption = Interruption.stopping(progress::stop)) {
      RunResults run =
          virtual.run(
              new VirtualCenter.RunOrder(
                  seed,
                  center.configSha256(),
                  Objects.requireNonNullElse(until, Double.POSITIVE_INFINITY)),
              progress);
      double tookSeconds = (System.nanoTime() - begun) / 1e9;
      folder.write(run);
      Report.write(folder.path());
      System.out.print(RunSummaryText.of(run));
      System.out.printf(
          Locale.ROOT,
          "%,d attempts and %,d messages to the cores in %.1f s (%,.0f messages/s); see %s%n",
          run.attempts().size(),
          virtual.messages(),
          tookSeconds,
          virtual.messages() / tookSeconds,
          folder.path().resolve(ResultsFolder.REPORT));
      return run.facts().partial() ? ExitCode.FAILED : ExitCode.OK;
    }
  }
}
