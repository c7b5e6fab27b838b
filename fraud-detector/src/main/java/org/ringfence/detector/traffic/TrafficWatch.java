package org.ringfence.detector.traffic;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AlertKind;
import org.ringfence.events.LineId;
import org.ringfence.events.Message;
import org.ringfence.events.ScreeningDecision.LineAlert;

/// Watches a line's traffic for its supervisor: counts what happens to calls, and at the end of
/// each minute looks whether something is unusual.
///
/// A minute is looked at together with those before it until there are [#ENOUGH_CALLS]; on a line
/// so quiet that a quarter of an hour holds fewer, nothing is looked at. What is unusual teaches
/// nothing for [#ADOPTED_MINUTES]; what is still so then is what is usual from there on.
public final class TrafficWatch {

  static final int ENOUGH_CALLS = 30;
  static final int LEAST_MINUTES = 3;
  static final int MOST_MINUTES = 15;
  static final int ADOPTED_MINUTES = 60;
  static final int SPOOF_MINUTES = 6;

  private static final long MINUTE_MILLIS = 60_000;
  private static final long NEVER = Long.MIN_VALUE;

  private final LineId line;
  private final UnusualMinutes unusual = new UnusualMinutes();
  private final SpoofWatch spoof = new SpoofWatch();
  private final Alarm unusualAlarm = new Alarm();
  private final Alarm spoofAlarm = new Alarm();

  /// Newest last.
  private final Deque<MinuteCounts> past = new ArrayDeque<>();

  private MinuteCounts present = new MinuteCounts();
  private long minute = NEVER;

  public TrafficWatch(LineId line) {
    this.line = line;
  }

  /// A call arrives.
  ///
  /// @param away whether its area code is none of the home ones
  /// @param again whether its number called within the hour
  public void arrived(
      boolean withheld, boolean away, boolean again, boolean unsigned, int portsInUse) {
    present.add(MinuteCounts.ATTEMPTS);
    count(MinuteCounts.WITHHELD, withheld);
    count(MinuteCounts.AWAY, away);
    count(MinuteCounts.AGAIN, again);
    count(MinuteCounts.UNSIGNED, unsigned);
    present.atLeast(MinuteCounts.PORTS, portsInUse);
  }

  /// The defence holds a call for a machine's; said once of each.
  public void suspected() {
    present.add(MinuteCounts.SUSPECT);
  }

  public void languageKeyed(double seconds) {
    present.keyCame(seconds);
  }

  /// The questions of a call are over.
  public void asked(boolean heard, boolean keyed) {
    present.add(MinuteCounts.ASKED);
    count(MinuteCounts.UNHEARD, !heard);
    count(MinuteCounts.SILENT, !keyed);
  }

  /// A call that was let in is over.
  ///
  /// @param left by the caller, before the end of the questions
  /// @param stranger whether it is of a number that did not call before, was heard, keyed nothing
  ///   in the menu, and looks like nothing that only machines do
  public void ended(double seconds, boolean left, boolean stranger) {
    present.add(MinuteCounts.ENDED);
    count(MinuteCounts.LEFT, left);
    count(MinuteCounts.RETURNED, stranger && seconds <= SpoofWatch.SHORT_SECONDS);
    present.lasted(seconds);
  }

  private void count(int count, boolean counts) {
    if (counts) {
      present.add(count);
    }
  }

  /// Lets time pass.
  public void advance(long nowMillis, Instant now, List<Message> said) {
    long to = Math.floorDiv(nowMillis, MINUTE_MILLIS);
    if (minute == NEVER || to < minute) {
      minute = to;
      return;
    }
    // After so long a silence all is over, and no minute before it is of use.
    for (long i = Math.min(to - minute, MOST_MINUTES + 1L); i > 0; i--) {
      close(to - i, now, said);
    }
    minute = to;
  }

  private void close(long closed, Instant now, List<Message> said) {
    past.addLast(present);
    present = new MinuteCounts();
    if (past.size() > MOST_MINUTES) {
      past.removeFirst();
    }
    lookForUnusual(closed, now, said);
    lookForSpoof(closed, now, said);
  }

  private void lookForUnusual(long closed, Instant now, List<Message> said) {
    UnusualMinutes.@Nullable Found found = null;
    int minutes = enough();
    if (minutes > 0) {
      found = unusual.look(latest(minutes), minutes);
      boolean adopted =
          unusualAlarm.isOn() && closed - unusualAlarm.sinceMinute() >= ADOPTED_MINUTES;
      if (!found.isUnusual() || adopted) {
        unusual.teach(found);
      }
    }
    boolean isUnusual = found != null && found.isUnusual();
    Alarm.Say say = unusualAlarm.minute(closed, isUnusual);
    if (say != Alarm.Say.NOTHING) {
      double score = found == null ? 0 : Math.rint(found.score() * 100) / 100;
      List<String> parts = found == null ? List.of() : found.parts();
      said.add(alert(AlertKind.UNUSUAL_TRAFFIC, unusualAlarm, say, now, score, parts));
    }
  }

