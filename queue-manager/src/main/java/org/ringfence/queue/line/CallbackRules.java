package org.ringfence.queue.line;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/// When callers may choose to be called back, how they are called, and how much of it there may be.
///
/// @param enabled whether any caller may choose it
/// @param first who is there first when a callback's turn comes
/// @param offerFrom the predicted wait from which it is offered
/// @param mostMachineOdds no callback for callers of whom the detector's odds are higher: natural
///   logarithm of P(machine) / P(person)
/// @param dialAhead with [First#CALLER]: the caller is dialed when the predicted wait is no longer
///   than this
/// @param ringTime how long the caller's phone rings
/// @param keyTime how long after that the key may take that shows a person, prompts included
/// @param attempts how often a caller is called at most
/// @param busyGap to the next attempt after a busy line
/// @param noAnswerGap to the next attempt after everything else
/// @param keepFor how long after the wish a callback is given up
/// @param areaCodes those of the North American plan that may be called, three digits each
/// @param mostPerBlock callbacks agreed to within an hour for the thousand numbers that share all
///   but three digits
/// @param mostPerHour callbacks agreed to within an hour
/// @param spending what callbacks may cost
/// @param afterCrash whether callers whom a crash of Asterisk cut off, and who do not call again
///   within the grace, are called back unasked
public record CallbackRules(
    boolean enabled,
    First first,
    Duration offerFrom,
    double mostMachineOdds,
    Duration dialAhead,
    Duration ringTime,
    Duration keyTime,
    int attempts,
    Duration busyGap,
    Duration noAnswerGap,
    Duration keepFor,
    Set<String> areaCodes,
    int mostPerBlock,
    int mostPerHour,
    Spending spending,
    boolean afterCrash) {

  /// Who is there first when a callback's turn comes.
  public enum First {
    /// An agent is kept free and the caller dialed: the caller never waits, the agent does.
    AGENT,
    /// The caller is dialed ahead and waits at the front of the line: the agent never waits.
    CALLER
  }

  /// What callbacks may cost, in any one currency.
  ///
  /// @param limit in 24 hours; when it is reached none is agreed to or dialed
  /// @param perCall for each call that is answered
  /// @param perMinute for each minute of such a call
  public record Spending(double limit, double perCall, double perMinute) {
    public Spending {
      if (!(limit >= 0) || !(perCall >= 0) || !(perMinute >= 0)) {
        throw new IllegalArgumentException("amounts must not be negative");
      }
    }
  }

  public static final CallbackRules OFF =
      new CallbackRules(
          false,
          First.AGENT,
          Duration.ZERO,
          0,
          Duration.ZERO,
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          1,
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Set.of(),
          0,
          0,
          new Spending(0, 0, 0),
          false);

  public CallbackRules {
    requirePositive("ringTime", ringTime);
    requirePositive("keyTime", keyTime);
    requirePositive("busyGap", busyGap);
    requirePositive("noAnswerGap", noAnswerGap);
    requirePositive("keepFor", keepFor);
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be at least 1");
    }
    if (offerFrom.isNegative() || dialAhead.isNegative()) {
      throw new IllegalArgumentException("durations must not be negative");
    }
    areaCodes = Set.copyOf(areaCodes);
    for (String code : new TreeSet<>(areaCodes)) {
      if (!CallbackNumbers.isAreaCode(code)) {
        throw new IllegalArgumentException(code + " is no area code that may be called");
      }
    }
  }

  /// Whether an area code of the North American plan may be put on the list at all.
  public static boolean isAreaCode(String code) {
    return CallbackNumbers.isAreaCode(code);
  }

  private static void requirePositive(String name, Duration duration) {
    if (!duration.isPositive()) {
      throw new IllegalArgumentException(name + " must be positive, not " + duration);
    }
  }
}
