package org.ringfence.platform.bench.web;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.platform.bench.BenchPlatform;
import org.ringfence.platform.settings.PlatformSettings;
import org.ringfence.simulator.sipp.PlannedCall;
import org.ringfence.simulator.sipp.PlannedCall.TimedKey;
import org.ringfence.simulator.sipp.Sipp;
import org.ringfence.simulator.sipp.SippProcess;
import org.ringfence.simulator.sipp.SippProcess.Outcome;
import tools.jackson.databind.JsonNode;

/// Real calls that answer both questions and stay in line, with its music, until this is closed.
final class WaitingCalls implements AutoCloseable {

  private static final double PER_SECOND = 10;
  private static final Duration STAYS = Duration.ofHours(1);
  private static final long POLL_MILLIS = 250;

  /// From the last call to its place in line.
  private static final Duration SETTLED = Duration.ofSeconds(60);

  private final @Nullable SippProcess callers;

  private WaitingCalls(@Nullable SippProcess callers) {
    this.callers = callers;
  }

  /// Places them and waits until all are in line.
  ///
  /// @param platform on whose board nothing else waits
  /// @param count 0 for none
  static WaitingCalls place(
      BenchPlatform platform, PlatformSettings settings, Path folder, int count)
      throws IOException, InterruptedException {
    if (count == 0) {
      return new WaitingCalls(null);
    }
    String line = settings.site().lines().getFirst().id().value();
    TimedKey key = new TimedKey(Duration.ofSeconds(1), '1');
    List<PlannedCall> planned = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      planned.add(PlannedCall.silent(String.format("+1612556%04d", i), line).keying(key, key));
    }
    Sipp sipp = new Sipp(folder, settings.asterisk().sipPort());
    WaitingCalls calls = new WaitingCalls(sipp.callers(planned, PER_SECOND, STAYS));
    long patience = SETTLED.toMillis() + Math.round(1_000 * count / PER_SECOND);
    for (long waited = 0; waiting(platform) < count; waited += POLL_MILLIS) {
      if (waited > patience) {
        calls.close();
        throw new IOException(
            waiting(platform) + " of " + count + " calls came into line; see the log in " + folder);
      }
      Thread.sleep(POLL_MILLIS);
    }
    return calls;
  }

  private static int waiting(BenchPlatform platform) throws IOException {
    int waiting = 0;
    for (JsonNode queue : platform.client().board().path("change").path("queues")) {
      waiting += queue.path("waiting").asInt(0);
    }
    return waiting;
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
