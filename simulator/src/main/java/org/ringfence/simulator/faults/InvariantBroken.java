package org.ringfence.simulator.faults;

/// A promise that did not hold; its message says which, and of whom.
final class InvariantBroken extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvariantBroken(String message) {
    super(message);
  }

  InvariantBroken(String message, Throwable cause) {
    super(message, cause);
  }
}
