package org.ringfence.gateway.ivr;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// Whole numbers as sequences of prompts.
///
/// English and Hmong say the parts one after the other. Spanish says `ciento` before a rest, and
/// `uno` when it counts but `un` before a masculine noun (`veintiún minutos`); no sentence of ours
/// puts a number before a feminine noun, so there is no form for it. Somali joins the parts by
/// `iyo` and says `hal` for a single thing.
public final class SpokenNumber {

  /// The greatest number that can be said.
  public static final int MAX = 9_999;

  private static final String AND = "wait-and";

  /// What follows the number.
  public enum Form {
    /// Nothing: `you are number 21`.
    COUNTING,
    /// A noun that is masculine where that matters: `21 minutes`.
    BEFORE_MASCULINE
  }

  private SpokenNumber() {}

  /// The prompt ids that say a number.
  ///
  /// @throws IllegalArgumentException when it is negative or above [#MAX]
  public static List<String> ids(Language language, int number, Form form) {
    if (number < 0 || number > MAX) {
      throw new IllegalArgumentException("cannot say " + number);
    }
    List<String> ids = new ArrayList<>();
    int thousands = number / 1000;
    if (thousands > 1 || (thousands == 1 && saysOneThousand(language))) {
      ids.add("n-" + thousands);
    }
    if (thousands > 0) {
      ids.add("n-thousand");
    }
    int hundreds = number % 1000 / 100;
    int rest = number % 100;
    if (hundreds > 0) {
      join(language, ids);
      boolean more = language == Language.ES && hundreds == 1 && rest > 0;
      ids.add("n-" + hundreds * 100 + (more ? "-and" : ""));
    }
    if (rest > 0 || ids.isEmpty()) {
      join(language, ids);
      ids.add("n-" + rest + (isShortened(language, number, form) ? "-m" : ""));
    }
    return ids;
  }

  /// Spanish and Somali say just `mil` and `kun`.
  private static boolean saysOneThousand(Language language) {
    return switch (language) {
      case EN, HMN -> true;
      case ES, SO -> false;
    };
  }

  private static void join(Language language, List<String> ids) {
    if (language == Language.SO && !ids.isEmpty()) {
      ids.add(AND);
    }
  }

  private static boolean isShortened(Language language, int number, Form form) {
    int rest = number % 100;
    return form == Form.BEFORE_MASCULINE
        && switch (language) {
          case EN, HMN -> false;
          case ES -> rest % 10 == 1 && rest != 11;
          case SO -> number == 1;
        };
  }

  /// Every prompt that some number needs.
  static Collection<String> allIds(Language language) {
    TreeSet<String> all = new TreeSet<>();
    for (int number = 0; number < 1000; number++) {
      all.addAll(ids(language, number, Form.COUNTING));
      all.addAll(ids(language, number, Form.BEFORE_MASCULINE));
    }
    all.add("n-thousand");
    return all;
  }
}
