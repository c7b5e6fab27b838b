package org.ringfence.queue.prediction;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Learns from the callers who were served how far the formula is from the truth, and which of
/// several predictions has been right lately.
///
/// Three compete: the formula with the agents on duty and their handling times, the formula with
/// the observed pace, and the former with the learned correction. Each is held against every wait
/// before anything is learned from it. The one in use is left only for one that is plainly better,
/// and the learned one has to have seen enough.
final class WaitLearner {

  /// The predictions that compete.
  enum Choice {
    FORMULA,
    PACE,
    LEARNED
  }

  /// What the predictions say, in seconds.
  record Candidates(double formula, double pace, double learned) {

    double of(Choice choice) {
      return switch (choice) {
        case FORMULA -> formula;
        case PACE -> pace;
        case LEARNED -> learned;
      };
    }
  }

  /// The wait of one caller, told at joining.
  ///
  /// @param saidSeconds the one that was told
  /// @param handlingSeconds the unit of the numbers
  /// @param outlook how many agents there would be; null for as many as then
  record Told(
      Instant at,
      List<Double> numbers,
      Candidates candidates,
      double saidSeconds,
      RangeTracker.Range range,
      double handlingSeconds,
      @Nullable StaffOutlook outlook) {
    Told {
      numbers = List.copyOf(numbers);
    }

    /// The wait until now, as the agents of then would have made it.
    double waitedSeconds(Instant now) {
      double clock = seconds(at, now);
      return outlook == null ? clock : outlook.steadySeconds(clock);
    }
  }

  /// Callers who are followed at one time. In a long line their fates are one, so that following
  /// more would cost much and teach little.
  static final int MAX_FOLLOWED = 64;

  private static final double PENALTY = 4;
  private static final double HALF_LIFE_SECONDS = 30 * 86_400.0;

  /// Examples of short waits are less noisy and count more: by 1 / (this + wait), in handling
  /// times.
  private static final double NOISE_FLOOR = 0.15;

  /// Errors are remembered for about so many callers.
  private static final double REMEMBERED = 3_000;

  /// The learned correction is not looked at before so many examples, the pace before so many.
  private static final double LEARNED_FROM = 8 * WaitFeatures.SIZE;

  private static final double PACE_FROM = 50;

  /// By how much another's squared error must be less than that of the one in use.
  private static final double PLAINLY = 0.98;

  private final RidgeLearner ridge = new RidgeLearner(WaitFeatures.SIZE, PENALTY);
  private final LinkedHashMap<String, Told> followed = new LinkedHashMap<>();
  private final EnumMap<Choice, Double> squaredErrors = new EnumMap<>(Choice.class);
  private double judged;
  private double weighed;
  private Choice choice = Choice.FORMULA;
  private @Nullable Instant learnedAt;

  Choice choice() {
    return choice;
  }

  /// The learned prediction in seconds.
  double learned(double[] numbers, double handlingSeconds, double structural, double byPace) {
    double sum = structural + handlingSeconds * ridge.predict(numbers);
    // A linear function knows no bounds.
    return Math.max(sum, 0.05 * Math.min(structural, byPace));
  }

  /// Whether one more caller can be followed.
  boolean hasRoom() {
    return followed.size() < MAX_FOLLOWED;
  }

  /// Follows this caller, when there is room.
  void follow(String ticket, Told told) {
    if (hasRoom()) {
      followed.putIfAbsent(ticket, told);
    }
  }

  void forget(String ticket) {
    followed.remove(ticket);
  }

  /// An agent took this caller.
  ///
  /// @param standsFor how many callers would have waited so, for one who did: those who give up are
  ///   not seen, and more of those who would have waited long
  /// @return what the caller had been told, or null when the caller was not followed
  @Nullable Told served(String ticket, Instant now, double standsFor) {
    @Nullable Told told = followed.remove(ticket);
    if (told == null) {
      return null;
    }
    double waited = told.waitedSeconds(now);
    judge(told, waited, standsFor);
    learn(told, waited, now);
    return told;
  }

  private void judge(Told told, double waited, double standsFor) {
    judged++;
    weighed = Math.min(weighed, REMEMBERED) + standsFor;
    double newest = standsFor / weighed;
    for (Choice one : Choice.values()) {
      double error = (told.candidates.of(one) - waited) / told.handlingSeconds;
      double before = squaredError(one);
      squaredErrors.put(one, before + newest * (error * error - before));
    }
    for (Choice one : Choice.values()) {
      boolean seenEnough =
          switch (one) {
            case FORMULA -> true;
            case PACE -> judged >= PACE_FROM;
            case LEARNED -> judged >= LEARNED_FROM;
          };
      if (seenEnough && squaredError(one) < PLAINLY * squaredError(choice)) {
        choice = one;
      }
    }
  }

  private double squaredError(Choice one) {
    return squaredErrors.getOrDefault(one, 0.0);
  }

  private void learn(Told told, double waited, Instant now) {
    @Nullable Instant last = learnedAt;
    if (last != null && now.isAfter(last)) {
      ridge.decay(StrictMath.pow(0.5, seconds(last, now) / HALF_LIFE_SECONDS));
    }
    learnedAt = now;
    double structural = told.candidates.formula;
    double guess = told.candidates.pace / told.handlingSeconds;
    ridge.learn(
        told.numbers.stream().mapToDouble(Double::doubleValue).toArray(),
        (waited - structural) / told.handlingSeconds,
        1 / (NOISE_FLOOR + Math.max(0, guess)));
  }

  private static double seconds(Instant from, Instant to) {
    return WaitModel.seconds(Duration.between(from, to));
  }

  /// A followed caller, for the saved state.
  record Followed(String ticket, Told told) {}

  /// The whole state.
  record Saved(
      RidgeLearner.Saved ridge,
      List<Followed> followed,
      Map<Choice, Double> squaredErrors,
      double judged,
      double weighed,
      Choice choice,
      @Nullable Instant learnedAt) {}

  Saved save() {
    List<Followed> list = new ArrayList<>();
    followed.forEach((ticket, told) -> list.add(new Followed(ticket, told)));
    return new Saved(
        ridge.save(), list, new EnumMap<>(squaredErrors), judged, weighed, choice, learnedAt);
  }

  /// Takes the state up again; what another release had learned from other numbers is left out.
  void restore(Saved saved) {
    if (!ridge.restore(saved.ridge)) {
      return;
    }
    saved.followed.forEach(one -> followed.put(one.ticket, one.told));
    squaredErrors.putAll(saved.squaredErrors);
    judged = saved.judged;
    weighed = saved.weighed;
    choice = saved.choice;
    learnedAt = saved.learnedAt;
  }
}
