package org.ringfence.gateway.ivr;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What is said to callers in line beside position and wait: about the place that is kept for them,
/// and about calling them back.
public final class LinePrompts {

  public static final String CLOSED = "closed";
  public static final String FULL = "line-full";
  public static final String KEPT = "welcome-back";
  public static final String IF_CUT_OFF = "if-cut-off";
  public static final String CODE_QUESTION = "code-question";
  public static final String CODE_WRONG = "code-wrong";
  public static final String CALLBACK_OFFER = "callback-offer";
  public static final String CALLBACK_NUMBER = "callback-number";
  public static final String CALLBACK_CONFIRM = "callback-confirm";
  public static final String CALLBACK_OTHER = "callback-other";
  public static final String CALLBACK_WHICH = "callback-which";
  public static final String CALLBACK_AGREED = "callback-agreed";
  public static final String CALLBACK_REFUSED = "callback-refused";
  public static final String CALLBACK_TAKEN = "callback-taken";
  public static final String CALLBACK_NOT_NOW = "callback-not-now";
  public static final String CALLBACK_GREETING = "callback-greeting";
  public static final String CALLBACK_KEYS = "callback-keys";
  public static final String CALLBACK_CANCELLED = "callback-cancelled";
  public static final String CALLBACK_NEVER = "callback-never";

  private LinePrompts() {}

  /// The prompts' paths.
  public static List<String> paths(Language language, List<String> ids) {
    return ids.stream().map(id -> Prompt.path(language, id)).toList();
  }

  /// Digit by digit.
  public static List<String> digits(String digits) {
    List<String> ids = new ArrayList<>();
    digits.chars().filter(Character::isDigit).forEach(digit -> ids.add("n-" + (digit - '0')));
    return ids;
  }

  /// The prompts that a caller in line may hear, in any language.
  static Collection<String> allIds() {
    return List.of(
        CLOSED,
        FULL,
        KEPT,
        IF_CUT_OFF,
        CODE_QUESTION,
        CODE_WRONG,
        CALLBACK_OFFER,
        CALLBACK_NUMBER,
        CALLBACK_CONFIRM,
        CALLBACK_OTHER,
        CALLBACK_WHICH,
        CALLBACK_AGREED,
        CALLBACK_REFUSED,
        CALLBACK_TAKEN,
        CALLBACK_NOT_NOW,
        CALLBACK_GREETING,
        CALLBACK_KEYS,
        CALLBACK_CANCELLED,
        CALLBACK_NEVER);
  }
}
