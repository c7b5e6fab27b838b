package org.ringfence.simulator.waits;

import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.simulator.waits.Arrival.Faced;

/// What can be seen of a line at the moment when a caller arrives, for the known estimators.
final class WatchedLine {

  private final LongHeap leaving = new LongHeap();
  private final ArrayDeque<Faced> inOrder = new ArrayDeque<>();
  private final ArrayDeque<Faced> toEnter = new ArrayDeque<>();
  private final AsteriskHoldTime asterisk = new AsteriskHoldTime();
  private long lastToEnter;
  private double answeredWaitSum;
  private long answered;

  /// Lets time pass until this moment.
  void advance(long now) {
    while (!leaving.isEmpty() && leaving.least() <= now) {
      leaving.removeLeast();
    }
    for (@Nullable Faced next = toEnter.peek(); next != null; next = toEnter.peek()) {
      if (next.leaves() > now) {
        break;
      }
      toEnter.remove();
      lastToEnter = next.delay();
      answered++;
      answeredWaitSum += next.delay();
      asterisk.answered(next.arrival().at(), next.leaves());
    }
    for (@Nullable Faced head = inOrder.peek(); head != null; head = inOrder.peek()) {
      if (head.leaves() > now) {
        break;
      }
      inOrder.remove();
    }
  }

  void joins(Faced faced) {
    if (faced.delayed()) {
      leaving.add(faced.leaves());
      inOrder.add(faced);
    }
    if (faced.served()) {
      toEnter.add(faced);
    }
  }

  /// Callers in line.
  int waiting() {
    return leaving.size();
  }

  /// LES: the wait of the last caller to reach an agent, in nanoseconds.
  long lastToEnter() {
    return lastToEnter;
  }

  /// HOL: how long the caller at the head has waited, in nanoseconds; 0 when nobody waits.
  long headOfLine(long now) {
    @Nullable Faced head = inOrder.peek();
    return head == null ? 0 : now - head.arrival().at();
  }

  /// Who is in line at this moment, the first to come first.
  List<Faced> inLine(long now) {
    return inOrder.stream().filter(faced -> faced.leaves() > now).toList();
  }

  /// The mean wait of everybody answered so far, in nanoseconds.
  double meanOfAnswered() {
    return answered == 0 ? 0 : answeredWaitSum / answered;
  }

  AsteriskHoldTime asterisk() {
    return asterisk;
  }
}
