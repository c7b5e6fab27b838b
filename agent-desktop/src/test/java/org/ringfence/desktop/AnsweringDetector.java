package org.ringfence.desktop;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.MessageHandler;
import org.ringfence.bus.MessagePublisher;
import org.ringfence.events.DefenceCommand.ChangeThresholds;
import org.ringfence.events.DefenceCommand.PreviewThresholds;
import org.ringfence.events.Message;
import org.ringfence.events.ScreeningDecision.ThresholdsChanged;
import org.ringfence.events.ScreeningDecision.ThresholdsPreviewed;
import org.ringfence.events.ScreeningDecision.ThresholdsPreviewed.ByReason;
import org.ringfence.events.ScreeningDecision.ThresholdsPreviewed.ByVerdict;
import org.ringfence.events.Verdict;
import org.ringfence.events.VerdictThresholds;

/// Answers about thresholds as a detector does that saw 240 calls: the lower the reject score, the
/// more are refused.
public final class AnsweringDetector implements MessageHandler {

  static final VerdictThresholds CONFIGURED = new VerdictThresholds(-0.5, 4.5, 1.5);

  private final MessagePublisher bus;
  private VerdictThresholds inForce = CONFIGURED;

  public AnsweringDetector(MessagePublisher bus) {
    this.bus = bus;
  }

  @Override
  public void on(Message message, String id) {
    switch (message) {
      case PreviewThresholds asked -> {
        @Nullable VerdictThresholds wanted = asked.other();
        VerdictThresholds other = wanted == null ? inForce : wanted;
        int before = refused(inForce);
        int after = refused(other);
        bus.publish(
            new ThresholdsPreviewed(
                asked.preview(),
                asked.at(),
                asked.line(),
                asked.at().minusSeconds(3_600),
                240,
                inForce,
                other,
                List.of(
                    new ByVerdict(Verdict.ADMIT, 230 - before, 230 - after, 200.4, 200.8),
                    new ByVerdict(Verdict.CHALLENGE, 10, 10, 1.2, 1.2),
                    new ByVerdict(Verdict.REJECT, before, after, 0.3, 0.1)),
                List.of(
                    new ByReason("number-pressure", before, after),
                    new ByReason("conduct", 10, 10))));
      }
      case ChangeThresholds change -> {
        VerdictThresholds from = inForce;
        @Nullable VerdictThresholds to = change.to();
        inForce = to == null ? CONFIGURED : to;
        bus.publish(
            new ThresholdsChanged(
                change.line(),
                change.at(),
                from,
                inForce,
                to == null,
                change.author(),
                change.reason()));
      }
      default -> {}
    }
  }

  private static int refused(VerdictThresholds thresholds) {
    return Math.max(0, 60 - (int) (thresholds.rejectScore() * 8));
  }
}
