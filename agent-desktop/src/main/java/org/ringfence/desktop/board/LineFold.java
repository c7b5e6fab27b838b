package org.ringfence.desktop.board;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.board.BoardViews.LineView;
import org.ringfence.events.CallEvent.AttemptFailedOpen;
import org.ringfence.events.LineId;
import org.ringfence.events.ScreeningDecision.ModeChanged;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.site.Site;

/// The modes of the site's lines. Messages about other lines are left out: the site bounds the map.
final class LineFold {

  private final Map<LineId, Versioned<LineView>> lines = new LinkedHashMap<>();

  LineFold(Site site) {
    for (Site.Line line : site.lines()) {
      lines.put(
          line.id(),
          new Versioned<>(
              1, new LineView(line.id().value(), line.number().raw(), null, null, "", null)));
    }
  }

  boolean on(ModeChanged changed, long version) {
    @Nullable Versioned<LineView> known = lines.get(changed.line());
    if (known == null) {
      return false;
    }
    LineView was = known.item();
    LineView is =
        new LineView(
            was.line(),
            was.number(),
            changed.to(),
            changed.at(),
            Shown.text(changed.why()),
            was.lastFailedOpen());
    lines.put(changed.line(), new Versioned<>(version, is));
    return true;
  }

  /// A verdict names the mode too, which tells it when the change itself is older than the history.
  void on(VerdictReached reached, long version) {
    @Nullable Versioned<LineView> known = lines.get(reached.line());
    if (known != null && known.item().mode() != reached.mode()) {
      LineView was = known.item();
      boolean late = was.since() != null && reached.at().isBefore(was.since());
      if (!late) {
        LineView is =
            new LineView(was.line(), was.number(), reached.mode(), null, "", was.lastFailedOpen());
        lines.put(reached.line(), new Versioned<>(version, is));
      }
    }
  }

  void on(AttemptFailedOpen failed, long version) {
    @Nullable Versioned<LineView> known = lines.get(failed.line());
    if (known != null) {
      LineView was = known.item();
      @Nullable Instant last = was.lastFailedOpen();
      if (last == null || last.isBefore(failed.at())) {
        LineView is =
            new LineView(was.line(), was.number(), was.mode(), was.since(), was.why(), failed.at());
        lines.put(failed.line(), new Versioned<>(version, is));
      }
    }
  }

  List<Versioned<LineView>> views() {
    return List.copyOf(lines.values());
  }
}
