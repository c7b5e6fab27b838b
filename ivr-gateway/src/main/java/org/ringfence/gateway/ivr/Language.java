package org.ringfence.gateway.ivr;

import java.util.Locale;
import java.util.Optional;

/// A language that callers are spoken to in. It takes prompts and a way to say numbers
/// ([SpokenNumber]), so a new one is code as well as recordings.
public enum Language {
  EN,
  ES;

  /// The code in settings, tokens and prompt paths.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Language> find(String code) {
    for (Language language : values()) {
      if (language.code().equals(code)) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }
}
