package org.ringfence.decider;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.CallEvent.CallAnswered;
import org.ringfence.events.ClockTicked;
import org.ringfence.events.Message;
import org.ringfence.events.Mode;
import org.ringfence.events.ScreeningDecision.ModeChanged;

/// Counts the calls that were answered and says each count; says "ticked" a second after the last.
final class CountingDecider implements Decider {

  private int count;
  private @Nullable Instant due;

  @Override
  public List<Message> apply(Message message) {
    if (message instanceof CallAnswered answered) {
      count++;
      due = answered.at();
      return List.of(
          new ModeChanged(
              answered.line(), answered.at(), Mode.GREEN, Mode.GREEN, "count " + count));
    }
    if (message instanceof ClockTicked tick && due != null) {
      due = null;
      return List.of(
          new ModeChanged(
              new org.ringfence.events.LineId(tick.key()),
              tick.at(),
              Mode.GREEN,
              Mode.RED,
              "ticked"));
    }
    return List.of();
  }

  @Override
  public Optional<Instant> nextDue() {
    return Optional.ofNullable(due);
  }

  @Override
  public byte[] snapshot() {
    return Integer.toString(count).getBytes(UTF_8);
  }

  @Override
  public void restore(byte[] snapshot) {
    count = Integer.parseInt(new String(snapshot, UTF_8));
  }
}
