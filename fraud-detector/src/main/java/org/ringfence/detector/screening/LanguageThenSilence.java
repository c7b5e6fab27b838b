package org.ringfence.detector.screening;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Reason;
import org.ringfence.events.SignalClass;
import org.ringfence.events.Stage;

/// A language is keyed and then nothing, again and again from this number: the mark of the machines
/// of 1 November 2016. What the present call does is weighed by the crowd it comes in.
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

  static final String NAME = "language-then-silence";

  static final double SILENT_CALL = 0.9;
  static final double KEYED_CALL = -1.5;
  static final double CAP = 2.5;

  @Override
  public SignalClass signalClass() {
    return SignalClass.BEHAVIOUR;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<Reason> evaluate(Subject subject) {
    boolean silentNow = subject.call().isSilentAfterLanguage();
    if (subject.stage() != Stage.ARRIVAL && !silentNow) {
      return Optional.empty();
    }
    return reason(
        ofNumber(subject.history()), "this number's calls key a language and then nothing");
  }

  private static double ofNumber(@Nullable NumberHistory history) {
    if (history == null) {
      return 0;
    }
    return Math.clamp(
        history.silentCalls() * SILENT_CALL + history.keyedCalls() * KEYED_CALL, 0, CAP);
  }
}
