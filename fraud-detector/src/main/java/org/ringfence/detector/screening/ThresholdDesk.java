package org.ringfence.detector.screening;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.DefenceCommand.ChangeThresholds;
import org.ringfence.events.DefenceCommand.PreviewThresholds;
import org.ringfence.events.Message;
import org.ringfence.events.Reason;
import org.ringfence.events.ScreeningDecision.ThresholdsChanged;
import org.ringfence.events.ScreeningDecision.ThresholdsPreviewed;
import org.ringfence.events.ScreeningDecision.ThresholdsPreviewed.ByReason;
import org.ringfence.events.ScreeningDecision.ThresholdsPreviewed.ByVerdict;
import org.ringfence.events.Verdict;
import org.ringfence.events.VerdictThresholds;

/// Changes the thresholds, and tells before that what others would have done to the calls of the
/// last hour.
final class ThresholdDesk {

  /// The reasons that are told; those beyond touched the fewest calls.
  private static final int MOST_REASONS = 12;

  private static final String NO_REASON = "none";

  private final LineMemory memory;

  ThresholdDesk(LineMemory memory) {
    this.memory = memory;
  }

  void change(ChangeThresholds change, List<Message> answers) {
    VerdictThresholds from = memory.thresholds.inForce();
    memory.thresholds.choose(change.to());
    answers.add(
        new ThresholdsChanged(
            memory.line,
            memory.now(),
            from,
            memory.thresholds.inForce(),
            change.to() == null,
            change.author(),
            change.reason()));
  }

  void preview(PreviewThresholds asked, List<Message> answers) {
    VerdictThresholds inForce = memory.thresholds.inForce();
    @Nullable VerdictThresholds wanted = asked.other();
    VerdictThresholds other = wanted == null ? inForce : wanted;
    Ladder otherLadder = new Ladder(other);
    Map<Verdict, Tally> verdicts = new EnumMap<>(Verdict.class);
    Map<String, Tally> reasons = new TreeMap<>();
    List<RecentCases.Seen> calls = memory.recent.all(memory.nowMillis());
    for (RecentCases.Seen seen : calls) {
      Verdict now = seen.by(memory.thresholds.ladder());
      Verdict then = seen.by(otherLadder);
      double person = 1 / (1 + StrictMath.exp(seen.latest().odds()));
      verdicts.computeIfAbsent(now, _ -> new Tally()).now(person);
      verdicts.computeIfAbsent(then, _ -> new Tally()).then(person);
      String reason = strongest(seen.latest().reasons());
      if (now != Verdict.ADMIT) {
        reasons.computeIfAbsent(reason, _ -> new Tally()).now(person);
      }
      if (then != Verdict.ADMIT) {
        reasons.computeIfAbsent(reason, _ -> new Tally()).then(person);
      }
    }
    Instant since =
        calls.isEmpty() ? memory.now() : Instant.ofEpochMilli(calls.getFirst().atMillis);
    answers.add(
        new ThresholdsPreviewed(
            asked.preview(),
            memory.now(),
            memory.line,
            since,
            calls.size(),
            inForce,
            other,
            byVerdict(verdicts),
            byReason(reasons)));
  }

  private static List<ByVerdict> byVerdict(Map<Verdict, Tally> tallies) {
    List<ByVerdict> told = new ArrayList<>();
    tallies.forEach((verdict, tally) ->
        told.add(
            new ByVerdict(
                verdict,
                tally.now,
                tally.then,
                rounded(tally.peopleNow),
                rounded(tally.peopleThen))));
    return told;
  }

  private static List<ByReason> byReason(Map<String, Tally> tallies) {
    List<ByReason> told = new ArrayList<>();
    tallies.forEach((reason, tally) -> told.add(new ByReason(reason, tally.now, tally.then)));
    told.sort(Comparator.comparingInt((ByReason of) -> -Math.max(of.inForce(), of.other())));
    return told.subList(0, Math.min(MOST_REASONS, told.size()));
  }

  private static String strongest(List<Reason> reasons) {
    String name = NO_REASON;
    double weight = 0;
    for (Reason reason : reasons) {
      if (reason.weight() > weight) {
        name = reason.name();
        weight = reason.weight();
      }
    }
    return name;
  }

  private static double rounded(double people) {
    return Math.rint(people * 10) / 10;
  }

  /// Calls, and how many of them were people if each is one as probably as it seems.
  private static final class Tally {
    int now;
    int then;
    double peopleNow;
    double peopleThen;

    void now(double person) {
      now++;
      peopleNow += person;
    }

    void then(double person) {
      then++;
      peopleThen += person;
    }
  }
}
