package org.ringfence.desktop.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.board.BoardModel;
import org.ringfence.desktop.phones.IceServer;
import org.ringfence.desktop.phones.PhoneDesk.PhoneLogin;
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
  private static final Map<String, Boolean> WISHES = Map.of("open", true, "close", false);

  private final BoardModel board;
  private final PhoneSettings settings;
  private final SoftphoneFiles files;
  private final @Nullable PhoneLines lines;
  private final Desks desks;

  /// @param lines null where there is no Asterisk to connect to
  PhoneRoutes(
      BoardModel board,
      SiteBook site,
      PhoneSettings settings,
      SoftphoneFiles files,
      @Nullable PhoneLines lines) {
    this.board = board;
    this.settings = settings;
    this.files = files;
    this.lines = lines;
    desks = new Desks(site);
  }

  /// With what a page registers.
  record PhoneView(
      String user, String domain, String secret, Instant expires, List<IceServer> iceServers) {

    @Override
    public String toString() {
      return "PhoneView[" + user + "]";
    }
  }

  /// `{"wish":"open"|"close","page":…}`: the page is the phone of its agent, or no longer.
  void phone(Context request) {
    AgentId agent = desks.own(request).id();
    JsonFields fields = JsonFields.of(request, Set.of("wish", "page"));
    @Nullable Boolean open = fields.word("wish", WISHES, "open or close");
    String page = fields.neededText("page", MAX_PAGE_CHARACTERS);
    fields.finish();
    Json.noStore(request);
    PhoneLines known = lines();
    if (!JsonFields.good(open)) {
      known.takeBack(agent, page);
      Json.answer(request, 200, Map.of("closed", true));
      return;
    }
    if (files.isEmpty()) {
      throw new Refusal(
          503,
          "phone",
          "The phone in the browser is not installed here; a desk phone works. bin/ringfence doctor"
              + " tells what is missing.");
    }
    Json.answer(request, 200, view(agent, given(known, agent, page)));
  }

  private PhoneLogin given(PhoneLines known, AgentId agent, String page) {
    try {
      Optional<PhoneLogin> given = known.give(agent, page, isInTalk(agent));
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

  private boolean isInTalk(AgentId agent) {
    @Nullable AgentState state =
        board.snapshot().findAgent(agent.value()).map(view -> view.state()).orElse(null);
    return state == AgentState.OFFERED || (state != null && state.isInTalk());
  }

  private PhoneView view(AgentId agent, PhoneLogin login) {
    return new PhoneView(
        login.user(),
        login.domain(),
        login.secret(),
        login.expires(),
        settings.iceServers().stream().map(each -> each.tell(agent, login.expires())).toList());
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

  void noSocket(Context request) {
    request.header("Upgrade", "websocket");
    throw new Refusal(426, "type", "This is a WebSocket.");
  }
}
