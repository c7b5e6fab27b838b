package org.ringfence.platform.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.ringfence.gateway.PromptWords;
import org.ringfence.gateway.drawing.FlowPicture;
import org.ringfence.gateway.ivr.IvrFlow;
import org.ringfence.platform.lab.ConfiguredCenter;
import org.ringfence.platform.settings.PlatformSettings;
import org.ringfence.settings.SettingsException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ivr`: the questions that callers are asked.
@Command(
    name = "ivr",
    mixinStandardHelpOptions = true,
    description = "The questions that callers are asked: draw.")
public final class IvrCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "say what to do: draw");
  }

  /// Draws the flow as it is written, which need not run.
  @Command(name = "draw", description = "draws the flow into an SVG file")
  int draw(
      @Mixin SettingsOptions options,
      @Option(names = "--out", required = true, description = "the file that is written") Path out)
      throws IOException {
    try {
      PlatformSettings settings = options.read();
      IvrFlow flow = ConfiguredCenter.of(settings, options.overrides()).settings().flow();
      Map<String, String> words = PromptWords.read(settings.folder().resolve("prompts"));
      Files.writeString(out, FlowPicture.svg(flow, words, Map.of()));
      System.out.println(out + ": " + flow.nodes().size() + " nodes");
      return ExitCode.OK;
    } catch (SettingsException wrong) {
      System.err.println(wrong.getMessage());
      return ExitCode.CONFIGURATION;
    }
  }
}
