package org.ringfence.desktop.web;

import io.javalin.http.Context;
import io.javalin.websocket.WsContext;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.board.BoardModel;
import org.ringfence.desktop.phones.IceServer;
import org.ringfence.desktop.phones.PhoneDesk.PhoneLogin;
import org.ringfence.desktop.phones.PhoneNodes.NodeLogin;
import org.ringfence.desktop.phones.PhonePass;
import org.ringfence.desktop.phones.PhoneSettings;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentState;
import org.ringfence.site.SiteBook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the API answers to a page that wants to be its agent's phone.
final class PhoneRoutes {

  private static final Logger log = LoggerFactory.getLogger(PhoneRoutes.class);

  private static final int MAX_PAGE_CHARACTERS = 64;
  private static final String PASS = "ringfence.phone-pass";

  private enum Wish {
    OPEN,
    RENEW,
    CLOSE
  }

  private static final Map<String, Wish> WISHES =
      Map.of("open", Wish.OPEN, "renew", Wish.RENEW, "close", Wish.CLOSE);

  private final PhoneSettings settings;
  private final SoftphoneFiles files;
  private final @Nullable PhoneLines lines;
  private final Desks desks;
  private final InstantSource clock;

  /// @param lines null where there is no Asterisk to connect to
  PhoneRoutes(
      SiteBook site,
      PhoneSettings settings,
      SoftphoneFiles files,
      @Nullable PhoneLines lines,
      InstantSource clock) {
    this.clock = clock;
    this.settings = settings;
    this.files = files;
    this.lines = lines;
    desks = new Desks(site);
  }

  /// With what a page registers.
  ///
  /// @param node this node
  /// @param others with what it registers at the other nodes
  record PhoneView(
      String user,
      String domain,
      String secret,
      Instant expires,
      List<IceServer> iceServers,
      String node,
      List<NodeLogin> others) {

    @Override
    public String toString() {
      return "PhoneView[" + user + "]";
    }
  }

  /// With what a page that has the phone goes on being one of the other nodes.
  record OthersView(
      String user, String domain, List<IceServer> iceServers, String node, List<NodeLogin> others) {

    @Override
    public String toString() {
      return "OthersView[" + user + "]";
    }
  }

  /// `{"wish":"open"|"renew"|"close","page":…}`: the page is the phone of its agent, goes on being
  /// it at the other nodes, or is it no longer.
  void phone(Context request) {
    AgentId agent = desks.own(request).id();
    JsonFields fields = JsonFields.of(request, Set.of("wish", "page"));
    @Nullable Wish wish = fields.word("wish", WISHES, "open, renew or close");
    String page = fields.neededText("page", MAX_PAGE_CHARACTERS);
    fields.finish();
    Json.noStore(request);
    PhoneLines known = lines();
    switch (JsonFields.good(wish)) {
      case CLOSE -> {
        known.takeBack(agent, page);
        Json.answer(request, 200, Map.of("closed", true));
      }
      case RENEW -> {
        known.requireOwner(Gate.identity(request), page);
        Json.answer(
            request,
            200,
            new OthersView(
                known.user(agent),
                known.domain(),
                iceServers(agent, clock.instant().plus(settings.secretLife())),
                known.node(),
                others(known, request, agent, page)));
      }
      case OPEN -> {
        requireLibrary();
        PhoneLogin login = given(known, agent, page);
        Json.answer(
            request, 200, view(agent, login, known.node(), others(known, request, agent, page)));
      }
    }
  }

  private void requireLibrary() {
    if (files.isEmpty()) {
      throw new Refusal(
          503,
          "phone",
          "The phone in the browser is not installed here; a desk phone works. bin/ringfence doctor"
              + " tells what is missing.");
    }
  }

  /// Browsers say where a page is from whenever it changes something; the guard has looked at it.
  private static List<NodeLogin> others(
      PhoneLines known, Context request, AgentId agent, String page) {
    @Nullable String origin = origin(request);
    return origin == null ? List.of() : known.vouch(agent, page, origin);
  }

  private static @Nullable String origin(Context request) {
    @Nullable String origin = request.header("Origin");
    return origin == null ? null : origin.toLowerCase(Locale.ROOT);
  }

  private PhoneLogin given(PhoneLines known, AgentId agent, String page) {
    try {
      Optional<PhoneLogin> given = known.give(agent, page);
      return given.orElseThrow(() ->
          new Refusal(
              409,
              "state",
              "Your phone is in a talk on another page. When the talk is over, it comes here."));
    } catch (IOException away) {
      log.atWarn().addKeyValue("why", away.getMessage()).log("no browser phone could be opened");
      throw new Refusal(502, "phone", "Asterisk does not answer; try again in a moment.");
    }
  }

  /// Whether an agent talks or is rung at this moment, at whatever node.
  static boolean isInTalk(BoardModel board, AgentId agent) {
    @Nullable AgentState state =
        board.snapshot().findAgent(agent.value()).map(view -> view.state()).orElse(null);
    return state == AgentState.OFFERED || (state != null && state.isInTalk());
  }

  private PhoneView view(AgentId agent, PhoneLogin login, String node, List<NodeLogin> others) {
    return new PhoneView(
        login.user(),
        login.domain(),
        login.secret(),
        login.expires(),
        iceServers(agent, login.expires()),
        node,
        others);
  }

  private List<IceServer> iceServers(AgentId agent, Instant expires) {
    return settings.iceServers().stream().map(each -> each.tell(agent, expires)).toList();
  }

  private PhoneLines lines() {
    if (lines == null) {
      throw new Refusal(503, "phone", "No phone in a browser can be had here; a desk phone works.");
    }
    return lines;
  }

  /// Before the connection becomes a WebSocket; by plain HTTP there is nothing at this path.
  void socket(Context request) {
    if (request.header("Origin") == null) {
      // Browsers always say it; the check of its value is the guard's.
      throw new Refusal(403, "origin", "A WebSocket of a page says where the page is from.");
    }
    lines().requireOwner(Gate.identity(request), request.queryParam("page"));
  }

  /// The same for a page of another node. No cookie counts, and no page but the one that the other
  /// node vouches for.
  void passSocket(Context request) {
    PhonePass pass = lines().requirePass(request.queryParam("pass"), origin(request));
    desks.known(pass.agent().value());
    request.attribute(PASS, pass);
  }

  /// By what a WebSocket was let through.
  static PhonePass pass(WsContext socket) {
    @Nullable PhonePass pass = socket.attribute(PASS);
    if (pass == null) {
      throw new IllegalStateException("nobody was asked for a pass");
    }
    return pass;
  }

  void noSocket(Context request) {
    request.header("Upgrade", "websocket");
    throw new Refusal(426, "type", "This is a WebSocket.");
  }
}
