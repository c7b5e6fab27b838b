package org.ringfence.platform.commands;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ringfence.platform.lab.ConfiguredCenter;
import org.ringfence.platform.lab.Interruption;
import org.ringfence.platform.replay.ReplayRun;
import org.ringfence.platform.settings.PlatformSettings;
import org.ringfence.settings.SettingsException;
import org.ringfence.simulator.plans.AgentPlan;
import org.ringfence.simulator.plans.AgentPlanFile;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.plans.CallerPlanFile;
import org.ringfence.simulator.replay.Agreement;
import org.ringfence.simulator.report.Report;
import org.ringfence.simulator.results.ResultsFolder;
import org.ringfence.simulator.results.RunSummaryText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `replay`: plays plans as real SIP calls through Asterisk. The launcher (`bin/ringfence replay`)
/// sees to Asterisk and the prompts.
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = "Plays caller and agent plans as real SIP calls through Asterisk, in real time.")
public final class ReplayCommand implements Callable<Integer> {

  /// Calls with sound, callers' and agents' legs on one machine (measured; `docs/replay.md`).
  private static final int CALLS_PER_CORE = 250;

  private static final double MAX_SPEED = 20;

  @Mixin private final SettingsOptions options = new SettingsOptions();

  @Option(names = "--callers", required = true, description = "callers.csv")
  private Path callers = Path.of("callers.csv");

  @Option(names = "--agents", required = true, description = "agents.csv")
  private Path agents = Path.of("agents.csv");

  @Option(
      names = "--speed",
      description =
          "the scenario passes so many times as fast; prompts and time-outs do not (default: ${DEFAULT-VALUE})")
  private double speed = 1;

  @Option(
      names = "--limit",
      description = "calls at one time that this machine can hold (default: 250 for each core)")
  private @Nullable Integer limit;

  @Option(names = "--seed", description = "of every draw (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(names = "--defence", description = "off, shadow or on (default: as configured)")
  private @Nullable String defence;

  @Option(names = "--ports", description = "calls that the trunk carries (default: as configured)")
  private @Nullable Integer ports;

  @Option(names = "--until", description = "seconds at which the run ends at the latest")
  private @Nullable Double until;

  @Option(
      names = "--against",
      paramLabel = "DIR",
      description = "results of `simulate` of the same files, to be held against these")
  private @Nullable Path against;

  @Option(names = "--out", required = true, description = "a folder for the results")
  private Path out = Path.of("out");

  @Override
  public Integer call() throws InterruptedException {
    if (!(speed >= 0.1 && speed <= MAX_SPEED) || (limit != null && limit < 1)) {
      System.err.println("--speed must be 0.1 to " + MAX_SPEED + ", --limit 1 or more");
      return ExitCode.CONFIGURATION;
    }
    try {
      return replay();
    } catch (SettingsException wrong) {
      System.err.println(wrong.getMessage());
      System.err.println(wrong.problems().size() + " problem(s); nothing was run");
      return ExitCode.CONFIGURATION;
    } catch (FileSystemException refused) {
      System.err.println("a file or folder cannot be used: " + refused.getMessage());
      return ExitCode.CONFIGURATION;
    } catch (IOException failed) {
      System.err.println("the replay failed: " + failed.getMessage());
      return ExitCode.FAILED;
    }
  }

  private int replay() throws IOException, InterruptedException {
    ResultsFolder folder = ResultsFolder.open(out);
    Map<String, String> set = new LinkedHashMap<>(options.overrides());
    if (defence != null) {
      set.put("defence.mode", defence);
    }
    if (ports != null) {
      set.put("asterisk.max-calls", Integer.toString(ports));
      set.put("defence.ports", Integer.toString(ports));
    }
    PlatformSettings settings = options.read(set);
    List<CallerPlan> plans = CallerPlanFile.read(callers);
    List<AgentPlan> crew = AgentPlanFile.read(agents);
    ReplayRun.Wish wish =
        new ReplayRun.Wish(
            plans,
            crew,
            callers.toAbsolutePath().resolveSibling("recordings"),
            seed,
            speed,
            Objects.requireNonNullElse(until, Double.POSITIVE_INFINITY),
            settings.asterisk().maxCalls(),
            limit != null ? limit : CALLS_PER_CORE * Runtime.getRuntime().availableProcessors(),
            ConfiguredCenter.of(settings, options.overrides()).configSha256());
    ReplayRun run =
        new ReplayRun(settings, set, wish, System.err, InstantSource.system(), System::nanoTime);
    try (Interruption _ = Interruption.stopping(run::stop)) {
      ReplayRun.Played played = run.play();
      folder.write(played.results());
      Report.write(folder.path());
      tell(played, folder);
      return played.results().facts().partial() ? ExitCode.FAILED : ExitCode.OK;
    }
  }

  private void tell(ReplayRun.Played played, ResultsFolder folder) throws IOException {
    if (played.sample().share() < 1) {
      System.out.printf(
          Locale.ROOT, "A sample of %.1f %% of the plans.%n", 100 * played.sample().share());
    }
    System.out.print(RunSummaryText.of(played.results()));
    System.out.printf(
        Locale.ROOT,
        "%.1f %% of the attempts were found on the bus; %.1f %% of the sound went out late; see %s%n",
        100 * played.outcome().knownShare(),
        100 * played.outcome().lateShare(),
        folder.path());
    if (played.outcome().failures() > 0) {
      System.out.printf("%d steps of the replay itself failed%n", played.outcome().failures());
    }
    if (against != null) {
      System.out.print(Agreement.of(against, folder.path()).text());
    }
  }
}
