package org.ringfence.detector.campaigns;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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
/// is in. Bounded: of [#MAX] campaigns those make room that are over, then those that nobody was
/// told of, then the one with the fewest attempts, whose end is told.
public final class CampaignBook {

  static final int MAX = 64;
  static final Duration ENDED_AFTER = Duration.ofMinutes(5);
  static final Duration KEPT = Duration.ofHours(12);
  static final Duration REPORT_EVERY = Duration.ofSeconds(5);

  private static final long LOOK_MILLIS = 500;

  private static final Comparator<Campaign> FORGOTTEN_FIRST =
      Comparator.comparing(Campaign::isOpen)
          .thenComparing(campaign -> campaign.isOpen() && campaign.isConfirmed())
          .thenComparingLong(campaign -> campaign.isOpen() ? campaign.attempts() : 0)
          .thenComparingLong(Campaign::lastMillis);

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
  /// @param said gets the end of a campaign that had to make room
  /// @return the campaign it belongs to
  public CampaignId sight(Crowd.Cell cell, Sighting seen, List<Message> said) {
    Campaign campaign = openByCell.get(key(cell.trait(), cell.cell()));
    if (campaign == null) {
      campaign = begin(cell, seen.atMillis(), said);
    }
    campaign.arrived(seen);
    if (seen.questionsOver()) {
      campaign.behaved(seen);
    }
    return campaign.id;
  }

  private Campaign begin(Crowd.Cell cell, long nowMillis, List<Message> said) {
    if (campaigns.size() >= MAX) {
      makeRoom(Instant.ofEpochMilli(nowMillis), said);
    }
    CampaignId id = new CampaignId(line.value() + "-" + nowMillis / 1000 + "-" + ++made);
    Campaign campaign = new Campaign(id, cell.trait(), cell.cell(), cell.words(), nowMillis);
    campaigns.put(id, campaign);
    openByCell.put(key(cell.trait(), cell.cell()), campaign);
    return campaign;
  }

  private void makeRoom(Instant now, List<Message> said) {
    Campaign weakest = Collections.min(campaigns.values(), FORGOTTEN_FIRST);
    if (weakest.isOpen() && weakest.isConfirmed()) {
      end(weakest, now, said);
    }
    drop(weakest);
  }

  private void end(Campaign campaign, Instant now, List<Message> said) {
    campaign.state = CampaignState.ENDED;
    openByCell.remove(key(campaign.trait, campaign.cell), campaign);
    said.add(report(campaign, now, campaign.why(), null));
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

  /// Asterisk refused attempts of a campaign by itself.
  public void refused(CampaignId id, int attempts, long nowMillis) {
    @Nullable Campaign campaign = campaigns.get(id);
    if (campaign != null) {
      campaign.refused(attempts, nowMillis);
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
  /// @param author who
  /// @param why the reason given
  /// @return its cell, which is to be no evidence any more; empty when there is no such campaign
  public Optional<Crowd.Cell> release(
      CampaignId id, String author, String why, Instant now, List<Message> said) {
    @Nullable Campaign campaign = campaigns.get(id);
    if (campaign == null || campaign.state == CampaignState.RELEASED) {
      return Optional.empty();
    }
    campaign.state = CampaignState.RELEASED;
    openByCell.remove(key(campaign.trait, campaign.cell), campaign);
    said.add(report(campaign, now, why, author));
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
        if (campaign.isConfirmed()) {
          end(campaign, now, said);
        } else {
          drop(campaign);
        }
      } else if (nowMillis - campaign.lastMillis() > KEPT.toMillis()) {
        drop(campaign);
      } else if (campaign.isOpen() && isNews(campaign, nowMillis)) {
        campaign.state = CampaignState.CONFIRMED;
        said.add(report(campaign, now, campaign.why(), null));
      }
    }
  }

  private static boolean isNews(Campaign campaign, long nowMillis) {
    return isUntold(campaign) && nowMillis >= nextReport(campaign);
  }

  /// Whether it has come to more than was reported of it.
  private static boolean isUntold(Campaign campaign) {
    return campaign.isConfirmed() && campaign.attempts() != campaign.reportedAttempts;
  }

  /// When a campaign may be reported again.
  private static long nextReport(Campaign campaign) {
    return campaign.state == null
        ? Long.MIN_VALUE
        : campaign.reportedMillis + REPORT_EVERY.toMillis();
  }

  private CampaignReported report(
      Campaign campaign, Instant now, String why, @Nullable String author) {
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
        Instant.ofEpochMilli(campaign.sinceMillis),
        author);
  }

  private static long key(Trait trait, int cell) {
    return Crowd.Cell.key(trait, cell);
  }

  public void clear() {
    campaigns.clear();
    openByCell.clear();
  }

  /// When there is something to tell though nothing more comes: a campaign that is to be reported,
  /// or that is over by then; empty when none runs.
  public Optional<Instant> nextDue() {
    long earliest = Long.MAX_VALUE;
    for (Campaign campaign : openByCell.values()) {
      long end = campaign.lastMillis() + ENDED_AFTER.toMillis() + LOOK_MILLIS;
      earliest = Math.min(earliest, end);
      if (isUntold(campaign)) {
        // Looked at no sooner than the next time, or the tick would come to nothing.
        long report = Math.max(advancedMillis + LOOK_MILLIS, nextReport(campaign));
        earliest = Math.min(earliest, report);
      }
    }
    return earliest == Long.MAX_VALUE
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(earliest));
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
