package org.ringfence.platform;

import org.ringfence.platform.commands.BenchCommand;
import org.ringfence.platform.commands.BrokerCommand;
import org.ringfence.platform.commands.CheckCommand;
import org.ringfence.platform.commands.CompareCommand;
import org.ringfence.platform.commands.DemoCommand;
import org.ringfence.platform.commands.EmergencyCommand;
import org.ringfence.platform.commands.EvaluateCommand;
import org.ringfence.platform.commands.IncidentCommand;
import org.ringfence.platform.commands.IvrCommand;
import org.ringfence.platform.commands.ReloadCommand;
import org.ringfence.platform.commands.RenderCommand;
import org.ringfence.platform.commands.ReplayCommand;
import org.ringfence.platform.commands.RunCommand;
import org.ringfence.platform.commands.SimulateCommand;
import org.ringfence.platform.commands.TokenCommand;
import org.ringfence.platform.commands.TrafficCommand;
import org.ringfence.platform.commands.UserCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The entry point behind `bin/ringfence`.
@Command(
    name = "ringfence",
    mixinStandardHelpOptions = true,
    description = "Call center with defence against machines.",
    subcommands = {
      CheckCommand.class,
      ReloadCommand.class,
      EmergencyCommand.class,
      IvrCommand.class,
      SimulateCommand.class,
      TrafficCommand.class,
      CompareCommand.class,
      EvaluateCommand.class,
      IncidentCommand.class,
      ReplayCommand.class,
      RenderCommand.class,
      RunCommand.class,
      BrokerCommand.class,
      DemoCommand.class,
      UserCommand.class,
      TokenCommand.class,
      BenchCommand.class
    })
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.exit(
        new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }
}
