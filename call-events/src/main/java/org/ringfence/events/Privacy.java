package org.ringfence.events;

/// Whether the caller asked the network to withhold the number (RFC 3323); it may be delivered all
/// the same.
public enum Privacy {
  NONE,
  ID
}
