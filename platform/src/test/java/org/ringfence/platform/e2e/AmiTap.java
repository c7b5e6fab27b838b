package org.ringfence.platform.e2e;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// Asterisk's own truth, over a connection of the test: what happened when, and who is on the line.
/// It goes on while the platform's process is dead.
final class AmiTap implements AutoCloseable {

  private static final Duration LIST_PATIENCE = Duration.ofSeconds(5);

  private final Socket socket;
  private final BufferedReader in;
  private final OutputStream out;
  private final AtomicInteger actions = new AtomicInteger();
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final Map<String, List<Event>> answers = new ConcurrentHashMap<>();
  private final Thread reader;

  /// One event or response.
  ///
  /// @param nanos when it was read, on [System#nanoTime]
  record Event(long nanos, Map<String, String> fields) {

    String get(String name) {
      return fields.getOrDefault(name, "");
    }

    String name() {
      return get("Event");
    }

    String channel() {
      return get("Channel");
    }

    String uniqueId() {
      return get("Uniqueid");
    }

    boolean isCaller() {
      return channel().startsWith("PJSIP/trunk-");
    }

    /// The agent whose leg it is, or an empty text.
    String agent() {
      String channel = channel();
      int dash = channel.lastIndexOf('-');
      return channel.startsWith("PJSIP/") && !isCaller() && dash > 0
          ? channel.substring(6, dash)
          : "";
    }

    /// A channel variable that `manager.conf` adds.
    String variable(String variable) {
      return fields.getOrDefault("ChanVariable " + variable, "");
    }
  }

  AmiTap(int port, String secret) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    out = socket.getOutputStream();
    in.readLine();
    reader = Thread.ofPlatform().name("ami-tap").daemon().start(this::read);
    act("Login", "Username", "ringfence", "Secret", secret, "Events", "call");
  }

  /// What happened so far, oldest first.
  List<Event> events() {
    return events;
  }

  /// The first event after a moment that fits.
  Optional<Event> first(long afterNanos, String name, Predicate<Event> fits) {
    return events.stream()
        .filter(
            event -> event.nanos() >= afterNanos && event.name().equals(name) && fits.test(event))
        .findFirst();
  }

  List<Event> all(long afterNanos, String name, Predicate<Event> fits) {
    return events.stream()
        .filter(
            event -> event.nanos() >= afterNanos && event.name().equals(name) && fits.test(event))
        .toList();
  }

  /// Every channel at this moment.
  List<Event> channels() {
    String id = act("CoreShowChannels");
    await()
        .pollInterval(Duration.ofMillis(5))
        .atMost(LIST_PATIENCE)
        .until(() ->
            answers(id).stream()
                .anyMatch(event -> event.name().equals("CoreShowChannelsComplete")));
    List<Event> listed = answers(id);
    answers.remove(id);
    return listed.stream().filter(event -> event.name().equals("CoreShowChannel")).toList();
  }

  private List<Event> answers(String id) {
    return answers.getOrDefault(id, List.of());
  }

  List<Event> callers() {
    return channels().stream().filter(Event::isCaller).toList();
  }

  void hangUp(String channel) {
    act("Hangup", "Channel", channel, "Cause", "16");
  }

  /// The caller on a channel presses a key, as Asterisk sees it.
  void press(String channel, char key) {
    act("PlayDTMF", "Channel", channel, "Digit", Character.toString(key), "Receive", "true");
  }

  void hangUpEverybody() {
    act("Hangup", "Channel", "/^PJSIP\\/.*$/", "Cause", "16");
  }

  private String act(String action, String... fields) {
    String id = "tap" + actions.incrementAndGet();
    StringBuilder text = new StringBuilder("Action: " + action + "\r\nActionID: " + id + "\r\n");
    for (int i = 0; i < fields.length; i += 2) {
      text.append(fields[i]).append(": ").append(fields[i + 1]).append("\r\n");
    }
    try {
      out.write(text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      return id;
    } catch (IOException gone) {
      throw new AssertionError("AMI is gone", gone);
    }
  }

  private void read() {
    Map<String, String> fields = new LinkedHashMap<>();
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.isEmpty()) {
          put(fields, line);
          continue;
        }
        Event event = new Event(System.nanoTime(), Map.copyOf(fields));
        fields.clear();
        if (event.get("ActionID").isEmpty()) {
          events.add(event);
        } else {
          answers
              .computeIfAbsent(event.get("ActionID"), id -> new CopyOnWriteArrayList<>())
              .add(event);
        }
      }
    } catch (IOException gone) {
      // The test closed it, or Asterisk died: what was heard so far stays.
      return;
    }
  }

  /// `ChanVariable: NAME=value` comes once per variable.
  private static void put(Map<String, String> fields, String line) {
    int colon = line.indexOf(": ");
    String name = colon < 0 ? line : line.substring(0, colon);
    String value = colon < 0 ? "" : line.substring(colon + 2);
    int equals = value.indexOf('=');
    if (name.startsWith("ChanVariable") && equals > 0) {
      fields.put("ChanVariable " + value.substring(0, equals), value.substring(equals + 1));
    } else {
      fields.put(name, value);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
      reader.join();
    } catch (IOException failed) {
      throw new AssertionError(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
