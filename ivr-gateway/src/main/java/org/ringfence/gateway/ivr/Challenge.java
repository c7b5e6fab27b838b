package org.ringfence.gateway.ivr;

import java.util.ArrayList;
import java.util.List;

/// The challenge: a caller is asked to key a few digits that are said plainly, and has two tries.
///
/// It is said in one language when the caller has chosen one, else in all that are offered, one
/// after another. Nothing is distorted: who can use a telephone can pass it, and who cannot key
/// digits is not refused for it.
public final class Challenge {

  /// How many digits are to be keyed.
  public static final int DIGITS = 2;

  /// How often they are asked for.
  public static final int TRIES = 2;

  /// How long is waited for the digits, from the end of the prompt: twice what an unhurried caller
  /// takes, because unsteady hands and relay operators need it.
  public static final int ANSWER_SECONDS = 12;

  private static final String ASK = "challenge";
  private static final String ASK_AGAIN = "challenge-again";
  private static final String LET_GO = "let-go";
  private static final String TURNED_AWAY = "turned-away";

  private Challenge() {}

  /// The prompts of one try.
  ///
  /// @param languages in which it is said, in this order; at least one
  /// @param digits [#DIGITS] digits
  /// @param again whether the caller was asked before
  public static List<String> prompts(List<Language> languages, String digits, boolean again) {
    List<String> paths = new ArrayList<>();
    for (Language language : languages) {
      paths.add(Prompt.path(language, again ? ASK_AGAIN : ASK));
      digits.chars().forEach(digit -> paths.add(Prompt.path(language, "n-" + (char) digit)));
    }
    return paths;
  }

  /// Tells a caller of whom nothing was heard how to reach us otherwise.
  static List<String> letGo(List<Language> languages) {
    return inEach(languages, LET_GO);
  }

  static List<String> turnedAway(List<Language> languages) {
    return inEach(languages, TURNED_AWAY);
  }

  private static List<String> inEach(List<Language> languages, String id) {
    return languages.stream().map(language -> Prompt.path(language, id)).toList();
  }

  /// The ids of the prompts that a challenge and what follows it need beside the digits.
  static List<String> promptIds() {
    return List.of(ASK, ASK_AGAIN, Listening.PROMPT, LET_GO, TURNED_AWAY);
  }
}
