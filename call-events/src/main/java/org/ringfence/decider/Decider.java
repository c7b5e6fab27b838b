package org.ringfence.decider;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ringfence.events.Message;

/// A deterministic state machine for one key (a protected line, a pool).
///
/// INVARIANT: the same messages in the same order give the same state and the same answers, on any
/// machine and at any time. So it has no clock (time is [Message#at()], and a
/// [org.ringfence.events.ClockTicked] when nothing else comes), no randomness, no I/O, no threads,
/// and never iterates a collection whose order is not defined. It is not thread-safe.
///
/// Messages may come twice, late or out of order in their own time; a decider keeps its own clock
/// as the greatest `at` seen and never throws for what a message says.
public interface Decider {

  /// Applies one message and returns what follows from it, in order. Timers that are due at
  /// `message.at()` fire first.
  List<Message> apply(Message message);

  /// When a [org.ringfence.events.ClockTicked] is wanted at the latest; empty when nothing is
  /// pending.
  Optional<Instant> nextDue();

  /// The whole state, for [#restore].
  byte[] snapshot();

  /// Replaces the state by one that [#snapshot] gave, possibly in an earlier version of this code.
  void restore(byte[] snapshot);

  /// Makes the empty decider of a key.
  @FunctionalInterface
  interface Factory {
    Decider create(String key);
  }
}
