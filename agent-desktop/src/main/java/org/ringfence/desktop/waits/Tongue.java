package org.ringfence.desktop.waits;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A language in which the public is told the wait.
public enum Tongue {
  EN(Locale.US),
  ES(Locale.of("es", "US"));

  private static final List<String> TAGS = List.of("en", "es");

  private final Locale locale;

  Tongue(Locale locale) {
    this.locale = locale;
  }

  public String tag() {
    return locale.getLanguage();
  }

  Locale locale() {
    return locale;
  }

  /// The one that is asked for by name, or else that a browser's `Accept-Language` likes best.
  public static Tongue of(@Nullable String asked, @Nullable String accepted) {
    for (Tongue tongue : values()) {
      if (tongue.tag().equals(asked)) {
        return tongue;
      }
    }
    if (accepted == null || accepted.isBlank()) {
      return EN;
    }
    try {
      @Nullable String best = Locale.lookupTag(Locale.LanguageRange.parse(accepted), TAGS);
      return "es".equals(best) ? ES : EN;
    } catch (IllegalArgumentException noLanguages) {
      return EN;
    }
  }
}
