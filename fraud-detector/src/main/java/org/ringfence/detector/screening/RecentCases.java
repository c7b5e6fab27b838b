package org.ringfence.detector.screening;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.CallId;
import org.ringfence.events.Verdict;

/// What the verdicts of the last hour were reached from, so that it can be asked what other
/// thresholds would have done.
///
/// It holds each call up to a challenge; what the challenge came to depends on the caller, whom
/// other thresholds might not have asked. No verdict depends on it, so it is not saved: after a
/// restart it begins anew.
final class RecentCases {

  static final Duration REMEMBERED = Duration.ofHours(1);

  /// The oldest call goes first when there are more: in a flood this is less than an hour.
  static final int MOST = 10_000;

  private final Map<CallId, Seen> byCall = new LinkedHashMap<>();

  /// @param released whether somebody let the caller's number go
  record Moment(Ladder.Case known, boolean hurried, boolean released) {}

  /// A call: on arrival, and at the end of the questions if it came there unchallenged.
  static final class Seen {
    final long atMillis;
    final Moment arrival;
    @Nullable Moment questions;

    Seen(long atMillis, Moment arrival) {
      this.atMillis = atMillis;
      this.arrival = arrival;
    }

    /// What is known of the caller in the end.
    Ladder.Case latest() {
      return questions == null ? arrival.known() : questions.known();
    }

    /// What a ladder makes of it: the first verdict that is no admission.
    Verdict by(Ladder ladder) {
      Verdict first = ladder.atArrival(arrival.known(), arrival.hurried());
      if (arrival.released() && first == Verdict.REJECT && !arrival.known().isCertain()) {
        first = Verdict.ADMIT;
      }
      return first != Verdict.ADMIT || questions == null
          ? first
          : ladder.atQuestionsEnd(questions.known());
    }
  }

  void arrived(CallId call, Moment moment, long nowMillis) {
    forgetOld(nowMillis);
    if (byCall.size() >= MOST) {
      Iterator<CallId> oldest = byCall.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    byCall.putIfAbsent(call, new Seen(nowMillis, moment));
  }

  /// The end of a call's questions, if it was not challenged before.
  void questioned(CallId call, Moment moment) {
    @Nullable Seen seen = byCall.get(call);
    if (seen != null && seen.questions == null) {
      seen.questions = moment;
    }
  }

  /// The calls of the last hour, the oldest first.
  List<Seen> all(long nowMillis) {
    forgetOld(nowMillis);
    return List.copyOf(byCall.values());
  }

  void clear() {
    byCall.clear();
  }

  private void forgetOld(long nowMillis) {
    long oldest = nowMillis - REMEMBERED.toMillis();
    Iterator<Seen> calls = byCall.values().iterator();
    while (calls.hasNext() && calls.next().atMillis < oldest) {
      calls.remove();
    }
  }
}
