package org.ringfence.simulator.waits;

import java.util.Arrays;

/// A heap of moments, the least first; unlike a priority queue of objects it makes no garbage.
final class LongHeap {

  private long[] values = new long[64];
  private int size;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  long least() {
    if (size == 0) {
      throw new IllegalStateException("the heap is empty");
    }
    return values[0];
  }

  void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    int at = size++;
    while (at > 0 && values[(at - 1) / 2] > value) {
      values[at] = values[(at - 1) / 2];
      at = (at - 1) / 2;
    }
    values[at] = value;
  }

  void removeLeast() {
    long last = values[--size];
    if (size > 0) {
      sink(last);
    }
  }

  void replaceLeast(long value) {
    if (size == 0) {
      throw new IllegalStateException("the heap is empty");
    }
    sink(value);
  }

  private void sink(long value) {
    int at = 0;
    for (int child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && values[child + 1] < values[child]) {
        child++;
      }
      if (values[child] >= value) {
        break;
      }
      values[at] = values[child];
      at = child;
    }
    values[at] = value;
  }
}
