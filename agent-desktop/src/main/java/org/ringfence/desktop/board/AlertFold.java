package org.ringfence.desktop.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.board.DefenceViews.AlertView;
import org.ringfence.desktop.board.DefenceViews.AlertsView;
import org.ringfence.events.AlertKind;
import org.ringfence.events.LineId;
import org.ringfence.events.ScreeningDecision.LineAlert;
import org.ringfence.site.Site;

/// What the detector asks a supervisor to look at: alerts that are on, and those that ended last.
final class AlertFold {

  /// Alerts that are remembered; there are seldom more than a few in a day.
  static final int REMEMBERED = 20;

  private final BoundedMap<Key, AlertView> alerts = new BoundedMap<>(REMEMBERED);
  private final Set<String> lines = new TreeSet<>();
  private long version = 1;
  private @Nullable Versioned<AlertsView> made;

  private record Key(LineId line, AlertKind kind, Instant since) {}

  AlertFold(Site site) {
    site.lines().forEach(line -> lines.add(line.id().value()));
  }

  boolean on(LineAlert alert, long newVersion) {
    if (!lines.contains(alert.line().value())) {
      return false;
    }
    Key key = new Key(alert.line(), alert.kind(), alert.since());
    @Nullable AlertView known = alerts.get(key);
    if (known != null && alert.at().isBefore(known.at())) {
      return false;
    }
    // The end says nothing of what it was.
    List<String> parts =
        alert.over() && known != null
            ? known.parts()
            : alert.parts().stream().map(Shown::text).toList();
    alerts.put(
        key,
        new AlertView(
            alert.line().value(), alert.kind(), alert.since(), alert.at(), alert.over(), parts));
    version = newVersion;
    return true;
  }

  Versioned<AlertsView> view() {
    if (made == null || made.version() != version) {
      List<AlertView> newest = new ArrayList<>(alerts.values());
      newest.sort(Comparator.comparing(AlertView::since, Comparator.<Instant>reverseOrder()));
      made = new Versioned<>(version, new AlertsView(List.copyOf(newest)));
    }
    return made;
  }
}
