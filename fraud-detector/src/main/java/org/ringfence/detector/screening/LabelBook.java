package org.ringfence.detector.screening;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.CallLabel;

/// What agents say of numbers: it fades, it needs several of them, and no number is refused for it
/// alone.
///
/// An agent who labels more than [#MOST_AN_HOUR] calls an hour is not listened to any more: that is
/// a stolen account or a stuck key, and nobody takes so many calls.
final class LabelBook {

  static final int MAX_NUMBERS = 4_096;
  static final int MAX_AGENTS = 4_096;
  static final int QUORUM = 2;
  static final int MOST_AN_HOUR = 40;
  static final Duration HALF_LIFE = Duration.ofHours(6);

  private static final double HOUR_MILLIS = 3_600_000;
  private static final int MAX_VOICES = 8;

  private final SequencedMap<Long, Labels> byNumber = new LinkedHashMap<>();
  private final SequencedMap<String, Tally> byAgent = new LinkedHashMap<>();

  /// One agent's last word on a number.
  record Voice(String agent, CallLabel label, long atMillis) {}

  /// What was said of a number, one word of each agent, the newest last.
  record Labels(List<Voice> voices) {
    Labels {
      voices = List.copyOf(voices);
    }
  }

  /// How many labels an agent gave lately, faded to `atMillis`.
  record Tally(double count, long atMillis) {}

  /// @return whether the label was taken
  boolean note(long number, String agent, CallLabel label, long nowMillis) {
    if (!listensTo(agent, nowMillis)) {
      return false;
    }
    @Nullable Labels known = byNumber.remove(number);
    List<Voice> voices = new ArrayList<>(known == null ? List.of() : known.voices());
    voices.removeIf(voice -> voice.agent().equals(agent));
    voices.add(new Voice(agent, label, nowMillis));
    if (voices.size() > MAX_VOICES) {
      voices.removeFirst();
    }
    byNumber.put(number, new Labels(voices));
    if (byNumber.size() > MAX_NUMBERS) {
      byNumber.pollFirstEntry();
    }
    return true;
  }

  /// Counts a label, also one of a call that showed no number.
  ///
  /// @return whether the agent is listened to
  boolean listensTo(String agent, long nowMillis) {
    @Nullable Tally before = byAgent.remove(agent);
    double count = 1;
    if (before != null) {
      double passed = Math.max(0, nowMillis - before.atMillis());
      count += before.count() * StrictMath.exp(-passed / HOUR_MILLIS);
    }
    byAgent.put(agent, new Tally(count, nowMillis));
    if (byAgent.size() > MAX_AGENTS) {
      byAgent.pollFirstEntry();
    }
    return count <= MOST_AN_HOUR;
  }

  /// Agents who hold the number for a machine less those who hold it for a person, each faded with
  /// [#HALF_LIFE]. Against the number it counts from [#QUORUM] agents on who hold it for a machine,
  /// and is 0 before; for it, that is below zero, it takes no quorum.
  double balance(long number, long nowMillis) {
    @Nullable Labels known = byNumber.get(number);
    if (known == null) {
      return 0;
    }
    double balance = 0;
    int machines = 0;
    for (Voice voice : known.voices()) {
      double age = Math.max(0, nowMillis - voice.atMillis());
      double faded = StrictMath.pow(0.5, age / HALF_LIFE.toMillis());
      boolean machine = voice.label() == CallLabel.MACHINE;
      balance += machine ? faded : -faded;
      machines += machine ? 1 : 0;
    }
    return balance > 0 && machines < QUORUM ? 0 : balance;
  }

  void forget(long number) {
    byNumber.remove(number);
  }

  void clear() {
    byNumber.clear();
    byAgent.clear();
  }

  /// @param agents by login name
  record Saved(List<SavedNumber> numbers, List<SavedAgent> agents) {}

  record SavedNumber(long number, Labels labels) {}

  record SavedAgent(String agent, Tally tally) {}

  Saved save() {
    List<SavedNumber> numbers = new ArrayList<>();
    byNumber.forEach((number, labels) -> numbers.add(new SavedNumber(number, labels)));
    List<SavedAgent> agents = new ArrayList<>();
    byAgent.forEach((agent, tally) -> agents.add(new SavedAgent(agent, tally)));
    return new Saved(numbers, agents);
  }

  /// @param saved null in a snapshot from before there were labels
  void restore(@Nullable Saved saved) {
    clear();
    if (saved != null) {
      saved.numbers().forEach(one -> byNumber.put(one.number(), one.labels()));
      saved.agents().forEach(one -> byAgent.put(one.agent(), one.tally()));
    }
  }
}
