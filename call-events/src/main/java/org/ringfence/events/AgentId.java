package org.ringfence.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// An agent, who is also the user name of the agent's phone.
public record AgentId(@JsonValue String value) implements Comparable<AgentId> {

  @JsonCreator
  public AgentId {
    Identifiers.requireToken("AgentId", value);
  }

  @Override
  public int compareTo(AgentId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
