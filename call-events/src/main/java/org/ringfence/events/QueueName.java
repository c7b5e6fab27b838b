package org.ringfence.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A line that callers wait in, as the operator named it.
public record QueueName(@JsonValue String value) implements Comparable<QueueName> {

  @JsonCreator
  public QueueName {
    Identifiers.requireToken("QueueName", value);
  }

  @Override
  public int compareTo(QueueName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
