package org.ringfence.desktop.board;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.board.BoardViews.ClosureView;
import org.ringfence.desktop.board.BoardViews.PlaceView;
import org.ringfence.desktop.board.BoardViews.QueueView;
import org.ringfence.desktop.board.BoardViews.RangeView;
import org.ringfence.desktop.board.BoardViews.ToldView;
import org.ringfence.desktop.intervals.IntervalRules;
import org.ringfence.events.LineDecision.Place;
import org.ringfence.events.LineDecision.QueueClosureChanged;
import org.ringfence.events.LineDecision.QueueReported;
import org.ringfence.events.LineDecision.TicketClosed;
import org.ringfence.events.QueueName;
import org.ringfence.site.Site;

/// The last report of each of the site's queues.
final class QueueFold {

  /// The places in line that are shown.
  static final int FRONT_SHOWN = 20;

  private final Map<QueueName, Versioned<QueueView>> queues = new LinkedHashMap<>();

  private final Map<QueueName, QueueDay> days = new LinkedHashMap<>();
  private final IntervalRules rules;

  QueueFold(Site site, IntervalRules rules) {
    this.rules = rules;
    for (Site.Queue queue : site.queues()) {
      days.put(queue.name(), new QueueDay(rules));
      queues.put(queue.name(), new Versioned<>(1, unheard(queue, new QueueDay(rules))));
    }
  }

  boolean on(QueueReported report, long version) {
    @Nullable Versioned<QueueView> known = queues.get(report.queue());
    if (known == null) {
      return false;
    }
    @Nullable Duration oldest = report.oldestCallback();
    QueueView view =
        new QueueView(
            report.queue().value(),
            report.pool().value(),
            report.at(),
            report.waiting(),
            report.diverted(),
            report.talking(),
            report.longestWait().toSeconds(),
            RangeView.of(report.predicted()),
            report.agents(),
            report.front().stream().limit(FRONT_SHOWN).map(QueueFold::place).toList(),
            report.callbacks(),
            oldest == null ? 0 : oldest.toSeconds(),
            ToldView.of(report.told()),
            known.item().today(),
            known.item().closure());
    queues.put(report.queue(), new Versioned<>(version, view));
    return true;
  }

  boolean on(QueueClosureChanged changed, long version) {
    @Nullable Versioned<QueueView> known = queues.get(changed.queue());
    if (known == null) {
      return false;
    }
    @Nullable Instant until = changed.until();
    @Nullable ClosureView closure =
        until == null
            ? null
            : new ClosureView(until, Shown.text(changed.author()), Shown.text(changed.reason()));
    queues.put(changed.queue(), new Versioned<>(version, known.item().with(closure)));
    return true;
  }

  /// A ticket of today ended.
  void on(TicketClosed closed, long version) {
    @Nullable Versioned<QueueView> known = queues.get(closed.queue());
    @Nullable QueueDay day = days.get(closed.queue());
    if (known != null && day != null && day.on(closed)) {
      queues.put(closed.queue(), new Versioned<>(version, known.item().with(day.view())));
    }
  }

  void dayBegan(long version) {
    days.replaceAll((_, day) -> new QueueDay(rules));
    queues.replaceAll(
        (queue, known) -> new Versioned<>(version, known.item().with(new QueueDay(rules).view())));
  }

  List<Versioned<QueueView>> views() {
    return List.copyOf(queues.values());
  }

  private static QueueView unheard(Site.Queue queue, QueueDay day) {
    return new QueueView(
        queue.name().value(),
        queue.pool().value(),
        null,
        0,
        0,
        0,
        0,
        null,
        Map.of(),
        List.of(),
        0,
        0,
        null,
        day.view(),
        null);
  }

  private static PlaceView place(Place place) {
    return new PlaceView(
        Shown.text(place.ticket().value()),
        place.caller().masked(),
        Shown.text(place.language()),
        place.since(),
        place.position(),
        place.ringing());
  }
}
