package org.ringfence.events;

import java.time.Instant;

/// Everything that travels on the bus: events (past tense) and commands (imperative).
///
/// Each message knows the topic it belongs to and the key that keeps its order.
public sealed interface Message
    permits CallEvent,
        ScreeningDecision,
        DefenceCommand,
        AttemptsRefused,
        AgentMessage,
        LineCommand,
        OfferEvent,
        LineDecision,
        ClockTicked,
        SnapshotTaken,
        AccessRecorded,
        SiteChange {

  /// When it happened or was decided, by the clock of whoever said it.
  Instant at();

  Topic topic();

  /// What orders it: a protected line for screening, a pool for routing, one word for the trail,
  /// what was changed for the site.
  String key();
}
