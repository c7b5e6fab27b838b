package org.ringfence.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentState;
import org.ringfence.events.LineDecision.QueueReported;
import org.ringfence.events.LineDecision.TicketClosed;
import org.ringfence.events.PoolName;
import org.ringfence.events.PredictedWait;
import org.ringfence.events.QueueName;
import org.ringfence.events.TicketId;
import org.ringfence.events.TicketOutcome;

final class LineMetersTest {

  private static final Instant NOW = Instant.parse("2026-11-01T14:00:00Z");
  private static final PoolName POOL = new PoolName("main");
  private static final QueueName QUEUE = new QueueName("enroll");
  private static final PredictedWait TOLD =
      new PredictedWait(Duration.ofSeconds(60), Duration.ofSeconds(90), Duration.ofSeconds(120));

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final LineMeters meters = new LineMeters(registry);

  private void closed(String ticket, TicketOutcome outcome, int waitedSeconds) {
    boolean served = outcome == TicketOutcome.SERVED;
    meters.on(
        new TicketClosed(
            new TicketId(ticket),
            NOW,
            POOL,
            QUEUE,
            outcome,
            Duration.ofSeconds(waitedSeconds),
            TOLD,
            served ? new AgentId("ann") : null,
            false),
        "id");
  }

  @Test
  void aReportSetsTheGauges() {
    Map<AgentState, Integer> agents = new EnumMap<>(AgentState.class);
    for (AgentState state : AgentState.values()) {
      agents.put(state, state == AgentState.READY ? 3 : 0);
    }
    meters.on(
        new QueueReported(
            QUEUE,
            NOW,
            POOL,
            12,
            2,
            4,
            Duration.ofSeconds(75),
            TOLD,
            agents,
            List.of(),
            0,
            null,
            null),
        "1");

    assertThat(registry.get("ringfence.queue.waiting").tag("queue", "enroll").gauge().value())
        .isEqualTo(12);
    assertThat(registry.get("ringfence.queue.longest.wait").gauge().value()).isEqualTo(75);
    assertThat(registry.get("ringfence.queue.predicted.wait").gauge().value()).isEqualTo(90);
    assertThat(registry.get("ringfence.agents").tag("state", "ready").gauge().value()).isEqualTo(3);
  }

  @Test
  void theShareOfRangesThatCameTrueIsMeasuredOverTheServed() {
    closed("T1", TicketOutcome.SERVED, 100);
    closed("T2", TicketOutcome.SERVED, 30);
    closed("T3", TicketOutcome.SERVED, 110);
    closed("T4", TicketOutcome.SERVED, 300);
    closed("T5", TicketOutcome.ABANDONED, 500);

    assertThat(registry.get("ringfence.prediction.coverage").gauge().value()).isEqualTo(0.5);
    assertThat(registry.get("ringfence.prediction.told").tag("result", "longer").counter().count())
        .isEqualTo(1);
    assertThat(registry.get("ringfence.queue.wait").tag("outcome", "abandoned").timer().count())
        .isEqualTo(1);
    assertThat(registry.get("ringfence.prediction.error").summary().max()).isEqualTo(210);
  }

  @Test
  void aDecisionSaidTwiceAfterACrashCountsOnce() {
    closed("T1", TicketOutcome.SERVED, 100);
    closed("T1", TicketOutcome.SERVED, 100);
    assertThat(registry.get("ringfence.queue.wait").tag("outcome", "served").timer().count())
        .isEqualTo(1);
  }
}
