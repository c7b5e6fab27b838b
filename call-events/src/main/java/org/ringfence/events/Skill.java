package org.ringfence.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Something a call needs and an agent has: a language, a topic, a county.
public record Skill(@JsonValue String value) implements Comparable<Skill> {

  @JsonCreator
  public Skill {
    Identifiers.requireToken("Skill", value);
  }

  @Override
  public int compareTo(Skill other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
