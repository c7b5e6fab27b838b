package org.ringfence.detector.traffic;

import java.util.Locale;

/// One component of a minute's vector.
///
/// Each is brought to a scale on which chance moves it by about `1 / (2·√n)`, `n` the calls behind
/// it: shares by `asin(√share)` and levels by `ln / 2` (the variance-stabilising transforms of the
/// binomial and the Poisson distribution). So no component drowns the others in the forest, whose
/// cuts follow ranges.
enum Measure {
  ATTEMPTS("attempts", Kind.LEVEL, MinuteCounts.ATTEMPTS, MinuteCounts.ATTEMPTS),
  WITHHELD("withheld callers", Kind.SHARE, MinuteCounts.WITHHELD, MinuteCounts.ATTEMPTS),
  AWAY("callers from elsewhere", Kind.SHARE, MinuteCounts.AWAY, MinuteCounts.ATTEMPTS),
  AGAIN("numbers that call again", Kind.SHARE, MinuteCounts.AGAIN, MinuteCounts.ATTEMPTS),
  UNSIGNED("unsigned calls", Kind.SHARE, MinuteCounts.UNSIGNED, MinuteCounts.ATTEMPTS),
  SUSPECT("calls held for machines'", Kind.SHARE, MinuteCounts.SUSPECT, MinuteCounts.ATTEMPTS),
  PORTS("ports in use", Kind.LEVEL, MinuteCounts.PORTS, MinuteCounts.ATTEMPTS),
  UNHEARD("callers never heard", Kind.SHARE, MinuteCounts.UNHEARD, MinuteCounts.ASKED),
  SILENT("callers who key nothing", Kind.SHARE, MinuteCounts.SILENT, MinuteCounts.ASKED),
  LEFT("callers who leave at the questions", Kind.SHARE, MinuteCounts.LEFT, MinuteCounts.ENDED),
  KEY_TIME("the language key comes after", Kind.TIME, 0, 0),
  LENGTH("calls last", Kind.TIME, 0, 0);

  /// How a component is measured and said.
  enum Kind {
    /// A part of calls, 0 to 1.
    SHARE,
    /// How many.
    LEVEL,
    /// A median, in seconds.
    TIME
  }

  /// Deviations that a person would not call one: of a share, and of a level or time.
  private static final double LEAST_SHARE = 0.05;

  private static final double LEAST_RATIO = 1.5;

  private final String words;
  private final Kind kind;
  private final int part;
  private final int whole;

  Measure(String words, Kind kind, int part, int whole) {
    this.words = words;
    this.kind = kind;
    this.part = part;
    this.whole = whole;
  }

  static final int COUNT = values().length;

  /// Its place in a vector.
  @SuppressWarnings("EnumOrdinal")
  int place() {
    return ordinal();
  }

  /// Calls behind it.
  int calls(MinuteCounts window) {
    return switch (this) {
      case KEY_TIME -> window.keyTimes();
      case LENGTH -> window.get(MinuteCounts.ENDED);
      default -> window.get(whole);
    };
  }

  /// On the common scale.
  ///
  /// @param minutes that the window is long
  double of(MinuteCounts window, int minutes) {
    return switch (this) {
      case KEY_TIME -> StrictMath.log(window.medianKeySeconds());
      case LENGTH -> LENGTH_SCALE * StrictMath.log(window.medianLengthSeconds());
      case ATTEMPTS -> StrictMath.log((window.get(part) + 1.0) / minutes) / 2;
      case PORTS -> StrictMath.log(window.get(part) + 1.0) / 2;
      default -> {
        // What a part counts may have arrived before the window.
        double share = (window.get(part) + 0.25) / (window.get(whole) + 0.5);
        yield StrictMath.asin(StrictMath.sqrt(Math.min(1, share)));
      }
    };
  }

  /// People's talks spread by a factor of e, so that a median of them moves more than one of key
  /// times does.
  private static final double LENGTH_SCALE = 0.4;

  private double value(double scaled) {
    return switch (this) {
      case KEY_TIME -> StrictMath.exp(scaled);
      case LENGTH -> StrictMath.exp(scaled / LENGTH_SCALE);
      case ATTEMPTS, PORTS -> StrictMath.exp(2 * scaled);
      default -> StrictMath.pow(StrictMath.sin(Math.clamp(scaled, 0, Math.PI / 2)), 2);
    };
  }

  /// Whether a person would call two values different. Of levels only a rise counts: they fall each
  /// evening.
  boolean differs(double now, double usually) {
    double value = value(now);
    double usual = value(usually);
    return switch (kind) {
      case SHARE -> Math.abs(value - usual) >= LEAST_SHARE;
      case LEVEL -> value >= LEAST_RATIO * usual;
      case TIME -> Math.max(value / usual, usual / value) >= LEAST_RATIO;
    };
  }

  /// For people: `withheld callers 18 % (usually 3 %)`.
  String say(double now, double usually) {
    return words + " " + say(value(now)) + " (usually " + say(value(usually)) + ")";
  }

  private String say(double value) {
    return switch (kind) {
      case SHARE -> Math.round(100 * value) + " %";
      case LEVEL -> Math.round(value) + (this == ATTEMPTS ? " a minute" : "");
      case TIME ->
          value < 60
              ? String.format(Locale.ROOT, "%.1f s", value)
              : String.format(Locale.ROOT, "%.1f min", value / 60);
    };
  }
}
