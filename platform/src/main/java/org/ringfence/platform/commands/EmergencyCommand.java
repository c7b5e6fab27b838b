package org.ringfence.platform.commands;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.ringfence.platform.run.EmergencySwitch;
import org.ringfence.platform.settings.PlatformSettings;
import org.ringfence.settings.SettingsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `emergency`: switches the emergency message, also while the platform is down.
@Command(
    name = "emergency",
    description = "Switches the message that callers hear before everything else: on or off.")
public final class EmergencyCommand implements Callable<Integer> {

  /// What it can be switched to.
  enum Wish {
    on,
    off
  }

  @Mixin private final SettingsOptions options = new SettingsOptions();

  @Parameters(paramLabel = "on|off", description = "${COMPLETION-CANDIDATES}")
  private Wish wish = Wish.off;

  @Override
  public Integer call() throws IOException {
    try {
      PlatformSettings settings = options.read();
      new EmergencySwitch(settings.data()).switchTo(wish == Wish.on);
      System.out.println("The emergency message is " + wish + " for calls from now on.");
      return ExitCode.OK;
    } catch (SettingsException wrong) {
      System.err.println(wrong.getMessage());
      return ExitCode.CONFIGURATION;
    }
  }
}
