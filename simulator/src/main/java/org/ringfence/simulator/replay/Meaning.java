package org.ringfence.simulator.replay;

/// What a sound says to a caller.
sealed interface Meaning {

  /// A question begins.
  ///
  /// @param language it is the language question; otherwise it counts as a purpose menu
  record Question(boolean language) implements Meaning {}

  /// Another step of the flow begins: the caller sees progress.
  record Progress() implements Meaning {}

  /// The last words before the line.
  record Joining() implements Meaning {}

  /// Something that is said in line only.
  record InLine() implements Meaning {}

  /// The caller is asked to key the digits that follow.
  record Challenge() implements Meaning {}

  /// An agent speaks.
  ///
  /// @param number in the order of the agents' plans
  record Agent(int number) implements Meaning {}

  /// A number, or a part of one.
  record Spoken(int value) implements Meaning {}

  /// A word of the announced wait.
  enum RangeWord implements Meaning {
    BETWEEN,
    AND,
    LESS_THAN,
    MORE_THAN,
    UNDER_A_MINUTE,
    MINUTES
  }

  /// Nothing that a caller acts on.
  record Other() implements Meaning {}
}
