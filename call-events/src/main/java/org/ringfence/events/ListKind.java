package org.ringfence.events;

/// What a list does for a number.
public enum ListKind {
  /// Always let in.
  ALLOW,
  /// Always refused.
  BLOCK
}
