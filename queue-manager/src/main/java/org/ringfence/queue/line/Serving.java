package org.ringfence.queue.line;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ringfence.queue.prediction.StaffOutlook;

/// The groups of agents who may at last serve callers with some needs in some queue.
///
/// @param groups in the order of their indexes
/// @param mask their indexes
record Serving(List<Agents.Group> groups, BitSet mask) {

  private static final List<ShiftHours.Change> NONE = List.of();

  static Serving of(List<Agents.Group> groups) {
    BitSet mask = new BitSet();
    groups.forEach(group -> mask.set(group.index));
    return new Serving(List.copyOf(groups), mask);
  }

  boolean isEmpty() {
    return groups.isEmpty();
  }

  /// How many of them are on duty.
  int onDuty() {
    int onDuty = 0;
    for (Agents.Group group : groups) {
      onDuty += group.onDuty;
    }
    return onDuty;
  }

  /// How many there will be, for each who is on duty now. Whoever is there stays until the shift
  /// ends next; when one begins, all of it come.
  StaffOutlook outlook(Instant now) {
    int onDuty = onDuty();
    if (onDuty == 0 || groups.stream().allMatch(group -> group.shift == null)) {
      return StaffOutlook.STEADY;
    }
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
    int agents = onDuty;
    for (Map.Entry<Instant, Integer> difference : differences.entrySet()) {
      agents += difference.getValue();
      double after = Duration.between(now, difference.getKey()).toMillis() / 1000.0;
      changes.add(new StaffOutlook.Change(after, (double) agents / onDuty));
    }
    return new StaffOutlook(changes);
  }

  /// How many are on duty who are among the others too.
  int onDutyShared(Serving others) {
    int shared = 0;
    for (Agents.Group group : groups) {
      shared += others.mask.get(group.index) ? group.onDuty : 0;
    }
    return shared;
  }
}
