package org.ringfence.queue.line;

import java.util.BitSet;
import java.util.List;

/// The groups of agents who may at last serve callers with some needs in some queue.
///
/// @param groups in the order of their indexes
/// @param mask their indexes
record Serving(List<Agents.Group> groups, BitSet mask) {

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

  /// How many are on duty who are among the others too.
  int onDutyShared(Serving others) {
    int shared = 0;
    for (Agents.Group group : groups) {
      shared += others.mask.get(group.index) ? group.onDuty : 0;
    }
    return shared;
  }
}
