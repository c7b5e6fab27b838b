package org.ringfence.events;

/// How pressed a protected line is. A surge changes the mode, never the score of a caller.
public enum Mode {
  GREEN,
  AMBER,
  RED
}
