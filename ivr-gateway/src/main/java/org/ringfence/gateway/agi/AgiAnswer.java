package org.ringfence.gateway.agi;

/// The one variable that a script sets as its last act; the dialplan takes its absence as "no
/// answer".
///
/// @throws IllegalArgumentException when the value could end the command or mean something to the
///   dialplan
public record AgiAnswer(String variable, String value) {

  /// Asterisk reads an AGI command of at most 8,191 characters.
  private static final int MAX_LENGTH = 4_096;

  public AgiAnswer {
    if (value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          variable + " would have " + value.length() + " characters");
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c >= 0x7f || c == '"' || c == '\\' || c == '$' || c == ',') {
        throw new IllegalArgumentException(
            variable + " would hold a character that is not allowed");
      }
    }
  }
}
