package org.ringfence.platform.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.ringfence.platform.run.Installation;
import org.ringfence.platform.settings.PlatformSettings;
import org.ringfence.simulator.sipp.Sipp;

/// The way into the demonstration.
public final class Demo {

  private Demo() {}

  /// Plays calls against the platform that runs with these settings.
  ///
  /// @param folder where SIPp's files go
  /// @return whether people were served, machines refused, and no person was
  public static boolean play(
      PlatformSettings settings, Path folder, Duration length, PrintStream out)
      throws IOException, InterruptedException {
    Installation installation = Installation.in(settings);
    URI web = URI.create(settings.web().url());
    return new DemoRun(
            settings,
            installation,
            length,
            new BoardClient(web, installation.webToken()),
            new Sipp(folder, settings.asterisk().sipPort()),
            RandomGenerator.getDefault(),
            out)
        .play();
  }
}
