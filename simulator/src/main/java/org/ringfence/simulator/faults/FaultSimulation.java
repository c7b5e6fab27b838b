package org.ringfence.simulator.faults;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/// The seeded fault simulation for whoever runs it: seeds in, the first failures out.
///
/// Each seed makes a world of its own (docs/faults.md) that shares nothing with the others; the
/// same seed gives the same outcome on any machine and any number of threads.
public final class FaultSimulation {

  private FaultSimulation() {}

  /// A seed whose world broke a promise.
  ///
  /// @param seed plays it again
  /// @param promise what did not hold
  /// @param steps of the script as written
  /// @param shortest the shortest script found that still fails, printed with what it breaks
  public record Failure(long seed, String promise, int steps, String shortest) {}

  /// Plays one seed; a failing script is shrunk.
  public static Optional<Failure> play(long seed) {
    return play(seed, Cores.REAL);
  }

  /// Plays seeds on all processors; the least that fails is shrunk and given back.
  ///
  /// @param played hears of each seed that was played, on any thread and in any order
  public static Optional<Failure> play(long first, long count, LongConsumer played) {
    OptionalLong failing =
        LongStream.range(first, first + count)
            .parallel()
            .filter(seed -> {
              boolean fails = FaultRun.play(ScriptWriter.write(seed), Cores.REAL).isPresent();
              played.accept(seed);
              return fails;
            })
            .min();
    return failing.isPresent() ? play(failing.getAsLong()) : Optional.empty();
  }

  static Optional<Failure> play(long seed, Cores cores) {
    Script script = ScriptWriter.write(seed);
    return FaultRun.play(script, cores)
        .map(broken -> {
          Script shortest =
              Shrinker.shrink(script, candidate -> FaultRun.play(candidate, cores).isPresent());
          String breaks =
              FaultRun.play(shortest, cores).map(InvariantBroken::getMessage).orElseThrow();
          return new Failure(
              seed,
              String.valueOf(broken.getMessage()),
              script.steps().size(),
              shortest.print() + "breaks: " + breaks);
        });
  }
}
