package org.ringfence.platform.commands;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.ringfence.platform.asterisk.AsteriskConfig;
import org.ringfence.platform.run.Installation;
import org.ringfence.platform.settings.PlatformSettings;
import org.ringfence.settings.SettingsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `render`: writes Asterisk's configuration and tells the launcher where things are, as lines for
/// a shell.
@Command(name = "render", description = "Writes Asterisk's configuration; prints shell variables.")
public final class RenderCommand implements Callable<Integer> {

  @Mixin private final SettingsOptions options = new SettingsOptions();

  @Override
  public Integer call() throws IOException {
    try {
      PlatformSettings settings = options.read();
      Installation installation = Installation.in(settings);
      AsteriskConfig.write(
          settings.folder().resolve("asterisk"), installation.asteriskSite(installation.site()));
      System.out.println("RF_ASTERISK_DIR=" + settings.asteriskFolder());
      System.out.println("RF_HEARTBEAT=" + settings.heartbeatFile());
      System.out.println("RF_WEB=" + settings.web().url());
      installation
          .ensureAdministrator()
          .ifPresent(password -> System.out.println("RF_FIRST_PASSWORD=" + password));
      return ExitCode.OK;
    } catch (SettingsException wrong) {
      System.err.println(wrong.getMessage());
      return ExitCode.CONFIGURATION;
    } catch (IllegalArgumentException wrong) {
      System.err.println("Asterisk's configuration cannot be written:\n" + wrong.getMessage());
      return ExitCode.CONFIGURATION;
    }
  }
}
