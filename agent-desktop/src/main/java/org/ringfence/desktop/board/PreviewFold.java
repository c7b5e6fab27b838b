package org.ringfence.desktop.board;

import java.util.Optional;
import org.ringfence.events.ScreeningDecision.ThresholdsPreviewed;

/// The latest answers of detectors to what other thresholds would have done, for who asked.
final class PreviewFold {

  /// Who asks waits for seconds only.
  static final int REMEMBERED = 100;

  private final BoundedMap<String, ThresholdsPreviewed> answers = new BoundedMap<>(REMEMBERED);

  void on(ThresholdsPreviewed answer) {
    answers.put(answer.preview(), answer);
  }

  Optional<ThresholdsPreviewed> find(String preview) {
    return Optional.ofNullable(answers.get(preview));
  }
}
