package org.ringfence.platform.bench;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.ringfence.simulator.faults.FaultSimulation;

/// Plays seeds of the fault simulation and prints how many a second; a seed that fails is printed
/// with the shortest script that still does.
public final class BenchFaults {

  /// What `bench faults` plays unless told otherwise.
  public static final long SEEDS = 10_000;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long PROGRESS_NANOS = 5 * NANOS_PER_SECOND;

  private final PrintStream out;
  private final PrintStream progress;

  /// @param progress a line every few seconds
  public BenchFaults(PrintStream out, PrintStream progress) {
    this.out = out;
    this.progress = progress;
  }

  /// Plays `count` seeds from `first` on, on all processors.
  ///
  /// @return whether every promise held
  public boolean run(long first, long count) {
    long startNanos = System.nanoTime();
    AtomicLong played = new AtomicLong();
    AtomicLong nextProgress = new AtomicLong(startNanos + PROGRESS_NANOS);
    Optional<FaultSimulation.Failure> failure =
        FaultSimulation.play(
            first,
            count,
            seed -> {
              long done = played.incrementAndGet();
              long due = nextProgress.get();
              long now = System.nanoTime();
              if (now - due >= 0 && nextProgress.compareAndSet(due, now + PROGRESS_NANOS)) {
                progress.println(done + " of " + count + " seeds");
              }
            });
    double seconds = (double) (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
    out.printf(
        Locale.ROOT,
        "faults: %d seeds from %d in %.1f s, %.1f seeds/s on %d processors%n",
        played.get(),
        first,
        seconds,
        played.get() / seconds,
        Runtime.getRuntime().availableProcessors());
    return report(failure, "all promises held");
  }

  /// Plays one seed.
  ///
  /// @return whether every promise held
  public boolean replay(long seed) {
    return report(FaultSimulation.play(seed), "seed " + seed + ": all promises held");
  }

  private boolean report(Optional<FaultSimulation.Failure> failure, String otherwise) {
    if (failure.isEmpty()) {
      out.println(otherwise);
      return true;
    }
    FaultSimulation.Failure failed = failure.get();
    out.println("seed " + failed.seed() + " breaks: " + failed.promise());
    out.println("play it again with: bin/ringfence bench faults --seed " + failed.seed());
    out.println("shortest script of its " + failed.steps() + " steps that still fails:");
    out.println(failed.shortest());
    return false;
  }
}
