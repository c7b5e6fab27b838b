package org.ringfence.detector.campaigns;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.ringfence.detector.crowd.Crowd;
import org.ringfence.detector.crowd.Trait;
import org.ringfence.events.CampaignId;
import org.ringfence.events.CampaignState;
import org.ringfence.events.LineId;
import org.ringfence.events.Message;
import org.ringfence.events.ScreeningDecision.CampaignReported;

/// The campaigns of a line, those that run and those that ended lately.
///
/// A call belongs to the campaign of the cell that explains most of the machines and that the call
/// is in. Bounded: the campaign longest unseen is forgotten first.
public final class CampaignBook {

  static final int MAX = 64;
  static final Duration ENDED_AFTER = Duration.ofMinutes(5);
  static final Duration KEPT = Duration.ofHours(12);
  static final Duration REPORT_EVERY = Duration.ofSeconds(5);

  private static final long LOOK_MILLIS = 500;

  private final LineId line;
  private final SequencedMap<CampaignId, Campaign> campaigns = new LinkedHashMap<>();
  private final Map<Long, Campaign> openByCell = new LinkedHashMap<>();
  private long made;
  private long advancedMillis;

  public CampaignBook(LineId line) {
    this.line = line;
  }

  /// A call that is likely a machine's arrived, or its likeness became plain.
  ///
  /// @return the campaign it belongs to
  public CampaignId sight(Crowd.Cell cell, Sighting seen) {
    Campaign campaign = openByCell.get(key(cell.trait(), cell.cell()));
    if (campaign == null) {
      campaign = begin(cell, seen.atMillis());
    }
    campaign.arrived(seen);
    if (seen.questionsOver()) {
      campaign.behaved(seen);
    }
    return campaign.id;
  }

  private Campaign begin(Crowd.Cell cell, long nowMillis) {
    if (campaigns.size() >= MAX) {
      forgetEldest();
    }
    CampaignId id = new CampaignId(line.value() + "-" + nowMillis / 1000 + "-" + ++made);
    Campaign campaign = new Campaign(id, cell.trait(), cell.cell(), cell.words(), nowMillis);
    campaigns.put(id, campaign);
    openByCell.put(key(cell.trait(), cell.cell()), campaign);
    return campaign;
  }

  private void forgetEldest() {
    @Nullable Campaign eldest = null;
    for (Campaign campaign : campaigns.values()) {
      if (eldest == null || campaign.lastMillis() < eldest.lastMillis()) {
        eldest = campaign;
      }
    }
    if (eldest != null) {
      drop(eldest);
    }
  }

  private void drop(Campaign campaign) {
    campaigns.remove(campaign.id);
    openByCell.remove(key(campaign.trait, campaign.cell), campaign);
  }

  /// A call of a campaign came to the end of its questions after it was first sighted.
  public void behaved(CampaignId id, Sighting seen) {
    @Nullable Campaign campaign = campaigns.get(id);
    if (campaign != null) {
      campaign.behaved(seen);
    }
  }

  /// An agent took a call of the campaign for a machine's.
  public void labelled(CampaignId id) {
    @Nullable Campaign campaign = campaigns.get(id);
    if (campaign != null) {
      campaign.labelled();
    }
  }

  /// A call of the campaign was ended by the caller before the line.
  public void lasted(CampaignId id, double seconds) {
    @Nullable Campaign campaign = campaigns.get(id);
    if (campaign != null) {
      campaign.lasted(seconds);
    }
  }

  /// After how many seconds the callers of a campaign hang up, where that is always the same.
  public OptionalDouble sameLength(CampaignId id) {
    @Nullable Campaign campaign = campaigns.get(id);
    return campaign == null ? OptionalDouble.empty() : campaign.sameLength();
  }

  /// Whether attempts of a campaign come as from a timer.
  public boolean isRhythmic(CampaignId id) {
    @Nullable Campaign campaign = campaigns.get(id);
    return campaign != null && campaign.isRhythmic();
  }

  /// Whether a campaign's attempts are alike in something that no crowd of people has in common,
  /// wherever they call from and whatever they want.
  public boolean isOfMachinesOnly(CampaignId id) {
    @Nullable Campaign campaign = campaigns.get(id);
    return campaign != null
        && switch (campaign.trait) {
          case LOOKS, LANGUAGE_TIME, LANGUAGE_SPAN, MENU_TIME, MENU_SPAN, RECORDING, LENGTH -> true;
          case ORIGIN, ATTESTATION, EXCHANGE, SEQUENCE, CONDUCT -> false;
        };
  }

