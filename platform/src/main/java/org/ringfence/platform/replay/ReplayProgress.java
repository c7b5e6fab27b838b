package org.ringfence.platform.replay;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.ringfence.simulator.replay.Replay;
import org.ringfence.simulator.replay.Replay.Standing;

/// Tells every few seconds on the terminal how a replay stands, and when this machine is too busy
/// for it.
final class ReplayProgress implements Replay.Watch {

  private static final long INTERVAL_NANOS = 5_000_000_000L;

  /// A share of late packets over this makes people sound broken and keys come late.
  private static final double LATE_SHARE = 0.05;

  private final PrintStream out;
  private final LongSupplier ticker;
  private long nextNanos;

  ReplayProgress(PrintStream out, LongSupplier ticker) {
    this.out = out;
    this.ticker = ticker;
    nextNanos = ticker.getAsLong();
  }

  @Override
  public void see(Standing now) {
    if (ticker.getAsLong() < nextNanos) {
      return;
    }
    nextNanos = ticker.getAsLong() + INTERVAL_NANOS;
    out.printf(
        Locale.ROOT,
        "replay: at %s %,d attempts: %,d up, %,d served, %,d refused, %,d heard busy, %,d gave up%s%s%n",
        clock(now.seconds()),
        now.attempts(),
        now.active(),
        now.served(),
        now.rejected(),
        now.busy(),
        now.gaveUp(),
        now.lost() == 0 ? "" : String.format(Locale.ROOT, ", %,d LOST", now.lost()),
        now.lateShare() > LATE_SHARE
            ? String.format(
                Locale.ROOT, "; TOO BUSY: %.0f %% of the sound is late", 100 * now.lateShare())
            : "");
  }

  private static String clock(double seconds) {
    long whole = Math.abs((long) seconds);
    return "%s%d:%02d:%02d"
        .formatted(seconds < 0 ? "-" : "+", whole / 3600, whole / 60 % 60, whole % 60);
  }
}
