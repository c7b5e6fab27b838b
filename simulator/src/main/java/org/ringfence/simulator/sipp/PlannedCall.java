package org.ringfence.simulator.sipp;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What one SIPp caller presents and keys.
///
/// @param number the caller number, as the trunk delivers it; may be hostile, but without `;` and
///   line breaks
/// @param name the caller's name, likewise
/// @param dialed our number
/// @param attestation `A`, `B`, `C` or anything else for unsigned
/// @param firstKey keyed after the answer, or null for silence
/// @param secondKey keyed after the first, or null for silence
/// @param thirdKey keyed after the second, or null for silence
public record PlannedCall(
    String number,
    String name,
    String dialed,
    String attestation,
    String userAgent,
    @Nullable TimedKey firstKey,
    @Nullable TimedKey secondKey,
    @Nullable TimedKey thirdKey) {

  /// A key and how long after the event before it.
  public record TimedKey(Duration after, char key) {}

  /// A caller with an ordinary phone who keys nothing.
  public static PlannedCall silent(String number, String dialed) {
    return new PlannedCall(number, "Caller", dialed, "none", "carrier", null, null, null);
  }

  public PlannedCall keying(@Nullable TimedKey first, @Nullable TimedKey second) {
    return keying(first, second, null);
  }

  public PlannedCall keying(
      @Nullable TimedKey first, @Nullable TimedKey second, @Nullable TimedKey third) {
    return new PlannedCall(number, name, dialed, attestation, userAgent, first, second, third);
  }

  public PlannedCall named(String shownName) {
    return new PlannedCall(
        number, shownName, dialed, attestation, userAgent, firstKey, secondKey, thirdKey);
  }

  public PlannedCall attested(String level) {
    return new PlannedCall(number, name, dialed, level, userAgent, firstKey, secondKey, thirdKey);
  }

  public PlannedCall from(String agent) {
    return new PlannedCall(number, name, dialed, attestation, agent, firstKey, secondKey, thirdKey);
  }

  /// The line of SIPp's injection file.
  String csv() {
    return String.join(
        ";",
        number,
        name,
        dialed,
        attestation,
        userAgent,
        firstKey == null ? "" : Long.toString(firstKey.after().toMillis()),
        firstKey == null ? "" : String.valueOf(firstKey.key()),
        secondKey == null ? "" : Long.toString(secondKey.after().toMillis()),
        secondKey == null ? "" : String.valueOf(secondKey.key()),
        thirdKey == null ? "" : Long.toString(thirdKey.after().toMillis()),
        thirdKey == null ? "" : String.valueOf(thirdKey.key()));
  }
}
