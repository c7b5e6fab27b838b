package org.ringfence.platform.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.ringfence.settings.SettingsException;
import org.ringfence.simulator.report.Comparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `compare`: puts runs side by side on one page.
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = "Compares two to four runs of simulate or replay: writes compare.html.")
public final class CompareCommand implements Callable<Integer> {

  @Parameters(
      arity = "2..*",
      paramLabel = "DIR",
      description = "output folders of runs; the first is what the others are held against")
  private List<Path> folders = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "where compare.html is written (default: the current folder)")
  private Path out = Path.of("");

  @Override
  public Integer call() {
    if (folders.size() > Comparison.MAX_RUNS) {
      System.err.println("at most " + Comparison.MAX_RUNS + " runs can be compared");
      return ExitCode.CONFIGURATION;
    }
    try {
      System.out.println(Comparison.write(folders, out.toAbsolutePath()));
      return ExitCode.OK;
    } catch (SettingsException wrong) {
      System.err.println(wrong.getMessage());
      return ExitCode.CONFIGURATION;
    } catch (IOException unwritable) {
      System.err.println("compare.html cannot be written: " + unwritable.getMessage());
      return ExitCode.FAILED;
    }
  }
}
