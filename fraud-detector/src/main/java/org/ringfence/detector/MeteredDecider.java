package org.ringfence.detector;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ringfence.decider.Decider;
import org.ringfence.detector.screening.ScreeningDecider;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.JoinScreeningAsked;
import org.ringfence.events.Message;

/// The core with a stopwatch and counters around it, so that it needs none inside.
final class MeteredDecider implements Decider {

  private final ScreeningDecider core;
  private final DetectorMeters meters;
  private final DetectorMeters.LineGauges gauges;

  MeteredDecider(ScreeningDecider core, DetectorMeters meters, DetectorMeters.LineGauges gauges) {
    this.core = core;
    this.meters = meters;
    this.gauges = gauges;
  }

  @Override
  public List<Message> apply(Message message) {
    boolean asksForVerdict =
        message instanceof AttemptArrived || message instanceof JoinScreeningAsked;
    long startNanos = meters.nanos();
    List<Message> answers = core.apply(message);
    if (asksForVerdict) {
      meters.scored(meters.nanos() - startNanos);
    }
    answers.forEach(meters::said);
    showState();
    return answers;
  }

  private void showState() {
    gauges.set(core.mode(), core.rememberedNumbers(), core.openCalls());
  }

  @Override
  public Optional<Instant> nextDue() {
    return core.nextDue();
  }

  @Override
  public byte[] snapshot() {
    return core.snapshot();
  }

  @Override
  public void restore(byte[] snapshot) {
    core.restore(snapshot);
    showState();
  }
}
