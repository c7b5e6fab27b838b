package org.ringfence.queue.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.queue.line.LineFixture.all;
import static org.ringfence.queue.line.LineFixture.offers;
import static org.ringfence.queue.line.LineFixture.only;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.ringfence.events.AgentState;
import org.ringfence.events.Assignment.Choice;
import org.ringfence.events.Assignment.Help;
import org.ringfence.events.LineDecision.OverflowChanged;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.Message;
import org.ringfence.queue.line.QueueRules.AgentOrder;
import org.ringfence.queue.line.QueueRules.Overflow;
import org.ringfence.queue.line.QueueRules.Reserve;

/// Priority, overflow, reserve and the order of agents over several queues of one pool.
final class SharedAgentsTest {

  private static final RoutedLine.Queue PLAIN = new RoutedLine.Queue();

  private static RoutedLine.Agent agent(String... queues) {
    return new RoutedLine.Agent("en").serves(queues);
  }

  private static Help helpOf(RoutedLine line, String call) {
    return Objects.requireNonNull(line.offerOf(call).assignment()).help();
  }

  // Queues ---------------------------------------------------------------------------------------

  @Test
  void anAgentServesOnlyTheQueuesOfTheAgent() {
    RoutedLine line = new RoutedLine().queue("a", PLAIN).queue("b", PLAIN).agent("ann", agent("a"));
    line.ready("ann");
    line.joins("1", "b", "en");
    line.after(3600);
    assertThat(offers(line.said)).isEmpty();
    assertThat(offers(line.joins("2", "a", "en"))).containsExactly("2>ann");
  }

  @Test
  void anAgentOfTwoQueuesServesWhoCameFirstInEither() {
    RoutedLine line = new RoutedLine().queue("a", PLAIN).queue("b", PLAIN).agent("ann", agent());
    line.joins("1", "b", "en");
    line.after(1);
    line.joins("2", "a", "en");
    assertThat(offers(line.ready("ann"))).containsExactly("1>ann");
  }

  // Priority -------------------------------------------------------------------------------------

  @Test
  void priorityIsACreditOfTimeAndNobodyStarves() {
    RoutedLine.Queue urgent = new RoutedLine.Queue();
    urgent.credit = Duration.ofMinutes(2);
    RoutedLine line =
        new RoutedLine().queue("a", PLAIN).queue("urgent", urgent).agent("ann", agent());
    line.joins("1", "a", "en");
    line.after(119);
    line.joins("2", "urgent", "en");
    line.after(2);
    line.joins("3", "urgent", "en");

    List<String> served = new ArrayList<>(offers(line.ready("ann")));
    for (String call : List.of("2", "1")) {
      line.connects(call);
      line.talkEnds(call);
      served.addAll(offers(line.asks("ann", AgentState.READY)));
    }
    assertThat(served).containsExactly("2>ann", "1>ann", "3>ann");
    assertThat(line.offerOf("2").why()).contains("has priority worth 2 min");
  }

  @Test
  void aCallersOwnCreditAddsToTheQueuesAndHasABound() {
    RoutedLine.Queue urgent = new RoutedLine.Queue();
    urgent.credit = Duration.ofHours(3);
    RoutedLine line = new RoutedLine().queue("urgent", urgent).agent("ann", agent());
    line.joins("1", "urgent", Duration.ofMinutes(61), line.now, "en");
    line.joins("2", "urgent", Duration.ofHours(9), line.now, "en");
    line.after(1);
    line.joins("3", "urgent", Duration.ofHours(-9), line.now, "en");
    // The bound of four hours makes the first two equal; a negative credit is none.
    assertThat(offers(line.ready("ann"))).containsExactly("1>ann");
    assertThat(
            line.decider().line().tickets.list().stream()
                .map(ticket -> Duration.between(ticket.effective(), ticket.facts.since())))
        .containsExactly(Duration.ofHours(4), Duration.ofHours(4), Duration.ofHours(3));
  }

  // Overflow -------------------------------------------------------------------------------------

  /// Ten minutes predicted let b's agents help, down to five; a talk is taken to last 5 min.
  private static RoutedLine overflowing() {
    RoutedLine.Queue a = new RoutedLine.Queue();
    a.overflow = new Overflow(RoutedLine.named("b"), Duration.ofMinutes(10), Duration.ofMinutes(5));
    return new RoutedLine()
        .queue("a", a)
        .queue("b", PLAIN)
        .agent("ann", agent("a"))
        .agent("bob", agent("b"));
  }

