package org.ringfence.platform.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.ringfence.platform.demo.Demo;
import org.ringfence.platform.settings.PlatformSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `demo`: plays calls against a platform that `bin/ringfence demo` has started.
@Command(
    name = "demo",
    description = "Plays people, machines and agents against the running platform.")
public final class DemoCommand implements Callable<Integer> {

  private static final int MAX_MINUTES = 60;

  @Mixin private final SettingsOptions options = new SettingsOptions();

  @Option(names = "--minutes", description = "how long (default: ${DEFAULT-VALUE})")
  private double minutes = 3;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!(minutes >= 1 && minutes <= MAX_MINUTES)) {
      System.err.println("--minutes must be between 1 and " + MAX_MINUTES);
      return ExitCode.CONFIGURATION;
    }
    PlatformSettings settings = options.read();
    Path folder = Files.createTempDirectory("ringfence-demo");
    boolean good =
        Demo.play(settings, folder, Duration.ofMillis(Math.round(minutes * 60_000)), System.out);
    return good ? ExitCode.OK : ExitCode.FAILED;
  }
}
