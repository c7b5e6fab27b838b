package org.ringfence.detector.screening;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Reason;
import org.ringfence.events.SignalClass;
import org.ringfence.events.Stage;

/// A language is keyed and then nothing, on this call or again and again from this number: the mark
/// of the machines of 1 November 2016.
///
/// About one person in twenty is too slow for a menu even when it is asked twice, a machine of that
/// kind never keys again: ln(1 / 0.05) = 3.0 for each such call, of which less than a third is
/// taken because calls of one number are not independent (a text telephone that keys its language
/// is silent each time). Calls that went on keying count against it more than silent ones for it,
/// so that a number shared by many people is not marked by its slowest. Who keys nothing at all
/// bears no mark.
///
/// At the end of the questions a call that keyed on is judged by that, not by what others did with
/// its number, which may be forged.
record LanguageThenSilence() implements Signal {

  static final double SILENT_CALL = 0.9;
  static final double KEYED_CALL = -1.5;
  static final double CAP = 2.5;

  @Override
  public SignalClass signalClass() {
    return SignalClass.BEHAVIOUR;
  }

  @Override
  public String name() {
    return "language-then-silence";
  }

  @Override
  public Optional<Reason> evaluate(Subject subject) {
    boolean silentNow = subject.call().isSilentAfterLanguage();
    if (subject.stage() == Stage.JOIN && !silentNow) {
      return Optional.empty();
    }
    double weight =
        ofNumber(subject.history()) + (silentNow && !subject.call().isSettled() ? SILENT_CALL : 0);
    String detail =
        silentNow
            ? "keyed a language and then nothing"
            : "this number's calls key a language and then nothing";
    return reason(Math.min(weight, CAP), detail);
  }

  private static double ofNumber(@Nullable NumberHistory history) {
    if (history == null) {
      return 0;
    }
    return Math.clamp(
        history.silentCalls() * SILENT_CALL + history.keyedCalls() * KEYED_CALL, 0, CAP);
  }
}
