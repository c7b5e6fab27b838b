package org.ringfence.queue.line;

/// How far a caller is from the normal line, the nearest first.
///
/// A ticket only ever comes nearer: the best that was ever said of it stands, because news may come
/// late or twice, and a gateway that was restarted no longer knows that a caller was heard.
enum Diversion {
  /// In the normal line: never diverted, or heard since.
  NONE,
  /// Diverted, with a handicap by the odds of being a machine; a sound or key came before the line.
  HEARD,
  /// The same, and no sound or key ever came, or what came is surely a machine's: such callers
  /// together hold no more agents than [UnheardShare] allows.
  UNHEARD;

  /// Odds of being a machine from which it is no comfort that something was heard: 98 in 100.
  static final double SURELY = 4;

  static Diversion of(boolean diverted, boolean heard, double machineOdds) {
    if (!diverted) {
      return NONE;
    }
    return heard && !(machineOdds >= SURELY) ? HEARD : UNHEARD;
  }

  boolean isNearerThan(Diversion other) {
    return compareTo(other) < 0;
  }
}
