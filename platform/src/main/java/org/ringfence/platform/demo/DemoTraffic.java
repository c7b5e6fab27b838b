package org.ringfence.platform.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ringfence.simulator.sipp.PlannedCall;
import org.ringfence.simulator.sipp.PlannedCall.TimedKey;

/// Who calls in the demonstration.
final class DemoTraffic {

  /// IVR response of people: lognormal, median 4 s from the answer here (the shipped prompts are
  /// short), σ 0.38.
  private static final double MEDIAN_KEY_SECONDS = 4;

  private static final double KEY_SIGMA = 0.38;
  private static final double SPANISH_SHARE = 0.25;

  private final String line;
  private final RandomGenerator random;

  /// @param line our number as the trunk dials it
  DemoTraffic(String line, RandomGenerator random) {
    this.line = line;
    this.random = random;
  }

  /// People from Minnesota's area codes, each with a number of its own; some key nothing at all.
  List<PlannedCall> people(int count) {
    String[] areas = {"612", "651", "952", "763", "507", "218", "320"};
    List<PlannedCall> people = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String number =
          "+1" + areas[random.nextInt(areas.length)] + (5_550_000 + random.nextInt(9_999));
      PlannedCall person =
          PlannedCall.silent(number, line).named("Resident").attested(i % 3 == 0 ? "A" : "none");
      if (i % 10 != 9) {
        char language = random.nextDouble() < SPANISH_SHARE ? '2' : '1';
        char purpose = random.nextDouble() < 0.7 ? '1' : '2';
        person = person.keying(key(language), key(purpose));
      }
      people.add(person);
    }
    return people;
  }

  /// One number that calls again and again, keys the language and then says nothing: the machines
  /// of 1 November 2016.
  List<PlannedCall> hammering(int count) {
    PlannedCall one =
        PlannedCall.silent("+12025550177", line)
            .from("dialer/2.1")
            .keying(new TimedKey(Duration.ofMillis(1_500), '1'), null);
    return Collections.nCopies(count, one);
  }

  /// Calls that show our own number as their caller: forged, and known to be so.
  List<PlannedCall> forged(int count) {
    return Collections.nCopies(count, PlannedCall.silent("+" + line, line).from("dialer/2.1"));
  }

  private TimedKey key(char key) {
    double seconds = MEDIAN_KEY_SECONDS * Math.exp(KEY_SIGMA * random.nextGaussian());
    return new TimedKey(Duration.ofMillis(Math.round(seconds * 1_000)), key);
  }
}
