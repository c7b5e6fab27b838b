package org.ringfence.platform.e2e;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.awaitility.core.ThrowingRunnable;

/// Waiting for the platform with bounds that fit real processes.
final class Awaiting {

  private static final Duration STEP = Duration.ofMillis(150);

  private Awaiting() {}

  static void until(Duration patience, ThrowingRunnable assertion) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(STEP)
        .atMost(patience)
        .ignoreExceptions()
        .untilAsserted(assertion);
  }

  /// Lets a time pass that is part of what is tested.
  static void pass(Duration time) {
    await().pollDelay(time).atMost(time.plusSeconds(1)).until(() -> true);
  }
}
