package org.ringfence.queue.prediction;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentMessage.AgentPhoneChanged;
import org.ringfence.events.AgentMessage.ChangeAgentState;
import org.ringfence.events.AgentState;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.CallEvent.QueuedCallEnded;
import org.ringfence.events.CallId;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.LineId;
import org.ringfence.events.Message;
import org.ringfence.events.OfferEvent.OfferConnected;
import org.ringfence.events.OfferEvent.TalkEnded;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.PoolName;
import org.ringfence.events.PredictedWait;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;
import org.ringfence.events.TalkEnd;
import org.ringfence.events.TicketId;
import org.ringfence.hours.Calendar;
import org.ringfence.queue.line.AgentRules;
import org.ringfence.queue.line.LineDecider;
import org.ringfence.queue.line.LineRules;
import org.ringfence.queue.line.PlaceRules;
import org.ringfence.queue.line.QueueRules;
import org.ringfence.queue.line.RoutingRules;

/// M/M/s+M on virtual time, played by the real core: Poisson arrivals, exponential talks of 200 s
/// and patience of 600 s. One caller in twenty is tagged with endless patience, so that the wait
/// predicted for them can be compared with one that really was.
final class OverloadedLine {

  private static final PoolName POOL = new PoolName("main");
  private static final QueueName QUEUE = new QueueName("enroll");
  private static final Instant START = Instant.parse("2026-11-01T14:00:00Z");
  private static final double TALK = 200;
  private static final double PATIENCE = 600;

  private enum Kind {
    ARRIVAL,
    HANG_UP,
    TALK_END,
    SHIFT
  }

  private record Event(double at, Kind kind, int caller) {}

  private record Told(
      double joined,
      double ours,
      double low,
      double high,
      double toldParameters,
      double lastToEnter,
      double asterisk) {}

  record Errors(
      int tagged,
      double ours,
      double toldParameters,
      double lastToEnter,
      double asterisk,
      double coverage) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(
          (a, b) -> a.at == b.at ? a.caller - b.caller : Double.compare(a.at, b.at));
  private final Map<Integer, Told> tagged = new HashMap<>();
  private final Map<Integer, OfferCall> offers = new HashMap<>();
  private final Map<String, Integer> callerByCall = new HashMap<>();
  private final Map<Integer, Double> joinedAt = new HashMap<>();
  private final RandomGenerator random;
  private final LineDecider line;
  private final int agents;
  private final @Nullable Calendar shift;
  private boolean arriving = true;
  private final double arrivalRate;
  private double lastToEnter;
  private double asteriskAverage;
  private int count;
  private double actualSum;
  private double[] squares = new double[4];
  private int inside;

  OverloadedLine(int agents, double load, long seed) {
    this(agents, load, seed, null, false);
  }

  /// @param shift when every other agent works; null for always
  /// @param known whether the line is told of the shift
  OverloadedLine(int agents, double load, long seed, @Nullable Calendar shift, boolean known) {
    this.agents = agents;
    this.shift = shift;
    this.arrivalRate = load * agents / TALK;
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    TreeMap<AgentId, AgentRules> roster = new TreeMap<>();
    for (int i = 0; i < agents; i++) {
      AgentRules plain = AgentRules.of(Set.of(new Skill("en")));
      boolean tells = known && worksInShifts(i);
      roster.put(agent(i), tells ? plain.withShift(shift) : plain);
    }
    Duration second = Duration.ofSeconds(1);
    LineRules rules =
        new LineRules(
            second.multipliedBy(20),
            second,
            second,
            3,
            second,
            second,
            Duration.ZERO,
            Duration.ZERO,
            0.02,
            Duration.ofDays(1),
            Duration.ofDays(1),
            second,
            Duration.ofMinutes(1));
    PredictionRules prediction =
        new PredictionRules(
            Duration.ofSeconds(300), 10, Duration.ofMinutes(30), Duration.ofHours(2));
    TreeMap<QueueName, QueueRules> queues = new TreeMap<>(Map.of(QUEUE, QueueRules.PLAIN));
    RoutingRules routing = new RoutingRules(queues, roster);
    line = new LineDecider(POOL, rules, PlaceRules.NONE, prediction, routing);
    for (AgentId agent : roster.keySet()) {
      line.apply(new AgentPhoneChanged(agent, START, POOL, true));
      line.apply(new ChangeAgentState(agent, START, POOL, AgentState.READY, ""));
    }
  }

  private boolean worksInShifts(int agent) {
    return shift != null && agent % 2 == 0;
  }

  private static AgentId agent(int i) {
    return new AgentId("a" + i);
  }

  /// Those who work in shifts come or go.
  private void changesShift(double at) {
    Calendar hours = Objects.requireNonNull(shift);
    AgentState wanted = hours.isOpen(instant(at)) ? AgentState.READY : AgentState.SIGNED_OUT;
    for (int i = 0; i < agents; i++) {
      if (worksInShifts(i)) {
        feed(at, new ChangeAgentState(agent(i), instant(at), POOL, wanted, ""));
      }
    }
    nextShift(at);
  }

