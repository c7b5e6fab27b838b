package org.ringfence.platform.commands;

import java.util.concurrent.Callable;
import org.ringfence.platform.run.Services;
import org.ringfence.platform.settings.PlatformSettings;
import org.ringfence.settings.SettingsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `check`: says everything that is wrong with the configuration, and starts nothing.
@Command(
    name = "check",
    description = "Checks the configuration and says everything that is wrong.")
public final class CheckCommand implements Callable<Integer> {

  @Mixin private final SettingsOptions options = new SettingsOptions();

  @Override
  public Integer call() {
    try {
      PlatformSettings settings = options.read();
      Services.check(settings);
      System.out.println(
          "The configuration in "
              + settings.folder()
              + " is sound: "
              + settings.site().lines().size()
              + " line(s), "
              + settings.site().queues().size()
              + " queue(s), "
              + settings.site().agents().size()
              + " agent(s).");
      return ExitCode.OK;
    } catch (SettingsException wrong) {
      System.err.println(wrong.getMessage());
      System.err.println(wrong.problems().size() + " problem(s) in the configuration");
      return ExitCode.CONFIGURATION;
    }
  }
}
