package org.ringfence.queue.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ringfence.events.AgentState;
import org.ringfence.events.Assignment;
import org.ringfence.events.LineDecision.CallerTurnedAway;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.OverflowChanged;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.Message;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;
import org.ringfence.hours.Calendar;
import org.ringfence.hours.Span;
import org.ringfence.queue.line.QueueRules.AgentOrder;
import org.ringfence.queue.line.QueueRules.Overflow;
import org.ringfence.queue.line.QueueRules.Reserve;
import org.ringfence.queue.line.QueueRules.Widening;

/// Pools with random rules and random days: whom each agent may serve is reckoned here a second
/// time, from the rules alone, and held against every offer. A failing run names its seed, which
/// `-Dsim.seed=` plays alone.
final class RoutingPropertyTest {

  private static final int SEEDS = 60;
  private static final int STEPS = 150;
  private static final List<String> QUEUES = List.of("a", "b", "c");
  private static final List<String> LANGUAGES = List.of("en", "es");
  private static final List<String> TOPICS = List.of("plans", "bills");

  private final Map<QueueName, QueueRules> queues = new TreeMap<>();
  private final Map<String, AgentRules> agents = new TreeMap<>();
  private final Set<String> inLine = new HashSet<>();
  private RoutedLine line = new RoutedLine();
  private RandomGenerator chance = random(0);
  private int calls;

  @Test
  void everyOfferIsTheOneThatTheRulesDemand() {
    @Nullable String only = System.getProperty("sim.seed");
    long first = only == null ? 1 : Long.parseLong(only);
    for (long seed = first; seed < first + (only == null ? SEEDS : 1); seed++) {
      try {
        play(seed);
      } catch (AssertionError | RuntimeException failure) {
        throw new AssertionError("seed " + seed + " fails", failure);
      }
    }
  }

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  // A day ----------------------------------------------------------------------------------------

  private void play(long seed) {
    chance = random(seed);
    line = new RoutedLine();
    line.onAnswer = this::check;
    calls = 0;
    queues.clear();
    agents.clear();
    inLine.clear();
    for (String name : QUEUES) {
      RoutedLine.Queue queue = queue(name);
      queues.put(new QueueName(name), queue.rules());
      line.queue(name, queue);
    }
    for (String name : List.of("ann", "bob", "cat", "dan", "eve")) {
      RoutedLine.Agent agent = agent();
      agents.put(name, agent.rules());
      line.agent(name, agent);
    }
    for (int step = 0; step < STEPS; step++) {
      step(chance.nextInt(100));
      nobodyWaitsBesideWhoMayServe();
    }
    calmDown();
  }

  private List<Message> step(int kind) {
    String agent = new ArrayList<>(agents.keySet()).get(chance.nextInt(agents.size()));
    if (kind < 30) {
      return joins();
    }
    if (kind < 36 && !inLine.isEmpty()) {
      String call = inLine.stream().sorted().toList().get(chance.nextInt(inLine.size()));
      inLine.remove(call);
      return line.hangsUp(call);
    }
    if (kind < 50) {
      return line.ready(agent);
    }
    if (kind < 54) {
      return line.asks(agent, AgentState.PAUSED);
    }
    if (kind < 70) {
      return talk(false);
    }
    if (kind < 80) {
      return talk(true);
    }
    if (kind < 84) {
      line.restarts();
      return List.of();
    }
    return line.after(chance.nextInt(90));
  }

  private List<Message> joins() {
    calls++;
    String call = "" + calls;
    String queue = QUEUES.get(chance.nextInt(QUEUES.size()));
    String[] topics =
        chance.nextBoolean()
            ? new String[0]
            : new String[] {TOPICS.get(chance.nextInt(TOPICS.size()))};
    @Nullable Duration credit =
        chance.nextInt(4) == 0 ? Duration.ofSeconds(chance.nextInt(200)) : null;
    Instant since = line.now.minusSeconds(chance.nextInt(5));
    List<Message> answers =
        line.joins(
            call, queue, credit, since, LANGUAGES.get(chance.nextInt(LANGUAGES.size())), topics);
    Calendar hours = rules(new QueueName(queue)).hours();
    boolean open = hours.isOpen(line.now) || hours.isOpen(since);
    assertThat(answers.stream().anyMatch(TicketPlaced.class::isInstance)).isEqualTo(open);
    assertThat(answers.stream().anyMatch(CallerTurnedAway.class::isInstance)).isEqualTo(!open);
    if (open) {
      inLine.add(call);
    }
    return answers;
  }

