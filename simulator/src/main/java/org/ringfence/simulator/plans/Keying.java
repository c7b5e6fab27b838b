package org.ringfence.simulator.plans;

import org.jspecify.annotations.Nullable;

/// One key that a caller presses at a question.
///
/// @param afterSeconds from the start of the question's prompt; what comes after its time-out is
///   pressed into whatever is asked then
/// @param key `0` to `9`, `*` or `#`
public record Keying(double afterSeconds, char key) {

  public Keying {
    if (!(afterSeconds >= 0)) {
      throw new IllegalArgumentException("a key comes 0 or more seconds after its prompt begins");
    }
    if ("0123456789*#".indexOf(key) < 0) {
      throw new IllegalArgumentException("a key is one of 0-9 * #, not '" + key + "'");
    }
  }

  /// The same moment and key as the two columns of a plan say it, or null for never.
  static @Nullable Keying of(@Nullable Double afterSeconds, @Nullable Character key) {
    return afterSeconds == null || key == null ? null : new Keying(afterSeconds, key);
  }
}
