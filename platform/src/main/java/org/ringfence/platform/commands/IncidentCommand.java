package org.ringfence.platform.commands;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ringfence.platform.lab.ConfiguredCenter;
import org.ringfence.settings.SettingsException;
import org.ringfence.simulator.incident.Incident;
import org.ringfence.simulator.incident.IncidentTable;
import org.ringfence.simulator.results.OutputFolder;
import org.ringfence.simulator.traffic.Traffic;
import org.ringfence.simulator.traffic.TrafficSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// `incident`: the morning of 1 November 2016 without machines, without a defence, and with ours.
@Command(
    name = "incident",
    mixinStandardHelpOptions = true,
    description = "Plays the morning of the incident: people alone, no defence, Ringfence.")
public final class IncidentCommand implements Callable<Integer> {

  private static final String JSON = "incident.json";
  private static final String TABLE = "incident.md";

  @Mixin private final SimulationOptions options = new SimulationOptions();

  @Option(names = "--seed", description = "the first (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(names = "--seeds", description = "how many mornings (default: ${DEFAULT-VALUE})")
  private int seeds = 10;

  @Option(names = "--out", required = true, description = "a folder for the results")
  private Path out = Path.of("out");

  @Override
  public Integer call() throws IOException {
    try {
      return play();
    } catch (SettingsException wrong) {
      System.err.println(wrong.getMessage());
      return ExitCode.CONFIGURATION;
    } catch (FileSystemException refused) {
      System.err.println("--out: cannot be used: " + refused.getMessage());
      return ExitCode.CONFIGURATION;
    }
  }

  private int play() throws IOException {
    if (seeds < 1) {
      System.err.println("--seeds: must be at least 1");
      return ExitCode.CONFIGURATION;
    }
    OutputFolder.open(out, JSON, TABLE, "people", "off", "on", "compare.html", "compare.png");
    ConfiguredCenter on = options.read("on");
    ConfiguredCenter off = options.read("off");
    Traffic traffic =
        new Traffic(TrafficSettings.read(on.settings().folder().resolve("traffic"), Map.of()));
    IncidentTable table =
        new IncidentTable(
            new Incident(traffic, on.settings(), off.settings(), on.configSha256())
                .play(seed, seeds, out, System.err::println));
    JsonMapper json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    Files.writeString(out.resolve(JSON), json.writeValueAsString(table.document()) + "\n");
    Files.writeString(out.resolve(TABLE), table.markdown());
    System.out.print(table.markdown());
    System.out.printf(
        Locale.ROOT,
        "Time to an agent with the defence on is %.3f of that without an attack. See %s%n",
        table.timeToAgentRatio(),
        out.resolve("compare.html"));
    table.targets().forEach(System.out::println);
    if (!table.misfits().isEmpty()) {
      System.err.println("The scenario does not fit what is known of that day, and is refused:");
      table.misfits().forEach(System.err::println);
      return ExitCode.FAILED;
    }
    return ExitCode.OK;
  }
}
