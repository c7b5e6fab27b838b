package org.ringfence.platform.bench.web;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.platform.settings.PlatformSettings;
import org.ringfence.simulator.sipp.PlannedCall;
import org.ringfence.simulator.sipp.PlannedCall.TimedKey;
import org.ringfence.simulator.sipp.Sipp;
import org.ringfence.simulator.sipp.SippProcess;
import org.ringfence.simulator.sipp.SippProcess.Outcome;

/// Real calls that answer both questions and stay in line, with its music, until this is closed.
final class WaitingCalls implements AutoCloseable {

  private static final double PER_SECOND = 10;
  private static final Duration STAYS = Duration.ofHours(1);

  /// From the first call to the last one's place in line.
  private static final Duration SETTLED = Duration.ofSeconds(30);

  private final @Nullable SippProcess callers;

  /// Places them and waits until they are in line.
  ///
  /// @param count 0 for none
  WaitingCalls(PlatformSettings settings, Path folder, int count)
      throws IOException, InterruptedException {
    if (count == 0) {
      callers = null;
      return;
    }
    String line = settings.site().lines().getFirst().id().value();
    TimedKey key = new TimedKey(Duration.ofSeconds(1), '1');
    List<PlannedCall> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      calls.add(PlannedCall.silent(String.format("+1612556%04d", i), line).keying(key, key));
    }
    callers = new Sipp(folder, settings.asterisk().sipPort()).callers(calls, PER_SECOND, STAYS);
    Thread.sleep(SETTLED.plusMillis(Math.round(1_000 * count / PER_SECOND)).toMillis());
  }

  /// How many do not wait any more, whatever the reason.
  int ended() throws IOException {
    int ended = 0;
    if (callers != null) {
      for (Outcome outcome : Outcome.values()) {
        ended += callers.count(outcome);
      }
    }
    return ended;
  }

  @Override
  public void close() {
    if (callers != null) {
      callers.close();
    }
  }
}
