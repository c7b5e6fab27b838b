package org.ringfence.detector.screening;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Reason;
import org.ringfence.events.SignalClass;
import org.ringfence.events.Stage;

/// One number calls more often than people can, in the last minutes or in the last hour.
///
/// In minutes: a person redials every 25 s (median) up to 15 times, which never makes more than
/// about six attempts in a fading two minutes even if no retry is excused; [#MINUTES_ALLOWANCE] is
/// free. In the hour: a number shared by an office, a hospital or a shelter makes 1 to 40 calls;
/// [#HOUR_ALLOWANCE] is free, two and a half times the busiest. Above it the weight is the
/// logarithm of the multiple, so it rises slowly: an office on a day ten times as busy as any
/// weighs 1.4, which alone does nothing.
record NumberPressure() implements Signal {

  static final double MINUTES_ALLOWANCE = 10;
  static final double HOUR_ALLOWANCE = 100;
  static final double CAP = 3.5;

  /// So many times [#MINUTES_ALLOWANCE] nobody calls, no office either: one of the busiest makes 13
  /// in two minutes on a day ten times as busy as any.
  private static final double BEYOND_PEOPLE = 2;

  /// How many times as often as people can.
  static double multiple(NumberHistory history) {
    return Math.max(
        history.minutesCount() / MINUTES_ALLOWANCE, history.hourCount() / HOUR_ALLOWANCE);
  }

  /// The least that the odds of a call begin with, ln(machines / people).
  ///
  /// The crowd's own prior counts one number for three callers at most, so that somebody who
  /// redials is no crowd, and says nothing of who calls from a number from which nobody could call
  /// so often. Of its calls at least every other is a machine's.
  static double leastPrior(Subject subject) {
    @Nullable NumberHistory history = subject.history();
    boolean beyond = history != null && history.minutesCount() > BEYOND_PEOPLE * MINUTES_ALLOWANCE;
    return beyond && !isJudgedByItself(subject) ? 0 : Double.NEGATIVE_INFINITY;
  }

  /// Who keyed on is judged by that, and not by what others did with a number that may be forged.
  private static boolean isJudgedByItself(Subject subject) {
    return subject.stage() != Stage.ARRIVAL && subject.call().isKeyedSince();
  }

  @Override
  public SignalClass signalClass() {
    return SignalClass.CADENCE;
  }

  @Override
  public String name() {
    return "number-pressure";
  }

  @Override
  public Optional<Reason> evaluate(Subject subject) {
    @Nullable NumberHistory history = subject.history();
    if (history == null || isJudgedByItself(subject)) {
      return Optional.empty();
    }
    double minutes = history.minutesCount() / MINUTES_ALLOWANCE;
    double hour = history.hourCount() / HOUR_ALLOWANCE;
    double multiple = multiple(history);
    if (multiple <= 1) {
      return Optional.empty();
    }
    String detail =
        minutes >= hour
            ? "about " + Math.round(history.minutesCount()) + " attempts of this number in 2 min"
            : "about " + Math.round(history.hourCount()) + " attempts of this number in an hour";
    return reason(Math.min(StrictMath.log(multiple), CAP), detail);
  }
}
