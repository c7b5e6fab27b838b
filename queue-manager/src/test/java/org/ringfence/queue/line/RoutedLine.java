package org.ringfence.queue.line;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentMessage.AgentPhoneChanged;
import org.ringfence.events.AgentMessage.ChangeAgentState;
import org.ringfence.events.AgentState;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.CallEvent.QueuedCallEnded;
import org.ringfence.events.CallId;
import org.ringfence.events.ClockTicked;
import org.ringfence.events.LineDecision.AgentStateChanged;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineId;
import org.ringfence.events.Message;
import org.ringfence.events.OfferEvent.CallerHeld;
import org.ringfence.events.OfferEvent.CallerResumed;
import org.ringfence.events.OfferEvent.OfferConnected;
import org.ringfence.events.OfferEvent.OfferRang;
import org.ringfence.events.OfferEvent.TalkEnded;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;
import org.ringfence.events.TalkEnd;
import org.ringfence.events.Topic;

/// A pool of several queues on virtual time, spoken to in the words of a test.
final class RoutedLine {

  /// What a test changes of a plain queue.
  static final class Queue {
    org.ringfence.hours.Calendar hours = QueueRules.PLAIN.hours();
    Duration credit = Duration.ZERO;
    int level = 1;
    List<QueueRules.Widening> widening = List.of();
    QueueRules.AgentOrder order = QueueRules.AgentOrder.LONGEST_IDLE;
    QueueRules.@Nullable Overflow overflow;
    QueueRules.Reserve reserve = QueueRules.Reserve.WHEN_IDLE;
    @Nullable Duration ringTime;
    @Nullable Duration wrapUp;
    int mostWaiting;

    QueueRules rules() {
      return new QueueRules(
          hours, credit, level, widening, order, overflow, reserve, ringTime, wrapUp, mostWaiting);
    }
  }

  /// What a test says of an agent.
  static final class Agent {
    final TreeMap<Skill, Integer> levels = new TreeMap<>();
    final TreeSet<QueueName> queues = new TreeSet<>();
    @Nullable QueueName reservedFor;
    @Nullable Duration ringTime;
    @Nullable Duration wrapUp;
    org.ringfence.hours.@Nullable Calendar shift;

    /// @param skills as `en` or `es:3`
    Agent(String... skills) {
      for (String skill : skills) {
        String[] parts = skill.split(":", 2);
        levels.put(new Skill(parts[0]), parts.length > 1 ? Integer.parseInt(parts[1]) : 10);
      }
    }

    Agent serves(String... names) {
      for (String name : names) {
        queues.add(new QueueName(name));
      }
      return this;
    }

    Agent reservedFor(String name) {
      reservedFor = new QueueName(name);
      return this;
    }

    Agent works(org.ringfence.hours.Calendar when) {
      shift = when;
      return this;
    }

    AgentRules rules() {
      return new AgentRules(levels, queues, reservedFor, ringTime, wrapUp, shift);
    }
  }

  private final TreeMap<QueueName, QueueRules> queues = new TreeMap<>();
  private final TreeMap<AgentId, AgentRules> agents = new TreeMap<>();
  private @Nullable LineDecider decider;
  final List<Message> said = new ArrayList<>();

  /// Hears each answer while the core is in the state that it left.
  Consumer<List<Message>> onAnswer = answer -> {};

  Instant now = LineFixture.START;
  PlaceRules places = PlaceRules.NONE;

  RoutedLine queue(String name, Queue queue) {
    queues.put(new QueueName(name), queue.rules());
    return this;
  }

  RoutedLine agent(String name, Agent agent) {
    agents.put(new AgentId(name), agent.rules());
    return this;
  }

  LineDecider decider() {
    LineDecider made = decider;
    if (made == null) {
      made = fresh();
      decider = made;
    }
    return made;
  }

  private LineDecider fresh() {
    return new LineDecider(
        LineFixture.POOL,
        LineFixture.RULES,
        places,
        LineFixture.PREDICTION,
        new RoutingRules(queues, agents, calendars()));
  }

  private Map<String, org.ringfence.hours.Calendar> calendars() {
    TreeMap<String, org.ringfence.hours.Calendar> calendars = new TreeMap<>();
    queues.values().forEach(queue -> calendars.put(queue.hours().name(), queue.hours()));
    // Calendars without a name are none of the settings'.
    calendars.remove("");
    return calendars;
  }

  /// Saves the state and goes on with a core that read it.
  void restarts() {
    byte[] saved = decider().snapshot();
    LineDecider restored = fresh();
    restored.restore(saved);
    decider = restored;
  }

  List<Message> feed(Message message) {
    List<Message> answer = decider().apply(message);
    said.addAll(answer);
    onAnswer.accept(answer);
    return answer;
  }

