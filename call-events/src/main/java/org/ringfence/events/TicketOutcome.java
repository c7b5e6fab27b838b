package org.ringfence.events;

/// How a ticket ended.
public enum TicketOutcome {
  SERVED,
  ABANDONED
}
