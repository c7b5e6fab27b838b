package org.ringfence.queue.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.queue.line.LineFixture.all;
import static org.ringfence.queue.line.LineFixture.offers;
import static org.ringfence.queue.line.LineFixture.only;

import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentProfile;
import org.ringfence.events.AgentState;
import org.ringfence.events.Assignment.SkillLevel;
import org.ringfence.events.HoursPlan;
import org.ringfence.events.LineCommand.ChangeHours;
import org.ringfence.events.LineCommand.ChangeSkills;
import org.ringfence.events.LineCommand.CloseQueue;
import org.ringfence.events.LineCommand.PutAgent;
import org.ringfence.events.LineCommand.RemoveAgent;
import org.ringfence.events.LineCommand.ReopenQueue;
import org.ringfence.events.LineCommand.RestoreAgent;
import org.ringfence.events.LineDecision.CallerTurnedAway;
import org.ringfence.events.LineDecision.QueueClosed;
import org.ringfence.events.LineDecision.QueueClosureChanged;
import org.ringfence.events.LineDecision.QueueOpened;
import org.ringfence.events.LineDecision.SkillsChanged;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.Message;
import org.ringfence.events.QueueName;
import org.ringfence.events.SiteChange.AgentChanged;
import org.ringfence.events.SiteChange.HoursChanged;
import org.ringfence.events.Skill;
import org.ringfence.hours.Calendar;

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

  private static AgentProfile dee(String... skills) {
    return new AgentProfile(
        "Dee",
        List.of(skills).stream().map(skill -> new SkillLevel(new Skill(skill), 10)).toList(),
        List.of(QUEUE),
        null,
        Duration.ofSeconds(45),
        null,
        null);
  }

  private List<Message> puts(String agent, AgentProfile profile) {
    return line.feed(
        new PutAgent(new AgentId(agent), line.now, LineFixture.POOL, profile, "ada", "new here"));
  }

  private List<Message> removes(String agent) {
    return line.feed(
        new RemoveAgent(new AgentId(agent), line.now, LineFixture.POOL, "ada", "has left"));
  }

  @Test
  void whoIsNewIsOfferedCallersAtOnceAndAfterARestart() {
    assertThat(offers(line.joins("1", "a", "so"))).isEmpty();

    AgentChanged told = only(puts("dee", dee("so")), AgentChanged.class);

    assertThat(told.profile()).isEqualTo(dee("so"));
    assertThat(told.configured()).isFalse();
    assertThat(offers(line.ready("dee"))).containsExactly("1>dee");
    line.restarts();
    assertThat(line.decider().line().agents.find(new AgentId("dee"))).isNotNull();
    assertThat(Objects.requireNonNull(line.decider().line().agents.find(new AgentId("dee"))).offer)
        .isNotNull();
  }

  @Test
  void whoIsInTheFileCanBeAnotherAndIsAsInTheFileAgain() {
    puts("ann", dee("so"));
    line.ready("ann");
    assertThat(offers(line.joins("1", "a", "en"))).isEmpty();

    AgentChanged told =
        only(
            line.feed(new RestoreAgent(ANN, line.now, LineFixture.POOL, "ada", "tried")),
            AgentChanged.class);

    assertThat(told.configured()).isTrue();
    assertThat(told.profile()).isNull();
    assertThat(offers(line.after(1))).isEmpty();
    assertThat(offers(line.joins("2", "a", "en"))).isEmpty();
    assertThat(ann().offer).isNotNull();
  }

  @Test
  void whoIsSignedInIsNotRemovedAndWhoIsSignedOutIsGone() {
    line.ready("ann");
    assertThat(all(removes("ann"), AgentChanged.class)).isEmpty();
    assertThat(line.decider().line().agents.find(ANN)).isNotNull();

    AgentChanged told = only(removes("bob"), AgentChanged.class);

    assertThat(told.profile()).isNull();
    assertThat(told.configured()).isFalse();
    line.restarts();
    assertThat(line.decider().line().agents.find(new AgentId("bob"))).isNull();
    line.joins("1", "a", "en");
    line.joins("2", "a", "en");
    assertThat(offers(line.ready("bob"))).isEmpty();
  }

  @Test
  void aProfileThatCannotBeIsNotTaken() {
    AgentProfile wrong =
        new AgentProfile(
            "Dee",
            List.of(new SkillLevel(new Skill("en"), 10)),
            List.of(QUEUE),
            new QueueName("b"),
            null,
            null,
            null);
    line.queue("b", new RoutedLine.Queue());

    assertThat(all(puts("dee", wrong), AgentChanged.class)).isEmpty();
    line.restarts();
    assertThat(line.decider().line().agents.find(new AgentId("dee"))).isNull();
  }

  private static HoursPlan on(DayOfWeek day) {
    return new HoursPlan("UTC", Map.of(day, List.of("00:00-24:00")), Collections.emptySortedMap());
  }

  private List<Message> hours(RoutedLine of, @Nullable HoursPlan hours) {
    return of.feed(
        new ChangeHours("office", of.now, LineFixture.POOL, hours, "ada", "open longer"));
  }

  @Test
  void changedHoursOpenAndCloseAtOnceAndOutliveARestart() {
    RoutedLine.Queue queue = new RoutedLine.Queue();
    DayOfWeek today = LocalDate.ofInstant(line.now, ZoneOffset.UTC).getDayOfWeek();
    queue.hours = Calendar.of("office", on(today));
    RoutedLine office = new RoutedLine().queue("a", queue).agent("ann", new RoutedLine.Agent("en"));
    assertThat(office.joins("1", "a", "en")).hasAtLeastOneElementOfType(TicketPlaced.class);

    List<Message> answers = hours(office, on(today.plus(2)));

    assertThat(only(answers, HoursChanged.class).hours()).isEqualTo(on(today.plus(2)));
    assertThat(answers).hasAtLeastOneElementOfType(QueueClosed.class);
    assertThat(office.joins("2", "a", "en")).hasAtLeastOneElementOfType(CallerTurnedAway.class);
    assertThat(offers(office.ready("ann"))).containsExactly("1>ann");
    office.restarts();
    assertThat(office.joins("3", "a", "en")).hasAtLeastOneElementOfType(CallerTurnedAway.class);

    assertThat(hours(office, null)).hasAtLeastOneElementOfType(QueueOpened.class);
    assertThat(office.joins("4", "a", "en")).hasAtLeastOneElementOfType(TicketPlaced.class);
  }

  @Test
  void hoursThatCannotBeAreNotTaken() {
    RoutedLine.Queue queue = new RoutedLine.Queue();
    queue.hours = Calendar.of("office", on(DayOfWeek.MONDAY));
    RoutedLine office = new RoutedLine().queue("a", queue).agent("ann", new RoutedLine.Agent("en"));
    HoursPlan wrong =
        new HoursPlan(
            "UTC",
            Map.of(DayOfWeek.MONDAY, List.of("08:00-12:00", "11:00-13:00")),
            Collections.emptySortedMap());

    assertThat(all(hours(office, wrong), HoursChanged.class)).isEmpty();
    office.restarts();
    assertThat(office.decider().line().tickets.queue(QUEUE).rules.hours().plan())
        .isEqualTo(queue.hours.plan());
  }

  @Test
  void stateOfEarlierReleasesIsRead() {
    String saved = new String(line.decider().snapshot(), StandardCharsets.UTF_8);
    String earlier =
        saved
            .replace(",\"skills\":{},\"changedAgents\":{},\"changedHours\":{}", "")
            .replace(",\"closure\":null", "");
    assertThat(earlier).isNotEqualTo(saved);
    line.decider().restore(earlier.getBytes(StandardCharsets.UTF_8));
    assertThat(line.joins("1", "a", "en")).hasAtLeastOneElementOfType(TicketPlaced.class);
  }
}
