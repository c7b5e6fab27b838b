package org.ringfence.gateway.ivr;

/// What came from the caller since the last step.
public sealed interface Input {

  /// A key was pressed.
  record Key(char digit) implements Input {}

  /// No key came, or none was asked for.
  record Silence() implements Input {}

  /// The input that the dialplan's argument means: its first character, or silence.
  static Input of(String pressed) {
    return pressed.isEmpty() ? new Silence() : new Key(pressed.charAt(0));
  }
}
