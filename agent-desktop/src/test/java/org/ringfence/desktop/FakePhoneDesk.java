package org.ringfence.desktop;

import io.javalin.Javalin;
import io.javalin.websocket.WsContext;
import io.javalin.websocket.WsHandlerType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.ringfence.desktop.phones.PhoneDesk;
import org.ringfence.desktop.phones.PhoneNodes;
import org.ringfence.events.AgentId;

/// Asterisk's WebSocket, as far as our web sees it: what is said is kept and answered with itself.
final class FakePhoneDesk implements PhoneDesk, AutoCloseable {

  final List<String> heard = new CopyOnWriteArrayList<>();
  final List<AgentId> closed = new CopyOnWriteArrayList<>();

  /// Who is connected, by session, and from which address.
  final Map<String, String> lines = new ConcurrentHashMap<>();

  private final Map<String, WsContext> sockets = new ConcurrentHashMap<>();
  private final AtomicInteger given = new AtomicInteger();

  /// The secret that each agent's phone has.
  final Map<AgentId, String> secrets = new ConcurrentHashMap<>();

  volatile boolean away;
  volatile PhoneNodes nodes = PhoneNodes.alone();
  private final Javalin asterisk;

  FakePhoneDesk() {
    asterisk =
        Javalin.create(config -> {
          config.startup.showJavalinBanner = false;
          config.jetty.modifyWebSocketServletFactory(f -> f.setMaxTextMessageSize(200_000));
          config.routes.addWsHandler(
              WsHandlerType.WEBSOCKET,
              "/ws",
              ws -> {
                ws.onConnect(line -> {
                  lines.put(
                      line.sessionId(),
                      String.valueOf(line.session.getRemoteSocketAddress())
                          + " "
                          + line.header("Sec-WebSocket-Protocol"));
                  sockets.put(line.sessionId(), line);
                });
                ws.onMessage(said -> {
                  heard.add(said.message());
                  said.send("You said: " + said.message());
                });
                ws.onClose(line -> lines.remove(line.sessionId()));
              });
        });
    asterisk.start("127.0.0.1", 0);
  }

  void say(String text) {
    sockets.values().forEach(line -> line.send(text));
  }

  @Override
  public PhoneLogin open(AgentId agent) throws IOException {
    if (away) {
      throw new IOException("away");
    }
    return open(agent, "secret-" + given.incrementAndGet());
  }

  @Override
  public PhoneLogin open(AgentId agent, String secret) throws IOException {
    if (away) {
      throw new IOException("away");
    }
    secrets.put(agent, secret);
    return new PhoneLogin(user(agent), domain(), secret, Instant.MAX);
  }

  @Override
  public String user(AgentId agent) {
    return agent.value() + "_web";
  }

  @Override
  public String domain() {
    return "ringfence.invalid";
  }

  @Override
  public PhoneNodes nodes() {
    return nodes;
  }

  @Override
  public void close(AgentId agent) {
    closed.add(agent);
  }

  @Override
  public URI socket() {
    return URI.create("ws://127.0.0.1:" + asterisk.port() + "/ws");
  }

  @Override
  public InetAddress source() {
    try {
      return InetAddress.getByName("127.0.0.88");
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void close() {
    asterisk.stop();
  }
}
