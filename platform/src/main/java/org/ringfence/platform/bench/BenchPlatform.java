package org.ringfence.platform.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.ringfence.platform.demo.BoardClient;
import org.ringfence.platform.lab.FolderCopy;
import org.ringfence.platform.run.Installation;
import org.ringfence.platform.settings.PlatformSettings;

/// The platform as `bin/ringfence up` runs it, with the shipped configuration plus a bare dialplan
/// to compare with.
final class BenchPlatform implements AutoCloseable {

  private static final Duration START_PATIENCE = Duration.ofMinutes(2);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

  private final PlatformSettings settings;
  private final Process launcher;
  private final Path log;

  private BenchPlatform(PlatformSettings settings, Process launcher, Path log) {
    this.settings = settings;
    this.launcher = launcher;
    this.log = log;
  }

  /// Copies the configuration to `folder`, adds the bare dialplan and starts everything.
  static BenchPlatform start(PlatformSettings settings, Path folder)
      throws IOException, InterruptedException {
    Path config = folder.resolve("config");
    FolderCopy.copy(settings.folder(), config);
    Files.writeString(
        config.resolve("asterisk/extensions.conf"), bareDialplan(), StandardOpenOption.APPEND);
    Path log = folder.resolve("up.log");
    String command = Objects.requireNonNullElse(System.getenv("RF_LAUNCHER"), "bin/ringfence");
    Process launcher =
        new ProcessBuilder(command, "up", "--config", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    BenchPlatform platform = new BenchPlatform(settings, launcher, log);
    platform.awaitReady();
    return platform;
  }

  BoardClient client() throws IOException {
    return new BoardClient(URI.create(settings.web().url()), Installation.in(settings).webToken());
  }

  long asteriskPid() throws IOException {
    return Long.parseLong(
        Files.readString(settings.asteriskFolder().resolve("run/asterisk.pid")).strip());
  }

  long jvmPid() throws IOException {
    return Long.parseLong(Files.readString(settings.heartbeatFile()).strip());
  }

  private void awaitReady() throws IOException, InterruptedException {
    BoardClient client = client();
    for (long waited = 0; !client.isReady(); waited += 250) {
      if (waited > START_PATIENCE.toMillis() || !launcher.isAlive()) {
        close();
        throw new IOException("the platform did not start:\n" + Files.readString(log));
      }
      Thread.sleep(250);
    }
  }

  @Override
  public void close() {
    launcher.destroy();
    try {
      if (!launcher.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        launcher.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static String bareDialplan() throws IOException {
    try (InputStream in = BenchPlatform.class.getResourceAsStream("/bench/bare-dialplan.conf")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
