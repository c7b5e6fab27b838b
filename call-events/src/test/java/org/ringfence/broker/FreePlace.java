package org.ringfence.broker;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;

/// A broker's place for a test: a folder and ports that nobody uses.
public final class FreePlace {

  private FreePlace() {}

  public static EmbeddedBroker.Place in(Path folder) throws IOException {
    return new EmbeddedBroker.Place(
        folder.resolve("kafka"),
        folder.resolve("cluster-id"),
        freePort(),
        freePort(),
        "ringfence",
        "secret");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
