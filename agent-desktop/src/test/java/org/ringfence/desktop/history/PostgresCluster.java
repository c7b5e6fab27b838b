package org.ringfence.desktop.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/// A PostgreSQL of this test alone: Debian's programs on a folder and a port of its own, under a
/// user who is not root, ended with the test.
final class PostgresCluster implements AutoCloseable {

  static final String USER = "ringfence";
  private static final String PASSWORD = "only for this test";
  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

  private final Path programs;
  private final Path folder;
  private final boolean asRoot = System.getProperty("user.name").equals("root");
  private final int port = freePort();
  private Process server;
  private int databases;

  /// @throws IllegalStateException when Debian's package `postgresql` is missing
  PostgresCluster() {
    programs = programs();
    try {
      folder = Files.createTempDirectory("ringfence-postgres");
      Path passwordFile = passwordFile();
      own(folder);
      run(
          "initdb",
          List.of(
              "-D",
              data(),
              "-U",
              USER,
              "-A",
              "scram-sha-256",
              "--pwfile=" + passwordFile,
              "-E",
              "UTF8",
              "--locale=C",
              "-N"));
      server = start();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
  }

  private static Path programs() {
    if (!Files.isDirectory(DEBIAN)) {
      throw new IllegalStateException(
          "PostgreSQL is not here: `bin/ringfence test` installs Debian's package postgresql");
    }
    try (Stream<Path> versions = Files.list(DEBIAN)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder())
          .orElseThrow(() -> new IllegalStateException("no initdb below " + DEBIAN));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  Path passwordFile() throws IOException {
    Path file = folder.resolve("password");
    if (!Files.exists(file)) {
      Files.writeString(file, PASSWORD + "\n");
    }
    return file;
  }

  /// The JDBC address of a new empty database.
  String newDatabase() throws SQLException {
    databases++;
    String name = "history" + databases;
    try (Connection admin = DriverManager.getConnection(url("postgres"), USER, PASSWORD);
        Statement statement = admin.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return url(name);
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /// Stops the server as a power cut would.
  void kill() throws InterruptedException {
    server.descendants().forEach(ProcessHandle::destroyForcibly);
    server.destroyForcibly().waitFor();
  }

  void restart() throws IOException {
    server = start();
  }

  private Process start() throws IOException {
    Process started =
        process(
            "postgres",
            List.of(
                "-D",
                data(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=off"));
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> {
          DriverManager.getConnection(url("postgres"), USER, PASSWORD).close();
          return true;
        });
    return started;
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private void run(String program, List<String> arguments) throws IOException {
    Process process = process(program, arguments);
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(
            program + " failed: " + Files.readString(folder.resolve(program + ".log")));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }

  private Process process(String program, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (asRoot) {
      // PostgreSQL refuses root. setpriv becomes the server, so that killing it kills the server.
      command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
    }
    command.add(programs.resolve(program).toString());
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(program + ".log").toFile())
        .start();
  }

  private void own(Path path) throws IOException {
    if (asRoot) {
      try (Stream<Path> below = Files.walk(path)) {
        for (Path each : below.toList()) {
          Files.setOwner(
              each,
              each.getFileSystem()
                  .getUserPrincipalLookupService()
                  .lookupPrincipalByName("postgres"));
        }
      }
    }
  }

  private static int freePort() {
    try (ServerSocket probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void stop() {
    server.descendants().forEach(ProcessHandle::destroyForcibly);
    server.destroyForcibly();
  }

  @Override
  public void close() throws IOException {
    stop();
    try {
      server.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> below = Files.walk(folder)) {
      for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