  @Test
  void agentsOfAnotherQueueHelpWhileTheWaitIsTooLong() {
    RoutedLine line = overflowing();
    line.ready("ann");
    line.joins("0", "a", "en");
    line.connects("0");
    line.ready("bob");
    line.joins("1", "a", "en");
    assertThat(offers(line.after(2))).isEmpty();

    List<Message> helped = new ArrayList<>(line.joins("2", "a", "en"));
    helped.addAll(line.joins("3", "a", "en"));
    helped.addAll(line.after(2));

    assertThat(offers(helped)).containsExactly("1>bob");
    assertThat(helpOf(line, "1")).isEqualTo(Help.OVERFLOW);
    assertThat(line.offerOf("1").why()).contains("You help a");
    OverflowChanged change = only(helped, OverflowChanged.class);
    assertThat(change.active()).isTrue();
    assertThat(change.to()).containsExactlyElementsOf(RoutedLine.named("b"));
    assertThat(Objects.requireNonNull(change.predicted())).isGreaterThan(Duration.ofMinutes(10));
  }

  @Test
  void helpEndsOnlyWhenTheWaitIsWellBelowAndOutlivesARestart() {
    RoutedLine line = overflowing();
    line.ready("ann");
    line.joins("0", "a", "en");
    line.connects("0");
    for (int i = 1; i <= 3; i++) {
      line.joins("" + i, "a", "en");
    }
    line.after(2);
    assertThat(only(line.said, OverflowChanged.class).active()).isTrue();
    line.restarts();
    line.hangsUp("3");
    line.after(2);
    // Two still wait: less than ten minutes, but more than five.
    assertThat(all(line.said, OverflowChanged.class)).hasSize(1);
    assertThat(offers(line.ready("bob"))).containsExactly("1>bob");

    line.hangsUp("2");
    line.hangsUp("1");
    List<Message> calm = line.after(2);
    assertThat(only(calm, OverflowChanged.class).active()).isFalse();
    line.joins("4", "a", "en");
    assertThat(offers(line.after(2))).isEmpty();
  }

  @Test
  void whoWaitsWhereNobodyIsOnDutyIsHelpedAtOnce() {
    RoutedLine line = overflowing();
    line.ready("bob");
    line.joins("1", "a", "en");
    assertThat(offers(line.after(2))).containsExactly("1>bob");
  }

  @Test
  void theHelpersOwnCallersKeepTheirTurn() {
    RoutedLine line = overflowing();
    line.joins("1", "b", "en");
    line.after(1);
    line.joins("2", "a", "en");
    line.after(2);
    assertThat(offers(line.ready("bob"))).containsExactly("1>bob");
  }

  // Reserve --------------------------------------------------------------------------------------

  @Test
  void aReservedAgentServesTheOwnQueueFirstAndOthersWhileNobodyWaitsThere() {
    RoutedLine line =
        new RoutedLine().queue("a", PLAIN).queue("b", PLAIN).agent("ann", agent().reservedFor("b"));
    line.joins("1", "a", "en");
    line.joins("2", "a", "en");
    line.after(60);
    line.joins("3", "b", "en");

    List<String> served = new ArrayList<>(offers(line.ready("ann")));
    line.connects("3");
    line.talkEnds("3");
    served.addAll(offers(line.asks("ann", AgentState.READY)));

    assertThat(served).containsExactly("3>ann", "1>ann");
    assertThat(helpOf(line, "3")).isEqualTo(Help.NONE);
    assertThat(helpOf(line, "1")).isEqualTo(Help.RESERVE_IDLE);
  }

  @Test
  void aStrictReserveIsKeptFreeUntilOthersWaitTooLong() {
    RoutedLine.Queue b = new RoutedLine.Queue();
    b.reserve = new Reserve(false, Duration.ofMinutes(10));
    RoutedLine line =
        new RoutedLine().queue("a", PLAIN).queue("b", b).agent("ann", agent().reservedFor("b"));
    line.ready("ann");
    line.joins("1", "a", "en");

    assertThat(offers(line.after(599))).isEmpty();
    assertThat(offers(line.after(1))).containsExactly("1>ann");
    assertThat(helpOf(line, "1")).isEqualTo(Help.RESERVE_RELEASED);
  }

