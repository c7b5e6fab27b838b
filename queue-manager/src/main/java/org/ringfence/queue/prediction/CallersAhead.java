package org.ringfence.queue.prediction;

import java.util.Arrays;

/// Callers who wait, the first of the line first, in portions of about the same age.
///
/// A long line is told in some dozens of portions, so that looking at it costs the same however
/// long it is.
public final class CallersAhead {

  /// About so many portions tell enough of a line of any length.
  public static final int PORTIONS = 24;

  private int size;
  private double[] ages;

  /// The range of [AgeTable] that each age is in.
  private int[] ageRanges;

  private double[] people;
  private double[] machines;
  private double[] callbacks;
  private double total;

  public CallersAhead() {
    this(PORTIONS);
  }

  /// @param portions so many have room before it grows
  public CallersAhead(int portions) {
    ages = new double[portions];
    ageRanges = new int[portions];
    people = new double[portions];
    machines = new double[portions];
    callbacks = new double[portions];
  }

  /// Adds a portion behind those before.
  ///
  /// @param ageSeconds how long they have waited, about
  /// @param ofPeople callers taken for people; not whole when others may serve them
  public void add(double ageSeconds, double ofPeople, double ofMachines, double ofCallbacks) {
    if (size == ages.length) {
      ages = Arrays.copyOf(ages, 2 * size);
      ageRanges = Arrays.copyOf(ageRanges, 2 * size);
      people = Arrays.copyOf(people, 2 * size);
      machines = Arrays.copyOf(machines, 2 * size);
      callbacks = Arrays.copyOf(callbacks, 2 * size);
    }
    ages[size] = Math.max(0, ageSeconds);
    ageRanges[size] = AgeTable.rangeOf(ages[size]);
    people[size] = ofPeople;
    machines[size] = ofMachines;
    callbacks[size] = ofCallbacks;
    total += ofPeople + ofMachines + ofCallbacks;
    size++;
  }

  /// How many portions there are.
  int size() {
    return size;
  }

  double ageSeconds(int portion) {
    return ages[portion];
  }

  int ageRange(int portion) {
    return ageRanges[portion];
  }

  double callers(int portion, PatienceClass kind) {
    return switch (kind) {
      case PERSON -> people[portion];
      case MACHINE -> machines[portion];
      case CALLBACK -> callbacks[portion];
    };
  }

  double callers(int portion) {
    return people[portion] + machines[portion] + callbacks[portion];
  }

  /// How long the callers have waited, on average.
  public double meanAgeSeconds() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += callers(i) * ages[i];
    }
    return total > 0 ? sum / total : 0;
  }

  /// How many callers there are; not whole when others may serve some of them.
  public double total() {
    return total;
  }
}
