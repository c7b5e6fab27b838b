package org.ringfence.simulator.faults;

import java.util.Optional;

/// Plays one script.
final class FaultRun {

  private FaultRun() {}

  /// What went wrong, or empty when everything held.
  static Optional<InvariantBroken> play(Script script, Cores cores) {
    try {
      new World(script, cores).run();
      return Optional.empty();
    } catch (InvariantBroken broken) {
      return Optional.of(broken);
    } catch (RuntimeException thrown) {
      return Optional.of(new InvariantBroken("thrown: " + thrown, thrown));
    }
  }
}
