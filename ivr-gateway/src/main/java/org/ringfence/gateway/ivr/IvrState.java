package org.ringfence.gateway.ivr;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Where a caller stands in the flow: all that is known, in one value that travels as a token on
/// the caller's channel and so survives us.
///
/// @param at the node that was entered last, or empty before the first
/// @param tries how often the question at this node was asked and answered by a wrong key
/// @param verdict `announce`, `divert` or empty
/// @param answers what was answered, by question
public record IvrState(String at, int tries, String verdict, Map<String, String> answers) {

  /// Nobody has been asked anything.
  public static final IvrState START = new IvrState("", 0, "", Map.of());

  /// A token is cut by nobody, so a longer one is not ours.
  static final int MAX_TOKEN_LENGTH = 400;

  private static final int MAX_TRIES = 9;
  private static final String ANSWER = "a.";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{1,32}");

  public IvrState {
    answers = Collections.unmodifiableMap(new TreeMap<>(answers));
  }

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  static boolean isValue(String text) {
    return VALUE.matcher(text).matches();
  }

  IvrState entered(String node) {
    return new IvrState(node, 0, verdict, answers);
  }

  IvrState triedAgain() {
    return new IvrState(at, tries + 1, verdict, answers);
  }

  IvrState answered(String question, String answer) {
    if (answer.isEmpty()) {
      return this;
    }
    Map<String, String> more = new TreeMap<>(answers);
    more.put(question, answer);
    return new IvrState(at, tries, verdict, more);
  }

  /// The token: `at=purpose;try=1;verdict=announce;a.language=es`; empty for [#START].
  public String token() {
    StringBuilder token = new StringBuilder();
    append(token, "at", at);
    append(token, "try", tries == 0 ? "" : Integer.toString(tries));
    append(token, "verdict", verdict);
    answers.forEach((question, answer) -> append(token, ANSWER + question, answer));
    return token.toString();
  }

  private static void append(StringBuilder token, String name, String value) {
    if (!value.isEmpty()) {
      token.append(token.isEmpty() ? "" : ";").append(name).append('=').append(value);
    }
  }

  /// The state that a token says; [#START] for what is no token of ours.
  public static IvrState of(String token) {
    if (token.isEmpty() || token.length() > MAX_TOKEN_LENGTH) {
      return START;
    }
    String at = "";
    int tries = 0;
    String verdict = "";
    Map<String, String> answers = new TreeMap<>();
    for (String part : token.split(";", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? "" : part.substring(0, equals);
      String value = part.substring(equals + 1);
      if (!isValue(value)) {
        return START;
      }
      if (name.equals("at") && isName(value)) {
        at = value;
      } else if (name.equals("try") && value.length() == 1 && Character.isDigit(value.charAt(0))) {
        tries = Math.min(Integer.parseInt(value), MAX_TRIES);
      } else if (name.equals("verdict") && isName(value)) {
        verdict = value;
      } else if (name.startsWith(ANSWER) && isName(name.substring(ANSWER.length()))) {
        answers.put(name.substring(ANSWER.length()), value);
      } else {
        return START;
      }
    }
    return new IvrState(at, tries, verdict, answers);
  }
}
