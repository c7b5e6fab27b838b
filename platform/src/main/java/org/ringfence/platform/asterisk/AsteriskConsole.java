package org.ringfence.platform.asterisk;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The console of an Asterisk on this machine, by its control socket: what `asterisk -rx` does. The
/// manager interface cannot: the rights that reload a module there would do much else.
///
/// The protocol is that of Asterisk's own remote console: it greets with a line, and takes commands
/// that end with a zero byte; after one that begins with `cli quit after` it closes.
public final class AsteriskConsole {

  private static final int MOST_BYTES = 64 * 1024;

  private final Path socket;

  /// @param folder the folder of this Asterisk
  public AsteriskConsole(Path folder) {
    socket = folder.resolve("run").resolve("asterisk.ctl");
  }

  /// Whether there is an Asterisk here that could be spoken to.
  public boolean isThere() {
    return Files.exists(socket);
  }

  /// Runs a command and waits until Asterisk has closed.
  ///
  /// @return what it said, at most 64 KB
  /// @throws IOException when no Asterisk answers
  public String run(String command) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      ByteBuffer answer = ByteBuffer.allocate(MOST_BYTES);
      // The greeting; a command that is sent before it is lost.
      if (channel.read(answer) <= 0) {
        throw new IOException("Asterisk closed its console without a word");
      }
      answer.clear();
      byte[] asked = ("cli quit after " + command + '\0').getBytes(StandardCharsets.UTF_8);
      ByteBuffer question = ByteBuffer.wrap(asked);
      while (question.hasRemaining()) {
        channel.write(question);
      }
      while (answer.hasRemaining() && channel.read(answer) >= 0) {
        // Until it closes.
      }
      return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
    }
  }
}
