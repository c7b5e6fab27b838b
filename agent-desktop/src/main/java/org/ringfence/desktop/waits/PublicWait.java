package org.ringfence.desktop.waits;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the public is told of one queue; the names of its components are the names of the JSON
/// fields.
///
/// @param asOf to the whole minute, so that nothing changes while nothing changed
/// @param predicted of who calls now, or null when no honest range can be told
/// @param opensAt when it opens next, or null while it is open or when that is not in sight
/// @param closesAt when it closes next, or null while it is closed or when that is not in sight
/// @param said all of it in words, by language
public record PublicWait(
    String queue,
    State state,
    Instant asOf,
    @Nullable Wait predicted,
    @Nullable Instant opensAt,
    @Nullable Instant closesAt,
    Callbacks callbacks,
    Map<String, Said> said) {

  /// Whether calls are taken.
  public enum State {
    OPEN,
    CLOSED
  }

  /// The range that callers are told.
  ///
  /// @param highMinutes null when only the lower end can be told
  public record Wait(int lowMinutes, @Nullable Integer highMinutes) {}

  /// Callers who are to be called back; the wait on the line is not theirs.
  ///
  /// @param longestMinutes how long the one who waits longest has waited so far
  public record Callbacks(int waiting, long longestMinutes) {}

  /// The same in one language.
  ///
  /// @param callbacks empty when nobody is to be called back
  public record Said(String title, String state, String predicted, String callbacks) {}
}
