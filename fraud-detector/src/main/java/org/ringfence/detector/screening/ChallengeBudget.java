package org.ringfence.detector.screening;

/// Keeps the share of people who are challenged low: who passes a challenge was a person, so the
/// challenges that are passed tell how many people were troubled.
///
/// Above [#SHARE] of people the odds from which a caller is challenged rise.
final class ChallengeBudget {

  static final double SHARE = 0.06;
  static final double MOST_STRICTNESS = 3;

  private static final double FADE_MILLIS = 600_000;

  /// People are counted over this part of the time over which passed challenges fade.
  private static final double PEOPLE_SHARE =
      org.ringfence.detector.crowd.Crowd.FADE_MILLIS / FADE_MILLIS;

  private double passed;
  private long lastMillis = Long.MIN_VALUE;

  void notePassed(long nowMillis) {
    fade(nowMillis);
    passed += 1;
  }

  private void fade(long nowMillis) {
    if (lastMillis != Long.MIN_VALUE && nowMillis > lastMillis) {
      passed *= StrictMath.exp(-(nowMillis - lastMillis) / FADE_MILLIS);
    }
    lastMillis = Math.max(lastMillis, nowMillis);
  }

  /// What is added to the challenge odds now.
  ///
  /// @param people who called in the crowd's memory, about
  double strictness(double people, long nowMillis) {
    double passedNow =
        lastMillis == Long.MIN_VALUE || nowMillis <= lastMillis
            ? passed
            : passed * StrictMath.exp(-(nowMillis - lastMillis) / FADE_MILLIS);
    double share = passedNow / (people / PEOPLE_SHARE);
    return share <= SHARE ? 0 : Math.min(MOST_STRICTNESS, 2 * StrictMath.log(share / SHARE));
  }

  double passed() {
    return passed;
  }

  long lastMillis() {
    return lastMillis;
  }

  void restore(double passedThen, long then) {
    passed = passedThen;
    lastMillis = then;
  }
}
