package org.ringfence.gateway.ivr;

import java.util.Locale;
import java.util.Optional;

/// A language that callers can be spoken to in. It takes prompts and a way to say numbers
/// ([SpokenNumber]) and times ([SpokenTime]), so a new one is code as well as recordings. It is
/// offered when a flow has it among its languages, which is refused while prompts are missing.
public enum Language {
  EN,
  ES,
  /// Somali.
  SO,
  /// White Hmong.
  HMN;

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
