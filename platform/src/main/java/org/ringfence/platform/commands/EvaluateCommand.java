package org.ringfence.platform.commands;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `evaluate`: holds the product against what others do.
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "Measures how good predictions and defence are.",
    subcommands = {EvaluateWaitsCommand.class, EvaluateDefenceCommand.class})
public final class EvaluateCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "name what to evaluate: waits or defence");
  }
}
