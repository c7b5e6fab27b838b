package org.ringfence.detector.screening;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.detector.campaigns.CampaignBook;
import org.ringfence.detector.crowd.Crowd;
import org.ringfence.detector.crowd.UsualCallers;
import org.ringfence.detector.traffic.TrafficWatch;
import org.ringfence.events.Attestation;
import org.ringfence.events.Defence;
import org.ringfence.events.LineId;
import org.ringfence.events.Message;
import org.ringfence.events.PhoneNumber;

/// All that is remembered of one protected line. Every part has a bound of its own.
final class LineMemory {

  final LineId line;
  final NumberTable numbers = new NumberTable();
  final CallTable calls = new CallTable();
  final LineClock clock = new LineClock();

  /// Numbers that a person was seen behind.
  final MarkedNumbers passList = new MarkedNumbers(Duration.ofDays(30));

  /// Numbers from which nothing at all came when digits were asked for.
  final MarkedNumbers silent = new MarkedNumbers(Duration.ofHours(12));

  final ChallengeBudget budget = new ChallengeBudget();
  final MachinesAtChallenge atChallenge = new MachinesAtChallenge();
  final BoardList board = new BoardList();
  final LabelBook labels = new LabelBook();
  final DoorKeeper door = new DoorKeeper();
  final Announcement announcement = new Announcement();
  final RecentCases recent = new RecentCases();
  final RunningThresholds thresholds;
  final LineMode mode;
  final Crowd crowd;
  final CampaignBook campaigns;
  final TrafficWatch traffic;
  Defence defence;

  private final NumberHash numberHash;

  LineMemory(
      LineId line, ScreeningThresholds thresholds, UsualCallers usual, NumberHash numberHash) {
    this.line = line;
    this.numberHash = numberHash;
    defence = thresholds.defence();
    this.thresholds = new RunningThresholds(thresholds.ofVerdicts());
    mode = new LineMode(thresholds);
    crowd = new Crowd(usual, thresholds.expectedAttemptsPerHour() / 3_600);
    campaigns = new CampaignBook(line);
    traffic = new TrafficWatch(line);
  }

  Instant now() {
    return clock.now();
  }

  long nowMillis() {
    return clock.nowMillis();
  }

  /// Names a number with its attestation: a forged copy that is not vouched for alike is another.
  long keyOf(OpenCall call) {
    return call.key(numberHash);
  }

  long keyOf(PhoneNumber normalized, Attestation attestation) {
    return numberHash.of(normalized.raw() + '/' + attestation);
  }

  /// Names a number whatever its attestation.
  long keyOf(PhoneNumber normalized) {
    return numberHash.of(normalized.raw());
  }

  /// Whether nothing came from its number when an earlier call was challenged.
  boolean wasSilent(OpenCall call) {
    return call.isWellFormed() && silent.contains(keyOf(call), nowMillis());
  }

  @Nullable NumberHistory historyOf(OpenCall call) {
    return call.isWellFormed() ? numbers.find(keyOf(call)) : null;
  }

  /// The clock was wrong: whatever is remembered by it is forgotten, which is in the callers'
  /// favour.
  void clockSetBack(List<Message> said) {
    traffic.forget(now(), said);
    numbers.clear();
    passList.clear();
    silent.clear();
    labels.clear();
    door.clear();
    campaigns.clear();
    crowd.forget();
    atChallenge.forget();
    recent.clear();
    mode.clockSetBack(nowMillis());
  }

  ScreeningSnapshot save() {
    return new ScreeningSnapshot(
        ScreeningSnapshot.VERSION,
        nowMillis(),
        mode.snapshot(),
        calls.followedSnapshot(),
        calls.refusedSnapshot(),
        numbers.packOnce(),
        numbers.packRepeated(),
        crowd.pack(),
        passList.pack(),
        new ScreeningSnapshot.Budget(budget.passed(), budget.lastMillis()),
        board.save(),
        labels.save(),
        door.save(),
        campaigns.save(),
        defence,
        announcement.until(),
        traffic.save(),
        atChallenge.save(),
        thresholds.chosen(),
        silent.pack());
  }

  void restore(ScreeningSnapshot state) {
    clock.restore(state.now());
    mode.restore(state.pressure());
    calls.restore(state.calls(), state.refused());
    numbers.unpack(state.once(), state.repeated());
    passList.unpack(state.passList());
    silent.unpack(state.silent());
    board.restore(state.board());
    labels.restore(state.labels());
    door.restore(state.door());
    if (state.crowd() != null) {
      crowd.unpack(state.crowd());
    }
    if (state.budget() != null) {
      budget.restore(state.budget().passed(), state.budget().at());
    }
    if (state.campaigns() != null) {
      campaigns.restore(state.campaigns());
    }
    if (state.defence() != null) {
      defence = state.defence();
    }
    announcement.restore(state.announcingUntil());
    traffic.restore(state.traffic());
    thresholds.choose(state.thresholds());
    if (state.solved() != null) {
      atChallenge.restore(state.solved());
    }
  }
}
