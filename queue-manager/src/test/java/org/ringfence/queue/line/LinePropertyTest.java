package org.ringfence.queue.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentState;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.LineDecision.DialCallback;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.TicketClosed;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.LineDecision.WaitTold;
import org.ringfence.events.Message;
import org.ringfence.events.PredictedWait;
import org.ringfence.events.TalkEnd;
import org.ringfence.events.TicketId;
import org.ringfence.events.TicketOutcome;

/// Whatever is lost, doubled or reordered: nobody is forgotten, nobody is served twice, no agent is
/// stuck. A failing run names its seed, which `-Dsim.seed=` plays alone.
final class LinePropertyTest {

  private static final int SEEDS = 250;
  private static final int STEPS = 120;
  private static final String[] AGENTS = {"ann:en", "bob:en", "eva:en+es", "leo:es"};

  /// Of four agents, so that callers who were never heard may hold none in their turn, or two.
  private static final double[] UNHEARD_SHARES = {0.02, 0.5};

  private static final List<TalkEnd> ENDS = List.of(TalkEnd.values());

  private static final List<PlaceRules> PLACES =
      List.of(
          PlaceRules.NONE,
          new PlaceRules(Duration.ofSeconds(60), CallbackRules.OFF),
          new PlaceRules(Duration.ofSeconds(60), callbacks(CallbackRules.First.AGENT)),
          new PlaceRules(Duration.ofSeconds(60), callbacks(CallbackRules.First.CALLER)));

  private static CallbackRules callbacks(CallbackRules.First first) {
    return new CallbackRules(
        true,
        first,
        Duration.ZERO,
        0,
        Duration.ofMinutes(5),
        Duration.ofSeconds(20),
        Duration.ofSeconds(15),
        3,
        Duration.ofSeconds(30),
        Duration.ofSeconds(50),
        Duration.ofHours(1),
        Set.of("612"),
        1_000,
        1_000,
        new CallbackRules.Spending(1_000, 0, 0),
        true);
  }

  record Rules(LineRules line, PlaceRules places) {}

  /// One thing that happens; everything else about it follows from its own seed, so that a list of
  /// steps can be shortened.
  private record Step(int kind, long seed) {}

  @Test
  void nobodyIsLostServedTwiceOrStuckWhateverTheBusDoes() {
    @Nullable String only = System.getProperty("sim.seed");
    long first = only == null ? 1 : Long.parseLong(only);
    for (long seed = first; seed < first + (only == null ? SEEDS : 1); seed++) {
      List<Step> steps = steps(seed);
      Rules rules =
          new Rules(
              LineFixture.withUnheardShare(UNHEARD_SHARES[(int) (seed % UNHEARD_SHARES.length)]),
              PLACES.get((int) (seed / 2 % PLACES.size())));
      @Nullable Throwable failure = run(steps, rules);
      if (failure != null) {
        List<Step> shortest = shortened(steps, rules);
        throw new AssertionError(
            "seed " + seed + " fails; shortened to " + shortest.size() + " steps " + shortest,
            run(shortest, rules));
      }
    }
  }

