package org.ringfence.desktop.web;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.websocket.WsHandlerType;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.BindException;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.MessagePublisher;
import org.ringfence.desktop.DesktopSettings;
import org.ringfence.desktop.accounts.Accounts;
import org.ringfence.desktop.board.BoardModel;
import org.ringfence.desktop.health.HealthReport;
import org.ringfence.desktop.history.History;
import org.ringfence.desktop.history.History.HistoryUnavailable;
import org.ringfence.desktop.oidc.OidcProvider;
import org.ringfence.desktop.phones.NodeAddress;
import org.ringfence.desktop.phones.PhoneDesk;
import org.ringfence.desktop.prompts.PromptsDesk;
import org.ringfence.desktop.questions.QuestionsDesk;
import org.ringfence.site.Site;
import org.ringfence.site.SiteBook;
import org.ringfence.voice.KeptSound;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The HTTP server: one connector, virtual threads, the guard and the gate before every route.
public final class WebServer implements AutoCloseable {

  /// Connections beside those of the live pages and the phones; further ones wait in the kernel's
  /// backlog.
  static final int OTHER_CONNECTIONS = 100;

  /// A connection on which nothing moves is closed; live pages hear a beat more often.
  static final int IDLE_MILLIS = 30_000;

  /// Bounds what the kernel holds for a page that does not read.
  static final int SEND_BUFFER_BYTES = 256 * 1024;

  private static final String CONTENT_POLICY = "Content-Security-Policy";
  private static final String CONNECT_SELF = "connect-src 'self'";

  private static final Map<String, String> SECURITY_HEADERS =
      Map.of(
          CONTENT_POLICY,
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
              + CONNECT_SELF
              + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
              + "require-trusted-types-for 'script'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Permissions-Policy",
          "camera=(), geolocation=(), microphone=(self)");

  private static final Logger log = LoggerFactory.getLogger(WebServer.class);

  /// So many may be added while it runs.
  private static final int ADDED_AGENTS = 200;

  private final DesktopSettings settings;
  private final PrometheusMeterRegistry meters;
  private final LivePages live;
  private final BoardRoutes api;
  private final AgentRoutes agents;
  private final TalkRoutes talks;
  private final DefenceRoutes defence;
  private final ThresholdRoutes thresholds;
  private final StatisticsRoutes statistics;
  private final SessionRoutes sessions;
  private final AdminRoutes admin;
  private final AdminAccountRoutes adminAccounts;
  private final AdminAgentRoutes adminAgents;
  private final AdminHoursRoutes adminHours;
  private final OidcRoutes oidc;
  private final Gate gate;
  private final QuestionRoutes questions;
  private final PromptRoutes prompts;
  private final @Nullable PhoneLines phoneLines;
  private final List<NodeAddress> otherNodes;
  private final SoftphoneFiles softphone;
  private final PhoneRoutes phones;
  private final DispositionRoutes dispositions;
  private final SoundRoutes messages;
  private final SoundRoutes recordings;
  private final OutgoingRoutes outgoing;
  private final PageFiles files = new PageFiles();
  private final int mostAgents;
  private final SameSiteGuard guard;
  private @Nullable Javalin javalin;
  private @Nullable ServerConnector connector;

  public WebServer(
      DesktopSettings settings,
      SiteBook book,
      BoardModel board,
      History history,
      Accounts accounts,
      @Nullable QuestionsDesk desk,
      @Nullable PromptsDesk promptsDesk,
      KeptSound sound,
      @Nullable PhoneDesk phoneDesk,
      HealthReport health,
      MessagePublisher publisher,
      PrometheusMeterRegistry meters,
      InstantSource clock) {
    this.settings = settings;
    this.meters = meters;
    Site site = book.configured();
    mostAgents = site.agents().size() + ADDED_AGENTS;
    live = new LivePages(board, accounts, health, clock, settings.maxLivePages(), meters);
    api = new BoardRoutes(board, health, live, clock);
    agents = new AgentRoutes(board, book, publisher, live, clock);
    talks = new TalkRoutes(board, book, accounts, publisher, clock);
    defence = new DefenceRoutes(board, site, accounts, publisher, clock);
    thresholds = new ThresholdRoutes(board, site, publisher, clock);
    statistics = new StatisticsRoutes(history, site, sound, settings.timeZone(), clock);
    gate = new Gate(accounts, settings);
    sessions = new SessionRoutes(accounts, gate, settings.tls().areGiven());
    adminAccounts = new AdminAccountRoutes(accounts, book, clock);
    SettingChanges changes = new SettingChanges(accounts, publisher);
    adminAgents = new AdminAgentRoutes(board, book, changes, clock);
    adminHours = new AdminHoursRoutes(book, changes, clock);
    admin =
        new AdminRoutes(board, site, changes, adminAccounts, adminAgents, adminHours, desk, clock);
    oidc =
        new OidcRoutes(
            settings.oidc().isWanted()
                ? new OidcProvider(settings.oidc(), accounts::newSecret, clock)
                : null,
            settings.oidc().name(),
            accounts,
            book,
            sessions,
            gate,
            settings.tls().areGiven());
    guard = new SameSiteGuard(settings.address(), settings.hosts(), settings.tls().areGiven());
    messages = new SoundRoutes(SoundRoutes.Kind.MESSAGE, sound.messages(), history);
    recordings = new SoundRoutes(SoundRoutes.Kind.RECORDING, sound.recordings(), history);
    questions = new QuestionRoutes(desk, clock);
    prompts = new PromptRoutes(promptsDesk, changes, clock);
    outgoing = new OutgoingRoutes(settings, book, board, history, accounts, health, clock);
    phoneLines =
        phoneDesk == null
            ? null
            : new PhoneLines(
                phoneDesk, accounts, agent -> PhoneRoutes.isInTalk(board, agent), meters, clock);
    otherNodes = phoneDesk == null ? List.of() : phoneDesk.nodes().others();
    softphone = new SoftphoneFiles(settings.phone().library());
    phones = new PhoneRoutes(book, settings.phone(), softphone, phoneLines, clock);
    dispositions = new DispositionRoutes(board, book, settings.phone(), publisher, clock);
  }

