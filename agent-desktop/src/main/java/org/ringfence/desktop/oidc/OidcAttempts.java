package org.ringfence.desktop.oidc;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sign-ins that were begun and have not come back. Each is good for one browser, once, for a
/// while.
final class OidcAttempts {

  static final Duration LASTING = Duration.ofMinutes(10);

  /// Anybody may begin one; the oldest go first.
  static final int MOST = 1_000;

  /// A sign-in that was begun.
  ///
  /// @param browser what the browser's cookie must hold, so that nobody signs another's browser in
  /// @param back where the provider leads back to; the token is asked for with the same
  /// @param to the page that was wanted
  record Attempt(
      String state,
      String nonce,
      String verifier,
      String browser,
      String back,
      String to,
      Instant begun) {}

  private final LinkedHashMap<String, Attempt> byState = new LinkedHashMap<>();

  synchronized void add(Attempt attempt) {
    if (byState.size() >= MOST) {
      byState.pollFirstEntry();
    }
    byState.put(attempt.state(), attempt);
  }

  /// The attempt, which is used up by this.
  synchronized Optional<Attempt> take(String state, String browser, Instant now) {
    @Nullable Attempt attempt = byState.remove(state);
    return Optional.ofNullable(attempt)
        .filter(known -> known.browser().equals(browser))
        .filter(known -> known.begun().plus(LASTING).isAfter(now));
  }
}
