package org.ringfence.platform.bench.verdicts;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ringfence.decider.Decider;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.ChallengeEnded;
import org.ringfence.events.CallEvent.JoinScreeningAsked;
import org.ringfence.events.CallId;
import org.ringfence.events.CallerSound;
import org.ringfence.events.ChallengeResult;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Privacy;

/// What the core keeps in memory after many distinct numbers, with traffic that fills every table
/// it has: no call ever ends, and each twentieth number calls again, is heard and passes a
/// challenge.
final class StateSize {

  private static final int REPEATING = 20;
  private static final long GAP_MILLIS = Math.round(1_000 / MessageStream.FLOOD_PER_SECOND);
  private static final int PORTS_IN_USE = 100;
  private static final int COLLECTIONS = 4;

  /// Odd and no multiple of five: no number comes twice among [#NUMBERS].
  private static final long STRIDE = 1_234_567_891L;

  private static final long NUMBERS = 8_000_000_000L;
  private static final long LOWEST_NUMBER = 2_000_000_000L;

  private final BenchLine line;
  private long numbers;
  private long calls;

  /// @param numbers distinct ones that have called
  /// @param heapBytes retained by the core
  record Seen(long numbers, long heapBytes, int snapshotBytes) {}

  StateSize(BenchLine line) {
    this.line = line;
  }

  /// Feeds one core, and looks at it at each of the counts.
  ///
  /// @param counts of distinct numbers, ascending
  List<Seen> after(List<Long> counts) {
    numbers = 0;
    calls = 0;
    long[] used = new long[counts.size()];
    int[] snapshots = new int[counts.size()];
    fill(counts, used, snapshots);
    long without = usedBytes();
    List<Seen> seen = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      seen.add(new Seen(counts.get(i), used[i] - without, snapshots[i]));
    }
    return seen;
  }

  private void fill(List<Long> counts, long[] used, int[] snapshots) {
    Decider core = line.newCore();
    for (int i = 0; i < counts.size(); i++) {
      feed(core, counts.get(i));
      // In this order: the core must be in use until the heap is measured.
      used[i] = usedBytes();
      snapshots[i] = core.snapshot().length;
    }
  }

  private void feed(Decider fed, long upTo) {
    for (; numbers < upTo; numbers++) {
      PhoneNumber number = PhoneNumber.of("+1" + (LOWEST_NUMBER + numbers * STRIDE % NUMBERS));
      Instant at = MessageStream.START.plusMillis(numbers * GAP_MILLIS);
      fed.apply(arrival(number, at));
      if (numbers % REPEATING == 0) {
        AttemptArrived again = arrival(number, at);
        CallerSound sound = new CallerSound(java.time.Duration.ZERO, 1, numbers * STRIDE * STRIDE);
        fed.apply(again);
        fed.apply(new JoinScreeningAsked(again.call(), at, MessageStream.LINE, sound));
        fed.apply(
            new ChallengeEnded(
                again.call(), at, MessageStream.LINE, ChallengeResult.PASSED, sound));
      }
    }
  }

  private AttemptArrived arrival(PhoneNumber number, Instant at) {
    return new AttemptArrived(
        new CallId("rf1-" + at.getEpochSecond() + "." + ++calls),
        at,
        MessageStream.LINE,
        number,
        Privacy.NONE,
        Attestation.B,
        "dialer-" + calls % 1_000,
        PORTS_IN_USE);
  }

  /// The heap in use when nothing is left to collect.
  private static long usedBytes() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least;
  }
}
