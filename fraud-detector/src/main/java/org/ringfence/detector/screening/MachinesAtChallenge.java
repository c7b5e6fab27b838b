package org.ringfence.detector.screening;

import org.jspecify.annotations.Nullable;
import org.ringfence.events.ChallengeResult;

/// What each end of a challenge says, learned from the callers who were surely machines when they
/// were asked.
///
/// **Passed.** Of those hardly anybody should pass. When evidently more than [#MISJUDGED] of them
/// do, machines recognise the digits, and passing weighs no more than `ln(people who pass /
/// machines who pass)`. When nearly all of them do, they are people who were taken for machines,
/// and passing weighs what it always does.
///
/// **Wrong digits, silence, silence again.** Each weighs `ln(share of the machines of this hour who
/// do it / share of people)`, at most what its signal says. So wrong digits are a person's while
/// all machines are silent, silence is a person's while all machines key wrong digits, and a number
/// that is silent again says nothing while machines hardly show a number twice.
final class MachinesAtChallenge {

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

  /// Machines that are imagined beside those counted, doing what is usual.
  private static final double IMAGINED = 10;

  /// What an end that no machine makes can say for a person: one machine in seven may be of a kind
  /// of which nobody was surely a machine before the challenge.
  private static final double LEAST = -2;

  /// Of people 3 in 1,000, and up to ten times as many of some kinds of them.
  private static final double PEOPLE_FAIL = 0.01;

  /// Of the machines that do not know what to key.
  private static final double USUALLY_FAIL = 0.33;

  /// Of people 5 in 1,000, a quarter of the elderly, and all who have no keypad.
  private static final double PEOPLE_SILENT = 0.02;

  /// Of people 13 in 100 call more than once on the incident's first morning.
  private static final double PEOPLE_AGAIN = 0.13;

  /// Of that morning's silent challenges of machines 86 in 100 had one before with the same number.
  private static final double USUALLY_AGAIN = 0.86;

  private double asked;
  private double passed;
  private double ended;
  private double failed;
  private double silent;
  private double again;
  private long lastMillis = Long.MIN_VALUE;

  /// @param asked challenges of callers who were surely machines, faded to `at`
  /// @param passed those of them that were passed
  /// @param ended the same as `asked` and those who hung up meanwhile; this and what follows are
  ///   absent in snapshots of earlier programs
  /// @param failed those of them that ended with wrong digits
  /// @param silent those of them from which nothing came
  /// @param again those of the silent whose number was silent before
  record Saved(
      double asked,
      double passed,
      long at,
      @Nullable Double ended,
      @Nullable Double failed,
      @Nullable Double silent,
      @Nullable Double again) {}

  /// @param hasBeenSilent whether nothing came from the number when it was asked before either
  void note(ChallengeResult result, boolean hasBeenSilent, long nowMillis) {
    fade(nowMillis);
    asked++;
    ended++;
    switch (result) {
      case PASSED -> passed++;
      case FAILED -> failed++;
      case SILENT -> {
        silent++;
        again += hasBeenSilent ? 1 : 0;
      }
    }
  }

  /// Somebody hung up when asked.
  void noteHungUp(long nowMillis) {
    fade(nowMillis);
    ended++;
  }

  private void fade(long nowMillis) {
    if (lastMillis != Long.MIN_VALUE && nowMillis > lastMillis) {
      double kept = StrictMath.exp((lastMillis - nowMillis) / FADE_MILLIS);
      asked *= kept;
      passed *= kept;
      ended *= kept;
      failed *= kept;
      silent *= kept;
      again *= kept;
    }
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

  /// The weight of wrong digits.
  double wrongDigits() {
    return Math.max(LEAST, weight(failed, ended, USUALLY_FAIL, PEOPLE_FAIL));
  }

  /// The weight of silence, were silence no more than what machines do.
  double silence() {
    return Math.max(LEAST, weight(silent, ended, 1, PEOPLE_SILENT));
  }

  /// The weight of silence that is not the first of its number.
  double silenceAgain() {
    return Math.max(0, weight(again, silent, USUALLY_AGAIN, PEOPLE_AGAIN));
  }

  private static double weight(double seen, double of, double usual, double people) {
    double share = (seen + IMAGINED * usual) / (of + IMAGINED);
    return StrictMath.log(share / people);
  }

  void forget() {
    asked = 0;
    passed = 0;
    ended = 0;
    failed = 0;
    silent = 0;
    again = 0;
    lastMillis = Long.MIN_VALUE;
  }

  Saved save() {
    return new Saved(asked, passed, lastMillis, ended, failed, silent, again);
  }

  void restore(Saved saved) {
    asked = saved.asked();
    passed = saved.passed();
    ended = orNone(saved.ended());
    failed = orNone(saved.failed());
    silent = orNone(saved.silent());
    again = orNone(saved.again());
    lastMillis = saved.at();
  }

  private static double orNone(@Nullable Double count) {
    return count == null ? 0 : count;
  }
}