  /// @throws BindException when the port is taken
  public void start() throws BindException {
    outgoing.start();
    try {
      javalin = Javalin.create(this::configure).start();
    } catch (RuntimeException failed) {
      for (@Nullable Throwable t = failed; t != null; t = t.getCause()) {
        if (t instanceof BindException) {
          throw new BindException(
              "the web server cannot listen on "
                  + settings.address()
                  + ":"
                  + settings.port()
                  + " ("
                  + t.getMessage()
                  + "); stop what uses the port or set web.port to another");
        }
      }
      throw failed;
    }
    log.atInfo()
        .addKeyValue("address", settings.address())
        .addKeyValue("port", port())
        .log("web server listens");
  }

  /// The port listened on, which differs from the configured one when that is 0.
  public int port() {
    if (connector == null) {
      throw new IllegalStateException("the web server was not started");
    }
    return connector.getLocalPort();
  }

  private void configure(JavalinConfig config) {
    config.concurrency.useVirtualThreads = true;
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.maxRequestSize = JsonFields.MAX_BYTES;
    // On loopback compressing costs more than it saves, and it would hold events back.
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.jetty.addConnector(this::connect);
    config.jetty.modifyServer(
        server -> server.addBean(new NetworkConnectionLimit(mostConnections(), server)));
    config.jetty.modifyWebSocketServletFactory(sockets -> {
      sockets.setMaxTextMessageSize(PhoneLines.MAX_MESSAGE_CHARACTERS);
      sockets.setIdleTimeout(PhoneLines.IDLE);
    });
    config.routes.before(request -> {
      boolean open = PublicWaitRoutes.isPublic(request);
      if (open) {
        outgoing.waits().headers(request);
      } else {
        SECURITY_HEADERS.forEach(request::header);
        if (!otherNodes.isEmpty() && request.path().equals(Route.AGENT_PAGE.path())) {
          request.header(CONTENT_POLICY, policyWith(otherNodes));
        }
      }
      if (settings.tls().areGiven()) {
        request.header("Strict-Transport-Security", "max-age=31536000");
      }
      if (open) {
        guard.checkHost(request);
      } else {
        guard.check(request);
      }
    });
    addRoutes(config);
    config.routes.exception(Refusal.class, this::refuse);
    config.routes.exception(
        HistoryUnavailable.class,
        (unavailable, request) -> refuse(StatisticsRoutes.refusal(unavailable), request));
    config.routes.exception(Exception.class, WebServer::fail);
    config.routes.error(
        404,
        request -> {
          if (request.resultInputStream() == null || !isJson(request)) {
            Json.answer(request, 404, new Problem("There is nothing here.", List.of()));
          }
        });
  }

  /// The agent's page speaks SIP with the other nodes too, and nothing else.
  private static String policyWith(List<NodeAddress> nodes) {
    String all =
        nodes.stream().map(node -> " " + node.socketOrigin()).collect(Collectors.joining());
    return String.valueOf(SECURITY_HEADERS.get(CONTENT_POLICY))
        .replace(CONNECT_SELF, CONNECT_SELF + all);
  }

  private int mostConnections() {
    return settings.maxLivePages() + OTHER_CONNECTIONS + mostAgents + outgoing.mostConnections();
  }

