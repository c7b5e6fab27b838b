package org.ringfence.platform.lab;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.ringfence.simulator.center.VirtualCenter;

/// Shows on the terminal how far a run is, every few seconds, and stops it when the operator does.
public final class Progress implements VirtualCenter.Watch {

  private static final long INTERVAL_NANOS = 2_000_000_000L;

  private final String what;
  private final PrintStream out;
  private final LongSupplier nanoTicker;
  private long nextNanos;
  private volatile boolean stopped;

  public Progress(String what, PrintStream out, LongSupplier nanoTicker) {
    this.what = what;
    this.out = out;
    this.nanoTicker = nanoTicker;
    nextNanos = nanoTicker.getAsLong() + INTERVAL_NANOS;
  }

  /// The run ends at its next look.
  public void stop() {
    stopped = true;
  }

  @Override
  public boolean goesOn(double virtualSeconds, int attempts) {
    long now = nanoTicker.getAsLong();
    if (now >= nextNanos) {
      nextNanos = now + INTERVAL_NANOS;
      out.printf(
          Locale.ROOT, "%s: at %s, %,d attempts are over%n", what, clock(virtualSeconds), attempts);
    }
    return !stopped;
  }

  /// `+1:02:03`, from the scenario's start.
  static String clock(double seconds) {
    long whole = Math.abs((long) seconds);
    return "%s%d:%02d:%02d"
        .formatted(seconds < 0 ? "-" : "+", whole / 3600, whole / 60 % 60, whole % 60);
  }
}
