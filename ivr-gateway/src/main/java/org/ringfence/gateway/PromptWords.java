package org.ringfence.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ringfence.gateway.ivr.Language;
import org.ringfence.settings.SettingsException;
import org.ringfence.settings.SettingsProblem;

/// What prompts say, read from the catalogues.
public final class PromptWords {

  private PromptWords() {}

  /// The words by `language/id`, in the order of the catalogues; a language without a catalogue has
  /// none.
  ///
  /// @param folder with `catalogue.<language>`
  public static Map<String, String> read(Path folder) {
    Map<String, String> words = new LinkedHashMap<>();
    for (Language language : Language.values()) {
      Path catalogue = folder.resolve("catalogue." + language.code());
      for (String line : Files.isReadable(catalogue) ? lines(catalogue) : List.<String>of()) {
        String[] parts = line.split("\\|", -1);
        if (parts.length >= 2 && !line.startsWith("#")) {
          words.put(language.code() + "/" + parts[0].strip(), parts[1].strip());
        }
      }
    }
    return words;
  }

  private static List<String> lines(Path catalogue) {
    try {
      return Files.readAllLines(catalogue);
    } catch (IOException unreadable) {
      throw new SettingsException(
          List.of(
              new SettingsProblem(
                  catalogue.toString(), "", "cannot be read: " + unreadable.getMessage())));
    }
  }
}
