package org.ringfence.platform.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// A real TURN server (coturn) on loopback, which knows pages by a secret shared with us.
final class TurnServer implements AutoCloseable {

  private static final String SECRET = "shared between the server and us";
  private static final Duration START = Duration.ofSeconds(10);

  private final int port;
  private final Path log;
  private final Path secret;
  private final Process process;

  TurnServer(Path folder) throws IOException {
    port = FreePort.take();
    log = folder.resolve("turn.log");
    secret = Files.writeString(folder.resolve("turn.secret"), SECRET + "\n");
    // An empty file: what Debian's package has in /etc counts for nothing here.
    Path config = Files.writeString(folder.resolve("turn.conf"), "");
    process =
        new ProcessBuilder(
                "turnserver",
                "-c",
                config.toString(),
                "--no-cli",
                "--no-tls",
                "--no-dtls",
                "--listening-ip=127.0.0.1",
                "--relay-ip=127.0.0.1",
                "--listening-port=" + port,
                "--allow-loopback-peers",
                "--use-auth-secret",
                "--static-auth-secret=" + SECRET,
                "--realm=ringfence.example",
                "--userdb=" + folder.resolve("turn.db"),
                "--pidfile=" + folder.resolve("turn.pid"),
                "--log-file=stdout",
                "--verbose")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    await().atMost(START).until(() -> said().contains("listener opened on : 127.0.0.1:" + port));
  }

  /// As `web.phone.ice-servers` names it.
  String setting() {
    return "[{urls=[\"turn:127.0.0.1:%d\"],shared-secret-file=\"%s\"}]".formatted(port, secret);
  }

  String said() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
