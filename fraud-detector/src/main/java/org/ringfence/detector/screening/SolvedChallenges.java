package org.ringfence.detector.screening;

/// How much a passed challenge says, learned from the callers who were surely machines when they
/// were asked.
///
/// Of those hardly anybody should pass. When evidently more than [#MISJUDGED] of them do, machines
/// recognise the digits, and passing weighs no more than `ln(people who pass / machines who pass)`.
/// When nearly all of them do, they are people who were taken for machines, and passing weighs what
/// it always does.
final class SolvedChallenges {

  /// Of people 992 in 1,000 pass (the traffic model), and of machines hardly any.
  static final double USUAL_WEIGHT = -4.0;

  private static final double PEOPLE_PASS = 0.992;

  /// Of the callers who were surely machines, so many may be people all the same: five times what
  /// their odds say.
  private static final double MISJUDGED = 0.1;

  /// Who passes oftener than this is no machine that guesses.
  private static final double PEOPLES_SHARE = 0.7;

  /// One in a million, as everywhere in the crowd.
  private static final double EVIDENT_NATS = 13.8;

  private static final double FADE_MILLIS = 600_000;

  private double asked;
  private double passed;
  private long lastMillis = Long.MIN_VALUE;

  /// @param asked challenges of callers who were surely machines, faded to `at`
  /// @param passed those of them that were passed
  record Saved(double asked, double passed, long at) {}

  void note(boolean hasPassed, long nowMillis) {
    double kept = kept(nowMillis);
    asked = asked * kept + 1;
    passed = passed * kept + (hasPassed ? 1 : 0);
    lastMillis = Math.max(lastMillis, nowMillis);
  }

  /// Whether machines pass too.
  boolean isSolved() {
    double expected = Math.max(MISJUDGED * asked, 1);
    // Chernoff's bound on the chance of so many.
    boolean evident =
        passed > expected
            && passed * StrictMath.log(passed / expected) - (passed - expected) > EVIDENT_NATS;
    return evident && passed < PEOPLES_SHARE * asked;
  }

  /// The weight of a passed challenge in nats.
  double weight() {
    return isSolved()
        ? Math.max(USUAL_WEIGHT, StrictMath.log(passed / asked / PEOPLE_PASS))
        : USUAL_WEIGHT;
  }

  private double kept(long nowMillis) {
    return lastMillis == Long.MIN_VALUE || nowMillis <= lastMillis
        ? 1
        : StrictMath.exp((lastMillis - nowMillis) / FADE_MILLIS);
  }

  void forget() {
    asked = 0;
    passed = 0;
    lastMillis = Long.MIN_VALUE;
  }

  Saved save() {
    return new Saved(asked, passed, lastMillis);
  }

  void restore(Saved saved) {
    asked = saved.asked();
    passed = saved.passed();
    lastMillis = saved.at();
  }
}
