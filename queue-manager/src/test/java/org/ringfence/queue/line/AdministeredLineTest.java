package org.ringfence.queue.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.queue.line.LineFixture.all;
import static org.ringfence.queue.line.LineFixture.offers;
import static org.ringfence.queue.line.LineFixture.only;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentState;
import org.ringfence.events.Assignment.SkillLevel;
import org.ringfence.events.LineCommand.ChangeSkills;
import org.ringfence.events.LineCommand.CloseQueue;
import org.ringfence.events.LineCommand.ReopenQueue;
import org.ringfence.events.LineDecision.CallerTurnedAway;
import org.ringfence.events.LineDecision.QueueClosed;
import org.ringfence.events.LineDecision.QueueClosureChanged;
import org.ringfence.events.LineDecision.QueueOpened;
import org.ringfence.events.LineDecision.SkillsChanged;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.Message;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;

/// Skills and closures that an administrator changes while the line runs.
final class AdministeredLineTest {

  private static final AgentId ANN = new AgentId("ann");
  private static final QueueName QUEUE = new QueueName("a");

  private final RoutedLine line =
      new RoutedLine()
          .queue("a", new RoutedLine.Queue())
          .agent("ann", new RoutedLine.Agent("en"))
          .agent("bob", new RoutedLine.Agent("en", "es"));

  private List<Message> skills(@Nullable List<SkillLevel> skills) {
    return line.feed(
        new ChangeSkills(ANN, line.now, LineFixture.POOL, skills, "ada", "passed the test"));
  }

  private List<Message> closes(Duration lasting) {
    return line.feed(
        new CloseQueue(
            QUEUE, line.now, LineFixture.POOL, line.now.plus(lasting), "ada", "fire drill"));
  }

  private static List<SkillLevel> english(int level) {
    return List.of(new SkillLevel(new Skill("en"), level));
  }

  private static List<SkillLevel> both() {
    return List.of(new SkillLevel(new Skill("en"), 10), new SkillLevel(new Skill("es"), 7));
  }

  @Test
  void whoLearnedASkillIsOfferedTheCallerWhoWaitsForIt() {
    line.ready("ann");
    assertThat(offers(line.joins("1", "a", "es"))).isEmpty();

    List<Message> answers = skills(both());

    SkillsChanged told = only(answers, SkillsChanged.class);
    assertThat(told.skills()).isEqualTo(both());
    assertThat(told.configured()).isFalse();
    assertThat(told.author()).isEqualTo("ada");
    assertThat(offers(answers)).containsExactly("1>ann");
  }

  @Test
  void whoLostASkillIsOfferedNobodyWhoNeedsItAndOthersAreServedAsBefore() {
    skills(both());
    skills(english(10));
    line.ready("ann");

    assertThat(offers(line.joins("1", "a", "es"))).isEmpty();
    assertThat(offers(line.joins("2", "a", "en"))).containsExactly("2>ann");
  }

  @Test
  void changedSkillsOutliveARestartAndAreToldAgainUntilTheSettingsHold() {
    skills(both());
    line.restarts();

    assertThat(only(line.after(1), SkillsChanged.class).skills()).isEqualTo(both());
    line.ready("ann");
    assertThat(offers(line.joins("1", "a", "es"))).containsExactly("1>ann");

    assertThat(only(skills(null), SkillsChanged.class).configured()).isTrue();
    line.restarts();
    assertThat(all(line.after(1), SkillsChanged.class)).isEmpty();
  }

  @Test
  void aTalkGoesOnWhenSkillsChange() {
    line.ready("ann");
    line.joins("1", "a", "en");
    AgentState before = ann().state;
    assertThat(before).isEqualTo(AgentState.OFFERED);
    skills(both());
    assertThat(ann().state).isEqualTo(before);
    assertThat(ann().offer).isNotNull();
  }

  private Agent ann() {
    return Objects.requireNonNull(line.decider().line().agents.find(ANN));
  }

  @Test
  void aQueueIsClosedByHandAndOpensWhenItsTimeIsOver() {
    line.joins("1", "a", "en");
    List<Message> closed = closes(Duration.ofHours(2));
    assertThat(only(closed, QueueClosureChanged.class).reason()).isEqualTo("fire drill");
    assertThat(only(closed, QueueClosed.class).opens())
        .isEqualTo(line.now.plus(Duration.ofHours(2)));

    List<Message> answers = line.joins("2", "a", "en");
    assertThat(only(answers, CallerTurnedAway.class).opens())
        .isEqualTo(only(closed, QueueClosed.class).opens());
    assertThat(offers(line.ready("ann"))).containsExactly("1>ann");

    line.restarts();
    List<Message> later = line.after(Duration.ofHours(2));
    assertThat(all(later, QueueClosureChanged.class).getLast().until()).isNull();
    assertThat(all(later, QueueOpened.class)).hasSize(1);
    assertThat(line.joins("3", "a", "en")).hasAtLeastOneElementOfType(TicketPlaced.class);
  }

  @Test
  void aClosedQueueIsOpenedByHandBeforeItsTimeIsOver() {
    closes(Duration.ofHours(2));
    List<Message> opened =
        line.feed(new ReopenQueue(QUEUE, line.now, LineFixture.POOL, "ada", "all are back"));
    assertThat(only(opened, QueueClosureChanged.class).author()).isEqualTo("ada");
    assertThat(opened).hasAtLeastOneElementOfType(QueueOpened.class);
    assertThat(line.joins("1", "a", "en")).hasAtLeastOneElementOfType(TicketPlaced.class);
  }

  @Test
  void stateOfEarlierReleasesIsRead() {
    String saved = new String(line.decider().snapshot(), StandardCharsets.UTF_8);
    String earlier = saved.replace(",\"skills\":{}", "").replace(",\"closure\":null", "");
    assertThat(earlier).isNotEqualTo(saved);
    line.decider().restore(earlier.getBytes(StandardCharsets.UTF_8));
    assertThat(line.joins("1", "a", "en")).hasAtLeastOneElementOfType(TicketPlaced.class);
  }
}
