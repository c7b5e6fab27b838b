package org.ringfence.detector.crowd;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Attestation;

/// The cells of one call, as far as they are known; -1 where they are not.
///
/// @param weight what the call counts: less than 1 for a number that called just before, so that a
///   person who tries again is not a crowd
public record CallTraits(
    int origin,
    int attestation,
    int looks,
    int exchange,
    int sequence,
    int languageTime,
    int menuTime,
    int conduct,
    int recording,
    double weight) {

  static final int UNKNOWN = -1;

  /// Nothing is known: for calls that were admitted unseen.
  public static final CallTraits NONE =
      new CallTraits(
          UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, 1);

  /// About when the language key came, from the start of its question; null when it did not.
  public @Nullable Double languageSeconds() {
    return languageTime < 0 ? null : (Double) KeyTimes.seconds(languageTime);
  }

  /// Whether its area code is one of the home ones.
  public boolean comesFromHome() {
    return origin >= 0 && origin < Origins.MAX_AREAS;
  }

  int cell(Trait trait) {
    return switch (trait) {
      case ORIGIN -> origin;
      case ATTESTATION -> attestation;
      case LOOKS -> looks;
      case EXCHANGE -> exchange;
      case SEQUENCE -> sequence;
      case CONDUCT -> conduct;
      case LANGUAGE_TIME -> languageTime;
      case LANGUAGE_SPAN -> languageTime < 0 ? UNKNOWN : KeyTimes.coarse(languageTime);
      case MENU_TIME -> menuTime;
      case MENU_SPAN -> menuTime < 0 ? UNKNOWN : KeyTimes.coarse(menuTime);
      case RECORDING -> recording;
      // Known only when the call is over.
      case LENGTH -> UNKNOWN;
    };
  }

  CallTraits withLanguageTime(int cell) {
    return new CallTraits(
        origin, attestation, looks, exchange, sequence, cell, menuTime, conduct, recording, weight);
  }

  CallTraits withMenuTime(int cell) {
    return new CallTraits(
        origin,
        attestation,
        looks,
        exchange,
        sequence,
        languageTime,
        cell,
        conduct,
        recording,
        weight);
  }

  CallTraits withConduct(int cell, int recordingCell) {
    return new CallTraits(
        origin,
        attestation,
        looks,
        exchange,
        sequence,
        languageTime,
        menuTime,
        cell,
        recordingCell,
        weight);
  }

  static int attestationCell(Attestation attestation) {
    return switch (attestation) {
      case A -> 0;
      case B -> 1;
      case C -> 2;
      case UNSIGNED -> 3;
      case FAILED -> 4;
    };
  }

  static int looksCell(String looks) {
    CRC32 hash = new CRC32();
    hash.update(looks.getBytes(StandardCharsets.UTF_8));
    return (int) (hash.getValue() % Trait.LOOKS.cells());
  }
}
