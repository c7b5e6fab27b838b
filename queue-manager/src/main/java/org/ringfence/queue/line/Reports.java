package org.ringfence.queue.line;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.LineDecision.Place;
import org.ringfence.events.LineDecision.QueueReported;
import org.ringfence.events.PredictedWait;

/// The regular reports of how each queue stands.
final class Reports {

  /// How many places a report shows.
  static final int FRONT = 20;

  private final Line line;
  private final Predictions predictions;

  Reports(Line line, Predictions predictions) {
    this.line = line;
    this.predictions = predictions;
  }

  /// Says a report, and plans the next one while somebody waits.
  ///
  /// @return what the next caller would be told, or null when it cannot be said
  @Nullable PredictedWait report(QueueLine queue) {
    queue.reportScheduled = false;
    queue.reportedAt = line.now;
    @Nullable Ticket front = queue.front();
    @Nullable PredictedWait ofNext = predictions.ofNextIn(queue);
    line.say(
        new QueueReported(
            queue.name,
            line.now,
            line.pool,
            queue.inLine(),
            queue.diverted,
            queue.talking,
            front == null ? Duration.ZERO : front.waitedUntil(line.now),
            ofNext,
            line.agents.countByState(),
            front(queue),
            queue.callbacks.size(),
            queue.callbacks.isEmpty() ? null : queue.callbacks.first().waitedUntil(line.now),
            line.waits.toldWaits(queue.name.value())));
    if (queue.inLine() > 0 || !queue.callbacks.isEmpty()) {
      line.timers.schedule(
          Timers.Kind.REPORT, queue.name.value(), line.now.plus(line.rules.idleReportInterval()));
    }
    return ofNext;
  }

  private List<Place> front(QueueLine queue) {
    List<Ticket> tickets = new ArrayList<>(queue.waiting.first(FRONT));
    queue.ringing.stream().limit(FRONT).forEach(tickets::add);
    tickets.sort(Ticket.BY_PLACE);
    // Whoever was never heard comes last here too: thousands of them must not hide the others.
    tickets.addAll(queue.unheard.first(FRONT - Math.min(FRONT, tickets.size())));
    List<Place> places = new ArrayList<>();
    for (Ticket ticket : tickets.subList(0, Math.min(FRONT, tickets.size()))) {
      places.add(
          new Place(
              ticket.id,
              ticket.facts.caller(),
              ticket.facts.language(),
              ticket.facts.since(),
              predictions.positionOf(ticket),
              ticket.state == TicketState.OFFERED));
    }
    return places;
  }
}
