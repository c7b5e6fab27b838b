package org.ringfence.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// All queues that share agents; routing is decided per pool, in one place.
public record PoolName(@JsonValue String value) implements Comparable<PoolName> {

  @JsonCreator
  public PoolName {
    Identifiers.requireToken("PoolName", value);
  }

  @Override
  public int compareTo(PoolName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
