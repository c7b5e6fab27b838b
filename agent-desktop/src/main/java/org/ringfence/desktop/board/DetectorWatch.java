package org.ringfence.desktop.board;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
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
/// [#PATIENCE].
final class DetectorWatch {

  /// Longer than any deadline of the gateway.
  static final Duration PATIENCE = Duration.ofSeconds(3);

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
