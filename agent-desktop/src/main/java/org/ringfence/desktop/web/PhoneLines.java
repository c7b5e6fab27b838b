package org.ringfence.desktop.web;

import io.javalin.websocket.WsCloseContext;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsMessageContext;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.accounts.Accounts;
import org.ringfence.desktop.accounts.Identity;
import org.ringfence.desktop.phones.PhoneDesk;
import org.ringfence.desktop.phones.PhoneNodes.NodeLogin;
import org.ringfence.desktop.phones.PhonePass;
import org.ringfence.desktop.web.PhoneLine.Hold;
import org.ringfence.desktop.web.PhoneOwners.Owner;
import org.ringfence.events.AgentId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The lines between phones in browsers and Asterisk's WebSocket (RFC 7118): what one side says is
/// passed on to the other as it is, so that pages have one origin and Asterisk one client.
///
/// An agent has one line at most. A page asks for the phone first ([#give]); of two pages the newer
/// has it, unless the other one is in a talk. A line ends with the session of who opened it.
///
/// Pages of other nodes have lines here too, by passes ([PhonePass]): the same rules hold for them,
/// and a line ends when the other node vouches for its page no longer.
final class PhoneLines implements AutoCloseable {

  /// Another page of this agent is the phone now.
  static final int TAKEN_OVER = 4001;

  /// Who opened it is signed in no longer.
  static final int SIGNED_OUT = 4002;

  /// The other node has not vouched for the page for too long.
  static final int PASS_OVER = 4003;

  /// Another page of this agent is in a talk; when it is over this one may come again.
  static final int TALKS_ELSEWHERE = 4004;

  /// What begins a message that is for us and brings a newer pass.
  static final String NEWER_PASS = "RF-PASS ";

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
  private final Predicate<AgentId> inTalk;
  private final InstantSource clock;
  private final HttpClient client;

  private final PhoneOwners owners = new PhoneOwners();

  /// Bounded by the site's agents.
  private final Map<AgentId, PhoneLine> lines = new ConcurrentHashMap<>();

  /// By the id of the page's connection, also those that are being closed.
  private final Map<String, PhoneLine> bySession = new ConcurrentHashMap<>();

  private final CountDownLatch stopping = new CountDownLatch(1);