  private void lookForSpoof(long closed, Instant now, List<Message> said) {
    int minutes = Math.min(SPOOF_MINUTES, past.size());
    MinuteCounts window = latest(minutes);
    boolean plain = spoof.isPlain(window, minutes);
    List<String> words = plain ? spoof.words(window, minutes) : List.of();
    if (!plain && !spoofAlarm.isOn() && past.size() > SPOOF_MINUTES) {
      // A beginning that was not plain yet must not teach that it is usual.
      spoof.teach(beforeLatest(SPOOF_MINUTES));
    }
    Alarm.Say say = spoofAlarm.minute(closed, plain);
    if (say != Alarm.Say.NOTHING) {
      double calls = window.get(MinuteCounts.RETURNED);
      said.add(alert(AlertKind.SPOOFED_OUTWARD, spoofAlarm, say, now, calls, words));
    }
  }

  private LineAlert alert(
      AlertKind kind, Alarm alarm, Alarm.Say say, Instant now, double score, List<String> parts) {
    boolean over = say == Alarm.Say.OVER;
    Instant since = Instant.ofEpochMilli(alarm.sinceMinute() * MINUTE_MILLIS);
    return new LineAlert(line, now, kind, since, over, over ? 0 : score, over ? List.of() : parts);
  }

  /// How many minutes back there are calls enough; 0 when there are not.
  private int enough() {
    int calls = 0;
    int minutes = 0;
    for (var newest = past.descendingIterator(); newest.hasNext(); ) {
      calls += newest.next().get(MinuteCounts.ATTEMPTS);
      minutes++;
      if (minutes >= LEAST_MINUTES && calls >= ENOUGH_CALLS) {
        return minutes;
      }
    }
    return 0;
  }

  private MinuteCounts latest(int minutes) {
    MinuteCounts sum = new MinuteCounts();
    var newest = past.descendingIterator();
    for (int i = 0; i < minutes && newest.hasNext(); i++) {
      sum.addAll(newest.next());
    }
    return sum;
  }

  private MinuteCounts beforeLatest(int minutes) {
    MinuteCounts before = latest(minutes + 1);
    before.take(latest(minutes));
    return before;
  }

  /// When an alert that is on may be over though nobody calls; empty when none is on.
  public Optional<Instant> nextLook() {
    return unusualAlarm.isOn() || spoofAlarm.isOn()
        ? Optional.of(Instant.ofEpochMilli((minute + 1) * MINUTE_MILLIS))
        : Optional.empty();
  }

  /// The clock was wrong: everything counted by it is forgotten.
  ///
  /// @param said tells that alerts are over
  public void forget(Instant now, List<Message> said) {
    tellOver(AlertKind.UNUSUAL_TRAFFIC, unusualAlarm, now, said);
    tellOver(AlertKind.SPOOFED_OUTWARD, spoofAlarm, now, said);
    clear();
  }

  private void tellOver(AlertKind kind, Alarm alarm, Instant now, List<Message> said) {
    if (alarm.isOn()) {
      said.add(alert(kind, alarm, Alarm.Say.OVER, now, 0, List.of()));
    }
  }

  private void clear() {
    unusual.clear();
    spoof.clear();
    unusualAlarm.clear();
    spoofAlarm.clear();
    past.clear();
    present = new MinuteCounts();
    minute = NEVER;
  }

  /// Everything.
  ///
  /// @param minute that is going on, since 1970
  /// @param present what was counted in it so far
  /// @param past the minutes before it, newest last
  public record Saved(
      long minute,
      List<Integer> present,
      List<List<Integer>> past,
      UnusualMinutes.Saved unusual,
      SpoofWatch.Saved spoof,
      Alarm.Saved unusualAlarm,
      Alarm.Saved spoofAlarm) {}

  public Saved save() {
    return new Saved(
        minute,
        present.save(),
        past.stream().map(MinuteCounts::save).toList(),
        unusual.save(),
        spoof.save(),
        unusualAlarm.save(),
        spoofAlarm.save());
  }

  /// @param saved null in snapshots of earlier programs, which knew nothing of this
  public void restore(@Nullable Saved saved) {
    clear();
    if (saved == null) {
      return;
    }
    minute = saved.minute();
    present = MinuteCounts.restore(saved.present());
    saved.past().forEach(one -> past.addLast(MinuteCounts.restore(one)));
    unusual.restore(saved.unusual());
    spoof.restore(saved.spoof());
    unusualAlarm.restore(saved.unusualAlarm());
    spoofAlarm.restore(saved.spoofAlarm());
  }
}
