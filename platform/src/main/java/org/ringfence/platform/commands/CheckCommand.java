package org.ringfence.platform.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.ringfence.platform.run.FlowDesk;
import org.ringfence.platform.run.Services;
import org.ringfence.platform.settings.PlatformSettings;
import org.ringfence.settings.SettingsException;
import org.ringfence.settings.SettingsProblem;
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
    List<SettingsProblem> problems = new ArrayList<>();
    try {
      PlatformSettings settings = options.read(problems);
      boolean sound = problems.isEmpty();
      problems.addAll(FlowDesk.problems(settings));
      if (sound) {
        problems.addAll(Services.listProblems(settings));
      }
      if (problems.isEmpty()) {
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
      }
    } catch (SettingsException unreadable) {
      problems.addAll(unreadable.problems());
    }
    problems.forEach(System.err::println);
    System.err.println(problems.size() + " problem(s) in the configuration");
    return ExitCode.CONFIGURATION;
  }
}
