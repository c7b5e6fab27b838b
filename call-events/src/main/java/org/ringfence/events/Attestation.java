package org.ringfence.events;

/// What the originating carrier vouches for (ATIS-1000074): A full, B partial, C gateway.
public enum Attestation {
  A,
  B,
  C,
  UNSIGNED,
  FAILED
}
