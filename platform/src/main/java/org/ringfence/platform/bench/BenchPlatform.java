package org.ringfence.platform.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.ringfence.platform.demo.BoardClient;
import org.ringfence.platform.lab.FolderCopy;
import org.ringfence.platform.run.Installation;
import org.ringfence.platform.settings.PlatformSettings;

/// The platform as `bin/ringfence up` runs it, with the shipped configuration plus a bare dialplan
/// to compare with.
public final class BenchPlatform implements AutoCloseable {

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
    return start(settings, folder, "");
  }

  /// The same.
  ///
  /// @param override settings that win over the files, as `key=value;key=value`; or empty
  public static BenchPlatform start(PlatformSettings settings, Path folder, String override)
      throws IOException, InterruptedException {
    Path config = folder.resolve("config");
    FolderCopy.copy(settings.folder(), config);
    Files.writeString(
        config.resolve("asterisk/extensions.conf"), bareDialplan(), StandardOpenOption.APPEND);
    BenchPlatform platform =
        launch(settings, folder, override, "up", "--config", config.toString());
    platform.await(platform.client()::isReady);
    return platform;
  }

  /// The platform without Asterisk, so without calls; it is there when the board is.
  ///
  /// @param override one setting that wins over the files, as `key=value`
  public static BenchPlatform startWithoutAsterisk(
      PlatformSettings settings, Path folder, String override)
      throws IOException, InterruptedException {
    Path config = folder.resolve("config");
    FolderCopy.copy(settings.folder(), config);
    BenchPlatform platform =
        launch(settings, folder, override, "up", "--no-asterisk", "--config", config.toString());
    platform.await(platform.client()::hasBoard);
    return platform;
  }

  private static BenchPlatform launch(
      PlatformSettings settings, Path folder, String override, String... arguments)
      throws IOException {
    Path log = folder.resolve("up.log");
    List<String> command = new ArrayList<>();
    command.add(Objects.requireNonNullElse(System.getenv("RF_LAUNCHER"), "bin/ringfence"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    if (!override.isEmpty()) {
      builder.environment().merge("RINGFENCE_SET", override, (before, more) -> before + ";" + more);
    }
    return new BenchPlatform(settings, builder.start(), log);
  }

  public BoardClient client() throws IOException {
    return new BoardClient(URI.create(settings.web().url()), Installation.in(settings).webToken());
  }

  long asteriskPid() throws IOException {
    return Long.parseLong(
        Files.readString(settings.asteriskFolder().resolve("run/asterisk.pid")).strip());
  }

  public long jvmPid() throws IOException {
    return Long.parseLong(Files.readString(settings.heartbeatFile()).strip());
  }

  private void await(BooleanSupplier there) throws IOException, InterruptedException {
    for (long waited = 0; !there.getAsBoolean(); waited += 250) {
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