  /// An open offer is answered, or a talk ends.
  private List<Message> talk(boolean ends) {
    for (Ticket ticket : List.copyOf(line.decider().line().tickets.list())) {
      String call = ticket.call().value().replaceAll(".*\\.", "");
      if (!ends && ticket.state == TicketState.OFFERED) {
        line.connects(call);
        inLine.remove(call);
        return List.of();
      }
      if (ends && ticket.state == TicketState.TALKING) {
        return line.talkEnds(call);
      }
    }
    return List.of();
  }

  /// Everybody can be served at last, whatever the rules.
  private void calmDown() {
    for (int round = 0; round < 100 && !servable().isEmpty(); round++) {
      for (String agent : agents.keySet()) {
        line.ready(agent);
      }
      talk(false);
      talk(true);
      line.after(30);
      nobodyWaitsBesideWhoMayServe();
    }
    assertThat(servable()).extracting(ticket -> ticket.id + " of " + ticket.facts).isEmpty();
  }

  /// Who is in line, but those whom no agent will ever serve: a reserve that helps nobody may leave
  /// them.
  private List<Ticket> servable() {
    List<Ticket> left = new ArrayList<>(line.decider().line().tickets.list());
    left.removeIf(ticket -> agents.values().stream().noneMatch(agent -> everServes(agent, ticket)));
    return left;
  }

  // The rules ------------------------------------------------------------------------------------

  private RoutedLine.Queue queue(String name) {
    RoutedLine.Queue queue = new RoutedLine.Queue();
    queue.credit = Duration.ofSeconds(chance.nextInt(3) * 30L);
    queue.level = 1 + chance.nextInt(8);
    if (chance.nextBoolean()) {
      queue.widening =
          List.of(
              new Widening(Duration.ofSeconds(20), Math.min(3, queue.level), Set.of()),
              new Widening(Duration.ofSeconds(70), 1, Set.of(new Skill("plans"))));
    }
    queue.order = chance.nextBoolean() ? AgentOrder.LONGEST_IDLE : AgentOrder.LEAST_OCCUPIED;
    if (chance.nextInt(3) > 0) {
      String other = QUEUES.get((QUEUES.indexOf(name) + 1) % QUEUES.size());
      queue.overflow =
          new Overflow(RoutedLine.named(other), Duration.ofMinutes(6), Duration.ofMinutes(3));
    }
    queue.reserve =
        new Reserve(chance.nextBoolean(), chance.nextBoolean() ? Duration.ofSeconds(50) : null);
    if (chance.nextInt(4) == 0) {
      Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
      for (DayOfWeek day : DayOfWeek.values()) {
        week.put(day, List.of(Span.parse("08:00-08:20"), Span.parse("08:40-09:30")));
      }
      queue.hours = new Calendar(ZoneId.of("America/Chicago"), week, Map.of());
    }
    return queue;
  }

  private RoutedLine.Agent agent() {
    List<String> skills = new ArrayList<>();
    for (String skill : List.of("en", "es", "plans", "bills")) {
      if (chance.nextInt(4) > 0) {
        skills.add(skill + ":" + (1 + chance.nextInt(10)));
      }
    }
    RoutedLine.Agent agent = new RoutedLine.Agent(skills.toArray(new String[0]));
    String own = QUEUES.get(chance.nextInt(QUEUES.size()));
    if (chance.nextBoolean()) {
      agent.serves(own, QUEUES.get(chance.nextInt(QUEUES.size())));
    }
    return chance.nextInt(3) == 0 ? agent.reservedFor(own) : agent;
  }

  // The rules, reckoned a second time -------------------------------------------------------------

  private QueueRules rules(QueueName queue) {
    QueueRules rules = queues.get(queue);
    if (rules == null) {
      throw new AssertionError("no queue " + queue);
    }
    return rules;
  }

  private void check(List<Message> answers) {
    // Only the last offer of an answer was made in the state that is seen now.
    @Nullable OfferCall last = null;
    for (Message answer : answers) {
      if (answer instanceof OfferCall offer) {
        last = offer;
      } else if (answer instanceof OverflowChanged) {
        last = null;
      }
    }
    if (last == null) {
      return;
    }
    Line state = line.decider().line();
    @Nullable Ticket ticket = state.tickets.find(last.ticket());
    @Nullable Agent agent = state.agents.find(last.agent());
    if (ticket == null || agent == null || ticket.offer == null) {
      return;
    }
    AgentRules rules = agent.rules;
    boolean idle = reserveIsIdle(rules);
    assertThat(serves(rules, ticket, idle)).as("%s may serve %s", agent.id, ticket.facts).isTrue();
    for (Ticket other : state.tickets.list()) {
      // As long as this caller waited, the reserve was needed.
      boolean idleBefore = idle && !ticket.facts.queue().equals(rules.reservedFor());
      if (other.state == TicketState.WAITING && serves(rules, other, idleBefore)) {
        assertThat(Ticket.BY_PLACE.compare(ticket, other))
            .as("overtakes %s", other.id)
            .isNegative();
      }
    }
    assertThat(ticket.effective()).isEqualTo(ticket.facts.since().minus(credit(ticket)));
    for (Agent other : state.agents.list()) {
      if (other.canBeOffered() && serves(other.rules, ticket, reserveIsIdle(other.rules))) {
        comesBefore(agent, other, last, ticket);
      }
    }
  }

