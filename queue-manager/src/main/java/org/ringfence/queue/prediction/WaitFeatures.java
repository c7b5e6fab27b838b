package org.ringfence.queue.prediction;

import java.util.ArrayList;
import java.util.List;

/// The numbers from which [WaitLearner] learns, all of the order of one: times are in mean handling
/// times, callers for each agent of those who usually are on duty.
///
/// Queues have numbers of their own, the first [#SLOTS] − 1 that are met; further ones share the
/// last.
final class WaitFeatures {

  /// Queues that are told apart.
  static final int SLOTS = 6;

  private static final int HOURS = 24;
  private static final int PLAIN = 14 + 2 * Pace.HALF_LIVES.length;
  static final int SIZE = PLAIN + 3 * SLOTS + HOURS;

  /// Beyond this a number says no more, and one wild value could spoil all that was learned.
  private static final double GREATEST = 20;

  private final List<String> slots = new ArrayList<>();

  /// @param hour of the day, 0 to 23
  /// @param structural the wait by the formula, in seconds, from the agents on duty
  /// @param byPace the same from the observed pace
  double[] of(
      Standing standing,
      WaitReckoner.Known known,
      QueueTraits queue,
      int hour,
      double structural,
      double byPace) {
    double[] x = new double[SIZE];
    double time = known.handlingSeconds();
    double agents = Math.max(1, known.usualAgents());
    double usualRate = agents / time;
    Standing.Place place = standing.place();
    double guess = byPace / time;
    int at = 0;
    x[at++] = 1;
    x[at++] = guess;
    x[at++] = structural / time;
    x[at++] = standing.queued() / agents;
    x[at++] = place.aheadInQueue() / agents;
    x[at++] = place.creditAheadSeconds() / time / agents;
    x[at++] = place.headOfQueueSeconds() / time;
    x[at++] = queue.recentWaitSeconds() / time;
    x[at++] = place.creditSeconds() / time;
    x[at++] = guess * place.creditSeconds() / time;
    for (int justDone : known.done().counts()) {
      x[at++] = justDone / agents;
    }
    for (int i = 0; i < Pace.HALF_LIVES.length; i++) {
      x[at++] = known.pace().rate(i, usualRate, 2) / usualRate;
      x[at++] = queue.pace().rate(i, usualRate, 0.5) / usualRate;
    }
    int slot = slotOf(place.queue());
    for (int i = 0; i < SLOTS; i++) {
      x[at++] = i == slot ? 1 : 0;
      x[at++] = i == slot ? guess : 0;
      x[at++] = i < slots.size() ? place.talking().of(slots.get(i)) / agents : 0;
    }
    x[at + hour] = 1;
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.max(-GREATEST, Math.min(GREATEST, x[i]));
    }
    return x;
  }

  private int slotOf(String queue) {
    int slot = slots.indexOf(queue);
    return slot < 0 ? SLOTS - 1 : slot;
  }

  /// A caller of this queue joined.
  void meet(String queue) {
    if (slots.size() < SLOTS - 1 && !slots.contains(queue)) {
      slots.add(queue);
    }
  }

  List<String> slots() {
    return List.copyOf(slots);
  }

  void restore(List<String> saved) {
    slots.clear();
    slots.addAll(saved);
  }
}
