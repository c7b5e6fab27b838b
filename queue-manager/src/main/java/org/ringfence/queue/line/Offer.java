package org.ringfence.queue.line;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.OfferId;

/// The one ringing or talk that a ticket and an agent share at a time.
final class Offer {
  final OfferId id;
  final Ticket ticket;
  final Agent agent;
  final Instant madeAt;

  /// When no news of the ringing means that it is lost; meaningless once connected.
  Instant deadline;

  boolean rang;

  /// Whether the deadline was put off because we ourselves were away when it passed.
  boolean graceGiven;

  @Nullable Instant connectedAt;

  Offer(OfferId id, Ticket ticket, Agent agent, Instant madeAt, Instant deadline) {
    this.id = id;
    this.ticket = ticket;
    this.agent = agent;
    this.madeAt = madeAt;
    this.deadline = deadline;
  }
}
