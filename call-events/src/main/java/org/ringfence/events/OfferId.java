package org.ringfence.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// One ringing of one agent's phone for one ticket; it is also the unique id of that agent's
/// channel in Asterisk.
public record OfferId(@JsonValue String value) implements Comparable<OfferId> {

  @JsonCreator
  public OfferId {
    Identifiers.requireToken("OfferId", value);
  }

  @Override
  public int compareTo(OfferId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
