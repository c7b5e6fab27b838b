package org.ringfence.desktop.web;

import io.javalin.websocket.WsCloseContext;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsMessageContext;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.accounts.Accounts;
import org.ringfence.desktop.accounts.Identity;
import org.ringfence.desktop.phones.PhoneDesk;
import org.ringfence.events.AgentId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The lines between phones in browsers and Asterisk's WebSocket (RFC 7118): what one side says is
/// passed on to the other as it is, so that pages have one origin and Asterisk one client.
///
/// An agent has one line at most. A page asks for the phone first ([#give]); of two pages the newer
/// has it, unless the other one is in a talk. A line ends with the session of who opened it.
final class PhoneLines implements AutoCloseable {

  /// Another page of this agent is the phone now.
  static final int TAKEN_OVER = 4001;

  /// Who opened it is signed in no longer.
  static final int SIGNED_OUT = 4002;

  /// The normal end (RFC 6455, section 7.4.1).
  static final int NORMAL = 1_000;

  /// Our side failed (RFC 6455, section 7.4.1).
  static final int FAILED = 1_011;

  /// An INVITE with the candidates of a browser has about 4 kB.
  static final int MAX_MESSAGE_CHARACTERS = 64 * 1_024;

  /// A page renews its registration twice a minute.
  static final Duration IDLE = Duration.ofSeconds(100);

  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Logger log = LoggerFactory.getLogger(PhoneLines.class);

  private final PhoneDesk desk;
  private final Accounts accounts;
  private final HttpClient client;

  /// The page that has each agent's phone. Bounded by the site's agents, as is the next one.
  private final Map<AgentId, String> owners = new ConcurrentHashMap<>();

  private final Map<AgentId, PhoneLine> lines = new ConcurrentHashMap<>();

  /// By the id of the page's connection, also those that are being closed.
  private final Map<String, PhoneLine> bySession = new ConcurrentHashMap<>();

  private final CountDownLatch stopping = new CountDownLatch(1);

  PhoneLines(PhoneDesk desk, Accounts accounts, MeterRegistry meters) {
    this.desk = desk;
    this.accounts = accounts;
    client =
        HttpClient.newBuilder()
            .localAddress(desk.source())
            .connectTimeout(PhoneLine.PATIENCE)
            .build();
    meters.gaugeMapSize("ringfence.web.phones", List.of(), lines);
    Thread.ofVirtual().name("web-phones").start(this::look);
  }

  /// The phone is this page's from now on.
  ///
  /// @param inTalk whether the agent talks or is rung at this moment
  /// @return empty when another page has it and is in the talk
  Optional<PhoneDesk.PhoneLogin> give(AgentId agent, String page, boolean inTalk)
      throws IOException {
    @Nullable PhoneLine open = lines.get(agent);
    if (inTalk && open != null && !open.page().equals(page)) {
      return Optional.empty();
    }
    PhoneDesk.PhoneLogin login = desk.open(agent);
    @Nullable String before = owners.put(agent, page);
    if (before != null && !before.equals(page) && open != null) {
      open.end(TAKEN_OVER, "another page is the phone now");
    }
    return Optional.of(login);
  }

  /// The phone is nobody's, if it was this page's.
  void takeBack(AgentId agent, String page) {
    if (owners.remove(agent, page)) {
      desk.close(agent);
      @Nullable PhoneLine open = lines.get(agent);
      if (open != null && open.page().equals(page)) {
        open.end(NORMAL, "");
      }
    }
  }

  /// @throws Refusal unless the page has the phone of who asks
  void requireOwner(Identity identity, @Nullable String page) {
    @Nullable String agent = identity.agent();
    if (agent == null || page == null || !page.equals(owners.get(new AgentId(agent)))) {
      throw new Refusal(409, "state", "Another page is the phone, or none asked for it yet.");
    }
  }

  void configure(WsConfig ws) {
    ws.onConnect(this::open);
    ws.onMessage(this::said);
    ws.onClose(this::closed);
    ws.onError(failed -> forget(failed.sessionId()));
  }

  private void open(WsConnectContext page) {
    Identity identity = Gate.identity(page);
    @Nullable String agent = identity.agent();
    @Nullable String id = page.queryParam("page");
    if (agent == null || id == null) {
      page.closeSession(FAILED, "there is no phone");
      return;
    }
    PhoneLine line = new PhoneLine(page.session, new AgentId(agent), id, identity);
    bySession.put(page.sessionId(), line);
    try {
      line.connect(client, desk.socket());
    } catch (IOException away) {
      log.atWarn().addKeyValue("why", away.getMessage()).log("Asterisk's WebSocket is away");
      line.end(FAILED, "Asterisk is away");
      return;
    }
    @Nullable PhoneLine before = lines.put(line.agent(), line);
    if (before != null) {
      before.end(before.page().equals(id) ? NORMAL : TAKEN_OVER, "there is a newer line");
    }
    @Nullable String owner = owners.get(line.agent());
    if (!id.equals(owner)) {
      // The phone was given to another page, or taken back, while Asterisk was connected to.
      line.end(owner == null ? NORMAL : TAKEN_OVER, "another page is the phone now");
      return;
    }
    log.atInfo().addKeyValue("agent", agent).log("browser phone connected");
  }

  private void said(WsMessageContext message) {
    @Nullable PhoneLine line = bySession.get(message.sessionId());
    if (line != null) {
      line.passOn(message.message());
    }
  }

  private void closed(WsCloseContext page) {
    forget(page.sessionId());
  }

  private void forget(String session) {
    @Nullable PhoneLine line = bySession.remove(session);
    if (line != null) {
      line.hangUp();
      if (lines.remove(line.agent(), line)) {
        log.atInfo().addKeyValue("agent", line.agent()).log("browser phone gone");
      }
    }
  }

  private void look() {
    try {
      while (!stopping.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        for (PhoneLine line : bySession.values()) {
          if (!accounts.stillHolds(line.identity())) {
            owners.remove(line.agent(), line.page());
            desk.close(line.agent());
            line.end(SIGNED_OUT, "signed out");
          }
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ends all lines; talks go on, and pages come back by themselves.
  @Override
  public void close() {
    stopping.countDown();
    bySession.values().forEach(line -> line.end(FAILED, "the server stops"));
    client.shutdownNow();
  }
}