  private void nextShift(double at) {
    @Nullable Instant next = shift == null ? null : shift.nextChange(instant(at));
    if (next != null && arriving) {
      events.add(new Event(seconds(Duration.between(START, next)), Kind.SHIFT, -1));
    }
  }

  Errors run(int arrivals) {
    events.add(new Event(0, Kind.ARRIVAL, 0));
    nextShift(0);
    while (!events.isEmpty()) {
      Event event = events.remove();
      switch (event.kind) {
        case ARRIVAL -> arrives(event.at, event.caller, arrivals);
        case HANG_UP -> {
          if (joinedAt.remove(event.caller) != null) {
            feed(
                event.at,
                new QueuedCallEnded(
                    call(event.caller), instant(event.at), POOL, ticket(event.caller), 16));
          }
        }
        case SHIFT -> changesShift(event.at);
        case TALK_END -> {
          @Nullable OfferCall offer = offers.remove(event.caller);
          if (offer != null) {
            feed(
                event.at,
                new TalkEnded(
                    offer.offer(),
                    instant(event.at),
                    POOL,
                    offer.ticket(),
                    offer.agent(),
                    TalkEnd.CALLER_HUNG_UP));
          }
        }
      }
    }
    double mean = actualSum / count;
    double[] rrase = new double[4];
    for (int i = 0; i < 4; i++) {
      rrase[i] = Math.sqrt(squares[i] / count) / mean;
    }
    return new Errors(count, rrase[0], rrase[1], rrase[2], rrase[3], (double) inside / count);
  }

  private void arrives(double at, int caller, int arrivals) {
    arriving = caller + 1 < arrivals;
    if (arriving) {
      events.add(new Event(at + random.nextExponential() / arrivalRate, Kind.ARRIVAL, caller + 1));
    }
    boolean isTagged = random.nextInt(20) == 0;
    double patience = PATIENCE * random.nextExponential();
    callerByCall.put(call(caller).value(), caller);
    joinedAt.put(caller, at);
    QueueReached reached =
        new QueueReached(
            call(caller),
            instant(at),
            POOL,
            QUEUE,
            null,
            instant(at),
            new LineId("16515550100"),
            PhoneNumber.NONE,
            Attestation.UNSIGNED,
            "en",
            List.of(),
            "c",
            false,
            0,
            false,
            null);
    List<Message> answers = feed(at, reached);
    if (!isTagged) {
      events.add(new Event(at + patience, Kind.HANG_UP, caller));
    }
    // The first tenth is for learning; who is served at once has no wait to predict.
    if (isTagged && caller > arrivals / 10 && joinedAt.containsKey(caller)) {
      remember(at, caller, answers);
    }
  }

  private void remember(double at, int caller, List<Message> answers) {
    for (Message answer : answers) {
      if (answer instanceof TicketPlaced placed && placed.predicted() != null) {
        PredictedWait told = placed.predicted();
        double knowing = 0;
        for (int i = 0; i < placed.position(); i++) {
          knowing += 1 / (agents / TALK + i / PATIENCE);
        }
        tagged.put(
            caller,
            new Told(
                at,
                seconds(told.expected()),
                seconds(told.low()),
                seconds(told.high()),
                knowing,
                lastToEnter,
                asteriskAverage));
      }
    }
  }

  private List<Message> feed(double at, Message message) {
    List<Message> answers = line.apply(message);
    for (Message answer : answers) {
      if (answer instanceof OfferCall offer) {
        connect(at, offer);
      }
    }
    return answers;
  }

  private void connect(double at, OfferCall offer) {
    int caller = callerByCall.getOrDefault(offer.call().value(), -1);
    @Nullable Double joined = joinedAt.remove(caller);
    double waited = joined == null ? 0 : at - joined;
    lastToEnter = waited;
    asteriskAverage = (3 * asteriskAverage + waited) / 4;
    offers.put(caller, offer);
    events.add(new Event(at + TALK * random.nextExponential(), Kind.TALK_END, caller));
    @Nullable Told told = tagged.remove(caller);
    if (told != null) {
      score(waited, told);
    }
    feed(at, new OfferConnected(offer.offer(), instant(at), POOL, offer.ticket(), offer.agent()));
  }

  private void score(double waited, Told told) {
    count++;
    actualSum += waited;
    double[] said = {told.ours, told.toldParameters, told.lastToEnter, told.asterisk};
    for (int i = 0; i < said.length; i++) {
      squares[i] += (said[i] - waited) * (said[i] - waited);
    }
    inside += waited >= told.low && waited <= told.high ? 1 : 0;
  }

  private static CallId call(int caller) {
    return new CallId("rf1-1762005600." + caller);
  }

  private static TicketId ticket(int caller) {
    return new TicketId("T" + call(caller));
  }

  private static Instant instant(double at) {
    return START.plusNanos(Math.round(at * 1e9));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
