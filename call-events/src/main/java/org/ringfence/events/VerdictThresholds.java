package org.ringfence.events;

/// From where on the detector acts: the three numbers of a line that can be changed while it runs.
///
/// @param challengeOdds logarithm of P(machine) / P(person) from which a caller is challenged in
///   AMBER and RED; -3 to 10
/// @param rejectScore score in nats from which a call may be refused in RED; 0.5 to 20
/// @param classFloor what each of two classes of evidence must add before a call may be refused, in
///   nats; 0.5 to 3.5
public record VerdictThresholds(double challengeOdds, double rejectScore, double classFloor) {

  public static final double LEAST_CHALLENGE_ODDS = -3;
  public static final double MOST_CHALLENGE_ODDS = 10;
  public static final double LEAST_REJECT_SCORE = 0.5;
  public static final double MOST_REJECT_SCORE = 20;
  public static final double LEAST_CLASS_FLOOR = 0.5;
  public static final double MOST_CLASS_FLOOR = 3.5;

  /// @throws IllegalArgumentException for a number out of its range
  public VerdictThresholds {
    require("challenge-odds", challengeOdds, LEAST_CHALLENGE_ODDS, MOST_CHALLENGE_ODDS);
    require("reject-score", rejectScore, LEAST_REJECT_SCORE, MOST_REJECT_SCORE);
    require("class-floor", classFloor, LEAST_CLASS_FLOOR, MOST_CLASS_FLOOR);
  }

  /// For people: `challenge-odds -0.5, reject-score 4.5, class-floor 1.5`.
  public String said() {
    return "challenge-odds "
        + challengeOdds
        + ", reject-score "
        + rejectScore
        + ", class-floor "
        + classFloor;
  }

  private static void require(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(name + " must be from " + least + " to " + most);
    }
  }
}
