package org.ringfence.queue.prediction;

import java.util.Arrays;

/// Callers who wait, the first of the line first, in portions of about the same age.
///
/// A long line is told in some dozens of portions, so that looking at it costs the same however
/// long it is.
public final class CallersAhead {

  /// About so many portions tell enough of a line of any length.
  public static final int PORTIONS = 24;

  private static final int CLASSES = PatienceClass.values().length;

  private int size;
  private double[] ages = new double[8];
  private double[] callers = new double[8 * CLASSES];

  /// Adds a portion behind those before.
  ///
  /// @param ageSeconds how long they have waited, about
  /// @param people callers taken for people; not whole when others may serve them
  public void add(double ageSeconds, double people, double machines, double callbacks) {
    if (size == ages.length) {
      ages = Arrays.copyOf(ages, 2 * size);
      callers = Arrays.copyOf(callers, 2 * size * CLASSES);
    }
    ages[size] = Math.max(0, ageSeconds);
    callers[size * CLASSES + PatienceClass.PERSON.ordinal()] = people;
    callers[size * CLASSES + PatienceClass.MACHINE.ordinal()] = machines;
    callers[size * CLASSES + PatienceClass.CALLBACK.ordinal()] = callbacks;
    size++;
  }

  /// How many portions there are.
  int size() {
    return size;
  }

  double ageSeconds(int portion) {
    return ages[portion];
  }

  double callers(int portion, PatienceClass kind) {
    return callers[portion * CLASSES + kind.ordinal()];
  }

  double callers(int portion) {
    double sum = 0;
    for (int i = 0; i < CLASSES; i++) {
      sum += callers[portion * CLASSES + i];
    }
    return sum;
  }

  /// How many callers there are; not whole when others may serve some of them.
  public double total() {
    double sum = 0;
    for (int i = 0; i < size * CLASSES; i++) {
      sum += callers[i];
    }
    return sum;
  }
}
