package org.ringfence.platform.e2e;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ringfence.simulator.sipp.Sipp;

/// The carrier's side of one call, played message by message from a scenario of SIPp below
/// `src/test/resources/sipp`: for callers and networks that do what no ordinary one does.
final class TrunkScenario implements AutoCloseable {

  private final Process sipp;
  private final Path log;

  private TrunkScenario(Process sipp, Path log) {
    this.sipp = sipp;
    this.log = log;
  }

  /// Somebody calls.
  static TrunkScenario caller(LivePlatform platform, String scenario, String number)
      throws IOException {
    return start(platform, scenario, number, FreePort.take(), List.of("-m", "1"));
  }

  /// A telephone that is called.
  ///
  /// @param port where it waits, of [FreePort]
  static TrunkScenario callee(LivePlatform platform, String scenario, int port) throws IOException {
    return start(platform, scenario, "", port, List.of("-rtp_echo"));
  }

  private static TrunkScenario start(
      LivePlatform platform, String scenario, String number, int port, List<String> options)
      throws IOException {
    Path file = Files.createTempFile(scenario, ".xml");
    try (InputStream text = TrunkScenario.class.getResourceAsStream("/sipp/" + scenario + ".xml")) {
      String written = new String(requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(
          file, written.replace("@{number}", number).replace("@{sound}", silence().toString()));
    }
    Path log = Files.createTempFile(scenario, ".log");
    List<String> command =
        new ArrayList<>(
            List.of(
                "sipp",
                "127.0.0.1:" + platform.sipPort(),
                "-sf",
                file.toString(),
                "-i",
                Sipp.TRUNK_ADDRESS,
                "-mi",
                Sipp.TRUNK_ADDRESS,
                "-p",
                Integer.toString(port),
                "-mp",
                Integer.toString(FreePort.take()),
                "-nostdin",
                "-trace_err",
                "-error_file",
                log.toString()));
    command.addAll(options);
    Process sipp =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new TrunkScenario(sipp, log);
  }

  /// A second of media in which nothing is to be heard.
  private static Path silence() throws IOException {
    byte[] ulaw = new byte[8_000];
    Arrays.fill(ulaw, (byte) 0xff);
    return Files.write(Files.createTempFile("silence", ".ul"), ulaw);
  }

  /// What SIPp found unexpected so far.
  String errors() {
    try {
      return Files.readString(log);
    } catch (IOException unread) {
      return unread.toString();
    }
  }

  boolean isRunning() {
    return sipp.isAlive();
  }

  @Override
  public void close() {
    sipp.destroyForcibly();
  }
}
