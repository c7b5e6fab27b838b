package org.ringfence.desktop.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.board.DefenceViews.ChangeKind;
import org.ringfence.desktop.board.DefenceViews.ChangeView;
import org.ringfence.desktop.board.DefenceViews.TrailView;
import org.ringfence.events.AccessKind;
import org.ringfence.events.AccessRecorded;
import org.ringfence.events.ScreeningDecision.AnnouncementSwitched;
import org.ringfence.events.ScreeningDecision.CampaignReported;
import org.ringfence.events.ScreeningDecision.DefenceSwitched;
import org.ringfence.events.ScreeningDecision.NumberListed;
import org.ringfence.events.ScreeningDecision.NumberUnlisted;
import org.ringfence.events.ScreeningDecision.ThresholdsChanged;

/// The audit trail: what people changed about the defence, as the detector confirmed it, and about
/// accounts; and whose number they looked at.
final class TrailFold {

  /// The latest changes, which are all that is shown; the topic keeps the rest.
  static final int SHOWN = 100;

  private final BoundedMap<String, ChangeView> changes = new BoundedMap<>(SHOWN);

  private long version = 1;
  private @Nullable Versioned<TrailView> made;

  void on(NumberListed listed, String id, long newVersion) {
    ChangeKind what = listed.list() == null ? ChangeKind.RELEASED : ChangeKind.LISTED;
    String subject = listed.number().masked();
    add(
        id,
        ChangeView.of(listed, what, subject, listed.author(), listed.reason())
            .onList(listed.list(), listed.expires()),
        newVersion);
  }

  void on(NumberUnlisted unlisted, String id, long newVersion) {
    String subject = unlisted.number().masked();
    add(
        id,
        ChangeView.of(unlisted, ChangeKind.UNLISTED, subject, unlisted.author(), unlisted.reason())
            .onList(unlisted.list(), null),
        newVersion);
  }

  void on(DefenceSwitched switched, String id, long newVersion) {
    add(
        id,
        ChangeView.of(switched, ChangeKind.SWITCHED, "", switched.author(), switched.reason())
            .between(switched.from(), switched.to()),
        newVersion);
  }

  void on(AnnouncementSwitched switched, String id, long newVersion) {
    add(
        id,
        new ChangeView(
            switched.at(),
            switched.line().value(),
            switched.on() ? ChangeKind.ANNOUNCEMENT_ON : ChangeKind.ANNOUNCEMENT_OFF,
            "",
            null,
            switched.until(),
            null,
            null,
            Shown.text(switched.author()),
            Shown.text(switched.reason()),
            null,
            null),
        newVersion);
  }

  void on(ThresholdsChanged changed, String id, long newVersion) {
    add(
        id,
        ChangeView.of(changed, ChangeKind.THRESHOLDS, "", changed.author(), changed.reason())
            .from(changed.from().said(), changed.to().said()),
        newVersion);
  }

  /// @param released a report of a campaign that was released, which may be said more than once
  void on(CampaignReported released, long newVersion) {
    String author = Objects.requireNonNullElse(released.author(), "");
    add(
        "campaign " + released.campaign().value(),
        ChangeView.of(
            released,
            ChangeKind.CAMPAIGN_RELEASED,
            Shown.text(released.name()),
            author,
            released.why()),
        newVersion);
  }

  /// Who comes and goes would push the changes out of what is shown; the history has it.
  static boolean shows(AccessKind kind) {
    return switch (kind) {
      case SIGNED_IN, SIGN_IN_REFUSED, SIGNED_OUT -> false;
      case ACCOUNT_ADDED,
          ACCOUNT_REMOVED,
          ROLE_CHANGED,
          PASSWORD_CHANGED,
          LINK_MADE,
          TOKEN_ADDED,
          TOKEN_REMOVED,
          NUMBER_SEEN,
          LISTENED,
          SETTING_CHANGED ->
          true;
    };
  }

  void on(AccessRecorded access, String id, long newVersion) {
    String before = access.before() == null ? "" : access.before();
    String after = access.after() == null ? "" : access.after();
    boolean setting = access.kind() == AccessKind.SETTING_CHANGED;
    String reason = before.isEmpty() || after.isEmpty() ? before + after : before + " → " + after;
    add(
        id,
        new ChangeView(
            access.at(),
            "",
            ChangeKind.valueOf(access.kind().name()),
            Shown.text(access.subject()),
            null,
            null,
            null,
            null,
            Shown.text(access.author()),
            setting ? "" : Shown.text(reason),
            setting ? Shown.text(before) : null,
            setting ? Shown.text(after) : null),
        newVersion);
  }

  Versioned<TrailView> view() {
    if (made == null || made.version() != version) {
      made = new Versioned<>(version, make());
    }
    return made;
  }

  private TrailView make() {
    List<ChangeView> newest = new ArrayList<>(changes.values()).reversed();
    List<ChangeView> sorted = new ArrayList<>(newest);
    sorted.sort(Comparator.comparing(ChangeView::at, Comparator.<Instant>reverseOrder()));
    return new TrailView(List.copyOf(sorted));
  }

  private void add(String key, ChangeView change, long newVersion) {
    changes.putIfAbsent(key, change);
    version = newVersion;
  }
}
