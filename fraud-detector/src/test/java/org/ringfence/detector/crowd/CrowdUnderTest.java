package org.ringfence.detector.crowd;

import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.ringfence.detector.SampledPeople;
import org.ringfence.detector.ShippedCallers;
import org.ringfence.events.Attestation;
import org.ringfence.events.PhoneNumber;

/// A crowd on virtual time, with people like the usual ones.
final class CrowdUnderTest {

  static final double USUAL_PER_SECOND = 1_600 / 3_600.0;
  static final long SEED = Long.getLong("sim.seed", 20161101L);

  private final Random random;
  private final SampledPeople people;
  private Crowd crowd = empty();
  private long nowMillis = 1_793_000_000_000L;
  private boolean learning;

  CrowdUnderTest() {
    this(SEED);
  }

  CrowdUnderTest(long seed) {
    random = new Random(seed);
    people = new SampledPeople(random);
    crowd.advance(nowMillis, USUAL_PER_SECOND);
  }

  static Crowd empty() {
    return new Crowd(ShippedCallers.read(), USUAL_PER_SECOND);
  }

  Crowd crowd() {
    return crowd;
  }

  Random random() {
    return random;
  }

  SampledPeople people() {
    return people;
  }

  long nowMillis() {
    return nowMillis;
  }

  /// From now on calls teach what is usual, or not.
  void learning(boolean now) {
    learning = now;
  }

  void passTime(Duration duration) {
    nowMillis += duration.toMillis();
    crowd.advance(nowMillis, USUAL_PER_SECOND);
  }

  /// The same crowd in another process.
  void restart() {
    String packed = crowd.pack();
    crowd = empty();
    crowd.unpack(packed);
  }

  CallTraits arrives(PhoneNumber number, Attestation attestation, double weight) {
    return crowd.arrived(number.normalized(), attestation, "carrier", weight, nowMillis, learning);
  }

  CallTraits keysLanguage(CallTraits traits, double seconds) {
    return crowd.languageAnswered(traits, seconds, nowMillis, learning);
  }

  CallTraits endsQuestions(CallTraits traits, int conduct, @Nullable Long print) {
    return crowd.questionsOver(traits, conduct, print, nowMillis, learning);
  }

  /// A usual person's whole way through the questions, in no time.
  CallTraits person() {
    SampledPeople.Person person = people.next();
    CallTraits traits = arrives(person.number(), person.attestation(), 1);
    traits = keysLanguage(traits, person.keysLanguage() ? person.languageSeconds() : -1);
    if (person.keysMenu()) {
      traits = crowd.menuKeyed(traits, person.menuSeconds(), learning);
    }
    return endsQuestions(traits, person.conduct(), person.isHeard() ? random.nextLong() : null);
  }

  /// Usual people, a multiple of the usual number of them.
  void people(double times, Duration during, Runnable afterEach) {
    double left = during.toMillis() / 1000.0;
    while (left > 0) {
      double pause = -Math.log(1 - random.nextDouble()) / (USUAL_PER_SECOND * times);
      left -= pause;
      passTime(Duration.ofMillis(Math.round(pause * 1000)));
      person();
      afterEach.run();
    }
  }

  void people(double times, Duration during) {
    people(times, during, () -> {});
  }

  /// What a call's traits weigh together.
  double weight(CallTraits traits) {
    double sum = 0;
    for (Trait trait : Trait.values()) {
      sum += crowd.weight(trait, traits);
    }
    return sum;
  }
}
