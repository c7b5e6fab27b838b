package org.ringfence.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A caller's place in line; it outlives the call. Its value is derived from the first call that
/// held it.
public record TicketId(@JsonValue String value) implements Comparable<TicketId> {

  @JsonCreator
  public TicketId {
    Identifiers.requireToken("TicketId", value);
  }

  @Override
  public int compareTo(TicketId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
