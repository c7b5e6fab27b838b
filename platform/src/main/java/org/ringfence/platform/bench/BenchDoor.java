package org.ringfence.platform.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.ringfence.bus.BusConnection;
import org.ringfence.bus.KafkaPublisher;
import org.ringfence.events.Attestation;
import org.ringfence.events.LineId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.ScreeningDecision.RefuseAtDoor;
import org.ringfence.platform.bench.CostMeter.Cost;
import org.ringfence.platform.run.Installation;
import org.ringfence.platform.settings.PlatformSettings;
import org.ringfence.simulator.sipp.PlannedCall;
import org.ringfence.simulator.sipp.Sipp;
import org.ringfence.simulator.sipp.SippProcess;
import org.ringfence.simulator.sipp.SippProcess.Outcome;

/// `bench door`: processor time of an attempt that Asterisk refuses by a rule of ours, against a
/// bare dialplan that refuses everybody, on the same Asterisk, in turns, with as many rules as
/// there may be.
public final class BenchDoor {

  private static final double GOAL = 1.2;
  private static final String GOAL_SHOWN = Double.toString(GOAL);
  private static final int RULES = 5_000;
  private static final int ROUNDS = 7;
  private static final int PER_ROUND = 1_500;
  private static final double PER_SECOND = 150;
  private static final int WARM_UP = 3_000;
  private static final Duration RULES_PATIENCE = Duration.ofMinutes(2);
  private static final Duration STAY = Duration.ofSeconds(1);
  private static final String BARE = "7001";

  private final PlatformSettings settings;
  private final PrintStream out;
  private final Path folder;
  private final Sipp sipp;

  public BenchDoor(PlatformSettings settings, Path folder, PrintStream out) {
    this.settings = settings;
    this.folder = folder;
    this.out = out;
    this.sipp = new Sipp(folder, settings.asterisk().sipPort());
  }

  /// Runs everything and prints it; true when the goal was met.
  public boolean run() throws IOException, InterruptedException {
    try (BenchPlatform platform = BenchPlatform.start(settings, folder)) {
      String line = settings.site().lines().getFirst().id().value();
      CostMeter meter = new CostMeter(platform);
      out.printf("Writing %d rules%n", RULES);
      pushRules(line);
      out.println("Warming up");
      reject(BARE, Attestation.A, WARM_UP);
      reject(line, Attestation.A, WARM_UP);
      meter.measureIdle();
      List<Cost> bare = new ArrayList<>();
      List<Cost> signed = new ArrayList<>();
      List<Cost> unsigned = new ArrayList<>();
      for (int round = 1; round <= ROUNDS; round++) {
        out.println("Round " + round + " of " + ROUNDS);
        bare.add(meter.cost(PER_ROUND, () -> reject(BARE, Attestation.A, PER_ROUND)));
        signed.add(meter.cost(PER_ROUND, () -> reject(line, Attestation.A, PER_ROUND)));
        unsigned.add(meter.cost(PER_ROUND, () -> reject(line, Attestation.UNSIGNED, PER_ROUND)));
      }
      out.println();
      out.printf(
          "Processor time per refused attempt, medians of %d rounds in turns (idle load taken off)%n",
          ROUNDS);
      out.println("                        Asterisk + JVM =    ms    ratio   (min-max)   goal");
      print("bare dialplan", bare, bare, "");
      double ratio = print("door, attestation A", bare, signed, GOAL_SHOWN);
      double worst = print("door, unsigned", bare, unsigned, GOAL_SHOWN);
      return ratio <= GOAL && worst <= GOAL;
    }
  }

  /// Says the rules on the bus, as the detector would, and waits until the last is heeded.
  private void pushRules(String line) throws IOException, InterruptedException {
    Installation installation = Installation.in(settings);
    BusConnection bus =
        BusConnection.embedded(
            "127.0.0.1:" + settings.bus().port(),
            installation.busUser(),
            installation.busPassword());
    Instant now = Instant.now();
    try (KafkaPublisher publisher = new KafkaPublisher(bus, new SimpleMeterRegistry())) {
      for (int i = 0; i < RULES; i++) {
        Attestation attestation = i % 2 == 0 ? Attestation.A : Attestation.UNSIGNED;
        publisher.publish(
            new RefuseAtDoor(
                PhoneNumber.of(number(i / 2)),
                now,
                new LineId(line),
                attestation,
                now.plus(Duration.ofHours(2)),
                null));
      }
    }
    Instant last = Instant.now().plus(RULES_PATIENCE);
    while (refused(line, Attestation.UNSIGNED, List.of(RULES / 2 - 1)) == 0) {
      if (Instant.now().isAfter(last)) {
        throw new IOException("the rules did not reach Asterisk");
      }
    }
  }

  private static String number(int index) {
    return String.format(Locale.ROOT, "+1612555%04d", index);
  }

  /// Plays attempts of numbers that have a rule; returns how many were not refused with 603.
  private int reject(String dialed, Attestation attestation, int count)
      throws IOException, InterruptedException {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(i % (RULES / 2));
    }
    Collections.shuffle(numbers, new SplittableRandom(count));
    return count - refused(dialed, attestation, numbers);
  }

  private int refused(String dialed, Attestation attestation, List<Integer> numbers)
      throws IOException, InterruptedException {
    String level = attestation == Attestation.UNSIGNED ? "none" : attestation.name();
    List<PlannedCall> calls =
        numbers.stream()
            .map(index -> PlannedCall.silent(number(index), dialed).attested(level))
            .toList();
    try (SippProcess playing = sipp.callers(calls, PER_SECOND, STAY)) {
      playing.await(Duration.ofSeconds(Math.round(numbers.size() / PER_SECOND) + 30));
      return playing.count(Outcome.REJECTED);
    }
  }

  private double print(String what, List<Cost> bare, List<Cost> ours, String goal) {
    CostComparison costs = new CostComparison(bare, ours);
    out.printf(
        "  %-20s  %8.2f + %4.2f = %5.2f   %6.2f   %s   %s%n",
        what,
        costs.asteriskMillis(),
        costs.jvmMillis(),
        costs.totalMillis(),
        costs.ratio(),
        costs.range(),
        goal);
    if (costs.failed() > 0) {
      out.printf("    %d of these attempts were not refused%n", costs.failed());
    }
    return costs.ratio();
  }
}
