package org.ringfence.platform.bench;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.ringfence.platform.settings.PlatformSettings;

/// Measurements by JMH on one thread, each in a JVM of its own that has the settings of this one.
///
/// @param benchmarks the class with the measured methods; it has the parameters `config` and
///   `overrides`
/// @param heap of each JVM, as in `1g`
/// @param iterations as many to warm up as to measure
/// @param overrides the settings that won over the files
public record JvmRuns(
    Class<?> benchmarks,
    String heap,
    int iterations,
    Duration iteration,
    PlatformSettings settings,
    Map<String, String> overrides) {

  /// Measures one method, once for each combination of parameters.
  ///
  /// @param parameters of the benchmark, each with its values
  public Collection<RunResult> of(String method, Map<String, String[]> parameters) {
    // JMH lets no second one run on a machine; its lock would outlive one that was killed.
    System.setProperty("jmh.ignoreLock", "true");
    TimeValue time = TimeValue.milliseconds(iteration.toMillis());
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + benchmarks.getName().replace(".", "\\.") + "\\." + method + "$")
            .param("config", settings.folder().toString())
            .param("overrides", joined())
            .forks(1)
            .jvmArgs(
                "-Xms" + heap,
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow")
            .threads(1)
            .warmupIterations(iterations)
            .warmupTime(time)
            .measurementIterations(iterations)
            .measurementTime(time)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true);
    parameters.forEach(options::param);
    try {
      return new Runner(options.build()).run();
    } catch (RunnerException failed) {
      throw new IllegalStateException("JMH could not measure " + method, failed);
    }
  }

  private String joined() {
    return overrides.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(";"));
  }

  /// What the benchmark counted itself.
  public static double counted(RunResult run, String counter) {
    return Objects.requireNonNull(run.getSecondaryResults().get(counter)).getScore();
  }
}
