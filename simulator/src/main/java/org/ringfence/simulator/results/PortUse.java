package org.ringfence.simulator.results;

import java.util.Arrays;
import java.util.List;

/// How many ports of the trunk were in use, from when each attempt held one.
public final class PortUse {

  private PortUse() {}

  /// The greatest number of ports in use at one time.
  public static int max(List<AttemptResult> attempts) {
    int[] one = new int[1];
    fill(attempts, Integer.MIN_VALUE, one);
    return one[0];
  }

  /// Fills in the greatest use of each minute.
  ///
  /// @param firstMinute the minute of the first cell; the least integer puts everything into it
  static void fill(List<AttemptResult> attempts, int firstMinute, int[] maxByMinute) {
    double[] begins =
        attempts.stream()
            .filter(attempt -> attempt.portSeconds() > 0)
            .mapToDouble(AttemptResult::atSeconds)
            .sorted()
            .toArray();
    double[] ends =
        attempts.stream()
            .filter(attempt -> attempt.portSeconds() > 0)
            .mapToDouble(attempt -> attempt.atSeconds() + attempt.portSeconds())
            .sorted()
            .toArray();
    int[] carried = new int[maxByMinute.length];
    Arrays.fill(carried, -1);
    int used = 0;
    int ended = 0;
    for (double begin : begins) {
      while (ended < ends.length && ends[ended] <= begin) {
        used--;
        note(carried, firstMinute, ends[ended++], used);
      }
      used++;
      int cell = cell(maxByMinute.length, firstMinute, begin);
      if (cell >= 0) {
        maxByMinute[cell] = Math.max(maxByMinute[cell], used);
      }
      note(carried, firstMinute, begin, used);
    }
    while (ended < ends.length) {
      used--;
      note(carried, firstMinute, ends[ended++], used);
    }
    carryOver(carried, maxByMinute);
  }

  /// What is in use at a minute's beginning counts for it too.
  private static void carryOver(int[] atEnd, int[] max) {
    int before = 0;
    for (int cell = 0; cell < max.length; cell++) {
      max[cell] = Math.max(max[cell], before);
      before = atEnd[cell] < 0 ? before : atEnd[cell];
    }
  }

  private static void note(int[] atEnd, int firstMinute, double atSeconds, int used) {
    int cell = cell(atEnd.length, firstMinute, atSeconds);
    if (cell >= 0) {
      atEnd[cell] = used;
    }
  }

  private static int cell(int cells, int firstMinute, double atSeconds) {
    if (firstMinute == Integer.MIN_VALUE) {
      return 0;
    }
    int cell = (int) Math.floor(atSeconds / Timeline.MINUTE) - firstMinute;
    return cell < cells ? cell : -1;
  }
}
