package org.ringfence.platform;

import org.ringfence.platform.commands.BenchCommand;
import org.ringfence.platform.commands.CheckCommand;
import org.ringfence.platform.commands.DemoCommand;
import org.ringfence.platform.commands.RenderCommand;
import org.ringfence.platform.commands.RunCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The entry point behind `bin/ringfence`.
@Command(
    name = "ringfence",
    mixinStandardHelpOptions = true,
    description = "Call center with defence against machines.",
    subcommands = {
      CheckCommand.class,
      RenderCommand.class,
      RunCommand.class,
      DemoCommand.class,
      BenchCommand.class
    })
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }
}
