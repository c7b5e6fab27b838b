package org.ringfence.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A protected line: the number that is called, as digits. Screening state meets here.
public record LineId(@JsonValue String value) implements Comparable<LineId> {

  @JsonCreator
  public LineId {
    Identifiers.requireToken("LineId", value);
  }

  @Override
  public int compareTo(LineId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
