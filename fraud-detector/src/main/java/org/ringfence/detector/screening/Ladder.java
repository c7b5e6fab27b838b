package org.ringfence.detector.screening;

import java.util.List;
import org.ringfence.detector.crowd.Trait;
import org.ringfence.events.Mode;
import org.ringfence.events.Reason;
import org.ringfence.events.SignalClass;
import org.ringfence.events.Verdict;
import org.ringfence.events.VerdictThresholds;

/// From reasons to a verdict. In GREEN everybody is let in who is no certainty.
///
/// Before the answer:
/// 1. allowed by the operator: admit; a certainty: reject;
/// 2. RED, score from the reject score, two independent classes from the floor, one of them what
///    this number itself did: reject;
/// 3. RED, surely a machine, and waiting for the questions' end is no use: challenge;
/// 4. admit.
///
/// At the end of the questions, in AMBER and RED: challenge from the challenge odds.
///
/// After the challenge, in AMBER and RED:
/// - passed: admit, unless the same recording as in many calls spoke and the odds are high all the
///   same (RED: reject; AMBER: divert); divert who is surely a machine while machines pass too;
/// - wrong digits: reject when it is now likely a machine, else admit;
/// - silent, at the end of the questions: admit who acts unlike the machines of this hour. Who was
///   never heard and is likely a machine is listened to while there are ports for it; else let go
///   who is surely one, and divert the others. RED: reject whose recording is known; else admit;
/// - listened to: the same, but nobody is listened to twice.
///
/// While the announcement is said, a caller who may be returning a call is spared: told of it
/// instead of challenged before the questions, and diverted where anybody else's call would end.
///
/// Odds are logarithms of P(machine) / P(person).
final class Ladder {

  /// Odds above which nobody needs the questions to be called a machine: 98 in 100.
  static final double SURE = 4.0;

  /// Odds after the challenge from which silence is a machine's: 97 in 100.
  static final double LIKELY = 3.5;

  /// Odds after wrong digits from which the call ends: 98 in 100.
  static final double FAILED = 4.0;

  /// Odds after the challenge from which a silent caller waits with low priority: 95 in 100.
  static final double DOUBTFUL = 3.0;

  /// What the same recording must weigh to outweigh a passed challenge.
  static final double RECORDING = 2.0;

  /// What a class of evidence must say to be more than chance.
  static final double NOTABLE = 0.5;

  private final VerdictThresholds thresholds;

  Ladder(VerdictThresholds thresholds) {
    this.thresholds = thresholds;
  }

  /// What is known when a verdict is due.
  ///
  /// @param score the sum of the reasons' weights
  /// @param odds the score and the share of machines in the present traffic
  /// @param strictness added to the challenge odds while too many people are challenged
  /// @param spared whether the caller may be returning a call that somebody made with our number
  record Case(
      List<Reason> reasons,
      double score,
      double odds,
      Mode mode,
      double strictness,
      boolean spared) {

    boolean isAllowed() {
      for (Reason reason : reasons) {
        if (reason.name().equals(AllowList.NAME)) {
          return true;
        }
      }
      return false;
    }

    boolean isCertain() {
      for (Reason reason : reasons) {
        if (reason.certain()) {
          return true;
        }
      }
      return false;
    }

    /// Whether anything but identity speaks for a machine: what carrier a caller has is no reason
    /// to trouble them.
    boolean hasMoreThanIdentity() {
      for (SignalClass signalClass : SignalClass.values()) {
        if (signalClass != SignalClass.IDENTITY && of(signalClass) >= NOTABLE) {
          return true;
        }
      }
      return false;
    }

    /// Whether the call, or its number lately, does what the machines of this hour do.
    boolean actsAsMachinesDo() {
      return of(Trait.CONDUCT.signalName()) > 0
          || of(LanguageThenSilence.NAME) > 0
          || of(SignalClass.CADENCE) > 0;
    }

    double of(SignalClass signalClass) {
      double sum = 0;
      for (Reason reason : reasons) {
        sum += reason.signalClass() == signalClass ? reason.weight() : 0;
      }
      return sum;
    }

    double of(String name) {
      double sum = 0;
      for (Reason reason : reasons) {
        sum += reason.name().equals(name) ? reason.weight() : 0;
      }
      return sum;
    }
  }

