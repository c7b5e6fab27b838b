package org.ringfence.desktop.reports;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which calls are looked for; what is null is not asked about.
///
/// @param to not included
/// @param callerKey of [org.ringfence.desktop.history.History#callerKey]
/// @param outcome one of [CallSearch#OUTCOMES]
/// @param after where the page before ended
public record CallFilter(
    Instant from,
    Instant to,
    @Nullable String queue,
    @Nullable String callerKey,
    @Nullable String outcome,
    @Nullable String verdict,
    @Nullable String agent,
    @Nullable String campaign,
    @Nullable Cursor after) {

  /// All calls of some time.
  public static CallFilter all(Instant from, Instant to, @Nullable String queue) {
    return new CallFilter(from, to, queue, null, null, null, null, null, null);
  }

  /// The last call of a page.
  public record Cursor(Instant arrivedAt, String call) {

    private static final String BETWEEN = "~";

    /// @throws IllegalArgumentException when it is none of ours
    public static Cursor parse(String text) {
      int at = text.indexOf(BETWEEN);
      if (at < 0) {
        throw new IllegalArgumentException("no cursor");
      }
      try {
        return new Cursor(Instant.parse(text.substring(0, at)), text.substring(at + 1));
      } catch (DateTimeException unreadable) {
        throw new IllegalArgumentException("no cursor", unreadable);
      }
    }

    @Override
    public String toString() {
      return arrivedAt + BETWEEN + call;
    }
  }
}
