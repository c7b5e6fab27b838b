package org.ringfence.desktop.board;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.board.BoardViews.AnnouncingView;
import org.ringfence.desktop.board.BoardViews.LineView;
import org.ringfence.desktop.board.BoardViews.SwitchView;
import org.ringfence.desktop.board.BoardViews.ThresholdsView;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.AttemptFailedOpen;
import org.ringfence.events.Defence;
import org.ringfence.events.LineId;
import org.ringfence.events.Mode;
import org.ringfence.events.ScreeningDecision.AnnouncementSwitched;
import org.ringfence.events.ScreeningDecision.DefenceSwitched;
import org.ringfence.events.ScreeningDecision.ModeChanged;
import org.ringfence.events.ScreeningDecision.ThresholdsChanged;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Verdict;
import org.ringfence.site.Site;

/// The site's lines: their modes, their defence, and whether their detector answers. Messages about
/// other lines are left out: the site bounds the map.
final class LineFold {

  private final Map<LineId, Guarded> lines = new LinkedHashMap<>();

  LineFold(Site site, Instant startedAt) {
    site.lines().forEach(line -> lines.put(line.id(), new Guarded(line, startedAt)));
  }

  boolean on(ModeChanged changed, long version) {
    @Nullable Guarded line = lines.get(changed.line());
    if (line == null) {
      return false;
    }
    line.mode = changed.to();
    line.modeSince = changed.at();
    line.why = Shown.text(changed.why());
    line.version = version;
    return true;
  }

  boolean on(DefenceSwitched changed, long version) {
    @Nullable Guarded line = lines.get(changed.line());
    if (line == null) {
      return false;
    }
    // Switches and verdicts are read apart: a verdict may have told what is the case since.
    boolean old = changed.at().isBefore(line.defenceAt);
    if (old && changed.to() != line.defence) {
      return false;
    }
    line.defence = changed.to();
    line.defenceAt = old ? line.defenceAt : changed.at();
    line.switched =
        new SwitchView(changed.at(), Shown.text(changed.author()), Shown.text(changed.reason()));
    line.version = version;
    return true;
  }

  boolean on(AnnouncementSwitched changed, long version) {
    @Nullable Guarded line = lines.get(changed.line());
    if (line == null || changed.at().isBefore(line.announcementAt)) {
      return false;
    }
    line.announcementAt = changed.at();
    line.announcing =
        changed.on()
            ? new AnnouncingView(
                changed.at(),
                changed.until(),
                Shown.text(changed.author()),
                Shown.text(changed.reason()))
            : null;
    line.version = version;
    return true;
  }

  boolean on(ThresholdsChanged changed, long version) {
    @Nullable Guarded line = lines.get(changed.line());
    if (line == null || (line.thresholds != null && changed.at().isBefore(line.thresholds.at()))) {
      return false;
    }
    line.thresholds =
        new ThresholdsView(
            changed.at(),
            changed.from(),
            changed.to(),
            changed.configured(),
            Shown.text(changed.author()),
            Shown.text(changed.reason()));
    line.version = version;
    return true;
  }

  void on(VerdictReached reached, long version) {
    @Nullable Guarded line = lines.get(reached.line());
    if (line == null) {
      return;
    }
    // A verdict names the mode too, which tells it when the change is older than the history.
    boolean late = line.modeSince != null && reached.at().isBefore(line.modeSince);
    if (line.mode != reached.mode() && !late) {
      line.mode = reached.mode();
      line.modeSince = null;
      line.why = "";
      line.version = version;
    }
    @Nullable Defence seen = seenAtWork(reached);
    if (seen != null && seen != line.defence && reached.at().isAfter(line.defenceAt)) {
      line.defence = seen;
      line.defenceAt = reached.at();
      line.switched = null;
      line.version = version;
    }
    if (line.watch.on(reached)) {
      line.version = version;
    }
  }

  boolean on(AttemptArrived arrived, long version) {
    @Nullable Guarded line = lines.get(arrived.line());
    boolean told = line != null && line.watch.on(arrived);
    if (line != null && told) {
      line.version = version;
    }
    return told;
  }

  void on(AttemptFailedOpen failed, long version) {
    @Nullable Guarded line = lines.get(failed.line());
    if (line != null) {
      line.watch.on(failed);
      if (line.lastFailedOpen == null || line.lastFailedOpen.isBefore(failed.at())) {
        line.lastFailedOpen = failed.at();
      }
      line.version = version;
    }
  }

  List<Versioned<LineView>> views() {
    return lines.values().stream().map(line -> new Versioned<>(line.version, line.view())).toList();
  }

  /// What a verdict gives away about the defence; null when it fits more than one setting.
  private static @Nullable Defence seenAtWork(VerdictReached reached) {
    if (reached.verdict() != reached.wouldBe()) {
      return Defence.SHADOW;
    }
    // The announcement is said whatever the defence does.
    return reached.verdict() == Verdict.ADMIT || reached.verdict() == Verdict.ANNOUNCE
        ? null
        : Defence.ON;
  }

  /// What is known of one line; confined to the model's lock.
  private static final class Guarded {
    final Site.Line line;
    final DetectorWatch watch;
    long version = 1;
    @Nullable Mode mode;
    @Nullable Instant modeSince;
    String why = "";
    @Nullable Instant lastFailedOpen;
    @Nullable Defence defence;
    Instant defenceAt = Instant.MIN;
    @Nullable SwitchView switched;
    Instant announcementAt = Instant.MIN;
    @Nullable AnnouncingView announcing;
    @Nullable ThresholdsView thresholds;

    Guarded(Site.Line line, Instant startedAt) {
      this.line = line;
      watch = new DetectorWatch(startedAt);
    }

    LineView view() {
      return new LineView(
          line.id().value(),
          line.number().raw(),
          mode,
          modeSince,
          why,
          lastFailedOpen,
          defence,
          switched,
          watch.view(),
          watch.lateView(),
          announcing,
          thresholds);
    }
  }
}
