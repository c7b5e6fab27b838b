package org.ringfence.events;

import org.jspecify.annotations.Nullable;

/// A wait as it is told to people: whole minutes, rounded outward to steps that a person would use,
/// so that it never claims more than the prediction knows. On the telephone and on the public page
/// it is the same.
///
/// @param lowMinutes 0 for none
/// @param highMinutes [#ENDLESS] when only the lower end can be told
public record WaitRange(int lowMinutes, int highMinutes) {

  /// No upper end.
  public static final int ENDLESS = Integer.MAX_VALUE;

  private static final int[] STEPS_MINUTES = {0, 1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120};
  private static final int LONGEST_MINUTES = STEPS_MINUTES[STEPS_MINUTES.length - 1];

  /// "More than 5 minutes" is no honest sentence when it may be two hours.
  private static final int LEAST_MORE_THAN_MINUTES = 30;

  /// The range that holds a prediction, or null when it is too wide to help anybody.
  public static @Nullable WaitRange of(double lowMinutes, double highMinutes) {
    return ofSteps(floorStep(lowMinutes), ceilingStep(highMinutes));
  }

  /// The range between two steps, or null when it is too wide to help anybody.
  public static @Nullable WaitRange ofSteps(int low, int high) {
    int below = low >= high ? floorStep(high - 0.5) : low;
    return high == ENDLESS && below < LEAST_MORE_THAN_MINUTES ? null : new WaitRange(below, high);
  }

  /// The last step that is not above.
  public static int floorStep(double minutes) {
    int found = 0;
    for (int step : STEPS_MINUTES) {
      if (step <= minutes) {
        found = step;
      }
    }
    return found;
  }

  /// The first step that is not below, one minute at least; [#ENDLESS] past the last.
  public static int ceilingStep(double minutes) {
    for (int step : STEPS_MINUTES) {
      if (step > 0 && step >= minutes) {
        return step;
      }
    }
    return minutes > LONGEST_MINUTES ? ENDLESS : LONGEST_MINUTES;
  }
}
