package org.ringfence.detector.crowd;

import java.nio.ByteBuffer;

/// Counts of one trait's cells that fade with time: what happened in "the last two minutes",
/// without a list of it.
///
/// A count is kept in units that shrink as time passes ([FadingUnit]), so that nothing has to be
/// touched when time passes.
final class FadingCounts {

  private static final int ENTRY_BYTES = Integer.BYTES + Double.BYTES;

  private final double[] cells;
  private double total;

  /// No cell has more; some may have less since one was forgotten.
  private double most;

  FadingCounts(int size) {
    cells = new double[size];
  }

  void add(int cell, double units) {
    cells[cell] += units;
    total += units;
    most = Math.max(most, cells[cell]);
  }

  /// Takes as much out of one cell as is put into another; no more than there is.
  void move(int from, int to, double units) {
    double moved = Math.min(units, cells[from]);
    cells[from] -= moved;
    cells[to] += moved;
    most = Math.max(most, cells[to]);
  }

  void forget(int cell) {
    total = Math.max(0, total - cells[cell]);
    cells[cell] = 0;
  }

  double units(int cell) {
    return cells[cell];
  }

  /// What no cell exceeds.
  double mostUnits() {
    return most;
  }

  double totalUnits() {
    return total;
  }

  int size() {
    return cells.length;
  }

  /// Everything in another unit.
  void rescale(double factor) {
    for (int i = 0; i < cells.length; i++) {
      cells[i] *= factor;
    }
    total *= factor;
    most *= factor;
  }

  void clear() {
    java.util.Arrays.fill(cells, 0);
    total = 0;
    most = 0;
  }

  private int filled() {
    int filled = 0;
    for (double cell : cells) {
      filled += cell == 0 ? 0 : 1;
    }
    return filled;
  }

  int packedBytes() {
    return Integer.BYTES + Double.BYTES + filled() * ENTRY_BYTES;
  }

  void pack(ByteBuffer to) {
    to.putInt(filled()).putDouble(total);
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] != 0) {
        to.putInt(i).putDouble(cells[i]);
      }
    }
  }

  void unpack(ByteBuffer from) {
    clear();
    int filled = from.getInt();
    total = from.getDouble();
    for (int i = 0; i < filled; i++) {
      int cell = from.getInt();
      double units = from.getDouble();
      if (cell >= 0 && cell < cells.length) {
        cells[cell] = units;
        most = Math.max(most, units);
      }
    }
  }
}
