package org.ringfence.platform.bench.verdicts;

import java.util.List;
import java.util.random.RandomGenerator;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallId;
import org.ringfence.events.CallerSound;
import org.ringfence.events.PhoneNumber;

/// One call as it will go, whatever the verdicts are.
///
/// @param languageMillis from the answer to the language key
/// @param menuMillis from there to the next key, or negative for none
/// @param passes whether it keys the digits of a challenge
record BenchCall(
    CallId id,
    PhoneNumber number,
    Attestation attestation,
    String looks,
    long languageMillis,
    long menuMillis,
    CallerSound sound,
    boolean passes) {

  private static final List<String> HOME =
      List.of("612", "651", "952", "763", "507", "218", "320", "202", "312", "715");

  /// Among a hundred people.
  private static final int VOUCHED = 28;

  private static final int PARTLY_VOUCHED = 34;
  private static final int GATEWAY_VOUCHED = 38;

  private static final double KEY_SPREAD = 0.3;
  private static final double MEDIAN_KEY_MILLIS = 6_500;
  private static final long TIMER_MILLIS = 4_000;
  private static final int TIMER_SPREAD_MILLIS = 20;
  private static final int POOL_NUMBERS = 2_000;
  private static final int LINES = 10_000;
  private static final int LOWEST_EXCHANGE = 200;
  private static final int HIGHEST_EXCHANGE = 1_000;
  private static final int AREAS = 800;
  private static final java.time.Duration HEARD_AFTER = java.time.Duration.ofSeconds(2);

  static BenchCall person(CallId id, RandomGenerator chance) {
    int percent = chance.nextInt(100);
    Attestation attestation =
        percent < VOUCHED
            ? Attestation.A
            : percent < PARTLY_VOUCHED
                ? Attestation.B
                : percent < GATEWAY_VOUCHED ? Attestation.C : Attestation.UNSIGNED;
    return new BenchCall(
        id,
        number(HOME.get(chance.nextInt(HOME.size())), chance.nextInt(), chance.nextInt()),
        attestation,
        "carrier-" + chance.nextInt(4),
        keyMillis(chance),
        chance.nextInt(20) == 0 ? -1 : keyMillis(chance),
        new CallerSound(HEARD_AFTER, 0.3, chance.nextLong()),
        true);
  }

  static BenchCall machine(CallId id, BenchTraffic traffic, RandomGenerator chance) {
    boolean timed = traffic == BenchTraffic.CAMPAIGN;
    return new BenchCall(
        id,
        traffic == BenchTraffic.POOL ? pooled(chance.nextInt(POOL_NUMBERS)) : anywhere(chance),
        chance.nextInt(3) == 0 ? Attestation.C : Attestation.B,
        "dialer-" + chance.nextInt(2),
        timed ? TIMER_MILLIS + chance.nextInt(TIMER_SPREAD_MILLIS) : keyMillis(chance),
        timed ? -1 : keyMillis(chance),
        CallerSound.NOTHING,
        false);
  }

  private static long keyMillis(RandomGenerator chance) {
    return Math.round(MEDIAN_KEY_MILLIS * Math.exp(KEY_SPREAD * chance.nextGaussian()));
  }

  private static PhoneNumber anywhere(RandomGenerator chance) {
    String area = Integer.toString(LOWEST_EXCHANGE + chance.nextInt(AREAS));
    return number(area, chance.nextInt(), chance.nextInt());
  }

  /// The same number for the same place in the pool.
  private static PhoneNumber pooled(int place) {
    return number(HOME.get(place % HOME.size()), place * 31, place * 7_919);
  }

  private static PhoneNumber number(String area, int exchangeFrom, int lineFrom) {
    int exchange =
        LOWEST_EXCHANGE + Math.floorMod(exchangeFrom, HIGHEST_EXCHANGE - LOWEST_EXCHANGE);
    int line = LINES + Math.floorMod(lineFrom, LINES);
    return PhoneNumber.of("+1" + area + exchange + Integer.toString(line).substring(1));
  }
}
