package org.ringfence.detector.campaigns;

import java.lang.foreign.MemorySegment;
import java.util.Base64;
import java.util.Locale;
import java.util.OptionalDouble;
import org.apache.datasketches.hll.HllSketch;
import org.jspecify.annotations.Nullable;
import org.ringfence.detector.crowd.Trait;
import org.ringfence.events.CampaignId;
import org.ringfence.events.CampaignState;

/// Attempts that share one cell of a trait in which there are more calls than people explain.
///
/// ```
/// suspected ── enough attempts ──► confirmed ── nothing for a while ──► ended
///                                      └──────── said to be people ──► released
/// ```
public final class Campaign {

  /// Attempts from which a campaign is confirmed: the cell itself is evident already.
  static final int CONFIRMED_FROM = 8;

  /// Attempts from which the intervals between them tell a timer from people, and the variation
  /// below which they do: one crowd of people in ten thousand is as regular (20 Poisson intervals).
  static final int RHYTHM_FROM = 20;

  static final double RHYTHM_VARIATION = 0.45;

  private static final double SAME_SECONDS = 0.25;
  private static final double SAME_SHARE = 0.03;

  private static final int SKETCH_LG_K = 10;

  final CampaignId id;
  final Trait trait;
  final int cell;
  final String words;
  final long sinceMillis;
  private HllSketch numbers = new HllSketch(SKETCH_LG_K);
  private long attempts;
  private long refusedAtDoor;
  private long ended;
  private long silent;
  private long unheard;
  private int machineLabels;
  private RunningMoments languageSeconds = RunningMoments.NONE;
  private RunningMoments intervals = RunningMoments.NONE;
  private RunningMoments lengths = RunningMoments.NONE;
  private long lastMillis;
  private long lastRefusedMillis = Long.MIN_VALUE;
  @Nullable CampaignState state;
  long reportedMillis;
  long reportedAttempts;

  Campaign(CampaignId id, Trait trait, int cell, String words, long sinceMillis) {
    this.id = id;
    this.trait = trait;
    this.cell = cell;
    this.words = words;
    this.sinceMillis = sinceMillis;
    this.lastMillis = sinceMillis;
  }

  void arrived(Sighting seen) {
    if (attempts > 0) {
      intervals = intervals.with(Math.max(0, seen.atMillis() - lastMillis) / 1000.0);
    }
    attempts++;
    lastMillis = Math.max(lastMillis, seen.atMillis());
    if (seen.numberHash() != null) {
      numbers.update(seen.numberHash().longValue());
    }
  }

  void behaved(Sighting seen) {
    ended++;
    silent += seen.keyedSince() ? 0 : 1;
    unheard += seen.heard() ? 0 : 1;
    if (seen.languageSeconds() != null) {
      languageSeconds = languageSeconds.with(seen.languageSeconds());
    }
  }

  /// @param seconds after which a caller hung up before the line
  void lasted(double seconds) {
    lengths = lengths.with(seconds);
  }

  /// After how long its callers hang up, if that is always the same: eight of them at least within
  /// [#SAME_SECONDS], or [#SAME_SHARE] of the mean. People's lengths spread by a third of
  /// themselves and more; eight of them agree so one time in a hundred thousand.
  OptionalDouble sameLength() {
    double same = Math.max(SAME_SECONDS, SAME_SHARE * lengths.mean());
    return lengths.count() >= CONFIRMED_FROM && lengths.deviation() <= same
        ? OptionalDouble.of(lengths.mean())
        : OptionalDouble.empty();
  }

  /// Asterisk refused attempts by itself: they are told in numbers only, so they say nothing of
  /// rhythm or conduct.
  void refused(int count, long nowMillis) {
    refusedAtDoor += count;
    lastRefusedMillis = Math.max(lastRefusedMillis, nowMillis);
  }

  void labelled() {
    machineLabels++;
  }

  /// Those that Asterisk refused by itself included.
  long attempts() {
    return attempts + refusedAtDoor;
  }

  long lastMillis() {
    return Math.max(lastMillis, lastRefusedMillis);
  }

  long numbers() {
    return Math.round(numbers.getEstimate());
  }

