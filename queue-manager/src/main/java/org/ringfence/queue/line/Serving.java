package org.ringfence.queue.line;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ringfence.queue.prediction.StaffOutlook;

/// The groups of agents who may at last serve callers with some needs in some queue.
///
/// How many of them are on duty is asked of each kind of callers with each prediction, so the sums
/// are remembered until anybody comes on duty or goes.
final class Serving {

  /// Of so many others the shared agents are remembered; a pool's queues and needs make some
  /// dozens.
  private static final int MAX_REMEMBERED = 512;

  private static final int UNKNOWN = -1;
  private static final List<ShiftHours.Change> NONE = List.of();

  private final List<Agents.Group> groups;
  private final BitSet mask = new BitSet();
  private final Agents.Duty duty;

  /// Tells it from the others of its pool.
  private final int number;

  private final boolean hasShifts;

  /// What follows was reckoned when so many had come on duty or gone.
  private long reckonedAt = -1;

  private int onDuty;

  /// How many are on duty who are among the others too, by their numbers.
  private int[] shared = {};

  /// @param groups in the order of their indexes
  /// @param duty of all agents
  /// @param number no other of the same pool has it
  Serving(List<Agents.Group> groups, Agents.Duty duty, int number) {
    this.groups = List.copyOf(groups);
    this.duty = duty;
    this.number = number;
    this.hasShifts = groups.stream().anyMatch(group -> group.shift != null);
    groups.forEach(group -> mask.set(group.index));
  }

  /// Nobody at all.
  static Serving nobody() {
    return new Serving(List.of(), new Agents.Duty(), 0);
  }

  boolean isEmpty() {
    return groups.isEmpty();
  }

  /// How many of them are on duty.
  int onDuty() {
    refresh();
    return onDuty;
  }

  private void refresh() {
    if (reckonedAt == duty.changes()) {
      return;
    }
    reckonedAt = duty.changes();
    Arrays.fill(shared, UNKNOWN);
    onDuty = 0;
    for (Agents.Group group : groups) {
      onDuty += group.onDuty;
    }
  }

  /// How many of them are available at this moment.
  int available(Agents agents) {
    if (agents.availableCount() == 0) {
      return 0;
    }
    int available = 0;
    BitSet free = agents.free();
    for (int i = free.nextSetBit(0); i >= 0; i = free.nextSetBit(i + 1)) {
      available += mask.get(i) ? agents.group(i).available.size() : 0;
    }
    return available;
  }

  /// How many there will be, for each who is on duty now. Whoever is there stays until the shift
  /// ends next; when one begins, all of it come.
  StaffOutlook outlook(Instant now) {
    int there = onDuty();
    return !hasShifts || there == 0 ? StaffOutlook.STEADY : outlook(now, there);
  }

  private StaffOutlook outlook(Instant now, int all) {
    TreeMap<Instant, Integer> differences = new TreeMap<>();
    for (Agents.Group group : groups) {
      int there = group.onDuty;
      for (ShiftHours.Change change : group.shift == null ? NONE : group.shift.after(now)) {
        int then = change.begins() ? group.size : 0;
        differences.merge(change.at(), then - there, Integer::sum);
        there = then;
      }
    }
    List<StaffOutlook.Change> changes = new ArrayList<>();
    int agents = all;
    for (Map.Entry<Instant, Integer> difference : differences.entrySet()) {
      agents += difference.getValue();
      double after = Duration.between(now, difference.getKey()).toMillis() / 1000.0;
      changes.add(new StaffOutlook.Change(after, (double) agents / all));
    }
    return new StaffOutlook(changes);
  }

  /// How many are on duty who are among the others too.
  int onDutyShared(Serving others) {
    refresh();
    int which = others.number;
    if (which >= MAX_REMEMBERED) {
      return reckonShared(others);
    }
    if (which >= shared.length) {
      int known = shared.length;
      shared = Arrays.copyOf(shared, Math.min(MAX_REMEMBERED, Math.max(which + 1, 2 * known)));
      Arrays.fill(shared, known, shared.length, UNKNOWN);
    }
    if (shared[which] == UNKNOWN) {
      shared[which] = reckonShared(others);
    }
    return shared[which];
  }

  private int reckonShared(Serving others) {
    int sum = 0;
    for (Agents.Group group : groups) {
      sum += others.mask.get(group.index) ? group.onDuty : 0;
    }
    return sum;
  }
}
