package org.ringfence.detector.crowd;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/// What the last refresh found, packed exactly: the excesses, and each trait's weights as runs of
/// equal ones, of which there are few.
final class PackedWeights {

  private static final int EXCESS_BYTES = 2 * Integer.BYTES + 3 * Double.BYTES;
  private static final int RUN_BYTES = Integer.BYTES + Double.BYTES;

  private PackedWeights() {}

  static int bytes(List<Excess> excesses, Collection<double[]> weights) {
    int bytes = Integer.BYTES + excesses.size() * EXCESS_BYTES;
    for (double[] cells : weights) {
      for (int from = 0; from < cells.length; from = runEnd(cells, from)) {
        bytes += RUN_BYTES;
      }
    }
    return bytes;
  }

  static void pack(List<Excess> excesses, Collection<double[]> weights, ByteBuffer to) {
    to.putInt(excesses.size());
    for (Excess excess : excesses) {
      to.putInt(excess.trait().number()).putInt(excess.cell());
      to.putDouble(excess.observed()).putDouble(excess.expected()).putDouble(excess.surprise());
    }
    for (double[] cells : weights) {
      for (int from = 0; from < cells.length; from = runEnd(cells, from)) {
        to.putInt(runEnd(cells, from)).putDouble(cells[from]);
      }
    }
  }

  private static int runEnd(double[] cells, int from) {
    int end = from + 1;
    long bits = Double.doubleToLongBits(cells[from]);
    while (end < cells.length && Double.doubleToLongBits(cells[end]) == bits) {
      end++;
    }
    return end;
  }

  /// Fills the weights.
  ///
  /// @return the excesses
  /// @throws IllegalArgumentException when it is damaged
  static List<Excess> unpack(Collection<double[]> weights, ByteBuffer from) {
    List<Excess> excesses = new ArrayList<>();
    for (int left = from.getInt(); left > 0; left--) {
      excesses.add(
          new Excess(
              trait(from.getInt()),
              from.getInt(),
              from.getDouble(),
              from.getDouble(),
              from.getDouble()));
    }
    for (double[] cells : weights) {
      int cell = 0;
      while (cell < cells.length) {
        int end = from.getInt();
        if (end <= cell || end > cells.length) {
          throw new IllegalArgumentException("a run of weights ends at " + end);
        }
        Arrays.fill(cells, cell, end, from.getDouble());
        cell = end;
      }
    }
    return List.copyOf(excesses);
  }

  private static Trait trait(int number) {
    for (Trait trait : Trait.values()) {
      if (trait.number() == number) {
        return trait;
      }
    }
    throw new IllegalArgumentException("no trait has number " + number);
  }
}
