package org.ringfence.desktop.web;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.BindException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.MessagePublisher;
import org.ringfence.desktop.DesktopSettings;
import org.ringfence.desktop.board.BoardModel;
import org.ringfence.desktop.health.HealthReport;
import org.ringfence.desktop.history.History;
import org.ringfence.desktop.history.History.HistoryUnavailable;
import org.ringfence.desktop.questions.QuestionsDesk;
import org.ringfence.site.Site;
import org.ringfence.voice.VoiceStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The HTTP server: one plain connector, virtual threads, the guard before every route.
public final class WebServer implements AutoCloseable {

  /// Connections beside those of the live pages; further ones wait in the kernel's backlog.
  static final int OTHER_CONNECTIONS = 100;

  /// A connection on which nothing moves is closed; live pages hear a beat more often.
  static final int IDLE_MILLIS = 30_000;

  /// Bounds what the kernel holds for a page that does not read.
  static final int SEND_BUFFER_BYTES = 256 * 1024;

  private static final Map<String, String> SECURITY_HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
              + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
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
          "camera=(), geolocation=(), microphone=()");

  private static final Logger log = LoggerFactory.getLogger(WebServer.class);

  private final DesktopSettings settings;
  private final PrometheusMeterRegistry meters;
  private final LivePages live;
  private final BoardRoutes api;
  private final AgentRoutes agents;
  private final DefenceRoutes defence;
  private final StatisticsRoutes statistics;
  private final QuestionRoutes questions;
  private final MessageRoutes messages;
  private final PageFiles files = new PageFiles();
  private final SameSiteGuard guard;
  private @Nullable Javalin javalin;
  private @Nullable ServerConnector connector;

  public WebServer(
      DesktopSettings settings,
      Site site,
      BoardModel board,
      History history,
      @Nullable QuestionsDesk desk,
      VoiceStore sound,
      HealthReport health,
      MessagePublisher publisher,
      PrometheusMeterRegistry meters,
      InstantSource clock) {
    this.settings = settings;
    this.meters = meters;
    live = new LivePages(board, health, clock, settings.maxLivePages(), meters);
    api = new BoardRoutes(board, health, live, clock);
    agents = new AgentRoutes(board, site, publisher, live, clock);
    defence = new DefenceRoutes(board, site, publisher, clock);
    statistics = new StatisticsRoutes(history, site, sound, settings.timeZone(), clock);
    messages = new MessageRoutes(sound, history);
    questions = new QuestionRoutes(desk, clock);
    guard = new SameSiteGuard(settings.address());
  }

  /// @throws BindException when the port is taken
  public void start() throws BindException {
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
    config.jetty.modifyServer(server ->
        server.addBean(
            new NetworkConnectionLimit(settings.maxLivePages() + OTHER_CONNECTIONS, server)));
    config.routes.before(request -> {
      SECURITY_HEADERS.forEach(request::header);
      guard.check(request);
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

  private Connector connect(Server server, HttpConfiguration http) {
    http.setSendServerVersion(false);
    ServerConnector made = new ServerConnector(server, new HttpConnectionFactory(http));
    made.setHost(settings.address());
    made.setPort(settings.port());
    made.setIdleTimeout(IDLE_MILLIS);
    made.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
    connector = made;
    return made;
  }

  private void addRoutes(JavalinConfig config) {
    for (String path : files.paths()) {
      config.routes.get(path, timed("files", request -> files.serve(path, request)));
    }
    get(config, "/api/v1/board", api::board);
    get(config, "/api/v1/wait", api::wait);
    get(config, "/api/v1/agents/{id}", agents::agent);
    get(config, "/api/v1/intervals", statistics::intervals);
    get(config, "/api/v1/staffing", statistics::staffing);
    get(config, "/api/v1/history/calls/{call}", statistics::story);
    get(config, "/api/v1/ivr", questions::questions);
    get(config, "/ivr.svg", questions::picture);
    get(config, "/api/v1/surveys", statistics::surveys);
    get(config, "/api/v1/messages", messages::list);
    get(config, "/api/v1/messages/{id}/sound", messages::sound);
    get(config, "/health/live", api::live);
    get(config, "/health/ready", api::ready);
    get(config, "/metrics", this::metrics);
    post(config, "/api/v1/agents/{id}/state", agents::changeState);
    post(config, "/api/v1/agents/{id}/label", agents::label);
    post(config, "/api/v1/ivr/reload", questions::reload);
    post(config, "/api/v1/ivr/emergency", questions::switchEmergency);
    post(config, "/api/v1/messages/{id}/delete", messages::delete);
    post(config, "/api/v1/history/forget", statistics::forget);
    post(config, "/api/v1/verdicts/{call}/undo", defence::undo);
    post(config, "/api/v1/verdicts/{call}/list", defence::listCaller);
    post(config, "/api/v1/lines/{line}/list", defence::listNumber);
    post(config, "/api/v1/lines/{line}/defence", defence::switchDefence);
    post(config, "/api/v1/lines/{line}/announcement", defence::switchAnnouncement);
    post(config, "/api/v1/lists/{entry}/remove", defence::unlist);
    post(config, "/api/v1/campaigns/{campaign}/release", defence::releaseCampaign);
    // Streams last as long as the page: their time says nothing.
    config.routes.get("/api/v1/board/events", api::boardEvents);
    config.routes.get("/api/v1/agents/{id}/events", agents::events);
  }

  private void get(JavalinConfig config, String path, Handler handler) {
    config.routes.addHttpHandler(HandlerType.GET, path, timed(path, handler));
  }

  private void post(JavalinConfig config, String path, Handler handler) {
    config.routes.addHttpHandler(HandlerType.POST, path, timed(path, handler));
  }

  private Handler timed(String route, Handler handler) {
    Timer timer =
        Timer.builder("ringfence.web.requests")
            .tag("route", route)
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
    if (javalin != null) {
      javalin.stop();
    }
  }
}
