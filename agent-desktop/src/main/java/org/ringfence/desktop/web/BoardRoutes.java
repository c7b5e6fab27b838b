package org.ringfence.desktop.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.MessagePublisher;
import org.ringfence.desktop.board.BoardModel;
import org.ringfence.desktop.board.BoardSnapshot;
import org.ringfence.desktop.board.BoardViews.AgentView;
import org.ringfence.desktop.board.BoardViews.QueueView;
import org.ringfence.desktop.board.BoardViews.RangeView;
import org.ringfence.desktop.board.Versioned;
import org.ringfence.desktop.health.ComponentHealth;
import org.ringfence.desktop.health.HealthReport;
import org.ringfence.events.AgentMessage.ChangeAgentState;
import org.ringfence.site.Site;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the API answers.
final class BoardRoutes {

  /// A queue with callers in it reports every second; a range older than this is not told to the
  /// public.
  static final Duration RANGE_TOO_OLD = Duration.ofSeconds(30);

  private static final Logger log = LoggerFactory.getLogger(BoardRoutes.class);

  private final BoardModel board;
  private final Map<String, Site.Agent> agents = new LinkedHashMap<>();
  private final MessagePublisher publisher;
  private final HealthReport health;
  private final LivePages live;
  private final InstantSource clock;

  BoardRoutes(
      BoardModel board,
      Site site,
      MessagePublisher publisher,
      HealthReport health,
      LivePages live,
      InstantSource clock) {
    this.board = board;
    site.agents().forEach(agent -> agents.put(agent.id().value(), agent));
    this.publisher = publisher;
    this.health = health;
    this.live = live;
    this.clock = clock;
  }

  void board(Context request) {
    noStore(request);
    Json.answer(
        request,
        200,
        new LivePages.Event(clock.instant(), true, health.problems(), board.snapshot().since(0)));
  }

  void boardEvents(Context request) {
    if (request.method().equals(HandlerType.GET)) {
      live.serve(request, BoardSnapshot::since);
    }
  }

  void agent(Context request) {
    noStore(request);
    Json.answer(request, 200, view(known(request)));
  }

  void agentEvents(Context request) {
    AgentView agent = view(known(request));
    if (request.method().equals(HandlerType.GET)) {
      live.serve(request, (snapshot, version) -> snapshot.sinceFor(agent, version));
    }
  }

  /// Passes an agent's wish on; the queue manager decides, and the page hears of it from the board.
  void changeAgentState(Context request) {
    Site.Agent agent = known(request);
    AgentStateRequest wish = AgentStateRequest.parse(jsonBody(request));
    publisher.publish(
        new ChangeAgentState(
            agent.id(), clock.instant(), agent.pool(), wish.wanted(), wish.reason()));
    log.atInfo()
        .addKeyValue("agent", agent.id())
        .addKeyValue("wanted", wish.wanted())
        .log("agent state asked for");
    noStore(request);
    Json.answer(request, 202, Map.of("asked", wish.wanted().name().toLowerCase(Locale.ROOT)));
  }

  /// The predicted waits alone, as a public page would show them.
  void wait(Context request) {
    Instant now = clock.instant();
    List<WaitView> waits =
        board.snapshot().queues().stream()
            .map(Versioned::item)
            .map(queue -> wait(queue, now))
            .toList();
    noStore(request);
    Json.answer(request, 200, Map.of("now", now, "queues", waits));
  }

  /// @param predicted null when no honest range can be told at this moment
  record WaitView(String queue, @Nullable RangeView predicted, @Nullable Instant at) {}

  private static WaitView wait(QueueView queue, Instant now) {
    @Nullable Instant at = queue.at();
    boolean old = queue.waiting() > 0 && at != null && at.plus(RANGE_TOO_OLD).isBefore(now);
    return new WaitView(queue.queue(), old ? null : queue.predicted(), at);
  }

  void live(Context request) {
    noStore(request);
    Json.answer(request, 200, Map.of("live", true));
  }

  void ready(Context request) {
    List<ComponentHealth> components = health.components();
    boolean ready = health.isReady();
    noStore(request);
    Json.answer(request, ready ? 200 : 503, new Readiness(ready, components));
  }

  record Readiness(boolean ready, List<ComponentHealth> components) {}

  private Site.Agent known(Context request) {
    Site.@Nullable Agent agent = agents.get(request.pathParam("id"));
    if (agent == null) {
      throw new Refusal(404, "path", "There is no such agent.");
    }
    return agent;
  }

  private AgentView view(Site.Agent agent) {
    return board.snapshot().findAgent(agent.id().value()).orElseThrow();
  }

  private static byte[] jsonBody(Context request) {
    @Nullable String type = request.header("Content-Type");
    String media = type == null ? "" : type.toLowerCase(Locale.ROOT).replaceFirst("\\s*;.*$", "");
    if (!media.equals("application/json")) {
      throw new Refusal(415, "type", "The content type must be application/json.");
    }
    try {
      byte[] body = request.req().getInputStream().readNBytes(AgentStateRequest.MAX_BYTES + 1);
      if (body.length > AgentStateRequest.MAX_BYTES) {
        throw new Refusal(
            413, "size", "The body has more than " + AgentStateRequest.MAX_BYTES + " bytes.");
      }
      return body;
    } catch (IOException broken) {
      throw new Refusal(400, "body", "The body could not be read.");
    }
  }

  private static void noStore(Context request) {
    request.header("Cache-Control", "no-store");
  }
}
