package org.ringfence.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asterisk's side of FastAGI, as far as a test needs it.
public final class AgiClient {

  private static final Pattern SET = Pattern.compile("SET VARIABLE \"(\\w+)\" \"(.*)\"");
  private static final int TIMEOUT_MILLIS = 5_000;

  private final int port;

  public AgiClient(int port) {
    this.port = port;
  }

  /// Asks a script about a call; the answer as `variable=value`, or empty when there was none.
  public Optional<String> ask(String script, String call, String... arguments) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("agi_network: yes");
    lines.add("agi_network_script: " + script);
    lines.add("agi_channel: PJSIP/trunk-" + call.replaceAll("[^0-9]", ""));
    lines.add("agi_uniqueid: " + call);
    lines.add("agi_callerid: +16125550134");
    lines.add("agi_calleridname: x\" | \"1\" = \"1, <b>");
    lines.add("agi_dnid: 16515550100");
    for (int i = 0; i < arguments.length; i++) {
      lines.add("agi_arg_" + (i + 1) + ": " + arguments[i]);
    }
    lines.add("");
    return send(String.join("\n", lines) + "\n");
  }

  /// Sends anything, and returns the one variable that was set.
  public Optional<String> send(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      String command = in.readLine();
      if (command == null) {
        return Optional.empty();
      }
      Matcher set = SET.matcher(command);
      if (!set.matches()) {
        throw new IOException("not a variable: " + command);
      }
      out.write("200 result=1\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
      String second = in.readLine();
      if (second != null) {
        throw new IOException("a second command: " + second);
      }
      return Optional.of(set.group(1) + "=" + set.group(2));
    } catch (SocketException cutOff) {
      return Optional.empty();
    }
  }
}
