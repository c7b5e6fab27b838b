package org.ringfence.simulator.faults;

import java.util.List;
import java.util.stream.Collectors;

/// Everything that happens in a world, in order of time.
///
/// @param shape what the world is made of
record Script(Shape shape, List<Step> steps) {

  Script {
    steps = List.copyOf(steps);
  }

  /// What a world is made of.
  ///
  /// @param pools one or two, each with a queue and an Asterisk of its own
  /// @param agentsPerPool at least one
  /// @param wrapUpSeconds after each talk
  /// @param unheardPercent the share of agents whom callers may hold who were never heard
  /// @param journalLength records between two snapshots of a core's state
  /// @param skewMillis by how much the first Asterisk's clock is ahead of the hosts'
  record Shape(
      long seed,
      int pools,
      int agentsPerPool,
      int wrapUpSeconds,
      int unheardPercent,
      int journalLength,
      int skewMillis) {}

  Script with(List<Step> fewer) {
    return new Script(shape, fewer);
  }

  boolean hasFaults() {
    return steps.stream().anyMatch(step -> step.kind().isFault());
  }

  long endMillis() {
    return steps.isEmpty() ? 0 : steps.getLast().atMillis();
  }

  String print() {
    return shape
        + "\n"
        + steps.stream().map(Step::toString).collect(Collectors.joining("\n", "", "\n"));
  }
}
