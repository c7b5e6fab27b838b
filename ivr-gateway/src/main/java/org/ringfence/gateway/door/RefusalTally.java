package org.ringfence.gateway.door;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AttemptsRefused;
import org.ringfence.events.AttemptsRefused.Refusals;
import org.ringfence.events.CampaignId;
import org.ringfence.events.LineId;

/// What Asterisk refused by itself since it was told last, by line and campaign. Not for several
/// threads at once: [Door] guards it by its lock.
public final class RefusalTally {

  /// Campaigns of a line that are told apart between two reports; attempts of others are counted
  /// without one.
  static final int MAX_CAMPAIGNS = 100;

  /// In the order of the first refusal; as many lines as there are.
  private final Map<LineId, Map<Optional<CampaignId>, Integer>> counts = new LinkedHashMap<>();

  /// @param campaign that the rule names, or null
  public void count(LineId line, @Nullable CampaignId campaign) {
    Map<Optional<CampaignId>, Integer> ofLine =
        counts.computeIfAbsent(line, any -> new LinkedHashMap<>());
    Optional<CampaignId> named = Optional.ofNullable(campaign);
    boolean known = ofLine.containsKey(named) || ofLine.size() < MAX_CAMPAIGNS;
    ofLine.merge(known ? named : Optional.empty(), 1, Integer::sum);
  }

  public boolean isEmpty() {
    return counts.isEmpty();
  }

  /// Takes out what was counted, one message per line.
  public List<AttemptsRefused> take(Instant now) {
    List<AttemptsRefused> taken = new ArrayList<>();
    counts.forEach((line, ofLine) -> {
      List<Refusals> refusals = new ArrayList<>();
      ofLine.forEach(
          (campaign, attempts) -> refusals.add(new Refusals(campaign.orElse(null), attempts)));
      taken.add(new AttemptsRefused(line, now, refusals));
    });
    counts.clear();
    return taken;
  }
}
