package org.ringfence.gateway.ivr;

import java.util.Optional;

/// A prompt as a flow names it: `welcome` in the caller's language, `es:language-choice` always in
/// Spanish.
///
/// @param fixed the language it is always said in, or empty for the caller's
public record Prompt(Optional<Language> fixed, String id) {

  /// @throws IllegalArgumentException when the text names no prompt
  static Prompt parse(String text) {
    int colon = text.indexOf(':');
    String id = text.substring(colon + 1);
    if (!id.matches("[a-z0-9][a-z0-9-]{0,63}")) {
      throw new IllegalArgumentException("a prompt has 1 to 64 of a-z 0-9 -, not \"" + id + "\"");
    }
    if (colon < 0) {
      return new Prompt(Optional.empty(), id);
    }
    Optional<Language> language = Language.find(text.substring(0, colon));
    if (language.isEmpty()) {
      throw new IllegalArgumentException("no language \"" + text.substring(0, colon) + "\"");
    }
    return new Prompt(language, id);
  }

  /// The path below Asterisk's sounds folder.
  String path(Language callers) {
    return path(fixed.orElse(callers), id);
  }

  /// The path of a prompt in a language.
  public static String path(Language language, String id) {
    return "ringfence/" + language.code() + "/" + id;
  }
}
