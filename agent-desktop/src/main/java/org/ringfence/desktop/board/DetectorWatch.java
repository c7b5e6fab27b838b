package org.ringfence.desktop.board;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.board.BoardViews.LateView;
import org.ringfence.desktop.board.BoardViews.SilenceView;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.AttemptFailedOpen;
import org.ringfence.events.CallId;
import org.ringfence.events.ScreeningDecision.VerdictReached;

/// Notices that the detector of a line does not answer.
///
/// Attempts and verdicts come on two topics, and a history of both is read in no certain order; so
/// it goes by the messages' own times: a verdict answers its call and every attempt that is not
/// newer than itself. The detector is silent when what is left failed open, or waits longer than
/// [#PATIENCE]. A slow detector is not silent: each of its verdicts comes, after the caller was let
/// in. That is told apart, for no verdict that comes late undoes it.
final class DetectorWatch {

  /// Longer than any deadline of the gateway.
  static final Duration PATIENCE = Duration.ofSeconds(3);

  /// Calls let in unscreened that are further apart have nothing to do with one another.
  static final Duration APART = Duration.ofMinutes(1);

  /// The attempts without an answer that are told apart; further ones are only counted.
  static final int REMEMBERED = 10_000;

  private final Instant startedAt;
  private final BoundedMap<CallId, Instant> unanswered = new BoundedMap<>(REMEMBERED);
  private final BoundedMap<CallId, Boolean> answered = new BoundedMap<>(REMEMBERED);
  private Instant lastAnswer = Instant.MIN;
  private Instant lastAttempt = Instant.MIN;
  private @Nullable Instant first;
  private int count;
  private boolean silent;
  private @Nullable LateView late;

  /// @param startedAt before it nothing is claimed: what came earlier is history, half read
  DetectorWatch(Instant startedAt) {
    this.startedAt = startedAt;
  }

  /// Whether a page must hear of it.
  boolean on(AttemptArrived arrived) {
    add(arrived.call(), arrived.at());
    silent |= first != null && arrived.at().isAfter(first.plus(PATIENCE));
    return silent;
  }

  void on(AttemptFailedOpen failed) {
    noteLate(failed.at());
    add(failed.call(), failed.at());
    silent |= unanswered.containsKey(failed.call());
  }

  /// Whether a page must hear of it.
  boolean on(VerdictReached reached) {
    boolean was = silent;
    answered.put(reached.call(), true);
    if (reached.at().isAfter(lastAnswer)) {
      lastAnswer = reached.at();
    }
    unanswered.remove(reached.call());
    Iterator<Instant> oldest = unanswered.values().iterator();
    first = null;
    while (first == null && oldest.hasNext()) {
      Instant at = oldest.next();
      if (at.isAfter(lastAnswer)) {
        first = at;
      } else {
        oldest.remove();
      }
    }
    count = unanswered.size();
    // A verdict from long before what waits is history too, and does not break the silence.
    silent &= first != null && first.isAfter(lastAnswer.plus(PATIENCE));
    return was;
  }

  /// Null while the detector answers.
  @Nullable SilenceView view() {
    boolean live = !lastAttempt.isBefore(startedAt);
    return silent && live && first != null ? new SilenceView(first, count) : null;
  }

  /// The calls let in unscreened that follow one another, be they answered since or not; null when
  /// there was none since the start.
  @Nullable LateView lateView() {
    return late;
  }

  private void noteLate(Instant at) {
    if (at.isBefore(startedAt)) {
      return;
    }
    @Nullable LateView known = late;
    if (known == null || at.isAfter(known.last().plus(APART))) {
      late = new LateView(at, at, 1);
    } else {
      Instant since = at.isBefore(known.since()) ? at : known.since();
      Instant last = at.isAfter(known.last()) ? at : known.last();
      late = new LateView(since, last, known.calls() + 1);
    }
  }

  private void add(CallId call, Instant at) {
    if (!at.isAfter(lastAnswer)
        || answered.containsKey(call)
        || unanswered.putIfAbsent(call, at) != null) {
      return;
    }
    count++;
    if (at.isAfter(lastAttempt)) {
      lastAttempt = at;
    }
    if (first == null || at.isBefore(first)) {
      first = at;
    }
  }
}
