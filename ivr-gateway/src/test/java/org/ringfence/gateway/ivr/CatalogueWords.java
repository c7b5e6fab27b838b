package org.ringfence.gateway.ivr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The words of a shipped catalogue, by which a sequence of prompts can be read as a sentence.
final class CatalogueWords {

  private final Map<String, String> words = new HashMap<>();

  CatalogueWords(Language language) {
    Path file = Path.of("../config/prompts/catalogue." + language.code());
    try {
      for (String line : Files.readAllLines(file)) {
        String[] fields = line.split("\\|", -1);
        if (!line.startsWith("#") && fields.length > 1) {
          words.put(fields[0].strip(), fields[1].strip());
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// @throws AssertionError when the catalogue lacks one of the prompts
  String sentence(Collection<String> ids) {
    List<String> said =
        ids.stream()
            .map(id -> {
              String text = words.get(id);
              if (text == null) {
                throw new AssertionError("no prompt " + id);
              }
              return text;
            })
            .toList();
    return String.join(" ", said);
  }

  Set<String> ids() {
    return words.keySet();
  }
}