  private Connector connect(Server server, HttpConfiguration http) {
    http.setSendServerVersion(false);
    ServerConnector made =
        settings.tls().areGiven()
            ? new ServerConnector(server, TlsPort.factories(settings.tls(), http))
            : new ServerConnector(server, new HttpConnectionFactory(http));
    made.setHost(settings.address());
    made.setPort(settings.port());
    made.setIdleTimeout(IDLE_MILLIS);
    made.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
    connector = made;
    return made;
  }

  private void addRoutes(JavalinConfig config) {
    Map<Route, Handler> handlers = new EnumMap<>(Route.class);
    for (Route file :
        List.of(
            Route.BOARD_PAGE,
            Route.STATISTICS_PAGE,
            Route.AGENT_PAGE,
            Route.SIGN_IN_PAGE,
            Route.IVR_PAGE,
            Route.WALL_PAGE,
            Route.ADMIN_PAGE,
            Route.REPORTS_PAGE,
            Route.SOUND_PAGE,
            Route.PAGE_FILE)) {
      handlers.put(file, files::serve);
    }
    handlers.put(Route.SOFTPHONE_FILE, softphone::serve);
    handlers.put(Route.PHONE_SOCKET, phones::noSocket);
    handlers.put(Route.NODE_PHONE_SOCKET, phones::noSocket);
    handlers.put(Route.AGENT_PHONE, phones::phone);
    handlers.put(Route.DISPOSITIONS, dispositions::words);
    handlers.put(Route.AGENT_DISPOSITION, dispositions::dispose);
    handlers.put(Route.SESSION, sessions::session);
    handlers.put(Route.SIGN_IN, sessions::signIn);
    handlers.put(Route.SIGN_IN_WAYS, oidc::ways);
    handlers.put(Route.OIDC_BEGIN, oidc::begin);
    handlers.put(Route.OIDC_BACK, oidc::back);
    handlers.put(Route.SIGN_OUT, sessions::signOut);
    handlers.put(Route.CHOOSE_LANGUAGE, sessions::chooseLanguage);
    handlers.put(Route.BOARD, api::board);
    handlers.put(Route.BOARD_EVENTS, api::boardEvents);
    handlers.put(Route.WAIT, api::wait);
    handlers.put(Route.INTERVALS, statistics::intervals);
    handlers.put(Route.STAFFING, statistics::staffing);
    handlers.put(Route.CALL_STORY, statistics::story);
    handlers.put(Route.CALLER_NUMBER, defence::number);
    handlers.put(Route.FORGET_CALLER, statistics::forget);
    handlers.put(Route.AGENT, agents::agent);
    handlers.put(Route.AGENT_EVENTS, agents::events);
    handlers.put(Route.AGENT_STATE, agents::changeState);
    handlers.put(Route.AGENT_LABEL, agents::label);
    handlers.put(Route.TALK_CHOICES, talks::choices);
    handlers.put(Route.TRANSFER, talks::transfer);
    handlers.put(Route.BRING_IN, talks::bringIn);
    handlers.put(Route.LET_JOIN, talks::letJoin);
    handlers.put(Route.SEND_OUT, talks::sendOut);
    handlers.put(Route.LISTEN, talks::listen);
    handlers.put(Route.AGENT_RECORDING, agents::changeRecording);
    handlers.put(Route.UNDO_VERDICT, defence::undo);
    handlers.put(Route.LIST_CALLER, defence::listCaller);
    handlers.put(Route.LIST_NUMBER, defence::listNumber);
    handlers.put(Route.SWITCH_DEFENCE, defence::switchDefence);
    handlers.put(Route.SWITCH_ANNOUNCEMENT, defence::switchAnnouncement);
    handlers.put(Route.PREVIEW_THRESHOLDS, thresholds::preview);
    handlers.put(Route.CHANGE_THRESHOLDS, thresholds::change);
    handlers.put(Route.UNLIST, defence::unlist);
    handlers.put(Route.RELEASE_CAMPAIGN, defence::releaseCampaign);
    handlers.put(Route.IVR, questions::questions);
    handlers.put(Route.IVR_PICTURE, questions::picture);
    handlers.put(Route.RELOAD_IVR, questions::reload);
    handlers.put(Route.SWITCH_EMERGENCY, questions::switchEmergency);
    handlers.put(Route.SURVEYS, statistics::surveys);
    handlers.put(Route.MESSAGES, messages::list);
    handlers.put(Route.MESSAGE_SOUND, messages::sound);
    handlers.put(Route.DELETE_MESSAGE, messages::delete);
    handlers.put(Route.ADMIN, admin::overview);
    handlers.put(Route.ADD_ACCOUNT, adminAccounts::add);
    handlers.put(Route.CHANGE_ROLE, adminAccounts::role);
    handlers.put(Route.MAKE_LINK, adminAccounts::link);
    handlers.put(Route.REMOVE_ACCOUNT, adminAccounts::remove);
    handlers.put(Route.ADD_AGENT, adminAgents::add);
    handlers.put(Route.CHANGE_AGENT, adminAgents::change);
    handlers.put(Route.REMOVE_AGENT, adminAgents::remove);
    handlers.put(Route.RESTORE_AGENT, adminAgents::restore);
    handlers.put(Route.CHANGE_SKILLS, adminAgents::skills);
    handlers.put(Route.CHANGE_HOURS, adminHours::change);
    handlers.put(Route.CLOSE_QUEUE, admin::closeQueue);
    handlers.put(Route.REOPEN_QUEUE, admin::reopenQueue);
    handlers.put(Route.UPLOAD_LIST, admin::uploadList);
    handlers.put(Route.PROMPTS, prompts::list);
    handlers.put(Route.PROMPT_SOUND, prompts::sound);
    handlers.put(Route.GIVE_PROMPT, prompts::give);
    handlers.put(Route.RESTORE_PROMPT, prompts::restore);
    handlers.put(Route.RECORDINGS, recordings::list);
    handlers.put(Route.RECORDING_SOUND, recordings::sound);
    handlers.put(Route.DELETE_RECORDING, recordings::delete);
    handlers.put(Route.LIVE, api::live);
    handlers.put(Route.READY, api::ready);
    handlers.put(Route.METRICS, this::metrics);
    outgoing.addTo(handlers);
    for (Route route : Route.values()) {
      @Nullable Handler handler = handlers.get(route);
      if (handler == null) {
        throw new IllegalStateException("nothing answers " + route);
      }
      config.routes.addHttpHandler(
          route.method(), route.path(), gate.before(route, timed(route, handler)));
    }
    if (phoneLines != null) {
      addPhoneSocket(config, phoneLines);
    }
  }