  /// @param hurried whether the questions' end is too late: ports run out, or the machines do not
  ///   stay for it
  Verdict atArrival(Case known, boolean hurried) {
    if (known.isAllowed()) {
      return Verdict.ADMIT;
    }
    if (known.isCertain()) {
      return Verdict.REJECT;
    }
    if (known.mode() != Mode.RED) {
      return Verdict.ADMIT;
    }
    boolean byItself =
        known.of(SignalClass.CADENCE) >= thresholds.classFloor()
            || known.of(LanguageThenSilence.NAME) >= thresholds.classFloor();
    if (byItself && known.score() >= thresholds.rejectScore() && independentClasses(known) >= 2) {
      return Verdict.REJECT;
    }
    boolean surely = known.odds() >= SURE && known.hasMoreThanIdentity();
    return hurried && surely && !known.spared() ? Verdict.CHALLENGE : Verdict.ADMIT;
  }

  /// Of a caller who was not challenged yet.
  Verdict atQuestionsEnd(Case known) {
    if (known.isAllowed()) {
      return Verdict.ADMIT;
    }
    if (known.isCertain()) {
      return Verdict.DIVERT;
    }
    if (known.mode() == Mode.GREEN) {
      return Verdict.ADMIT;
    }
    boolean likely = known.odds() >= thresholds.challengeOdds() + known.strictness();
    return likely && known.hasMoreThanIdentity() ? Verdict.CHALLENGE : Verdict.ADMIT;
  }

  /// @param solved whether the questions are over, and machines pass challenges these days
  Verdict afterPassing(Case known, boolean solved) {
    if (known.isAllowed() || known.mode() == Mode.GREEN) {
      return Verdict.ADMIT;
    }
    boolean played = known.of(SAME_RECORDING) >= RECORDING && known.odds() >= SURE;
    if (!played) {
      // Any key or sound in line lets them pass at once.
      return solved && known.odds() >= SURE && known.actsAsMachinesDo()
          ? Verdict.DIVERT
          : Verdict.ADMIT;
    }
    return known.mode() == Mode.RED && independentClasses(known) >= 2
        ? Verdict.REJECT
        : Verdict.DIVERT;
  }

  Verdict afterWrongDigits(Case known) {
    boolean ends = !known.isAllowed() && known.mode() != Mode.GREEN && known.odds() >= FAILED;
    if (ends && known.spared()) {
      return Verdict.DIVERT;
    }
    return ends ? Verdict.REJECT : Verdict.ADMIT;
  }

  /// @param heard whether any sound came from the caller, or a key when it was listened for
  /// @param listensBelow odds below which there is room to listen to who was not heard
  Verdict afterSilence(Case known, boolean heard, double listensBelow) {
    if (known.isAllowed() || known.mode() == Mode.GREEN) {
      return Verdict.ADMIT;
    }
    boolean played = known.of(SAME_RECORDING) >= RECORDING;
    if (played && known.mode() == Mode.RED && known.odds() >= SURE) {
      return Verdict.REJECT;
    }
    if (!known.actsAsMachinesDo()) {
      // Somebody without a keypad is silent too.
      return Verdict.ADMIT;
    }
    if (heard) {
      return known.odds() >= SURE ? Verdict.DIVERT : Verdict.ADMIT;
    }
    if (known.odds() < DOUBTFUL) {
      return Verdict.ADMIT;
    }
    if (known.odds() < listensBelow) {
      return Verdict.LISTEN;
    }
    return known.odds() >= LIKELY ? Verdict.LET_GO : Verdict.DIVERT;
  }

  private static final String SAME_RECORDING = Trait.RECORDING.signalName();

  /// Identity is not among them: short of a certainty it is the lot of whoever has that carrier,
  /// and nothing the caller did. Nor is how many others have the same attestation, which says no
  /// more: whoever shows a person's number shows it with one of four.
  private int independentClasses(Case known) {
    int count = 0;
    for (SignalClass signalClass : SignalClass.values()) {
      double sum = known.of(signalClass);
      if (signalClass == Trait.ATTESTATION.signalClass()) {
        sum -= Math.max(0, known.of(Trait.ATTESTATION.signalName()));
      }
      boolean counts = signalClass != SignalClass.IDENTITY && sum >= thresholds.classFloor();
      count += counts ? 1 : 0;
    }
    return count;
  }
}
