package org.ringfence.gateway.ivr;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The prompts that exist, by language, and how long each is.
public final class PromptCatalogue {

  private final Map<Language, Map<String, Double>> seconds = new EnumMap<>(Language.class);

  /// @param lines `language<TAB>id<TAB>seconds`; lines of languages that we cannot speak are left
  ///   out
  public static PromptCatalogue of(Collection<String> lines) {
    PromptCatalogue catalogue = new PromptCatalogue();
    for (String line : lines) {
      String[] fields = line.split("\t", -1);
      if (fields.length >= 2) {
        double length = fields.length > 2 ? number(fields[2]) : 0;
        Language.find(fields[0]).ifPresent(language -> catalogue.add(language, fields[1], length));
      }
    }
    return catalogue;
  }

  private static double number(String text) {
    return text.matches("[0-9]{1,4}(\\.[0-9]{1,3})?") ? Double.parseDouble(text) : 0;
  }

  private void add(Language language, String id, double length) {
    seconds.computeIfAbsent(language, any -> new TreeMap<>()).put(id, length);
  }

  boolean has(Language language, String id) {
    return known(language).contains(id);
  }

  /// The ids that exist in a language.
  Set<String> known(Language language) {
    return seconds.getOrDefault(language, Map.of()).keySet();
  }

  /// How long these take one after another for a caller who is spoken to in a language; what does
  /// not exist takes no time.
  double seconds(List<Prompt> prompts, Language callers) {
    double sum = 0;
    for (Prompt prompt : prompts) {
      Language language = prompt.fixed().orElse(callers);
      sum += seconds.getOrDefault(language, Map.of()).getOrDefault(prompt.id(), 0.0);
    }
    return sum;
  }

  /// Those of the ids that do not exist in a language.
  List<String> missing(Language language, Collection<String> wanted) {
    List<String> missing = new ArrayList<>(new TreeSet<>(wanted));
    missing.removeIf(id -> has(language, id));
    return missing;
  }
}
