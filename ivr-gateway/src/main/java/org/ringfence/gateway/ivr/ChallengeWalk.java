package org.ringfence.gateway.ivr;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.ringfence.events.ChallengeResult;

/// The walk of one caller through a [Challenge], and through a [Listening] when a verdict wants
/// one.
///
/// ```
///           wrong, or nothing, and a try left
///                ┌───────┐
/// begin ──────► Ask ◄────┘──── the digits ────────────► over: PASSED
///                └─ no try left, digits on some try ──► over: FAILED
///                └─ no try left, never any digit ─────► over: SILENT
///
///            nothing, and a round left
///                ┌───────┐
/// listen ─────► Ask ◄────┘──── a key, a sound, or no round left ► listened
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

    /// The same is asked for once more.
    record Again(Step.Ask ask) implements Turn {}

    /// @param state the caller's state, in no challenge any more
    /// @param atLine whether the challenge stood before the line; else before the questions
    record Over(IvrState state, boolean atLine, ChallengeResult result) implements Turn {}

    /// @param state the caller's state, listened to no more
    /// @param keyed whether a key was pressed
    record Listened(IvrState state, boolean keyed) implements Turn {}
  }

  /// Asks for the digits for the first time.
  ///
  /// @param atLine whether the caller is on the way to the line; else the questions come after it
  public Step.Ask begin(IvrState state, boolean atLine) {
    return ask(state, new Asked.Digits(atLine, 0, false, draw("")));
  }

  /// Asks for the first time whether anybody is there.
  public Step.Ask listen(IvrState state) {
    return ask(state, new Asked.Sign(0));
  }

  /// What an answer leads to; empty when the caller is asked for nothing here.
  ///
  /// @param keys what was pressed, or empty
  /// @param heard whether a sound came from the caller so far
  public Optional<Turn> answer(IvrState state, String keys, BooleanSupplier heard) {
    return switch (state.challenge()) {
      case null -> Optional.empty();
      case Asked.Digits asked -> Optional.of(answer(state, asked, keys));
      case Asked.Sign asked -> Optional.of(answer(state, asked, keys, heard));
    };
  }

  private Turn answer(IvrState state, Asked.Digits asked, String keys) {
    if (keys.equals(asked.digits())) {
      return over(state, asked, ChallengeResult.PASSED);
    }
    boolean wrong = asked.wrong() || !keys.isEmpty();
    int tries = asked.tries() + 1;
    if (tries < Challenge.TRIES) {
      String digits = draw(asked.digits());
      return new Turn.Again(ask(state, new Asked.Digits(asked.atLine(), tries, wrong, digits)));
    }
    return over(state, asked, wrong ? ChallengeResult.FAILED : ChallengeResult.SILENT);
  }

  private static Turn over(IvrState state, Asked.Digits asked, ChallengeResult result) {
    return new Turn.Over(state.challenged(null), asked.atLine(), result);
  }

  private Turn answer(IvrState state, Asked.Sign asked, String keys, BooleanSupplier heard) {
    int rounds = asked.rounds() + 1;
    boolean over = rounds >= Listening.ROUNDS || !keys.isEmpty() || heard.getAsBoolean();
    return over
        ? new Turn.Listened(state.challenged(null), !keys.isEmpty())
        : new Turn.Again(ask(state, new Asked.Sign(rounds)));
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
    List<Language> languages = flows.leading(state).spoken(state);
    return switch (asked) {
      case Asked.Digits digits ->
          new Step.Ask(
              state,
              Challenge.prompts(languages, digits.digits(), digits.tries() > 0),
              Challenge.ANSWER_SECONDS,
              Challenge.DIGITS);
      case Asked.Sign sign ->
          new Step.Ask(
              state, Listening.prompts(languages), Listening.ANSWER_SECONDS, Listening.KEYS);
    };
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
