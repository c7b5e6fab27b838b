package org.ringfence.simulator.plans;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Attestation;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Privacy;
import org.ringfence.events.Skill;

/// What one person or one machine's line will do: one row of `callers.csv`. All times in seconds.
///
/// INVARIANT: `planId`, `label` and `family` are for keyed draws and for scoring; whoever plays a
/// plan never lets them reach the code under test.
///
/// @param planId unique in its file
/// @param arriveSeconds the first attempt, from the scenario's start; negative is before opening
/// @param ivrPatienceSeconds hangs up by itself after so long in the questions without progress
/// @param patienceSeconds waits in line at most so long, counted anew for each attempt
/// @param skill what the call needs, or null when the flow's keys say it
/// @param talkSeconds the conversation; the caller hangs up at its end
/// @param family the kind of caller, for reports by group
public record CallerPlan(
    String planId,
    double arriveSeconds,
    Signalling signalling,
    Keys keys,
    Sound sound,
    ChallengeAct challenge,
    double ivrPatienceSeconds,
    double patienceSeconds,
    @Nullable Skill skill,
    Callback callback,
    double talkSeconds,
    Redial redial,
    Label label,
    String family) {

  /// What the network shows of the caller.
  ///
  /// @param number E.164, or whatever a trunk may deliver
  /// @param dialed our number that was called; empty for the line's main number
  /// @param fingerprint what the signalling looks like, one token per look
  public record Signalling(
      PhoneNumber number,
      Privacy privacy,
      Attestation attestation,
      String dialed,
      String fingerprint) {

    /// A number that is shown, unsigned, through a common carrier, to the main line.
    public static Signalling plain(PhoneNumber number) {
      return new Signalling(number, Privacy.NONE, Attestation.UNSIGNED, "", DEFAULT_FINGERPRINT);
    }
  }

  /// The keys pressed at the two questions; null for a question that gets none.
  ///
  /// @param jitter key times are multiplied by exp(jitter·N(0,1)), drawn afresh for each attempt
  public record Keys(@Nullable Keying language, @Nullable Keying menu, double jitter) {
    public Keys {
      requireNotNegative("key_jitter", jitter);
    }
  }

  /// What is heard from the caller.
  ///
  /// @param talksOver sound while our prompt plays
  /// @param audio what the line carries
  /// @param firstSoundSeconds after the answer; infinite for never
  /// @param share of time with sound, 0 to 1
  public record Sound(boolean talksOver, Audio audio, double firstSoundSeconds, double share) {
    public Sound {
      requireNotNegative("first_sound_s", firstSoundSeconds);
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("sound_share must be 0 to 1");
      }
    }
  }

  /// What the line carries.
  ///
  /// @param recording the recording's name, or empty
  public record Audio(Kind kind, String recording) {

    public static final Audio LIVE = new Audio(Kind.LIVE, "");
    public static final Audio SILENCE = new Audio(Kind.SILENCE, "");

    /// Kinds of sound.
    public enum Kind {
      LIVE,
      SILENCE,
      RECORDING
    }

    public static Audio recording(String name) {
      return new Audio(Kind.RECORDING, name);
    }
  }

  /// What becomes of the challenge to key the digits heard, and how long it takes.
  public record ChallengeAct(ChallengeResult result, double seconds) {
    public ChallengeAct {
      requireNotNegative("challenge_s", seconds);
    }
  }

  /// How a caller does at the challenge.
  public enum ChallengeResult {
    PASS,
    FAIL,
    SILENT
  }

  /// What the caller does when a callback is offered.
  ///
  /// @param number the number to be called back, or [PhoneNumber#NONE] for the number presented
  /// @param answers the person answers and confirms
  public record Callback(boolean accepts, PhoneNumber number, boolean answers) {}

  /// When and how often the caller tries again, over all reasons.
  public record Redial(Set<RedialReason> after, double delaySeconds, int max) {

    public static final Redial NEVER = new Redial(Set.of(), DEFAULT_REDIAL_DELAY, 0);

    public Redial {
      requireNotNegative("redial_delay_s", delaySeconds);
      if (max < 0) {
        throw new IllegalArgumentException("redial_max must be 0 or more");
      }
      EnumSet<RedialReason> sorted = EnumSet.noneOf(RedialReason.class);
      sorted.addAll(after);
      after = Collections.unmodifiableSet(sorted);
    }
  }

  static final String DEFAULT_FINGERPRINT = "carrier";
  static final double DEFAULT_REDIAL_DELAY = 30;

  public CallerPlan {
    if (planId.isEmpty() || family.isEmpty()) {
      throw new IllegalArgumentException("plan_id and family must not be empty");
    }
    if (!Double.isFinite(arriveSeconds)) {
      throw new IllegalArgumentException("arrive_s must be a number");
    }
    requireNotNegative("ivr_patience_s", ivrPatienceSeconds);
    requireNotNegative("patience_s", patienceSeconds);
    requireNotNegative("talk_s", talkSeconds);
  }

  private static void requireNotNegative(String name, double value) {
    if (!(value >= 0)) {
      throw new IllegalArgumentException(name + " must be 0 or more");
    }
  }

  public boolean isMachine() {
    return label == Label.MACHINE;
  }
}
