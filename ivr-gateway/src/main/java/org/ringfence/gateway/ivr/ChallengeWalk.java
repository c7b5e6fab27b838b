package org.ringfence.gateway.ivr;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.ChallengeResult;
import org.ringfence.gateway.ivr.IvrState.Asked;

/// The walk of one caller through a [Challenge].
///
/// ```
///           wrong, or nothing, and a try left
///                ┌───────┐
/// begin ──────► Ask ◄────┘──── the digits ────────────► over: PASSED
///                └─ no try left, digits on some try ──► over: FAILED
///                └─ no try left, never any digit ─────► over: SILENT
/// ```
///
/// The digits are drawn anew for each try and are two different ones, so neither a recording of
/// keys nor one key pressed again and again passes by more than chance (1 in 90).
public final class ChallengeWalk {

  private static final int RADIX = 10;

  private final Flows flows;
  private final RandomGenerator chance;

  public ChallengeWalk(Flows flows, RandomGenerator chance) {
    this.flows = flows;
    this.chance = chance;
  }

  /// What follows an answer.
  public sealed interface Turn {

    /// The digits are asked for once more.
    record Again(Step.Ask ask) implements Turn {}

    /// @param state the caller's state, in no challenge any more
    /// @param atLine whether the challenge stood before the line; else before the questions
    record Over(IvrState state, boolean atLine, ChallengeResult result) implements Turn {}
  }

  /// Asks for the digits for the first time.
  ///
  /// @param atLine whether the caller is on the way to the line; else the questions come after it
  public Step.Ask begin(IvrState state, boolean atLine) {
    return ask(state, new Asked(atLine, 0, false, draw("")));
  }

  /// What an answer leads to; empty when the caller is in no challenge.
  ///
  /// @param keys what was pressed, or empty
  public Optional<Turn> answer(IvrState state, String keys) {
    @Nullable Asked asked = state.challenge();
    if (asked == null) {
      return Optional.empty();
    }
    if (keys.equals(asked.digits())) {
      return over(state, asked, ChallengeResult.PASSED);
    }
    boolean wrong = asked.wrong() || !keys.isEmpty();
    int tries = asked.tries() + 1;
    if (tries < Challenge.TRIES) {
      Asked again = new Asked(asked.atLine(), tries, wrong, draw(asked.digits()));
      return Optional.of(new Turn.Again(ask(state, again)));
    }
    return over(state, asked, wrong ? ChallengeResult.FAILED : ChallengeResult.SILENT);
  }

  private static Optional<Turn> over(IvrState state, Asked asked, ChallengeResult result) {
    return Optional.of(new Turn.Over(state.challenged(null), asked.atLine(), result));
  }

  /// The end of a call from which nothing came.
  public Step letGo(IvrState state) {
    return new Step.Bye(state, Challenge.letGo(flows.leading(state).spoken(state)));
  }

  /// The end of a call that is refused after the answer.
  public Step turnedAway(IvrState state) {
    return new Step.Bye(state, Challenge.turnedAway(flows.leading(state).spoken(state)));
  }

  private Step.Ask ask(IvrState before, Asked asked) {
    IvrState state = before.challenged(asked);
    return new Step.Ask(
        state,
        Challenge.prompts(flows.leading(state).spoken(state), asked.digits(), asked.tries() > 0),
        Challenge.ANSWER_SECONDS,
        Challenge.DIGITS);
  }

  private String draw(String but) {
    String drawn;
    do {
      int first = chance.nextInt(RADIX);
      int second = (first + 1 + chance.nextInt(RADIX - 1)) % RADIX;
      drawn = "" + first + second;
    } while (drawn.equals(but));
    return drawn;
  }
}
