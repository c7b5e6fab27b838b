package org.ringfence.gateway.ivr;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The prompts that exist, by language.
public final class PromptCatalogue {

  private final Map<Language, Set<String>> ids = new EnumMap<>(Language.class);

  /// @param lines `language<TAB>id<TAB>seconds`; lines of languages that we cannot speak are left
  ///   out
  public static PromptCatalogue of(Collection<String> lines) {
    PromptCatalogue catalogue = new PromptCatalogue();
    for (String line : lines) {
      String[] fields = line.split("\t", -1);
      if (fields.length >= 2) {
        Language.find(fields[0]).ifPresent(language -> catalogue.add(language, fields[1]));
      }
    }
    return catalogue;
  }

  private void add(Language language, String id) {
    ids.computeIfAbsent(language, any -> new TreeSet<>()).add(id);
  }

  boolean has(Language language, String id) {
    return ids.getOrDefault(language, Set.of()).contains(id);
  }

  /// Those of the ids that do not exist in a language.
  List<String> missing(Language language, Collection<String> wanted) {
    List<String> missing = new ArrayList<>(new TreeSet<>(wanted));
    missing.removeIf(id -> has(language, id));
    return missing;
  }
}
