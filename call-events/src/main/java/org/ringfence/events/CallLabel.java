package org.ringfence.events;

/// What an agent says of a call they took.
public enum CallLabel {
  MACHINE,
  PERSON
}
