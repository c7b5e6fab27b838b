package org.ringfence.gateway.ivr;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.ringfence.events.PhoneNumber;

/// Tells callers on the way to the line that their talk may be recorded; who was not told is not
/// recorded.
///
/// @param wanted whether talks are recorded
/// @param told whether a caller of a number hears of it beforehand
public record RecordingNotice(boolean wanted, Predicate<PhoneNumber> told) {

  static final String PROMPT = "recording-notice";

  /// Nothing is recorded.
  public static final RecordingNotice NONE = new RecordingNotice(false, number -> false);

  /// What a caller hears who comes to the line past the questions; nothing for one who need not
  /// hear it.
  public List<String> said(Language language, PhoneNumber caller) {
    return told.test(caller) ? List.of(Prompt.path(language, PROMPT)) : List.of();
  }

  /// The step with what is to be said before the line; every other step as it is.
  public Step before(Step step, IvrFlow flow, PhoneNumber caller) {
    if (!wanted || !(step instanceof Step.Join join)) {
      return step;
    }
    List<String> prompts = new ArrayList<>(join.prompts());
    if (told.test(caller)) {
      flow.spoken(join.state()).forEach(language -> prompts.add(Prompt.path(language, PROMPT)));
    }
    return new Step.Join(join.state(), prompts, true);
  }
}
