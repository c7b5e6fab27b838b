package org.ringfence.events;

import org.jspecify.annotations.Nullable;

/// What a caller in line may be told or offered beside position and wait.
///
/// @param code the four digits by which this place is named after a lost call, or null when the
///   place has none
/// @param codeWanted whether a lost place may be this caller's that only its code gives back
/// @param callback whether the caller may choose to be called back
public record CallerOptions(@Nullable String code, boolean codeWanted, boolean callback) {

  public static final CallerOptions NONE = new CallerOptions(null, false, false);

  /// Never shows the code.
  @Override
  public String toString() {
    return "CallerOptions[codeWanted=" + codeWanted + ", callback=" + callback + "]";
  }
}
