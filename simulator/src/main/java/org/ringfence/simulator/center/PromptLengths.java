package org.ringfence.simulator.center;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// How long each prompt plays.
public final class PromptLengths {

  /// Words that a calm voice says in a minute.
  private static final double WORDS_PER_MINUTE = 150;

  private static final String CATALOGUE = "catalogue.";

  private final Map<String, Double> secondsByPath = new HashMap<>();

  private PromptLengths() {}

  /// @param lines `language<TAB>id<TAB>seconds` and more, as the list of built prompts has them
  public static PromptLengths of(Collection<String> lines) {
    PromptLengths lengths = new PromptLengths();
    for (String line : lines) {
      String[] fields = line.split("\t", -1);
      if (fields.length >= 3 && fields[2].matches("[0-9]{1,4}(\\.[0-9]{1,6})?")) {
        lengths.secondsByPath.put(
            "ringfence/" + fields[0] + "/" + fields[1], Double.parseDouble(fields[2]));
      }
    }
    return lengths;
  }

  /// The lines that [#of] reads, with lengths estimated from the words, for a machine on which no
  /// prompts were built.
  ///
  /// @param prompts the folder with `catalogue.<language>`
  public static List<String> estimated(Path prompts) throws IOException {
    List<String> lines = new ArrayList<>();
    List<Path> catalogues;
    try (Stream<Path> files = Files.list(prompts)) {
      catalogues =
          files
              .filter(file -> file.getFileName().toString().startsWith(CATALOGUE))
              .sorted()
              .toList();
    }
    for (Path catalogue : catalogues) {
      String language = catalogue.getFileName().toString().substring(CATALOGUE.length());
      for (String line : Files.readAllLines(catalogue)) {
        int bar = line.indexOf('|');
        if (bar > 0 && !line.startsWith("#")) {
          long words = line.substring(bar + 1).strip().split("\\s+").length;
          lines.add(
              String.format(
                  Locale.ROOT,
                  "%s\t%s\t%.2f",
                  language,
                  line.substring(0, bar).strip(),
                  words * 60 / WORDS_PER_MINUTE));
        }
      }
    }
    return lines;
  }

  /// The length of prompts played one after another; what is not known takes no time.
  double seconds(List<String> paths) {
    double sum = 0;
    for (String path : paths) {
      sum += secondsByPath.getOrDefault(path, 0.0);
    }
    return sum;
  }
}