  /// The phone's WebSocket, with the same checks as everything else before it is one.
  private void addPhoneSocket(JavalinConfig config, PhoneLines lines) {
    String path = Route.PHONE_SOCKET.path();
    Handler let = gate.before(Route.PHONE_SOCKET, phones::socket);
    config.routes.addHttpHandler(
        HandlerType.WEBSOCKET_BEFORE_UPGRADE,
        path,
        request -> {
          guard.check(request);
          let.handle(request);
        });
    config.routes.addWsHandler(WsHandlerType.WEBSOCKET, path, ws -> lines.configure(ws, false));
    String others = Route.NODE_PHONE_SOCKET.path();
    Handler passed = gate.before(Route.NODE_PHONE_SOCKET, phones::passSocket);
    config.routes.addHttpHandler(
        HandlerType.WEBSOCKET_BEFORE_UPGRADE,
        others,
        request -> {
          // The page is another node's: where it is from stands in the pass.
          guard.checkHost(request);
          passed.handle(request);
        });
    config.routes.addWsHandler(WsHandlerType.WEBSOCKET, others, ws -> lines.configure(ws, true));
  }

  private Handler timed(Route route, Handler handler) {
    // Streams last as long as the page: their time says nothing.
    if (route == Route.BOARD_EVENTS || route == Route.AGENT_EVENTS) {
      return handler;
    }
    Timer timer =
        Timer.builder("ringfence.web.requests")
            .tag("route", route.path())
            .publishPercentiles(0.5, 0.99)
            .register(meters);
    return request -> {
      Timer.Sample sample = Timer.start(meters);
      try {
        handler.handle(request);
      } finally {
        sample.stop(timer);
      }
    };
  }

  private void metrics(Context request) {
    request.header("Cache-Control", "no-store");
    request.contentType("text/plain;version=0.0.4;charset=utf-8").result(meters.scrape());
  }

  private void refuse(Refusal refusal, Context request) {
    meters.counter("ringfence.web.refused", "why", refusal.why()).increment();
    if (refusal.retryAfterSeconds() > 0) {
      request.header("Retry-After", Long.toString(refusal.retryAfterSeconds()));
    }
    Json.answer(
        request,
        refusal.status(),
        new Problem(String.valueOf(refusal.getMessage()), refusal.fields()));
  }

  private static void fail(Exception failure, Context request) {
    log.atError().setCause(failure).log("a request failed");
    Json.answer(request, 500, new Problem("The server failed; its log says why.", List.of()));
  }

  private static boolean isJson(Context request) {
    @Nullable String type = request.res().getContentType();
    return type != null && type.startsWith("application/json");
  }

  /// What an error answer says.
  record Problem(String error, List<Refusal.FieldProblem> fields) {}

  @Override
  public void close() {
    live.close();
    outgoing.close();
    if (phoneLines != null) {
      phoneLines.close();
    }
    if (javalin != null) {
      javalin.stop();
    }
  }
}