  boolean isOpen() {
    return state == null || state == CampaignState.CONFIRMED;
  }

  /// Whether it has enough attempts, be that told already or not.
  boolean isConfirmed() {
    return attempts() >= CONFIRMED_FROM;
  }

  /// Whether its attempts come as from a timer.
  boolean isRhythmic() {
    return intervals.count() >= RHYTHM_FROM && intervals.variation() < RHYTHM_VARIATION;
  }

  /// What its attempts have in common, for people.
  String why() {
    StringBuilder why = new StringBuilder();
    why.append(attempts()).append(" attempts, about ").append(numbers()).append(" numbers");
    if (refusedAtDoor > 0) {
      why.append(", ").append(refusedAtDoor).append(" of them refused at the door");
    }
    if (languageSeconds.count() > 1) {
      why.append(
          String.format(
              Locale.ROOT,
              ", language key at %.1f s ± %.1f",
              languageSeconds.mean(),
              languageSeconds.deviation()));
    }
    if (ended > 0) {
      why.append(String.format(Locale.ROOT, ", %d %% then keyed nothing", 100 * silent / ended));
      why.append(String.format(Locale.ROOT, ", %d %% never heard", 100 * unheard / ended));
    }
    if (isRhythmic()) {
      why.append(
          String.format(Locale.ROOT, ", as regular as a timer (%.2f)", intervals.variation()));
    }
    if (sameLength().isPresent()) {
      why.append(
          String.format(
              Locale.ROOT, ", hung up after %.1f s ± %.1f", lengths.mean(), lengths.deviation()));
    }
    if (machineLabels > 0) {
      why.append(", ").append(machineLabels).append(" called machines by agents");
    }
    return why.toString();
  }

  /// A campaign in a snapshot.
  ///
  /// @param lengths absent in snapshots of earlier programs
  /// @param door absent in snapshots of earlier programs, and when Asterisk refused none of it
  public record Saved(
      CampaignId id,
      Trait trait,
      int cell,
      String words,
      long since,
      long last,
      long attempts,
      long ended,
      long silent,
      long unheard,
      int machineLabels,
      RunningMoments language,
      RunningMoments intervals,
      String numbers,
      @Nullable CampaignState state,
      long reportedAt,
      long reportedAttempts,
      @Nullable Door door,
      @Nullable RunningMoments lengths) {}

  /// @param refused attempts that Asterisk refused by itself
  /// @param last when that was told last
  public record Door(long refused, long last) {}

  Saved save() {
    return new Saved(
        id,
        trait,
        cell,
        words,
        sinceMillis,
        lastMillis,
        attempts,
        ended,
        silent,
        unheard,
        machineLabels,
        languageSeconds,
        intervals,
        Base64.getEncoder().encodeToString(numbers.toUpdatableByteArray()),
        state,
        reportedMillis,
        reportedAttempts,
        refusedAtDoor == 0 ? null : new Door(refusedAtDoor, lastRefusedMillis),
        lengths);
  }

  static Campaign restore(Saved saved) {
    Campaign campaign =
        new Campaign(saved.id(), saved.trait(), saved.cell(), saved.words(), saved.since());
    campaign.lastMillis = saved.last();
    campaign.attempts = saved.attempts();
    campaign.ended = saved.ended();
    campaign.silent = saved.silent();
    campaign.unheard = saved.unheard();
    campaign.machineLabels = saved.machineLabels();
    campaign.languageSeconds = saved.language();
    campaign.intervals = saved.intervals();
    campaign.numbers =
        HllSketch.heapify(MemorySegment.ofArray(Base64.getDecoder().decode(saved.numbers())));
    campaign.state = saved.state();
    campaign.reportedMillis = saved.reportedAt();
    campaign.reportedAttempts = saved.reportedAttempts();
    campaign.lengths = saved.lengths() == null ? RunningMoments.NONE : saved.lengths();
    @Nullable Door door = saved.door();
    if (door != null) {
      campaign.refusedAtDoor = door.refused();
      campaign.lastRefusedMillis = door.last();
    }
    return campaign;
  }
}
