package org.ringfence.gateway.ivr;

import java.util.List;

/// The listening: a caller from whom nothing came at the challenge, and who would be let go or
/// diverted for it, is asked whether anybody is there. Any sound or any key is an answer.
///
/// Somebody who put the telephone down, or who does not understand what digits are wanted for, is
/// heard by the end of it; a machine that was made to be silent is not.
public final class Listening {

  /// How often is asked.
  public static final int ROUNDS = 3;

  /// How long is listened, from the end of the prompt.
  public static final int ANSWER_SECONDS = 8;

  /// Any key.
  static final int KEYS = 1;

  static final String PROMPT = "anybody-there";

  private Listening() {}

  /// The prompts of one round.
  ///
  /// @param languages in which it is said, in this order; at least one
  public static List<String> prompts(List<Language> languages) {
    return languages.stream().map(language -> Prompt.path(language, PROMPT)).toList();
  }
}
