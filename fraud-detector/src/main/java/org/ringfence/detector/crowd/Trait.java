package org.ringfence.detector.crowd;

import org.ringfence.events.SignalClass;

/// A way in which calls can be alike, with its cells.
///
/// Each call falls into at most one cell of a trait. How many cells there are is fixed, so state is
/// bounded whatever calls; where values are hashed into cells, two that share one only make each
/// other look more usual.
///
/// `floor` is the least share that people are credited with in any one cell. It is far above what
/// people's calls show on average: who calls differs from line to line and from hour to hour, and a
/// rare kind of people must not look like machines because there are a few more of them today.
public enum Trait {
  /// Where the number is from: home area codes one by one, and everything else by kind.
  ORIGIN(1, "origin", SignalClass.CLUSTER, 64, 0.04, false),
  /// The originating carrier's word.
  ATTESTATION(2, "attestation-mix", SignalClass.CLUSTER, 8, 0.05, false),
  /// What the signalling looks like.
  LOOKS(3, "looks", SignalClass.CLUSTER, 256, 0.05, false),
  /// Area code and exchange of a North American number, hashed.
  EXCHANGE(4, "exchange", SignalClass.CLUSTER, 4096, 0.02, true),
  /// Whether the number lies next to one that called a moment ago.
  SEQUENCE(5, "sequence", SignalClass.CLUSTER, 2, 0.02, false),
  /// Which questions got a key, and whether anything was heard.
  CONDUCT(6, "conduct", SignalClass.AUDIO, 8, 0.06, false),
  /// When the language key came, to 2.5 %.
  LANGUAGE_TIME(7, "language-key-time", SignalClass.BEHAVIOUR, KeyTimes.FINE, 0.008, false),
  /// The same to a fifth.
  LANGUAGE_SPAN(8, "language-key-time", SignalClass.BEHAVIOUR, KeyTimes.COARSE, 0.05, false),
  /// When the first key after the language came, to 2.5 %.
  MENU_TIME(9, "menu-key-time", SignalClass.BEHAVIOUR, KeyTimes.FINE, 0.008, false),
  /// The same to a fifth.
  MENU_SPAN(10, "menu-key-time", SignalClass.BEHAVIOUR, KeyTimes.COARSE, 0.05, false),
  /// The same sound in the first seconds.
  RECORDING(11, "same-recording", SignalClass.AUDIO, Prints.MAX, 0.001, true),
  /// After how long the caller hung up before the line, to 2.5 %. It is known of calls that are
  /// over, so it weighs on no call by itself; it shows that machines call, and marks campaigns.
  LENGTH(12, "call-length", SignalClass.BEHAVIOUR, KeyTimes.LENGTHS, 0.008, true);

  private final int number;
  private final String signalName;
  private final SignalClass signalClass;
  private final int cells;
  private final double floor;
  private final boolean flat;

  Trait(
      int number,
      String signalName,
      SignalClass signalClass,
      int cells,
      double floor,
      boolean flat) {
    this.number = number;
    this.signalName = signalName;
    this.signalClass = signalClass;
    this.cells = cells;
    this.floor = floor;
    this.flat = flat;
  }

  /// In kebab-case, as shown on the board and in meters.
  public String signalName() {
    return signalName;
  }

  public SignalClass signalClass() {
    return signalClass;
  }

  /// What it is called in snapshots; never changed and never used again.
  int number() {
    return number;
  }

  /// Where it is in an array of all traits, which is faster than a map and nowhere stored.
  @SuppressWarnings("EnumOrdinal")
  int place() {
    return ordinal();
  }

  /// Whether its surplus is of all calls that arrive, and not of those that come to the questions'
  /// end.
  boolean isAtArrival() {
    return switch (this) {
      case ORIGIN, ATTESTATION, LOOKS, EXCHANGE, SEQUENCE -> true;
      // Whoever left before the end was among those who arrived, and never at the end.
      case LENGTH -> true;
      case CONDUCT, LANGUAGE_TIME, LANGUAGE_SPAN, MENU_TIME, MENU_SPAN, RECORDING -> false;
    };
  }

  int cells() {
    return cells;
  }

  /// The least share that people are credited with in a cell.
  double floor(int cell) {
    return this == CONDUCT ? Conduct.floor(cell) : floor;
  }

  /// The least of [#floor] of all cells.
  double leastFloor() {
    return this == CONDUCT ? Conduct.LEAST_FLOOR : floor;
  }

  /// Whether no cell is more usual than another, so that nothing is learned but the floor.
  boolean isFlat() {
    return flat;
  }
}
