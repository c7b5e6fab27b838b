package org.ringfence.desktop.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.board.BoardModel;
import org.ringfence.desktop.board.BoardSnapshot;
import org.ringfence.desktop.board.BoardViews.QueueView;
import org.ringfence.desktop.board.BoardViews.RangeView;
import org.ringfence.desktop.board.Versioned;
import org.ringfence.desktop.health.ComponentHealth;
import org.ringfence.desktop.health.HealthReport;
import org.ringfence.desktop.waits.PublicWaits;

/// What the API answers about the board, the wait and the health.
final class BoardRoutes {

  private final BoardModel board;
  private final HealthReport health;
  private final LivePages live;
  private final InstantSource clock;

  BoardRoutes(BoardModel board, HealthReport health, LivePages live, InstantSource clock) {
    this.board = board;
    this.health = health;
    this.live = live;
    this.clock = clock;
  }

  void board(Context request) {
    Json.noStore(request);
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

  /// The predicted waits alone, as a public page would show them.
  void wait(Context request) {
    Instant now = clock.instant();
    List<WaitView> waits =
        board.snapshot().queues().stream()
            .map(Versioned::item)
            .map(queue -> wait(queue, now))
            .toList();
    Json.noStore(request);
    Json.answer(request, 200, Map.of("now", now, "queues", waits));
  }

  /// @param predicted null when no honest range can be told at this moment
  record WaitView(String queue, @Nullable RangeView predicted, @Nullable Instant at) {}

  private static WaitView wait(QueueView queue, Instant now) {
    @Nullable Instant at = queue.at();
    boolean old =
        queue.waiting() > 0 && at != null && at.plus(PublicWaits.RANGE_TOO_OLD).isBefore(now);
    return new WaitView(queue.queue(), old ? null : queue.predicted(), at);
  }

  void live(Context request) {
    Json.noStore(request);
    Json.answer(request, 200, Map.of("live", true));
  }

  void ready(Context request) {
    List<ComponentHealth> components = health.components();
    boolean ready = health.isReady();
    Json.noStore(request);
    Json.answer(request, ready ? 200 : 503, new Readiness(ready, components));
  }

  record Readiness(boolean ready, List<ComponentHealth> components) {}
}
