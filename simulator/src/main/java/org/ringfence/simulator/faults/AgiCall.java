package org.ringfence.simulator.faults;

import org.jspecify.annotations.Nullable;

/// One AGI request that a channel waits on; it is answered once.
final class AgiCall {

  /// What the dialplan does with the answer.
  @FunctionalInterface
  interface Then {
    /// @param answer null when the gateway gave none
    void go(@Nullable String answer);
  }

  private final Then then;
  private boolean answered;

  AgiCall(Then then) {
    this.then = then;
  }

  boolean isOpen() {
    return !answered;
  }

  void answer(@Nullable String value) {
    if (!answered) {
      answered = true;
      then.go(value);
    }
  }
}
