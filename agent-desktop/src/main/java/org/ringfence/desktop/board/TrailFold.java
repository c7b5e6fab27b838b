package org.ringfence.desktop.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.board.DefenceViews.ChangeKind;
import org.ringfence.desktop.board.DefenceViews.ChangeView;
import org.ringfence.desktop.board.DefenceViews.TrailView;
import org.ringfence.events.CampaignId;
import org.ringfence.events.DefenceCommand.ReleaseCampaign;
import org.ringfence.events.ScreeningDecision.AnnouncementSwitched;
import org.ringfence.events.ScreeningDecision.CampaignReported;
import org.ringfence.events.ScreeningDecision.DefenceSwitched;
import org.ringfence.events.ScreeningDecision.NumberListed;
import org.ringfence.events.ScreeningDecision.NumberUnlisted;

/// The audit trail: what people changed about the defence, as the detector confirmed it.
final class TrailFold {

  /// The latest changes, which are all that is shown; the topic keeps the rest.
  static final int SHOWN = 100;

  private final BoundedMap<String, ChangeView> changes = new BoundedMap<>(SHOWN);

  /// Who released campaigns: the detector's report does not name them.
  private final BoundedMap<CampaignId, ReleaseCampaign> releases = new BoundedMap<>(SHOWN);

  private long version = 1;
  private @Nullable Versioned<TrailView> made;

  void on(NumberListed listed, String id, long newVersion) {
    add(
        id,
        new ChangeView(
            listed.at(),
            listed.line().value(),
            listed.list() == null ? ChangeKind.RELEASED : ChangeKind.LISTED,
            listed.number().masked(),
            listed.list(),
            listed.expires(),
            null,
            null,
            Shown.text(listed.author()),
            Shown.text(listed.reason())),
        newVersion);
  }

  void on(NumberUnlisted unlisted, String id, long newVersion) {
    add(
        id,
        new ChangeView(
            unlisted.at(),
            unlisted.line().value(),
            ChangeKind.UNLISTED,
            unlisted.number().masked(),
            unlisted.list(),
            null,
            null,
            null,
            Shown.text(unlisted.author()),
            Shown.text(unlisted.reason())),
        newVersion);
  }

  void on(DefenceSwitched switched, String id, long newVersion) {
    add(
        id,
        new ChangeView(
            switched.at(),
            switched.line().value(),
            ChangeKind.SWITCHED,
            "",
            null,
            null,
            switched.from(),
            switched.to(),
            Shown.text(switched.author()),
            Shown.text(switched.reason())),
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
            Shown.text(switched.reason())),
        newVersion);
  }

  /// @param released a report of a campaign that was released, which may be said more than once
  void on(CampaignReported released, long newVersion) {
    @Nullable ReleaseCampaign by = releases.get(released.campaign());
    add(
        key(released.campaign()),
        new ChangeView(
            released.at(),
            released.line().value(),
            ChangeKind.CAMPAIGN_RELEASED,
            Shown.text(released.name()),
            null,
            null,
            null,
            null,
            by == null ? "" : Shown.text(by.author()),
            by == null ? "" : Shown.text(by.reason())),
        newVersion);
  }

  /// Whether a shown change has an author now.
  boolean on(ReleaseCampaign command, long newVersion) {
    releases.putIfAbsent(command.campaign(), command);
    @Nullable ChangeView shown = changes.get(key(command.campaign()));
    if (shown == null || !shown.author().isEmpty()) {
      return false;
    }
    changes.put(
        key(command.campaign()),
        new ChangeView(
            shown.at(),
            shown.line(),
            shown.what(),
            shown.subject(),
            null,
            null,
            null,
            null,
            Shown.text(command.author()),
            Shown.text(command.reason())));
    version = newVersion;
    return true;
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

  private static String key(CampaignId campaign) {
    return "campaign " + campaign.value();
  }
}
