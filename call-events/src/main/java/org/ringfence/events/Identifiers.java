package org.ringfence.events;

/// The one rule that every identifier keeps: short printable ASCII without spaces, commas or pipes,
/// so that it can travel through AGI arguments, AMI headers, Kafka keys and file names unquoted.
final class Identifiers {

  private static final int MAX_LENGTH = 128;

  private Identifiers() {}

  static void requireToken(String type, String value) {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          type + " must have 1 to " + MAX_LENGTH + " characters, but has " + value.length());
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == ',' || c == '|' || c == '"' || c == '\\') {
        throw new IllegalArgumentException(type + " has a character that is not allowed at " + i);
      }
    }
  }
}
