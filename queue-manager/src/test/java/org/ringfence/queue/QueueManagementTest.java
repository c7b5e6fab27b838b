package org.ringfence.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ringfence.bus.MessageReader;
import org.ringfence.decider.Decider;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentMessage.ChangeAgentState;
import org.ringfence.events.AgentState;
import org.ringfence.events.LineDecision.AgentStateChanged;
import org.ringfence.events.LineDecision.TicketClosed;
import org.ringfence.events.LineId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.PoolName;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;
import org.ringfence.events.TicketId;
import org.ringfence.events.TicketOutcome;
import org.ringfence.events.Topic;
import org.ringfence.queue.line.LineRules;
import org.ringfence.queue.line.PlaceRules;
import org.ringfence.queue.prediction.PredictionRules;
import org.ringfence.site.Site;

final class QueueManagementTest {

  private static final Instant NOW = Instant.parse("2026-11-01T14:00:00Z");
  private static final PoolName MAIN = new PoolName("main");
  private static final QueueName ENROLL = new QueueName("enroll");

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final QueueManagement management =
      new QueueManagement(
          new QueueSettings(
              new LineRules(
                  SECOND, SECOND, SECOND, 1, SECOND, SECOND, SECOND, SECOND, 0.02, SECOND, SECOND,
                  SECOND, SECOND),
              PlaceRules.NONE,
              new PredictionRules(SECOND, 1, SECOND, SECOND)),
          new Site(
              List.of(
                  new Site.Line(
                      new LineId("16515550100"),
                      PhoneNumber.of("+16515550100"),
                      List.of(),
                      ENROLL)),
              List.of(new Site.Queue(ENROLL, MAIN)),
              List.of(
                  new Site.Agent(new AgentId("ann"), "Ann", MAIN, Set.of(new Skill("en"))),
                  new Site.Agent(
                      new AgentId("zoe"), "Zoe", new PoolName("other"), Set.of(new Skill("en"))))));

  @Test
  void aPoolsCoreKnowsItsOwnAgentsOnly() {
    Decider core = management.deciders().create("main");
    assertThat(
            core.apply(new ChangeAgentState(new AgentId("ann"), NOW, MAIN, AgentState.READY, "")))
        .anyMatch(AgentStateChanged.class::isInstance);
    assertThat(
            core.apply(new ChangeAgentState(new AgentId("zoe"), NOW, MAIN, AgentState.READY, "")))
        .noneMatch(AgentStateChanged.class::isInstance);
  }

  @Test
  void theMetersFollowTheDecisions() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    MessageReader reader =
        (name, topics, history, handler) -> {
          assertThat(topics).containsExactly(Topic.DECISIONS);
          handler.on(
              new TicketClosed(
                  new TicketId("T1"),
                  NOW,
                  MAIN,
                  ENROLL,
                  TicketOutcome.ABANDONED,
                  SECOND,
                  null,
                  null,
                  false),
              "1");
          return () -> {};
        };
    management.measure(reader, registry).close();
    assertThat(registry.get("ringfence.queue.wait").tag("outcome", "abandoned").timer().count())
        .isEqualTo(1);
  }
}
