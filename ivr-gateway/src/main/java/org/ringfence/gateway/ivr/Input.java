package org.ringfence.gateway.ivr;

import java.time.Duration;

/// What came from the caller since the last step.
public sealed interface Input {

  /// A key was pressed.
  ///
  /// @param after since the prompts of the question began to play
  record Key(char digit, Duration after) implements Input {}

  /// No key came, or none was asked for.
  record Silence() implements Input {}

  /// The input that the dialplan's argument means: its first character, or silence.
  ///
  /// @param after since the prompts of the question began to play
  static Input of(String pressed, Duration after) {
    return pressed.isEmpty() ? new Silence() : new Key(pressed.charAt(0), after);
  }
}