  /// Somebody said that a campaign is people.
  ///
  /// @return its cell, which is to be no evidence any more; empty when there is no such campaign
  public Optional<Crowd.Cell> release(CampaignId id, String why, Instant now, List<Message> said) {
    @Nullable Campaign campaign = campaigns.get(id);
    if (campaign == null || campaign.state == CampaignState.RELEASED) {
      return Optional.empty();
    }
    campaign.state = CampaignState.RELEASED;
    openByCell.remove(key(campaign.trait, campaign.cell), campaign);
    said.add(report(campaign, now, why));
    return Optional.of(new Crowd.Cell(campaign.trait, campaign.cell, campaign.words));
  }

  /// Lets time pass: confirms, ends, forgets, and tells.
  public void advance(Instant now, List<Message> said) {
    long nowMillis = now.toEpochMilli();
    if (nowMillis - advancedMillis < LOOK_MILLIS && nowMillis >= advancedMillis) {
      return;
    }
    advancedMillis = nowMillis;
    for (Campaign campaign : new ArrayList<>(campaigns.values())) {
      if (campaign.isOpen() && nowMillis - campaign.lastMillis() > ENDED_AFTER.toMillis()) {
        boolean told = campaign.state == CampaignState.CONFIRMED;
        campaign.state = CampaignState.ENDED;
        openByCell.remove(key(campaign.trait, campaign.cell), campaign);
        if (told) {
          said.add(report(campaign, now, campaign.why()));
        } else {
          drop(campaign);
        }
      } else if (nowMillis - campaign.lastMillis() > KEPT.toMillis()) {
        drop(campaign);
      } else if (campaign.isOpen() && isNews(campaign, nowMillis)) {
        campaign.state = CampaignState.CONFIRMED;
        said.add(report(campaign, now, campaign.why()));
      }
    }
  }

  private static boolean isNews(Campaign campaign, long nowMillis) {
    if (campaign.attempts() < Campaign.CONFIRMED_FROM
        || campaign.attempts() == campaign.reportedAttempts) {
      return false;
    }
    return campaign.state == null || nowMillis - campaign.reportedMillis >= REPORT_EVERY.toMillis();
  }

  private CampaignReported report(Campaign campaign, Instant now, String why) {
    campaign.reportedMillis = now.toEpochMilli();
    campaign.reportedAttempts = campaign.attempts();
    CampaignState state = campaign.state == null ? CampaignState.CONFIRMED : campaign.state;
    return new CampaignReported(
        campaign.id,
        now,
        line,
        state,
        campaign.words,
        why,
        campaign.attempts(),
        campaign.numbers(),
        Instant.ofEpochMilli(campaign.sinceMillis));
  }

  private static long key(Trait trait, int cell) {
    return Crowd.Cell.key(trait, cell);
  }

  public void clear() {
    campaigns.clear();
    openByCell.clear();
  }

  /// When a campaign ends if nothing more of it comes; empty when none runs.
  public Optional<Instant> nextEnd() {
    long earliest = Long.MAX_VALUE;
    for (Campaign campaign : openByCell.values()) {
      earliest = Math.min(earliest, campaign.lastMillis());
    }
    return earliest == Long.MAX_VALUE
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(earliest).plus(ENDED_AFTER).plusMillis(LOOK_MILLIS));
  }

  /// @param made campaigns named so far
  /// @param advancedAt when time passed last
  public record Saved(long made, long advancedAt, List<Campaign.Saved> campaigns) {}

  public Saved save() {
    return new Saved(
        made, advancedMillis, campaigns.values().stream().map(Campaign::save).toList());
  }

  public void restore(Saved saved) {
    clear();
    made = saved.made();
    advancedMillis = saved.advancedAt();
    for (Campaign.Saved one : saved.campaigns()) {
      Campaign campaign = Campaign.restore(one);
      campaigns.put(campaign.id, campaign);
      if (campaign.isOpen()) {
        openByCell.put(key(campaign.trait, campaign.cell), campaign);
      }
    }
  }
}
