package org.ringfence.queue.line;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Assignment;
import org.ringfence.events.OfferId;
import org.ringfence.events.RecordingState;

/// The one ringing or talk that a ticket and an agent share at a time.
final class Offer {
  final OfferId id;
  final Ticket ticket;
  final Agent agent;

  /// When the phone was told to ring.
  Instant madeAt;

  /// When the agent became free, or the caller came if that was later.
  final Instant freeSince;

  /// Why this caller now, in words for the agent.
  final String why;

  /// The same for programs; null in states of earlier releases.
  final @Nullable Assignment assignment;

  /// When no news of the ringing means that it is lost; meaningless once connected.
  Instant deadline;

  boolean rang;

  /// Whether the deadline was put off because we ourselves were away when it passed.
  boolean graceGiven;

  @Nullable Instant connectedAt;

  /// What was heard last of the talk's recording; null for none.
  @Nullable RecordingState recording;

  /// Whether the agent passed the caller on, so that the end of the talk breaks nothing.
  boolean transferred;

  Offer(
      OfferId id,
      Ticket ticket,
      Agent agent,
      Instant madeAt,
      Instant deadline,
      Instant freeSince,
      String why,
      @Nullable Assignment assignment) {
    this.id = id;
    this.ticket = ticket;
    this.agent = agent;
    this.madeAt = madeAt;
    this.deadline = deadline;
    this.freeSince = freeSince;
    this.why = why;
    this.assignment = assignment;
  }
}