  private static List<Step> steps(long seed) {
    RandomGenerator random = random(seed);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      steps.add(new Step(random.nextInt(100), random.nextLong()));
    }
    return steps;
  }

  /// Leaves out ever smaller parts as long as it still fails.
  private static List<Step> shortened(List<Step> failing, Rules rules) {
    List<Step> steps = failing;
    for (int part = steps.size() / 2; part > 0; part /= 2) {
      for (int from = 0; from + part <= steps.size(); ) {
        List<Step> fewer = new ArrayList<>(steps.subList(0, from));
        fewer.addAll(steps.subList(from + part, steps.size()));
        if (run(fewer, rules) != null) {
          steps = fewer;
        } else {
          from += part;
        }
      }
    }
    return steps;
  }

  private static @Nullable Throwable run(List<Step> steps, Rules rules) {
    Host host = new Host(rules);
    List<AgentId> agents = new ArrayList<>();
    for (String agent : AGENTS) {
      agents.add(new AgentId(agent.substring(0, 3)));
    }
    FaultyWorld world = new FaultyWorld(host, agents, random(0));
    try {
      for (Step step : steps) {
        RandomGenerator random = random(step.seed);
        world.useChance(random);
        happen(step.kind, world, host, random);
      }
      world.useChance(random(1));
      world.calmsDown();
      assertThat(world.live()).as("callers nobody served").isEmpty();
      host.checkAtRest();
      return null;
    } catch (AssertionError | RuntimeException failure) {
      return failure;
    }
  }

  private static void happen(int kind, FaultyWorld world, Host host, RandomGenerator random) {
    List<FaultyWorld.Caller> live = world.live();
    if (kind < 18) {
      world.callerComes();
    } else if (kind < 24 && !live.isEmpty()) {
      world.callerHangsUp(live.get(random.nextInt(live.size())));
    } else if (kind < 32 && !live.isEmpty()) {
      world.callerTicks(live.get(random.nextInt(live.size())));
    } else if (kind < 36 && !live.isEmpty()) {
      world.callerIsHeard(live.get(random.nextInt(live.size())));
    } else if (kind < 44) {
      world.phoneIsAnswered();
    } else if (kind < 48) {
      world.phoneIsNotAnswered();
    } else if (kind < 58) {
      world.talkEnds(ENDS.get(random.nextInt(ENDS.size())));
    } else if (kind < 68) {
      world.agentAsks(random.nextInt(4) > 0 ? AgentState.READY : AgentState.PAUSED);
    } else if (kind < 72) {
      world.phoneChanges(random.nextInt(4) > 0);
    } else if (kind < 78) {
      world.snapshot();
    } else if (kind < 82) {
      host.restartTwin();
    } else if (kind < 86) {
      world.callerCallsAgain();
    } else if (kind < 89 && !live.isEmpty()) {
      world.callerWantsACallback(live.get(random.nextInt(live.size())));
    } else if (kind < 91) {
      world.callbackIsAnswered();
    } else if (kind < 92) {
      world.callbackIsNotAnswered();
    } else if (kind < 94) {
      world.agentPassesOn();
    } else if (kind < 96) {
      world.agentBringsIn();
    } else if (kind < 97) {
      world.agentSendsOut();
    } else {
      world.timePasses(Duration.ofMillis(random.nextInt(15_000)));
    }
  }

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /// Hosts a line and a twin that is now and then saved and restored, and checks both.
  static final class Host {
    private final Rules rules;
    private final LineDecider line;
    private LineDecider twin;
    private final Set<TicketId> served = new HashSet<>();

    /// When the holder of each place reached the line, as was said; until the ticket ends.
    private final Map<TicketId, Instant> places = new HashMap<>();

    Host(Rules rules) {
      this.rules = rules;
      line = decider();
      twin = decider();
    }

    private LineDecider decider() {
      return LineFixture.decider(rules.line, rules.places, AGENTS);
    }

    List<Message> apply(Message message) {
      @Nullable Ticket owed = message instanceof QueueReached reached ? placeOf(reached) : null;
      List<Message> answers = line.apply(message);
      assertThat(twin.apply(message)).as("the restored twin").isEqualTo(answers);
      assertThat(twin.nextDue()).as("the restored twin's timer").isEqualTo(line.nextDue());
      answers.forEach(this::check);
      if (owed != null && message instanceof QueueReached reached) {
        assertThat(line.line().tickets.findByCall(reached.call()))
            .as("the place of %s", owed.id)
            .isSameAs(owed);
      }
      checkBonds();
      return answers;
    }

    /// The place that is kept for who calls again, when nobody else of the number is known to be on
    /// the line.
    private @Nullable Ticket placeOf(QueueReached reached) {
      Tickets tickets = line.line().tickets;
      if (reached.identity() == null
          || tickets.findByCall(reached.call()) != null
          || line.line().tombstones.forbids(reached.call(), reached.at())
          || (reached.ticket() != null && tickets.find(reached.ticket()) != null)) {
        return null;
      }
      @Nullable Ticket kept = null;
      for (Ticket ticket : tickets.list()) {
        if (ticket.holder.number().equals(reached.caller().raw())) {
          if (kept != null
              || !ticket.state.isKept()
              || isEndingBefore(ticket, reached.at())
              || mayBeThere(ticket)) {
            return null;
          }
          kept = ticket;
        }
      }
      return kept;
    }

    /// Who was just promised a call, and of whose hang-up nothing came, is on the line.
    private boolean mayBeThere(Ticket ticket) {
      return ticket.mayHearThePromise(line.line().now)
          && !line.line().tombstones.has(ticket.call());
    }

    private static boolean isEndingBefore(Ticket ticket, Instant at) {
      Ticket.@Nullable Held held = ticket.held;
      return held != null && !at.isBefore(held.until());
    }

    Optional<Instant> nextDue() {
      return line.nextDue();
    }

    void restartTwin() {
      byte[] saved = twin.snapshot();
      twin = decider();
      twin.restore(saved);
      assertThat(twin.snapshot()).isEqualTo(saved);
    }

    private void check(Message answer) {
      switch (answer) {
        case OfferCall offer -> {
          // Who joins a talk, or gets a caller passed on, takes nobody's turn in line.
          if (offer.joins() == null && !offer.why().contains("passed on to you")) {
            checkOrder(offer.ticket(), offer.agent());
          }
        }
        case DialCallback attempt -> checkOrder(attempt);
        case TicketPlaced placed -> {
          checkFinite(placed.predicted());
          @Nullable Instant since = places.putIfAbsent(placed.ticket(), placed.since());
          assertThat(since == null || since.equals(placed.since())).as("%s", placed).isTrue();
        }
        case WaitTold told -> checkFinite(told.predicted());
        case TicketClosed closed -> {
          places.remove(closed.ticket());
          if (closed.outcome() == TicketOutcome.SERVED) {
            assertThat(served.add(closed.ticket())).as("served twice: %s", closed).isTrue();
          }
        }
        default -> {}
      }
    }

    private static void checkFinite(@Nullable PredictedWait predicted) {
      if (predicted != null) {
        assertThat(predicted.high()).isLessThan(Duration.ofDays(2));
      }
    }

    /// Nobody waits who came before and whom this agent could have served. Who was never heard has
    /// a turn only among the few agents whom such callers may hold, and else comes after everybody.
    private void checkOrder(TicketId offered, AgentId by) {
      @Nullable Ticket ticket = line.line().tickets.find(offered);
      @Nullable Agent agent = line.line().agents.find(by);
      // Who was dialed while an agent was kept free had the turn then.
      if (ticket != null && agent != null && ticket.callback == null) {
        checkOrder(ticket, agent);
      }
    }

    private void checkOrder(DialCallback attempt) {
      @Nullable Ticket ticket = line.line().tickets.find(attempt.ticket());
      if (ticket != null && ticket.offer != null) {
        checkOrder(ticket, ticket.offer.agent);
      }
    }

    private void checkOrder(Ticket ticket, Agent agent) {
      if (ticket.isUnheard()) {
        assertThat(heldByUnheard()).as("held").isLessThanOrEqualTo(Math.max(1, allowance()));
      }
      for (Ticket other : line.line().tickets.list()) {
        if (!other.state.hasATurn() || !agent.group.skills.covers(other.facts.needs())) {
          continue;
        }
        if (ticket.isUnheard() && !other.isUnheard() && allowance() == 0) {
          throw new AssertionError(ticket.id + " was never heard, and " + other.id + " waits");
        }
        boolean mustWait =
            other.isUnheard() && !ticket.isUnheard() && heldByUnheard() >= allowance();
        if (!mustWait) {
          assertThat(Ticket.BY_PLACE.compare(ticket, other)).as("overtaken").isNegative();
        }
      }
    }

    private int allowance() {
      long signedIn =
          line.line().agents.list().stream()
              .filter(agent -> agent.state != AgentState.SIGNED_OUT)
              .count();
      return (int) (rules.line.unheardAgentShare() * signedIn);
    }

    private int heldByUnheard() {
      int held = 0;
      for (Agent agent : line.line().agents.list()) {
        boolean busy = agent.offer != null && agent.offer.ticket.isUnheard();
        held += busy || (agent.state == AgentState.WRAP_UP && agent.talkedToUnheard) ? 1 : 0;
      }
      assertThat(line.line().agents.heldByUnheardCount()).as("held by unheard").isEqualTo(held);
      return held;
    }

    /// One offer for a ticket, one for an agent, and nobody waits for whom somebody is free.
    private void checkBonds() {
      Line state = line.line();
      int bound = 0;
      int waiting = 0;
      for (Ticket ticket : state.tickets.list()) {
        boolean should = ticket.state == TicketState.OFFERED || ticket.state == TicketState.TALKING;
        boolean may = should || ticket.state == TicketState.CALLBACK_DIALED;
        assertThat(ticket.offer != null).as("%s %s", ticket.id, ticket.state).isIn(should, may);
        assertThat(ticket.held != null).isEqualTo(ticket.state == TicketState.GRACE);
        if (ticket.offer != null) {
          assertThat(ticket.offer.agent.offer).isSameAs(ticket.offer);
          bound++;
        }
        if (!ticket.parties.isEmpty()) {
          assertThat(ticket.state).isEqualTo(TicketState.TALKING);
        }
        for (Party party : ticket.parties) {
          Offer guest = Objects.requireNonNull(party.guest);
          assertThat(guest.agent.offer).isSameAs(guest);
          bound++;
        }
        waiting += ticket.state == TicketState.WAITING ? 1 : 0;
        boolean mayWaitBesideFreeAgents =
            ticket.isUnheard() && heldByUnheard() >= Math.max(1, allowance());
        if (ticket.state == TicketState.WAITING && !mayWaitBesideFreeAgents) {
          assertThat(state.agents.list())
              .as("somebody is free for %s", ticket.id)
              .noneMatch(
                  agent -> agent.canBeOffered() && agent.group.skills.covers(ticket.facts.needs()));
        }
      }
      int busy = 0;
      for (Agent agent : state.agents.list()) {
        boolean should = agent.state == AgentState.OFFERED || agent.state.isInTalk();
        assertThat(agent.offer != null).as("%s %s", agent.id, agent.state).isEqualTo(should);
        busy += should ? 1 : 0;
      }
      assertThat(busy).isEqualTo(bound);
      long due =
          state.tickets.list().stream().filter(t -> t.state == TicketState.CALLBACK_DUE).count();
      assertThat(state.tickets.inLineCount()).isEqualTo(waiting + due);
      checkQueue(state, waiting);
    }

    private static void checkQueue(Line state, int waiting) {
      QueueLine queue = state.tickets.queue(LineFixture.QUEUE);
      assertThat(queue.waitingCount()).isEqualTo(waiting);
      List<Ticket> all =
          state.tickets.list().stream()
              .filter(ticket -> ticket.state == TicketState.WAITING)
              .sorted(Ticket.BY_PLACE)
              .toList();
      assertThat(queue.waiting.first(waiting))
          .isEqualTo(all.stream().filter(ticket -> !ticket.isUnheard()).toList());
      assertThat(queue.unheard.first(waiting))
          .isEqualTo(all.stream().filter(Ticket::isUnheard).toList());
      assertThat((long) queue.diverted)
          .isEqualTo(all.stream().filter(t -> t.diversion() != Diversion.NONE).count());
    }

    void checkAtRest() {
      assertThat(line.line().tickets.count()).as("tickets of nobody").isZero();
      assertThat(places).as("places that are lost without a word").isEmpty();
      for (Agent agent : line.line().agents.list()) {
        assertThat(agent.canBeOffered()).as("%s is %s", agent.id, agent.state).isTrue();
      }
    }
  }
}
