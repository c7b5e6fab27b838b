package org.ringfence.events;

/// The independent kinds of evidence; one class alone never rejects unless it is a certainty.
public enum SignalClass {
  IDENTITY,
  CADENCE,
  CLUSTER,
  BEHAVIOUR,
  AUDIO
}
