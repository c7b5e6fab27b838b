package org.ringfence.platform.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ringfence.settings.SettingsException;
import org.ringfence.simulator.waits.WaitsEvaluation;
import org.ringfence.simulator.waits.WaitsOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `evaluate waits`: how well waits are predicted, beside what else could be told.
@Command(
    name = "waits",
    mixinStandardHelpOptions = true,
    description = "Holds the wait prediction against known estimators and a call trace.")
public final class EvaluateWaitsCommand implements Callable<Integer> {

  @Mixin private final SettingsOptions settings = new SettingsOptions();

  @Option(names = "--out", required = true, description = "folder for waits.json")
  private Path out = Path.of("");

  @Option(names = "--seed", description = "of all chance (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(
      names = "--arrivals",
      description = "callers of each model for the known estimators (default: ${DEFAULT-VALUE})")
  private int arrivals = 3_000_000;

  @Option(
      names = "--own-arrivals",
      description = "so many of them for our prediction too (default: ${DEFAULT-VALUE})")
  private int ownArrivals = 1_000_000;

  @Option(names = "--mornings", description = "enrollment mornings (default: ${DEFAULT-VALUE})")
  private int mornings = 10;

  @Option(names = "--trace", description = "folder of a call trace, YYYY-MM.tsv.gz")
  private @Nullable Path trace;

  @Option(
      names = "--trace-from",
      description = "YYYY-MM; earlier months of the trace are played and not scored")
  private @Nullable String traceFrom;

  @Option(
      names = "--only",
      split = ",",
      description = "some of models, trace, morning, machines (default: all)")
  private List<String> only = new ArrayList<>();

  @Override
  public Integer call() {
    try {
      WaitsOptions options =
          new WaitsOptions(
              seed,
              arrivals,
              Math.min(ownArrivals, arrivals),
              mornings,
              trace,
              month(),
              parts(),
              settings.read().queue().prediction());
      new WaitsEvaluation(options, out, System.out, System.err, System::nanoTime).run();
      return ExitCode.OK;
    } catch (IllegalArgumentException | SettingsException | IOException wrong) {
      System.err.println(wrong.getMessage());
      return ExitCode.CONFIGURATION;
    }
  }

  private @Nullable YearMonth month() {
    try {
      return traceFrom == null ? null : YearMonth.parse(traceFrom);
    } catch (DateTimeParseException wrong) {
      throw new IllegalArgumentException(
          "--trace-from \"" + traceFrom + "\" is not YYYY-MM", wrong);
    }
  }

  private EnumSet<WaitsOptions.Part> parts() {
    EnumSet<WaitsOptions.Part> parts = EnumSet.noneOf(WaitsOptions.Part.class);
    for (String name : only) {
      try {
        parts.add(WaitsOptions.Part.valueOf(name.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException wrong) {
        throw new IllegalArgumentException(
            "--only \"" + name + "\" is none of models, trace, morning, machines", wrong);
      }
    }
    if (trace == null && parts.contains(WaitsOptions.Part.TRACE)) {
      throw new IllegalArgumentException("--only trace needs --trace FOLDER");
    }
    return parts.isEmpty() ? EnumSet.allOf(WaitsOptions.Part.class) : parts;
  }
}
