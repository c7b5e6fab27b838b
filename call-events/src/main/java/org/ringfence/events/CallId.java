package org.ringfence.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// One leg from the trunk: Asterisk's unique id of the channel, which carries the node's
/// `systemname`.
public record CallId(@JsonValue String value) implements Comparable<CallId> {

  @JsonCreator
  public CallId {
    Identifiers.requireToken("CallId", value);
  }

  @Override
  public int compareTo(CallId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
