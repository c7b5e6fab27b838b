package org.ringfence.platform.bench;

import java.io.IOException;
import java.time.Duration;

/// Takes processor times around a load and takes off what the idle platform uses.
final class CostMeter {

  private static final Duration IDLE = Duration.ofSeconds(5);

  private final long asterisk;
  private final long jvm;
  private double idleAsteriskShare;
  private double idleJvmShare;

  /// Processor time of one call in milliseconds, and how many calls of the round did not end as
  /// planned.
  record Cost(double asteriskMillis, double jvmMillis, int failed) {
    double total() {
      return asteriskMillis + jvmMillis;
    }
  }

  interface Load {
    /// @return how many calls did not end as planned
    int play() throws IOException, InterruptedException;
  }

  CostMeter(BenchPlatform platform) throws IOException {
    asterisk = platform.asteriskPid();
    jvm = platform.jvmPid();
  }

  void measureIdle() throws IOException, InterruptedException {
    Duration asteriskBefore = ProcessCpu.of(asterisk);
    Duration jvmBefore = ProcessCpu.of(jvm);
    Thread.sleep(IDLE.toMillis());
    idleAsteriskShare = millis(asteriskBefore, ProcessCpu.of(asterisk)) / IDLE.toMillis();
    idleJvmShare = millis(jvmBefore, ProcessCpu.of(jvm)) / IDLE.toMillis();
  }

  Cost cost(int calls, Load load) throws IOException, InterruptedException {
    Duration asteriskBefore = ProcessCpu.of(asterisk);
    Duration jvmBefore = ProcessCpu.of(jvm);
    long started = System.nanoTime();
    int failed = load.play();
    double elapsedMillis = (System.nanoTime() - started) / 1e6;
    double asteriskMillis =
        millis(asteriskBefore, ProcessCpu.of(asterisk)) - idleAsteriskShare * elapsedMillis;
    double jvmMillis = millis(jvmBefore, ProcessCpu.of(jvm)) - idleJvmShare * elapsedMillis;
    return new Cost(asteriskMillis / calls, Math.max(0, jvmMillis) / calls, failed);
  }

  private static double millis(Duration from, Duration to) {
    return to.minus(from).toMillis();
  }
}
