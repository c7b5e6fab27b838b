package org.ringfence.platform.commands;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.ringfence.platform.lab.ConfiguredCenter;
import org.ringfence.platform.lab.Interruption;
import org.ringfence.platform.settings.Overrides;
import org.ringfence.settings.SettingsException;
import org.ringfence.simulator.defence.DefenceEvaluation;
import org.ringfence.simulator.defence.DefenceTables;
import org.ringfence.simulator.defence.MorningMaker;
import org.ringfence.simulator.results.OutputFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// `evaluate defence`: what the defence stops, and whom it harms.
@Command(
    name = "defence",
    mixinStandardHelpOptions = true,
    description = "Plays every family of machines and every group of people against the defence.")
public final class EvaluateDefenceCommand implements Callable<Integer> {

  private static final String FILE = "defence.json";
  private static final String UNFINISHED = "defence.json.part";

  @Mixin private final SimulationOptions options = new SimulationOptions();

  @Option(names = "--seed", description = "of the first morning (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(
      names = "--parts",
      split = ",",
      description =
          "what is examined: ${COMPLETION-CANDIDATES}; families of machines, people in peace, under"
              + " attack, in a rush (default: all)")
  private Set<DefenceEvaluation.Part> parts = EnumSet.allOf(DefenceEvaluation.Part.class);

  @Option(
      names = "--families",
      split = ",",
      description = "of machines, such as machine.burst,machine.random (default: all)")
  private List<String> families = new ArrayList<>();

  @Option(
      names = "--held-out",
      split = ",",
      description = "families that the defence was not made with, to be told apart in the report")
  private List<String> heldOut = new ArrayList<>();

  @Option(
      names = "--family-mornings",
      description = "that each family of machines is played on (default: ${DEFAULT-VALUE})")
  private int familyMornings = 2;

  @Option(
      names = "--mornings",
      description = "of people, in peace, under attack and in a rush (default: ${DEFAULT-VALUE})")
  private int mornings = 300;

  @Option(
      names = "--plans-per-group",
      description = "of people over these mornings, about (default: ${DEFAULT-VALUE})")
  private int plansPerGroup = 50_000;

  @Option(
      names = "--announce",
      description =
          "tell every caller from the start on that our number is misused by somebody"
              + " (see human.callback-of-spoof)")
  private boolean announce;

  @Option(names = "--traffic", description = "FILE.key=value for config/traffic")
  private List<String> traffic = new ArrayList<>();

  @Option(names = "--out", required = true, description = "a folder for defence.json")
  private Path out = Path.of("out");

  @Override
  public Integer call() throws IOException {
    try {
      OutputFolder.open(out, FILE, UNFINISHED);
      return evaluate();
    } catch (SettingsException wrong) {
      System.err.println(wrong.getMessage());
      return ExitCode.CONFIGURATION;
    } catch (FileSystemException refused) {
      System.err.println("--out: cannot be used: " + refused.getMessage());
      return ExitCode.CONFIGURATION;
    } catch (UncheckedIOException failed) {
      System.err.println("--out: cannot be written: " + failed.getMessage());
      return ExitCode.FAILED;
    }
  }

  private int evaluate() throws IOException {
    ConfiguredCenter on = options.read("on");
    ConfiguredCenter off = options.read("off");
    MorningMaker maker =
        new MorningMaker(on.settings().folder().resolve("traffic"), Overrides.parse("", traffic));
    Follower follower = new Follower(out);
    try (Interruption interruption = Interruption.stopping(follower::stop)) {
      Map<String, @Nullable Object> document =
          new DefenceEvaluation(
                  on.settings().withMisuseAnnounced(announce),
                  off.settings(),
                  maker,
                  new DefenceEvaluation.Order(
                      seed, parts, families, heldOut, familyMornings, mornings, plansPerGroup),
                  follower)
              .run(on.configSha256());
      System.out.print(DefenceTables.of(document));
      System.out.println("The figures are in " + out.resolve(FILE));
      return follower.goesOn() ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  /// Writes what there is whenever there is more, so that an end at any time leaves a whole file.
  private static final class Follower implements DefenceEvaluation.Watch {
    private final JsonMapper json =
        JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Path out;

    Follower(Path out) {
      this.out = out;
    }

    void stop() {
      stopped.set(true);
    }

    @Override
    public void progress(String sentence) {
      System.err.println(sentence);
    }

    @Override
    public void reached(Map<String, @Nullable Object> soFar) {
      try {
        Path unfinished = out.resolve(UNFINISHED);
        Files.writeString(unfinished, json.writeValueAsString(soFar) + "\n");
        Files.move(unfinished, out.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    @Override
    public boolean goesOn() {
      return !stopped.get();
    }
  }
}
