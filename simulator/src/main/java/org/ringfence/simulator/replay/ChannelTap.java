package org.ringfence.simulator.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import org.ringfence.events.CallId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears from Asterisk's manager interface which channel has which display name: the only way by
/// which a SIP call of ours and a call on the bus are known to be the same. It only listens, as a
/// user of its own that is sent nothing but new channels.
public final class ChannelTap implements AutoCloseable {

  /// The manager user, which the replay adds to the configuration it starts Asterisk with.
  public static final String USER = "replay";

  private static final Logger log = LoggerFactory.getLogger(ChannelTap.class);
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final int RECEIVE_BYTES = 1 << 20;

  private final Socket socket;
  private final BiConsumer<String, CallId> listener;

  private ChannelTap(Socket socket, BiConsumer<String, CallId> listener) {
    this.socket = socket;
    this.listener = listener;
  }

  /// The section of `manager.conf` for [#USER]; the names in `@{}` are those of the shipped file.
  public static String managerUser() {
    return """

    [%s]
    secret = @{ami.secret}
    deny = 0.0.0.0/0.0.0.0
    permit = @{ami.permit}
    read = call
    eventfilter(name(Newchannel)) =
    """
        .formatted(USER);
  }

  /// Logs in.
  ///
  /// @param listener told the display name and the id of each new channel, on a thread of the tap
  public static ChannelTap open(
      String host, int port, String secret, BiConsumer<String, CallId> listener)
      throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(RECEIVE_BYTES);
    socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
    ChannelTap tap = new ChannelTap(socket, listener);
    try {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      tap.logIn(secret, in);
      Thread.ofPlatform().name("channel-tap").daemon().start(() -> tap.read(in));
      return tap;
    } catch (IOException failed) {
      socket.close();
      throw failed;
    }
  }

  private void logIn(String secret, BufferedReader in) throws IOException {
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket
        .getOutputStream()
        .write(
            ("Action: Login\r\nUsername: " + USER + "\r\nSecret: " + secret + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals("Response: Success")) {
        socket.setSoTimeout(0);
        return;
      }
      if (line.startsWith("Response: ")) {
        break;
      }
    }
    throw new IOException("Asterisk's manager interface refused the replay's user");
  }

  private void read(BufferedReader in) {
    String name = "";
    String id = "";
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("CallerIDName: ")) {
          name = line.substring("CallerIDName: ".length());
        } else if (line.startsWith("Uniqueid: ")) {
          id = line.substring("Uniqueid: ".length());
        } else if (line.isEmpty()) {
          tell(name, id);
          name = "";
          id = "";
        }
      }
    } catch (IOException closed) {
      log.atDebug().setCause(closed).log("the channel tap is closed");
    }
  }

  private void tell(String name, String id) {
    if (!name.isEmpty() && !id.isEmpty()) {
      listener.accept(name, new CallId(id));
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException failed) {
      log.atDebug().setCause(failed).log("the channel tap could not be closed");
    }
  }
}
