package org.ringfence.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Asterisk's manager interface, as far as the gateway uses it.
public final class FakeAmi implements AutoCloseable {

  /// Channel variables and functions, by `channel variable`; what is absent answers an error when
  /// the channel is not in `channels`.
  public final Map<String, String> variables = new ConcurrentHashMap<>();

  /// CoreShowChannel events, by channel name.
  public final Map<String, String> channels = new ConcurrentHashMap<>();

  /// Device states of the safety queue's members, by device.
  public final Map<String, Integer> phones = new ConcurrentHashMap<>();

  public final Map<String, String> database = new ConcurrentHashMap<>();
  public final List<Map<String, String>> actions = new CopyOnWriteArrayList<>();

  /// What an Originate makes Asterisk do.
  public volatile Consumer<Map<String, String>> dialplan = action -> {};

  public volatile boolean frozen;
  public volatile boolean refusesLogin;

  private final ServerSocket server;
  private final List<Session> sessions = new CopyOnWriteArrayList<>();

  public FakeAmi() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  /// How many connections were ever logged in.
  public long logins() {
    return actions.stream()
        .filter(action -> "login".equalsIgnoreCase(action.get("action")))
        .count();
  }

  public List<Map<String, String>> actions(String name) {
    return actions.stream().filter(action -> name.equalsIgnoreCase(action.get("action"))).toList();
  }

  /// Originates that ring a phone; others run a piece of the dialplan.
  public List<Map<String, String>> rings() {
    return actions("Originate").stream()
        .filter(action -> !action.getOrDefault("channel", "").startsWith("Local/"))
        .toList();
  }

  /// Sends an event to whoever listens.
  public void emit(String... lines) {
    sessions.stream().filter(session -> session.events).forEach(session -> session.send(lines));
  }

  /// Closes all connections.
  public void cut() {
    sessions.forEach(Session::close);
    sessions.clear();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Session session = new Session(server.accept());
        sessions.add(session);
        Thread.ofVirtual().start(session::run);
      } catch (IOException closed) {
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
  }

  private final class Session {
    private final Socket socket;
    private volatile boolean events;

    Session(Socket socket) {
      this.socket = socket;
    }

    void run() {
      try (BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
        raw("Asterisk Call Manager/11.0.0\r\n");
        Map<String, String> action = new TreeMap<>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          if (!line.isEmpty()) {
            int colon = line.indexOf(':');
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            action.merge(name, line.substring(colon + 1).strip(), (a, b) -> a + "," + b);
          } else if (!action.isEmpty()) {
            actions.add(action);
            if (!frozen) {
              answer(action);
            }
            action = new TreeMap<>();
          }
        }
      } catch (IOException closed) {
        close();
      }
    }

    private void answer(Map<String, String> action) {
      String id = "ActionID: " + action.get("actionid");
      String channel = action.getOrDefault("channel", "");
      String variable = channel + " " + action.getOrDefault("variable", "");
      switch (action.getOrDefault("action", "").toLowerCase(Locale.ROOT)) {
        case "challenge" -> send("Response: Success", id, "Challenge: 42");
        case "login" -> {
          events = !refusesLogin && "on".equals(action.get("events"));
          send("Response: " + (refusesLogin ? "Error" : "Success"), id, "Message: said");
        }
        case "coresettings" -> send("Response: Success", id, "AsteriskVersion: 22.10.1");
        case "ping" -> send("Response: Success", id, "Ping: Pong");
        case "setvar" -> {
          if (channel.isEmpty() || channels.containsKey(channel)) {
            variables.put(variable, action.getOrDefault("value", ""));
            send("Response: Success", id);
          } else {
            send("Response: Error", id, "Message: No such channel");
          }
        }
        case "getvar" -> {
          if (channel.isEmpty() || channels.containsKey(channel)) {
            String value = variables.getOrDefault(variable, "");
            send("Response: Success", id, "Variable: x", "Value: " + value);
          } else {
            send("Response: Error", id, "Message: No such channel");
          }
        }
        case "coreshowchannels" -> {
          send("Response: Success", id, "EventList: start");
          channels.values().forEach(seen -> send("Event: CoreShowChannel", id, seen));
          send("Event: CoreShowChannelsComplete", id, "EventList: Complete", "ListItems: 0");
        }
        case "dbgettree" -> {
          send("Response: Success", id, "EventList: start");
          database.forEach(
              (key, value) -> send("Event: DBGetTreeResponse", id, "Key: " + key, "Val: " + value));
          send("Event: DBGetTreeComplete", id, "EventList: Complete", "ListItems: 0");
        }
        case "queuestatus" -> {
          send("Response: Success", id, "EventList: start");
          phones.forEach((device, status) ->
              send("Event: QueueMember", id, "Location: " + device, "Status: " + status));
          send("Event: QueueStatusComplete", id, "EventList: Complete", "ListItems: 0");
        }
        case "originate" -> {
          dialplan.accept(action);
          send("Response: Success", id);
        }
        default -> send("Response: Success", id);
      }
    }

    void send(String... lines) {
      raw(String.join("\r\n", lines) + "\r\n\r\n");
    }

    private synchronized void raw(String text) {
      try {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
      } catch (IOException gone) {
        close();
      }
    }

    void close() {
      try {
        socket.close();
      } catch (IOException ignored) {
        // It is gone either way.
      }
    }
  }
}
