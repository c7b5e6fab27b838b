package org.ringfence.simulator.traffic;

import java.util.ArrayList;
import java.util.List;

/// The small language of the traffic files: words between spaces, alternatives between bars, each
/// with a weight before it: `0.3 fixed 45s | 0.7 exponential mean 4h`.
final class Words {

  /// More alternatives than this are a mistake.
  static final int MAX_PARTS = 500;

  /// A weighted alternative; a text without bars is a single one of weight 1.
  record Part(double weight, List<String> words) {}

  private Words() {}

  /// Splits a text; a weight is only expected when there is more than one part, and allowed when
  /// there is one.
  ///
  /// @throws IllegalArgumentException for a weight that is none
  static List<Part> parts(String text) {
    String[] texts = text.split("\\|", -1);
    if (texts.length > MAX_PARTS) {
      throw new IllegalArgumentException("has more than " + MAX_PARTS + " alternatives");
    }
    List<Part> parts = new ArrayList<>();
    double sum = 0;
    for (String one : texts) {
      List<String> words = List.of(one.strip().split("\\s+"));
      boolean weighted = texts.length > 1 || (words.size() > 1 && isNumber(words.getFirst()));
      double weight = weighted ? number(words.getFirst(), 0, 1e9) : 1;
      List<String> rest = weighted ? words.subList(1, words.size()) : words;
      if (rest.isEmpty() || rest.getFirst().isEmpty()) {
        throw new IllegalArgumentException("an alternative is empty in \"" + text + "\"");
      }
      parts.add(new Part(weight, rest));
      sum += weight;
    }
    if (!(sum > 0)) {
      throw new IllegalArgumentException("the weights of \"" + text + "\" are all 0");
    }
    return parts;
  }

  private static boolean isNumber(String word) {
    return word.matches("[0-9]*\\.?[0-9]+");
  }

  /// @throws IllegalArgumentException when it is none or out of bounds
  static double number(String word, double least, double most) {
    if (!isNumber(word)) {
      throw new IllegalArgumentException("\"" + word + "\" should be a number");
    }
    double value = Double.parseDouble(word);
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(word + " must be from " + least + " to " + most);
    }
    return value;
  }

  /// @throws IllegalArgumentException when it is none or out of bounds
  static int whole(String word, int least, int most) {
    double value = number(word, least, most);
    if (value != Math.rint(value)) {
      throw new IllegalArgumentException("\"" + word + "\" should be a whole number");
    }
    return (int) value;
  }

  /// Seconds of a time such as `45s`, `200ms`, `10m`, `4h`; a bare number is taken as it is.
  static double seconds(String word) {
    String digits = word.replaceFirst("[a-z]+$", "");
    double unit =
        switch (word.substring(digits.length())) {
          case "", "s" -> 1;
          case "ms" -> 0.001;
          case "m", "min" -> 60;
          case "h" -> 3600;
          case "d" -> 86_400;
          default -> throw new IllegalArgumentException("\"" + word + "\" should be a time");
        };
    return number(digits, 0, 1e9) * unit;
  }

  /// Checks that a part has so many words, and that a given one is where it should be.
  static void expect(List<String> words, int size, String form) {
    if (words.size() != size) {
      throw new IllegalArgumentException(
          "\"" + String.join(" ", words) + "\" should read \"" + form + "\"");
    }
  }
}
