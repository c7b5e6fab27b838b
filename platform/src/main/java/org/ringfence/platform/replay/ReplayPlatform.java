package org.ringfence.platform.replay;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.ringfence.platform.demo.BoardClient;
import org.ringfence.platform.run.Installation;
import org.ringfence.platform.settings.PlatformSettings;

/// The platform that is called, started by the launcher as `bin/ringfence up` does: Asterisk and
/// the services in processes of their own.
final class ReplayPlatform implements AutoCloseable {

  /// The first start on a machine also makes the start cache.
  private static final Duration START_PATIENCE = Duration.ofMinutes(3);

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
  private static final long POLL_MILLIS = 250;

  private final Process launcher;
  private final Path log;

  private ReplayPlatform(Process launcher, Path log) {
    this.launcher = launcher;
    this.log = log;
  }

  /// Starts it and waits until it takes calls.
  ///
  /// @param log where everything it says goes
  static ReplayPlatform start(ReplaySite.Prepared site, Path log)
      throws IOException, InterruptedException {
    PlatformSettings settings = site.settings();
    String command = Objects.requireNonNullElse(System.getenv("RF_LAUNCHER"), "bin/ringfence");
    ProcessBuilder builder =
        new ProcessBuilder(command, "up", "--config", settings.folder().toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("RINGFENCE_DATA", settings.data().toString());
    environment.put(
        "RINGFENCE_SET",
        site.overrides().entrySet().stream()
            .filter(each -> !each.getKey().equals("data"))
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining(";")));
    ReplayPlatform platform = new ReplayPlatform(builder.start(), log);
    try {
      platform.awaitReady(settings);
      return platform;
    } catch (IOException | InterruptedException | RuntimeException failed) {
      platform.close();
      throw failed;
    }
  }

  private void awaitReady(PlatformSettings settings) throws IOException, InterruptedException {
    BoardClient client = client(settings);
    for (long waited = 0; !client.isReady(); waited += POLL_MILLIS) {
      if (waited > START_PATIENCE.toMillis() || diedWithin(POLL_MILLIS)) {
        throw new IOException("the platform did not start:\n" + Files.readString(log));
      }
    }
  }

  /// Reaches the web as this installation's own program.
  static BoardClient client(PlatformSettings settings) throws IOException {
    return new BoardClient(URI.create(settings.web().url()), Installation.in(settings).webToken());
  }

  /// Waits so long; true when the platform ended meanwhile.
  boolean diedWithin(long millis) throws InterruptedException {
    return launcher.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    launcher.destroy();
    try {
      if (!launcher.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        launcher.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      launcher.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
