package org.ringfence.desktop.board;

import org.ringfence.events.LineId;
import org.ringfence.events.PhoneNumber;

/// Whose number it is that a page named by a call or by an entry of a list, and on which line.
///
/// @param number whole; it goes into commands and never to a page
public record KnownCaller(LineId line, PhoneNumber number) {

  /// Whether something can be decided about the number: it must be one that can be told apart.
  public boolean isNameable() {
    return number.normalized().isE164();
  }
}
