package org.ringfence.gateway.ivr;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a caller stands in the flow: all that is known, in one value that travels as a token on
/// the caller's channel and so survives us.
///
/// @param at the node that was entered last, or empty before the first
/// @param left the question before this node that was left by silence just now, or empty
/// @param tries how often the question at this node was asked and answered by a wrong key
/// @param verdict `announce`, `challenge` (due, and not yet said), `divert` or empty
/// @param keyed whether the caller ever pressed a key
/// @param challenge what the caller is asked for to show that somebody is there, or null
/// @param screening what the verdict before the line left, or null before it
/// @param flow the version of the flow that the caller is led by, or empty when it was not said
/// @param destination what the caller asked for, from the node on that leads to the line
/// @param answers what was answered, by question
public record IvrState(
    String at,
    String left,
    int tries,
    String verdict,
    boolean keyed,
    @Nullable Asked challenge,
    @Nullable Screened screening,
    String flow,
    @Nullable Destination destination,
    Map<String, String> answers) {

  /// Nobody has been asked anything.
  public static final IvrState START =
      new IvrState("", "", 0, "", false, null, null, "", null, Map.of());

  /// A token is cut by nobody, so a longer one is not ours.
  static final int MAX_TOKEN_LENGTH = 400;

  private static final String DIVERT = "divert";
  private static final String CHALLENGE = "challenge";
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

  /// Whether the caller waits with low priority.
  public boolean isDiverted() {
    return verdict.equals(DIVERT);
  }

  /// Whether the caller is to be challenged before anything else.
  public boolean isChallengeDue() {
    return verdict.equals(CHALLENGE) && challenge == null;
  }

  /// Notes what a caller pressed.
  ///
  /// @param keys empty for nothing
  public IvrState heard(String keys) {
    return keyed || keys.isEmpty()
        ? this
        : new IvrState(
            at, left, tries, verdict, true, challenge, screening, flow, destination, answers);
  }

  /// In a challenge or a listening, or out of it.
  IvrState challenged(@Nullable Asked asked) {
    return new IvrState(
        at, "", tries, verdict, keyed, asked, screening, flow, destination, answers);
  }

  /// How the caller goes on after a verdict.
  public IvrState judged(boolean diverted) {
    String next = diverted ? DIVERT : "";
    return new IvrState(at, "", tries, next, keyed, null, screening, flow, destination, answers);
  }

  /// The caller may go to the line and is not screened there again.
  public IvrState screened(Screened result) {
    return new IvrState(
        at, left, tries, verdict, keyed, challenge, result, flow, destination, answers);
  }

  IvrState entered(String node) {
    return new IvrState(
        node, "", 0, verdict, keyed, challenge, screening, flow, destination, answers);
  }

  IvrState leaving(String question) {
    return new IvrState(
        at, question, tries, verdict, keyed, challenge, screening, flow, destination, answers);
  }

  IvrState triedAgain() {
    return new IvrState(
        at, "", tries + 1, verdict, keyed, challenge, screening, flow, destination, answers);
  }

  /// Led by a flow from here on.
  public IvrState ledBy(String version) {
    return new IvrState(
        at, left, tries, verdict, keyed, challenge, screening, version, destination, answers);
  }

  /// Before the first question again, with what is known of the call and nothing that was answered.
  IvrState afresh() {
    return new IvrState("", "", 0, verdict, keyed, challenge, screening, "", null, Map.of());
  }

  IvrState wanting(Destination wanted) {
    return new IvrState(
        at, left, tries, verdict, keyed, challenge, screening, flow, wanted, answers);
  }

  /// @param answer takes the place of an earlier one; empty for none
  IvrState answered(String question, String answer) {
    Map<String, String> more = new TreeMap<>(answers);
    if (answer.isEmpty()) {
      more.remove(question);
    } else {
      more.put(question, answer);
    }
    return new IvrState(
        at, left, tries, verdict, keyed, challenge, screening, flow, destination, more);
  }

  /// The token: `at=purpose;try=1;verdict=announce;a.language=es`; empty for [#START].
  public String token() {
    StringBuilder token = new StringBuilder();
    append(token, "at", at);
    append(token, "left", left);
    append(token, "try", tries == 0 ? "" : Integer.toString(tries));
    append(token, "verdict", verdict);
    append(token, "keyed", keyed ? "1" : "");
    append(token, "challenge", challenge == null ? "" : challenge.token());
    append(token, "screened", screening == null ? "" : screening.token());
    append(token, "flow", flow);
    if (destination != null) {
      DestinationToken.parts(destination).forEach((name, value) -> append(token, name, value));
    }
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
    IvrState state = START;
    for (String part : token.split(";", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? "" : part.substring(0, equals);
      String value = part.substring(equals + 1);
      IvrState next = state.with(name, value);
      if (next == null) {
        return START;
      }
      state = next;
    }
    return state;
  }

  /// This state with one part of a token, or null when it is none of ours.
  private @Nullable IvrState with(String name, String value) {
    @Nullable Destination wanted = DestinationToken.with(destination, name, value);
    if (wanted != null) {
      return wanting(wanted);
    }
    if (!isValue(value)) {
      return null;
    }
    if (name.startsWith(ANSWER) && isName(name.substring(ANSWER.length()))) {
      return answered(name.substring(ANSWER.length()), value);
    }
    return switch (name) {
      case "at" -> isName(value) ? entered(value) : null;
      case "left" -> isName(value) ? leaving(value) : null;
      case "try" -> value.matches("[0-9]") ? tried(Integer.parseInt(value)) : null;
      case "verdict" ->
          isName(value)
              ? new IvrState(
                  at, left, tries, value, keyed, challenge, screening, flow, destination, answers)
              : null;
      case "keyed" -> heard(value);
      case "flow" -> ledBy(value);
      case "challenge" -> {
        @Nullable Asked asked = Asked.of(value);
        yield asked == null ? null : challenged(asked);
      }
      case "screened" -> {
        @Nullable Screened result = Screened.of(value);
        yield result == null ? null : screened(result);
      }
      default -> null;
    };
  }

  private IvrState tried(int times) {
    return new IvrState(
        at,
        left,
        Math.min(times, MAX_TRIES),
        verdict,
        keyed,
        challenge,
        screening,
        flow,
        destination,
        answers);
  }

  /// What a verdict before the line left: `230h` is odds of 2.3 nats, and somebody was heard.
  ///
  /// @param odds natural logarithm of P(machine) / P(person), in hundredths
  /// @param heard whether any sound or key came from the caller
  public record Screened(int odds, boolean heard) {

    private static final int MOST = 9_999;
    private static final Pattern TOKEN = Pattern.compile("(-?[0-9]{1,4})(h?)");

    public Screened {
      odds = Math.clamp(odds, -MOST, MOST);
    }

    public static Screened of(double machineOdds, boolean heard) {
      return new Screened((int) Math.round(Math.clamp(machineOdds, -100, 100) * 100), heard);
    }

    public double machineOdds() {
      return odds / 100.0;
    }

    String token() {
      return odds + (heard ? "h" : "");
    }

    static @Nullable Screened of(String token) {
      var parts = TOKEN.matcher(token);
      return parts.matches()
          ? new Screened(
              Integer.parseInt(String.valueOf(parts.group(1))), "h".equals(parts.group(2)))
          : null;
    }
  }
}
