package org.ringfence.platform.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// One run of `bin/ringfence` to its end.
///
/// @param exit its exit code
/// @param said both of its outputs
record LauncherRun(int exit, String said) {

  /// What a human must put right; the launcher and systemd do not try again.
  static final int WRONG_CONFIGURATION = 78;

  /// A platform that lives for a minute is not worth the best code, and there are two cores for
  /// all.
  private static final String QUICK_TO_START = "-XX:TieredStopAtLevel=1";

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /// @param data the data folder
  /// @param settings that differ from the shipped ones
  static LauncherRun of(Path data, Map<String, String> settings, String... arguments)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile("ringfence", ".log");
    Process process =
        builder(data, settings, arguments)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroy();
      process.waitFor();
      throw new AssertionError("the launcher did not end by itself:\n" + Files.readString(log));
    }
    String said = Files.readString(log, StandardCharsets.UTF_8);
    Files.delete(log);
    return new LauncherRun(process.exitValue(), said);
  }

  static ProcessBuilder builder(Path data, Map<String, String> settings, String... arguments) {
    ProcessBuilder builder = new ProcessBuilder(LivePlatform.LAUNCHER.toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().put("RINGFENCE_DATA", data.toString());
    builder.environment().putIfAbsent("RINGFENCE_JAVA_OPTS", QUICK_TO_START);
    builder
        .environment()
        .put(
            "RINGFENCE_SET",
            settings.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(";")));
    return builder;
  }
}