  /// The credit that was kept may not be more than the queue's and the most a caller brings here.
  private Duration credit(Ticket ticket) {
    Duration credit = ticket.facts.credit();
    Duration ofQueue = rules(ticket.facts.queue()).credit();
    if (credit == null) {
      assertThat(ofQueue).isZero();
      return Duration.ZERO;
    }
    assertThat(credit).isBetween(ofQueue, ofQueue.plusSeconds(200));
    return credit;
  }

  private void comesBefore(Agent chosen, Agent other, OfferCall offer, Ticket ticket) {
    Assignment reason = java.util.Objects.requireNonNull(offer.assignment());
    if (reason.choice() == Assignment.Choice.LAST_RESORT
        || ticket.isCoolingOff(other.id, line.now)) {
      return;
    }
    if (rules(ticket.facts.queue()).order() == AgentOrder.LONGEST_IDLE) {
      assertThat(chosen.idleSince)
          .as("idle longer than %s", other.id)
          .isBeforeOrEqualTo(other.idleSince);
    } else {
      assertThat(reason.load())
          .as("less occupied than %s", other.id)
          .isLessThanOrEqualTo(other.loadAt(line.now).value() + 1e-5);
    }
  }

  private void nobodyWaitsBesideWhoMayServe() {
    Line state = line.decider().line();
    for (Ticket ticket : state.tickets.list()) {
      if (ticket.state != TicketState.WAITING) {
        continue;
      }
      for (Agent agent : state.agents.list()) {
        if (agent.canBeOffered()) {
          assertThat(serves(agent.rules, ticket, reserveIsIdle(agent.rules)))
              .as("%s is free for %s", agent.id, ticket.facts)
              .isFalse();
        }
      }
    }
  }

  /// Whether nobody waits in the queue an agent is reserved for whom this agent could serve.
  private boolean reserveIsIdle(AgentRules agent) {
    return line.decider().line().tickets.list().stream()
        .noneMatch(ticket ->
            ticket.state == TicketState.WAITING
                && ticket.facts.queue().equals(agent.reservedFor())
                && serves(agent, ticket, false));
  }

  private boolean serves(AgentRules agent, Ticket ticket, boolean reserveIsIdle) {
    QueueName queue = ticket.facts.queue();
    QueueRules rules = rules(queue);
    Duration waited = Duration.between(ticket.facts.since(), line.now);
    int level = rules.level();
    Set<Skill> waived = Set.of();
    for (Widening step : rules.widening()) {
      if (waited.compareTo(step.after()) >= 0) {
        level = step.level();
        waived = step.waived();
      }
    }
    if (!hasSkills(agent, ticket, level, waived)) {
      return false;
    }
    boolean helps = line.decider().line().tickets.queue(queue).overflowing;
    if (!servesQueue(agent, queue, rules, helps)) {
      return false;
    }
    QueueName reserved = agent.reservedFor();
    if (reserved == null || reserved.equals(queue)) {
      return true;
    }
    Reserve reserve = rules(reserved).reserve();
    Duration others = reserve.others();
    return (reserve.whenIdle() && reserveIsIdle)
        || (others != null && waited.compareTo(others) >= 0);
  }

  private boolean everServes(AgentRules agent, Ticket ticket) {
    QueueRules rules = rules(ticket.facts.queue());
    Widening widest = rules.widest();
    QueueName reserved = agent.reservedFor();
    boolean leaves =
        reserved == null
            || reserved.equals(ticket.facts.queue())
            || rules(reserved).reserve().whenIdle()
            || rules(reserved).reserve().others() != null;
    return leaves
        && hasSkills(agent, ticket, widest.level(), widest.waived())
        && servesQueue(agent, ticket.facts.queue(), rules, false);
  }

  private static boolean hasSkills(AgentRules agent, Ticket ticket, int level, Set<Skill> waived) {
    return ticket.facts.needs().skills().stream()
        .allMatch(
            skill -> waived.contains(skill) || agent.levels().getOrDefault(skill, 0) >= level);
  }

  private static boolean servesQueue(
      AgentRules agent, QueueName queue, QueueRules rules, boolean helps) {
    if (agent.queues().isEmpty() || agent.queues().contains(queue)) {
      return true;
    }
    Overflow overflow = rules.overflow();
    return helps && overflow != null && overflow.to().stream().anyMatch(agent.queues()::contains);
  }
}