  /// Lets time pass as the host does: a tick whenever one is due.
  List<Message> after(Duration duration) {
    Instant end = now.plus(duration);
    List<Message> answers = new ArrayList<>();
    for (Optional<Instant> due = decider().nextDue();
        due.isPresent() && !due.get().isAfter(end);
        due = decider().nextDue()) {
      now = due.get().isAfter(now) ? due.get() : now;
      answers.addAll(feed(tick()));
    }
    now = end;
    answers.addAll(feed(tick()));
    return answers;
  }

  List<Message> after(int seconds) {
    return after(Duration.ofSeconds(seconds));
  }

  private ClockTicked tick() {
    return new ClockTicked(now, Topic.ROUTING, LineFixture.POOL.value());
  }

  List<Message> joins(String call, String queue, String language, String... skills) {
    return joins(call, queue, null, now, language, skills);
  }

  List<Message> joins(
      String call,
      String queue,
      @Nullable Duration credit,
      Instant since,
      String language,
      String... skills) {
    return feed(reached(call, queue, credit, since, language, skills));
  }

  QueueReached reached(
      String call,
      String queue,
      @Nullable Duration credit,
      Instant since,
      String language,
      String... skills) {
    return reached(call, queue, credit, since, language, false, skills);
  }

  /// Somebody whom the defence diverted and nobody ever heard.
  List<Message> joinsUnheard(String call, String queue, String language) {
    return feed(reached(call, queue, null, now, language, true));
  }

  private QueueReached reached(
      String call,
      String queue,
      @Nullable Duration credit,
      Instant since,
      String language,
      boolean unheard,
      String... skills) {
    CallId id = LineFixture.id(call);
    List<Skill> needs = new ArrayList<>();
    for (String skill : skills) {
      needs.add(new Skill(skill));
    }
    return new QueueReached(
        id,
        now,
        LineFixture.POOL,
        new QueueName(queue),
        null,
        since,
        new LineId("16515550100"),
        PhoneNumber.of("+16125550123"),
        Attestation.A,
        language,
        needs,
        "PJSIP/trunk-" + id,
        unheard,
        unheard ? LineFixture.LIKELY_A_MACHINE : 0,
        !unheard,
        null,
        credit);
  }

  List<Message> hangsUp(String call) {
    return feed(
        new QueuedCallEnded(
            LineFixture.id(call), now, LineFixture.POOL, LineFixture.ticket(call), 16));
  }

  List<Message> ready(String agent) {
    feed(new AgentPhoneChanged(new AgentId(agent), now, LineFixture.POOL, true));
    return asks(agent, AgentState.READY);
  }

  List<Message> asks(String agent, AgentState state) {
    return asks(agent, state, null, null);
  }

  List<Message> asks(
      String agent, AgentState state, @Nullable String by, @Nullable String session) {
    return feed(
        new ChangeAgentState(new AgentId(agent), now, LineFixture.POOL, state, "", by, session));
  }

  OfferCall connects(String call) {
    OfferCall offer = offerOf(call);
    feed(new OfferRang(offer.offer(), now, LineFixture.POOL, offer.ticket(), offer.agent()));
    feed(new OfferConnected(offer.offer(), now, LineFixture.POOL, offer.ticket(), offer.agent()));
    return offer;
  }

  List<Message> holds(String call) {
    OfferCall offer = offerOf(call);
    return feed(
        new CallerHeld(offer.offer(), now, LineFixture.POOL, offer.ticket(), offer.agent()));
  }

  List<Message> resumes(String call) {
    OfferCall offer = offerOf(call);
    return feed(
        new CallerResumed(offer.offer(), now, LineFixture.POOL, offer.ticket(), offer.agent()));
  }

  List<Message> talkEnds(String call) {
    OfferCall offer = offerOf(call);
    return feed(
        new TalkEnded(
            offer.offer(),
            now,
            LineFixture.POOL,
            offer.ticket(),
            offer.agent(),
            TalkEnd.AGENT_HUNG_UP));
  }

  OfferCall offerOf(String call) {
    return LineFixture.all(said, OfferCall.class).stream()
        .filter(offer -> offer.ticket().equals(LineFixture.ticket(call)))
        .reduce((earlier, later) -> later)
        .orElseThrow(() -> new AssertionError("no offer for " + call));
  }

  AgentStateChanged stateOf(String agent) {
    return LineFixture.all(said, AgentStateChanged.class).stream()
        .filter(change -> change.agent().equals(new AgentId(agent)))
        .reduce((earlier, later) -> later)
        .orElseThrow(() -> new AssertionError("nothing said of " + agent));
  }

  static Set<QueueName> named(String... names) {
    TreeSet<QueueName> set = new TreeSet<>();
    for (String name : names) {
      set.add(new QueueName(name));
    }
    return set;
  }
}
