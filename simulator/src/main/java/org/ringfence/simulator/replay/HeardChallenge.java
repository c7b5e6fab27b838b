package org.ringfence.simulator.replay;

import java.util.ArrayList;
import java.util.List;
import org.ringfence.gateway.ivr.Challenge;
import org.ringfence.simulator.plans.CallerPlan.ChallengeResult;

/// What a caller hears of a challenge, and which digits they key.
///
/// In a language that was not chosen yet it is said several times over with the same digits; a new
/// try comes when the first has timed out or was answered wrong.
final class HeardChallenge {

  /// Prompts that begin sooner after one another belong to one try.
  private static final long ONE_TRY_NANOS = 8_000_000_000L;

  private final ChallengeResult result;
  private final List<Integer> digits = new ArrayList<>();
  private long beganNanos;
  private boolean again;

  HeardChallenge(ChallengeResult result) {
    this.result = result;
  }

  /// Whether a prompt that begins now is the second try, at which who keys wrong digits keys again.
  boolean againAfter(long nowNanos) {
    boolean second =
        result == ChallengeResult.FAIL && !again && nowNanos - beganNanos > ONE_TRY_NANOS;
    again |= second;
    return second;
  }

  /// The prompt begins; digits follow.
  void begin(long nowNanos) {
    beganNanos = nowNanos;
    digits.clear();
  }

  void hear(int digit) {
    if (digits.size() < Challenge.DIGITS && digit >= 0 && digit <= 9) {
      digits.add(digit);
    }
  }

  /// The keys that this caller presses now; none for who stays silent or has not heard all.
  String answer() {
    if (result == ChallengeResult.SILENT || digits.size() < Challenge.DIGITS) {
      return "";
    }
    int shift = result == ChallengeResult.FAIL ? 1 : 0;
    StringBuilder keys = new StringBuilder();
    digits.forEach(digit -> keys.append((digit + shift) % 10));
    return keys.toString();
  }
}
