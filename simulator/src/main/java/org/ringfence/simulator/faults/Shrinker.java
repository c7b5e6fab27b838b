package org.ringfence.simulator.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Finds a short script that still fails, by leaving out ever smaller parts (Zeller and
/// Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002, without its complements).
final class Shrinker {

  /// A bound on the worlds that are played for it.
  private static final int MAX_RUNS = 2_000;

  private Shrinker() {}

  /// @param fails whether a script fails; it must hold of the one given
  static Script shrink(Script failing, Predicate<Script> fails) {
    Script shortest = failing;
    int runs = 0;
    boolean shorter = true;
    while (shorter) {
      shorter = false;
      for (int part = Math.max(1, shortest.steps().size() / 2); part > 0; part /= 2) {
        for (int from = 0; from + part <= shortest.steps().size() && runs < MAX_RUNS; runs++) {
          List<Step> fewer = new ArrayList<>(shortest.steps().subList(0, from));
          fewer.addAll(shortest.steps().subList(from + part, shortest.steps().size()));
          Script candidate = shortest.with(fewer);
          if (fails.test(candidate)) {
            shortest = candidate;
            shorter = true;
          } else {
            from += part;
          }
        }
      }
    }
    return shortest;
  }
}
