package org.ringfence.events;

/// What somebody is who joins a talk beside its agent and caller.
public enum PartyKind {
  /// Another agent of the pool, who may go on with the caller alone.
  COLLEAGUE,
  /// The same while agent and colleague have a private word: the caller hears music and neither of
  /// them. It becomes a [#COLLEAGUE] when all three talk.
  CONSULTED,
  /// A number outside that the settings name (`talk.outside`).
  OUTSIDE,
  /// An interpreter for the caller's language (`talk.interpreters`), a number outside too.
  INTERPRETER,
  /// A supervisor who hears both and is heard by nobody.
  LISTENER,
  /// A supervisor who hears both and is heard by the agent alone.
  WHISPERER,
  /// A supervisor who hears both and is heard by both.
  BARGER;

  /// Whether it is a supervisor's ear, which is in no bridge.
  public boolean isSupervisor() {
    return switch (this) {
      case LISTENER, WHISPERER, BARGER -> true;
      case COLLEAGUE, CONSULTED, OUTSIDE, INTERPRETER -> false;
    };
  }

  /// Whether it is another agent of the pool.
  public boolean isColleague() {
    return this == COLLEAGUE || this == CONSULTED;
  }

  /// Whether it is reached by the trunk.
  public boolean isOutside() {
    return this == OUTSIDE || this == INTERPRETER;
  }
}
