package org.ringfence.platform.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Asterisk's manager interface in the hands of a test, with the gateway's own user.
final class AmiClient implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 10;

  private final Socket socket;
  private final OutputStream out;
  private final Consumer<Map<String, String>> listener;
  private final Map<String, CompletableFuture<Map<String, String>>> pending =
      new ConcurrentHashMap<>();
  private final AtomicInteger actions = new AtomicInteger();

  /// @param listener hears every event, on the reader's thread
  AmiClient(int port, String secret, Consumer<Map<String, String>> listener) throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
    this.out = socket.getOutputStream();
    this.listener = listener;
    BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    in.readLine(); // "Asterisk Call Manager/…"
    Thread.ofVirtual().name("test-ami").start(() -> read(in));
    if (!"Success"
        .equals(ask("Login", "Username", "ringfence", "Secret", secret).get("Response"))) {
      throw new IOException("AMI refused the login");
    }
  }

  /// Sends an action, names and values in turn, and waits for its response.
  Map<String, String> ask(String action, String... fields) {
    String id = "test-" + actions.incrementAndGet();
    CompletableFuture<Map<String, String>> answer = new CompletableFuture<>();
    pending.put(id, answer);
    StringBuilder text = new StringBuilder("Action: " + action + "\r\nActionID: " + id + "\r\n");
    for (int i = 0; i < fields.length; i += 2) {
      text.append(fields[i]).append(": ").append(fields[i + 1]).append("\r\n");
    }
    try {
      synchronized (out) {
        out.write(text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    } catch (Exception failed) {
      throw new AssertionError(action + " got no response", failed);
    }
  }

  String variable(String channel, String name) {
    return ask("Getvar", "Channel", channel, "Variable", name).getOrDefault("Value", "");
  }

  void setVariable(String channel, String name, String value) {
    ask("Setvar", "Channel", channel, "Variable", name, "Value", value);
  }

  private void read(BufferedReader in) {
    try {
      Map<String, String> message = new LinkedHashMap<>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.isEmpty()) {
          int colon = line.indexOf(": ");
          if (colon > 0) {
            message.putIfAbsent(line.substring(0, colon), line.substring(colon + 2));
          }
        } else if (message.containsKey("Response")) {
          CompletableFuture<Map<String, String>> asked =
              pending.remove(message.getOrDefault("ActionID", ""));
          if (asked != null) {
            asked.complete(message);
          }
          message = new LinkedHashMap<>();
        } else {
          listener.accept(message);
          message = new LinkedHashMap<>();
        }
      }
    } catch (IOException closed) {
      // The end of the test.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
