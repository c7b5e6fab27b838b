package org.ringfence.detector.crowd;

import org.jspecify.annotations.Nullable;

/// What cells mean, for people. Each phrase is made once: in a flood thousands of verdicts a second
/// say the same. Bounded by the number of cells.
final class Phrases {

  private final Origins origins;

  /// By the trait's place and the cell.
  private final @Nullable String[][] plain;

  private final @Nullable String[][] tooMany;

  private final @Nullable String[][] unlike;

  Phrases(Origins origins) {
    this.origins = origins;
    Trait[] traits = Trait.values();
    plain = new String[traits.length][];
    tooMany = new String[traits.length][];
    unlike = new String[traits.length][];
    for (Trait trait : traits) {
      int phrases = isSaidOfAllCells(trait) ? 1 : trait.cells();
      plain[trait.place()] = new String[phrases];
      tooMany[trait.place()] = new String[phrases];
      unlike[trait.place()] = new String[phrases];
    }
  }

  /// Of the cell itself.
  String cell(Trait trait, int cell) {
    return phrase(plain, "", trait, cell);
  }

  /// Of a call in a cell with more calls than people explain.
  String tooMany(Trait trait, int cell) {
    return phrase(tooMany, "too many now: ", trait, cell);
  }

  /// Of a call in a cell that machines seldom fall into now.
  String unlike(Trait trait, int cell) {
    return phrase(unlike, "unlike the machines now: ", trait, cell);
  }

  private String phrase(@Nullable String[][] made, String start, Trait trait, int cell) {
    @Nullable String[] phrases = made[trait.place()];
    int at = isSaidOfAllCells(trait) ? 0 : cell;
    @Nullable String known = phrases[at];
    if (known == null) {
      known = start + words(trait, cell);
      phrases[at] = known;
    }
    return known;
  }

  private static boolean isSaidOfAllCells(Trait trait) {
    return switch (trait) {
      case ATTESTATION, LOOKS, EXCHANGE, SEQUENCE, RECORDING -> true;
      case ORIGIN, CONDUCT, LANGUAGE_TIME, LANGUAGE_SPAN, MENU_TIME, MENU_SPAN, LENGTH -> false;
    };
  }

  private String words(Trait trait, int cell) {
    return switch (trait) {
      case ORIGIN -> origins.words(cell);
      case ATTESTATION -> "one kind of attestation";
      case LOOKS -> "the same unusual signalling";
      case EXCHANGE -> "numbers of one exchange";
      case SEQUENCE -> "numbers that follow one another";
      case CONDUCT -> Conduct.words(cell);
      case LANGUAGE_TIME -> keyAt("language", KeyTimes.seconds(cell));
      case LANGUAGE_SPAN -> keyAt("language", KeyTimes.coarseSeconds(cell));
      case MENU_TIME -> keyAt("second", KeyTimes.seconds(cell));
      case MENU_SPAN -> keyAt("second", KeyTimes.coarseSeconds(cell));
      case RECORDING -> "the same recording";
      case LENGTH ->
          "callers hang up after about " + Math.rint(KeyTimes.seconds(cell) * 10) / 10 + " s";
    };
  }

  private static String keyAt(String which, double seconds) {
    return which + " key at about " + Math.rint(seconds * 10) / 10 + " s";
  }
}