  /// @param inTalk whether an agent talks or is rung at this moment
  PhoneLines(
      PhoneDesk desk,
      Accounts accounts,
      Predicate<AgentId> inTalk,
      MeterRegistry meters,
      InstantSource clock) {
    this.desk = desk;
    this.accounts = accounts;
    this.inTalk = inTalk;
    this.clock = clock;
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
  /// @return empty when another page has it and is in the talk
  /// @throws IOException when Asterisk is away; with other nodes the page has the phone all the
  ///   same, for theirs may be there
  Optional<PhoneDesk.PhoneLogin> give(AgentId agent, String page) throws IOException {
    @Nullable PhoneLine open = lines.get(agent);
    if (open != null && !open.page().equals(page) && inTalk.test(agent)) {
      return Optional.empty();
    }
    Owner owner =
        owners
            .find(agent, page)
            .orElseGet(() -> new Owner(page, accounts.newSecret(), clock.instant()));
    PhoneDesk.PhoneLogin login;
    try {
      login = desk.open(agent);
    } catch (IOException away) {
      if (!desk.nodes().others().isEmpty()) {
        take(agent, owner, open);
      }
      throw away;
    }
    take(agent, owner, open);
    return Optional.of(login);
  }

  private void take(AgentId agent, Owner owner, @Nullable PhoneLine open) {
    owners.put(agent, owner);
    if (open != null && !open.page().equals(owner.page())) {
      open.end(TAKEN_OVER, "another page is the phone now");
    }
  }

  String user(AgentId agent) {
    return desk.user(agent);
  }

  String domain() {
    return desk.domain();
  }

  /// The name of this node; empty where there are no others.
  String node() {
    return desk.nodes().own();
  }

  /// With what the page that has the phone is one of the other nodes too.
  ///
  /// @param origin where the page is from, as its browser says
  List<NodeLogin> vouch(AgentId agent, String page, String origin) {
    return owners
        .find(agent, page)
        .map(owner ->
            desk.nodes().vouch(agent, page, origin, owner.serial(), owner.since(), clock.instant()))
        .orElse(List.of());
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
    if (agent == null || page == null || !owners.has(new AgentId(agent), page)) {
      throw new Refusal(409, "state", "Another page is the phone, or none asked for it yet.");
    }
  }

  /// The pass of a page of another node.
  ///
  /// @param origin where the page is from, as its browser says
  /// @throws Refusal unless another node made it, for us, for that page and a moment ago
  PhonePass requirePass(@Nullable String shown, @Nullable String origin) {
    Optional<PhonePass> pass = shown == null ? Optional.empty() : desk.nodes().find(shown);
    return pass.filter(good -> good.opens(clock.instant()) && good.origin().equals(origin))
        .orElseThrow(() ->
            new Refusal(403, "pass", "This is for pages of other nodes, by a pass of theirs."));
  }

  /// @param passes whether pages of other nodes come here
  void configure(WsConfig ws, boolean passes) {
    ws.onConnect(passes ? this::openByPass : this::open);
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
    begin(page, new PhoneLine(page.session, new AgentId(agent), id, new Hold.BySession(identity)));
  }

  private void openByPass(WsConnectContext page) {
    PhonePass pass = PhoneRoutes.pass(page);
    AgentId agent = pass.agent();
    PhoneLine line = new PhoneLine(page.session, agent, pass.page(), new Hold.ByPass(pass));
    @Nullable PhoneLine open = lines.get(agent);
    if (open != null && !open.page().equals(pass.page())) {
      if (owners.find(agent).filter(owner -> owner.since().isAfter(pass.since())).isPresent()) {
        line.end(TAKEN_OVER, "another page is the phone now");
        return;
      }
      if (inTalk.test(agent)) {
        line.end(TALKS_ELSEWHERE, "another page is in a talk");
        return;
      }
    }
    try {
      desk.open(agent, desk.nodes().secret(pass));
    } catch (IOException away) {
      log.atWarn().addKeyValue("why", away.getMessage()).log("no browser phone could be opened");
      line.end(FAILED, "Asterisk is away");
      return;
    }
    owners.put(agent, new Owner(pass.page(), pass.serial(), pass.since()));
    begin(page, line);
  }

  private void begin(WsConnectContext page, PhoneLine line) {
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
      boolean same = before.page().equals(line.page());
      before.end(same ? NORMAL : TAKEN_OVER, "there is a newer line");
    }
    if (!owners.has(line.agent(), line.page())) {
      // The phone was given to another page, or taken back, while Asterisk was connected to.
      boolean taken = owners.find(line.agent()).isPresent();
      line.end(taken ? TAKEN_OVER : NORMAL, "another page is the phone now");
      return;
    }
    log.atInfo().addKeyValue("agent", line.agent()).log("browser phone connected");
  }

  private void said(WsMessageContext message) {
    @Nullable PhoneLine line = bySession.get(message.sessionId());
    if (line == null) {
      return;
    }
    if (line.hold() instanceof Hold.ByPass(PhonePass earlier)
        && message.message().startsWith(NEWER_PASS)) {
      desk.nodes()
          .find(message.message().substring(NEWER_PASS.length()))
          .filter(pass -> pass.opens(clock.instant()) && pass.renews(earlier))
          .ifPresentOrElse(line::renew, () -> line.end(PASS_OVER, "that is no newer pass"));
      return;
    }
    line.passOn(message.message());
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
          switch (line.hold()) {
            case Hold.BySession(Identity identity) -> {
              if (!accounts.stillHolds(identity)) {
                putAway(line, SIGNED_OUT, "signed out");
              }
            }
            // Without a line the agent could not hang up.
            case Hold.ByPass(PhonePass pass) -> {
              if (!pass.holds(clock.instant()) && !inTalk.test(line.agent())) {
                putAway(line, PASS_OVER, "the pass is over");
              }
            }
          }
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void putAway(PhoneLine line, int code, String why) {
    if (owners.remove(line.agent(), line.page())) {
      desk.close(line.agent());
    }
    line.end(code, why);
  }

  /// Ends all lines; talks go on, and pages come back by themselves.
  @Override
  public void close() {
    stopping.countDown();
    bySession.values().forEach(line -> line.end(FAILED, "the server stops"));
    client.shutdownNow();
  }
}