  @Test
  void aReserveIsNotKeptForCallersWhomItCouldNotServe() {
    RoutedLine line =
        new RoutedLine()
            .queue("a", PLAIN)
            .queue("b", PLAIN)
            .agent("ann", agent().reservedFor("b"))
            .agent("eva", new RoutedLine.Agent("es").serves("b"));
    line.joins("1", "b", "es");
    line.joins("2", "a", "en");
    assertThat(offers(line.ready("ann"))).containsExactly("2>ann");
  }

  @Test
  void whoCouldOnlyBeServedByAReserveThatNeverHelpsIsNotLeftWaitingForTheSkill() {
    RoutedLine.Queue b = new RoutedLine.Queue();
    b.reserve = new Reserve(false, null);
    RoutedLine line =
        new RoutedLine()
            .queue("a", PLAIN)
            .queue("b", b)
            .agent("ann", new RoutedLine.Agent("en", "so").reservedFor("b"))
            .agent("bob", new RoutedLine.Agent("en"));
    line.ready("bob");
    assertThat(offers(line.joins("1", "a", "so"))).containsExactly("1>bob");
  }

  // The order of agents --------------------------------------------------------------------------

  private static RoutedLine fair(AgentOrder order) {
    RoutedLine.Queue queue = new RoutedLine.Queue();
    queue.order = order;
    queue.wrapUp = Duration.ZERO;
    return new RoutedLine().queue("a", queue).agent("ann", agent()).agent("bob", agent());
  }

  /// Ann talks for ten minutes, then bob for one minute; bob is taken up less, ann idle longer.
  private static RoutedLine afterOneTalkEach(AgentOrder order) {
    RoutedLine line = fair(order);
    line.ready("ann");
    line.joins("1", "a", "en");
    line.connects("1");
    line.after(600);
    line.talkEnds("1");
    line.asks("ann", AgentState.PAUSED);
    line.ready("bob");
    line.joins("2", "a", "en");
    line.connects("2");
    line.asks("ann", AgentState.READY);
    line.after(60);
    line.talkEnds("2");
    line.after(30);
    return line;
  }

  @Test
  void longestIdleLooksOnlyAtTheIdleTime() {
    RoutedLine line = afterOneTalkEach(AgentOrder.LONGEST_IDLE);
    assertThat(offers(line.joins("3", "a", "en"))).containsExactly("3>ann");
  }

  @Test
  void leastOccupiedSparesWhoWasTakenUpMore() {
    RoutedLine line = afterOneTalkEach(AgentOrder.LEAST_OCCUPIED);
    line.restarts();
    assertThat(offers(line.joins("3", "a", "en"))).containsExactly("3>bob");
    assertThat(Objects.requireNonNull(line.offerOf("3").assignment()).choice())
        .isEqualTo(Choice.LEAST_OCCUPIED);
    assertThat(line.offerOf("3").why()).containsPattern("least occupied \\([0-9]+ %\\)");
  }

  @Test
  void leastOccupiedEvensOutLoadWhenTalksDiffer() {
    double byIdle = spreadAfterManyTalks(AgentOrder.LONGEST_IDLE);
    double byLoad = spreadAfterManyTalks(AgentOrder.LEAST_OCCUPIED);
    assertThat(byLoad).isLessThan(byIdle / 2);
  }

  /// Every other talk is short, which longest-idle hands to the same agent again and again.
  private static double spreadAfterManyTalks(AgentOrder order) {
    RoutedLine line = fair(order);
    line.ready("ann");
    line.ready("bob");
    for (int i = 1; i <= 200; i++) {
      String call = "" + i;
      line.joins(call, "a", "en");
      line.connects(call);
      line.after(i % 2 == 0 ? 20 : 200);
      line.talkEnds(call);
      line.after(60);
    }
    List<Double> loads =
        line.decider().line().agents.list().stream()
            .map(agent -> agent.loadAt(line.now).value())
            .toList();
    return Math.abs(loads.getFirst() - loads.getLast());
  }

  @Test
  void aPlaceInLineCountsTheOwnQueueOnly() {
    RoutedLine line = new RoutedLine().queue("a", PLAIN).queue("b", PLAIN).agent("ann", agent());
    line.joins("1", "a", "en");
    assertThat(only(line.joins("2", "b", "en"), TicketPlaced.class).position()).isEqualTo(1);
  }
}
