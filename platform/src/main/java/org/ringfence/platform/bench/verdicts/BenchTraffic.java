package org.ringfence.platform.bench.verdicts;

/// Who calls while verdicts are measured.
public enum BenchTraffic {
  /// People alone, as many as the operator expects in a busy hour.
  QUIET("quiet"),
  /// A flood of numbers that never come again, each call different.
  RANDOM("random numbers"),
  /// A flood from a pool of numbers.
  POOL("pool of numbers"),
  /// A flood of numbers that never come again, each keying a language at the same time and then
  /// nothing.
  CAMPAIGN("same key time");

  private final String words;

  BenchTraffic(String words) {
    this.words = words;
  }

  /// For the table.
  String words() {
    return words;
  }

  boolean isFlood() {
    return this != QUIET;
  }
}
