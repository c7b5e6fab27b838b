package org.ringfence.platform.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.ringfence.platform.settings.Overrides;
import org.ringfence.settings.SettingsException;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.traffic.Scenario;
import org.ringfence.simulator.traffic.Traffic;
import org.ringfence.simulator.traffic.TrafficSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `traffic`: writes a morning of callers and agents, for `simulate` and `replay`.
@Command(
    name = "traffic",
    mixinStandardHelpOptions = true,
    description =
        "Writes callers.csv and agents.csv of a made-up morning: people, machines, mnsure.")
public final class TrafficCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "NAME",
      description =
          "people, machines, mnsure, mnsure.people, mnsure.machines, or families such as"
              + " human.relay, human.shared, machine.sequential")
  private List<String> names = new ArrayList<>();

  @Option(names = "--seed", description = "the same seed makes the same files (default: 1)")
  private long seed = 1;

  @Option(names = "--out", required = true, description = "a new or empty folder")
  private Path out = Path.of(".");

  @Option(
      names = "--config",
      description = "folder with traffic/*.conf (default: ${DEFAULT-VALUE})")
  private Path config = Path.of("config");

  @Option(
      names = "--set",
      description = "FILE.key=value, such as people.calls-per-hour=800; wins over the files")
  private List<String> set = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    try {
      Traffic traffic =
          new Traffic(
              TrafficSettings.read(
                  config.toAbsolutePath().normalize().resolve("traffic"),
                  Overrides.parse("", set)));
      Scenario scenario = traffic.make(names, seed);
      scenario.write(out);
      tell(scenario);
      return ExitCode.OK;
    } catch (SettingsException wrong) {
      System.err.println(wrong.getMessage());
      return ExitCode.CONFIGURATION;
    } catch (Scenario.FolderInUseException inUse) {
      System.err.println(inUse.getMessage());
      return ExitCode.CONFIGURATION;
    }
  }

  private void tell(Scenario scenario) {
    Map<String, Integer> families = new TreeMap<>();
    for (CallerPlan plan : scenario.callers()) {
      families.merge(plan.family(), 1, Integer::sum);
    }
    families.forEach((family, plans) -> System.out.printf("%8d  %s%n", plans, family));
    System.out.printf(
        "%8d  callers and %d agents in %s, seed %d%n",
        scenario.callers().size(), scenario.agents().size(), out, seed);
  }
}
