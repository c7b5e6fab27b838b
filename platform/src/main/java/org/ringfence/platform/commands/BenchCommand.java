package org.ringfence.platform.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ringfence.platform.bench.BenchCalls;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `bench`: measures this machine.
@Command(name = "bench", description = "Measures: calls.")
public final class BenchCommand implements Callable<Integer> {

  @Mixin private final SettingsOptions options = new SettingsOptions();

  @Parameters(index = "0", description = "what to measure: calls")
  private String what = "";

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!what.equals("calls")) {
      System.err.println("there is no benchmark \"" + what + "\"; there is: calls");
      return ExitCode.CONFIGURATION;
    }
    Path folder = Files.createTempDirectory("ringfence-bench");
    return new BenchCalls(options.read(), folder, System.out).run() ? ExitCode.OK : ExitCode.FAILED;
  }
}
