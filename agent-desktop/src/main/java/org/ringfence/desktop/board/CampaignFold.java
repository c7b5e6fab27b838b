package org.ringfence.desktop.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.board.DefenceViews.CampaignView;
import org.ringfence.desktop.board.DefenceViews.CampaignsView;
import org.ringfence.events.CampaignId;
import org.ringfence.events.CampaignState;
import org.ringfence.events.ScreeningDecision.CampaignReported;

/// The campaigns as they were reported last.
final class CampaignFold {

  /// Campaigns that are remembered. Past it the one that ended longest ago is forgotten, and when
  /// all run the one not heard of for longest.
  static final int REMEMBERED = 100;

  /// Those of them shown that are over.
  static final int OVER_SHOWN = 12;

  private static final Comparator<CampaignReported> FORGOTTEN_FIRST =
      Comparator.comparing(CampaignFold::runs).thenComparing(CampaignReported::at);

  private final Map<CampaignId, CampaignReported> campaigns = new LinkedHashMap<>();
  private long version = 1;
  private @Nullable Versioned<CampaignsView> made;

  boolean on(CampaignReported report, long newVersion) {
    @Nullable CampaignReported known = campaigns.get(report.campaign());
    if (known != null && report.at().isBefore(known.at())) {
      return false;
    }
    campaigns.put(report.campaign(), report);
    if (campaigns.size() > REMEMBERED) {
      campaigns.values().stream()
          .min(FORGOTTEN_FIRST)
          .ifPresent(oldest -> campaigns.remove(oldest.campaign()));
    }
    version = newVersion;
    return true;
  }

  Optional<CampaignReported> find(CampaignId campaign) {
    return Optional.ofNullable(campaigns.get(campaign));
  }

  Versioned<CampaignsView> view() {
    if (made == null || made.version() != version) {
      made = new Versioned<>(version, make());
    }
    return made;
  }

  private CampaignsView make() {
    List<CampaignReported> newest = new ArrayList<>(campaigns.values());
    newest.sort(Comparator.comparing(CampaignReported::at, Comparator.<Instant>reverseOrder()));
    List<CampaignView> shown = new ArrayList<>();
    newest.stream().filter(CampaignFold::runs).map(CampaignFold::view).forEach(shown::add);
    newest.stream()
        .filter(campaign -> !runs(campaign))
        .limit(OVER_SHOWN)
        .map(CampaignFold::view)
        .forEach(shown::add);
    return new CampaignsView(List.copyOf(shown));
  }

  private static boolean runs(CampaignReported campaign) {
    return campaign.state() == CampaignState.CONFIRMED;
  }

  private static CampaignView view(CampaignReported report) {
    @Nullable String author = report.author();
    return new CampaignView(
        report.campaign().value(),
        report.line().value(),
        report.state(),
        Shown.text(report.name()),
        Shown.text(author == null ? report.why() : author + ": " + report.why()),
        report.attempts(),
        report.numbers(),
        report.since(),
        report.at());
  }
}
