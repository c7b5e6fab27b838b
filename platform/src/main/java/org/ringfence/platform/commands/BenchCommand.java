package org.ringfence.platform.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfence.platform.bench.BenchCalls;
import org.ringfence.platform.bench.BenchDoor;
import org.ringfence.platform.bench.BenchFaults;
import org.ringfence.platform.bench.BenchIvr;
import org.ringfence.platform.bench.BenchSimulation;
import org.ringfence.platform.bench.routing.BenchRouting;
import org.ringfence.platform.bench.verdicts.BenchVerdicts;
import org.ringfence.platform.bench.web.BenchWeb;
import org.ringfence.simulator.traffic.Traffic;
import org.ringfence.simulator.traffic.TrafficSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bench`: measures this machine.
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Measures this machine: calls, door, ivr, verdicts, routing, web, simulation, faults.")
public final class BenchCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(),
        "name what to measure: calls, door, ivr, verdicts, routing, web, simulation or faults");
  }

  /// What a refused attempt and an admitted call cost, beside a bare dialplan.
  @Command(name = "calls", description = "real calls through Asterisk, beside a bare dialplan")
  int calls(@Mixin SettingsOptions options) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("ringfence-bench");
    return new BenchCalls(options.read(), folder, System.out).run() ? ExitCode.OK : ExitCode.FAILED;
  }

  /// What an attempt costs that Asterisk refuses by a rule of ours, beside a bare dialplan.
  @Command(name = "door", description = "attempts refused by Asterisk's own rules")
  int door(@Mixin SettingsOptions options) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("ringfence-bench");
    return new BenchDoor(options.read(), folder, System.out).run() ? ExitCode.OK : ExitCode.FAILED;
  }

  /// How long callers hear nothing, on real calls.
  @Command(name = "ivr", description = "silence that callers hear, on real calls that listen")
  int ivr(@Mixin SettingsOptions options) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("ringfence-bench");
    return new BenchIvr(options.read(), folder, System.out).run() ? ExitCode.OK : ExitCode.FAILED;
  }

  /// What a verdict costs on one processor core, and what the detector keeps in memory.
  @Command(name = "verdicts", description = "the detector's core alone: time and memory")
  int verdicts(
      @Mixin SettingsOptions options,
      @Option(names = "--quick", description = "proves that it runs; the figures are worth nothing")
          boolean quick) {
    BenchVerdicts.Extent extent = quick ? BenchVerdicts.Extent.QUICK : BenchVerdicts.Extent.WHOLE;
    new BenchVerdicts(options.read(), options.overrides(), extent, System.out, System.err).run();
    return ExitCode.OK;
  }

  /// What an event of a line costs on one processor core, and how that grows with the line.
  @Command(name = "routing", description = "the queue manager's core alone, with 10,000 agents")
  int routing(
      @Mixin SettingsOptions options,
      @Option(names = "--quick", description = "proves that it runs; the figures are worth nothing")
          boolean quick) {
    BenchRouting.Extent extent = quick ? BenchRouting.Extent.QUICK : BenchRouting.Extent.WHOLE;
    new BenchRouting(options.read(), options.overrides(), extent, System.out, System.err).run();
    return ExitCode.OK;
  }

  /// What many boards and a crowd on the public page cost, on the platform as it is started.
  @Command(name = "web", description = "many boards that watch, beside the public page")
  int web(
      @Mixin SettingsOptions options,
      @Option(names = "--boards", description = "that watch", defaultValue = "500") int boards,
      @Option(names = "--updates", description = "of the board a second", defaultValue = "100")
          int updates,
      @Option(names = "--hits", description = "of the public page a second", defaultValue = "2000")
          int hits,
      @Option(
              names = "--calls",
              description = "that wait in line meanwhile; 0 for none",
              defaultValue = "50")
          int calls,
      @Option(names = "--seconds", description = "of each measurement", defaultValue = "30")
          int seconds)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("ringfence-bench");
    BenchWeb.Load load =
        new BenchWeb.Load(boards, updates, hits, calls, Duration.ofSeconds(seconds));
    return new BenchWeb(options.read(), folder, load, System.out).run()
        ? ExitCode.OK
        : ExitCode.FAILED;
  }

  /// How fast mornings are played.
  @Command(name = "simulation", description = "the day of the incident on virtual time")
  int simulation(@Mixin SimulationOptions options) throws IOException {
    Path folder = Files.createTempDirectory("ringfence-bench");
    var center = options.read();
    Path parameters = center.settings().folder().resolve("traffic");
    new BenchSimulation(center, new Traffic(TrafficSettings.read(parameters, Map.of())), System.out)
        .run(folder);
    return ExitCode.OK;
  }

  /// Whether the cores keep their promises when everything goes wrong.
  @Command(name = "faults", description = "seeds of the fault simulation")
  int faults(
      @Option(names = "--seeds", description = "how many", defaultValue = "10000") long seeds,
      @Option(names = "--first", description = "the first of them", defaultValue = "1") long first,
      @Option(names = "--seed", description = "this one alone") @Nullable Long seed,
      @Option(names = "--config", hidden = true, description = "not needed")
          @Nullable Path config) {
    BenchFaults bench = new BenchFaults(System.out, System.err);
    boolean held = seed == null ? bench.run(first, seeds) : bench.replay(seed);
    return held ? ExitCode.OK : ExitCode.FAILED;
  }
}
