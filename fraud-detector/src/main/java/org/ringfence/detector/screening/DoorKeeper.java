package org.ringfence.detector.screening;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.CampaignId;

/// Which refusals were pushed down to Asterisk, so that none is pushed twice while it holds.
///
/// A rule lasts [#HELD]: long enough that a flood costs look-ups only, short enough that a mistake
/// mends itself.
final class DoorKeeper {

  static final Duration HELD = Duration.ofMinutes(5);
  static final int MAX = 5_000;

  private final SequencedMap<Long, Rule> rules = new LinkedHashMap<>();

  private record Rule(long untilMillis, @Nullable CampaignId campaign) {}

  /// A number is refused.
  ///
  /// @param campaign of which the call was, or null
  /// @return until when Asterisk is to refuse it, or null when it does already
  @Nullable Instant close(long key, @Nullable CampaignId campaign, Instant now) {
    @Nullable Rule rule = rules.get(key);
    if (rule != null && rule.untilMillis() > now.toEpochMilli()) {
      return null;
    }
    Instant end = now.plus(HELD);
    rules.remove(key);
    rules.put(key, new Rule(end.toEpochMilli(), campaign));
    if (rules.size() > MAX) {
      rules.pollFirstEntry();
    }
    return end;
  }

  void open(long key) {
    rules.remove(key);
  }

  /// Every rule of a campaign is taken back.
  void open(CampaignId campaign) {
    rules.values().removeIf(rule -> campaign.equals(rule.campaign()));
  }

  void clear() {
    rules.clear();
  }

  /// One rule in a snapshot.
  ///
  /// @param campaign absent in snapshots of earlier programs
  record Saved(long key, long until, @Nullable CampaignId campaign) {}

  List<Saved> save() {
    List<Saved> saved = new ArrayList<>(rules.size());
    rules.forEach((key, rule) -> saved.add(new Saved(key, rule.untilMillis(), rule.campaign())));
    return saved;
  }

  /// @param saved null in a snapshot from before there was a door
  void restore(@Nullable List<Saved> saved) {
    rules.clear();
    if (saved != null) {
      saved.forEach(rule -> rules.put(rule.key(), new Rule(rule.until(), rule.campaign())));
    }
  }
}
