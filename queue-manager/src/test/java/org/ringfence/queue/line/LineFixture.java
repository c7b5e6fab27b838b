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
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentMessage.AgentPhoneChanged;
import org.ringfence.events.AgentMessage.ChangeAgentState;
import org.ringfence.events.AgentState;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent.CallerHeard;
import org.ringfence.events.CallEvent.CallerReturned;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.CallEvent.QueuedCallEnded;
import org.ringfence.events.CallEvent.WaitAsked;
import org.ringfence.events.CallId;
import org.ringfence.events.CallerIdentity;
import org.ringfence.events.ClockTicked;
import org.ringfence.events.LineDecision.AgentStateChanged;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineId;
import org.ringfence.events.Message;
import org.ringfence.events.OfferEvent.OfferConnected;
import org.ringfence.events.OfferEvent.OfferFailed;
import org.ringfence.events.OfferEvent.OfferRang;
import org.ringfence.events.OfferEvent.TalkEnded;
import org.ringfence.events.OfferFailure;
import org.ringfence.events.OfferId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.PoolName;
import org.ringfence.events.Privacy;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;
import org.ringfence.events.SnapshotTaken;
import org.ringfence.events.SnapshotTaken.LiveCaller;
import org.ringfence.events.SnapshotTaken.LiveOffer;
import org.ringfence.events.TalkEnd;
import org.ringfence.events.TicketId;
import org.ringfence.events.Topic;
import org.ringfence.queue.prediction.PredictionRules;

/// A line on virtual time, spoken to in the words of a test: `joins("a")`, `after(5)`,
/// `ready("ann")`.
final class LineFixture {

  static final Instant START = Instant.parse("2026-11-01T14:00:00Z");
  static final PoolName POOL = new PoolName("main");
  static final QueueName QUEUE = new QueueName("enroll");
  static final String SYSTEM = "rf1";

  /// The whole handicap, to a millisecond.
  static final double LIKELY_A_MACHINE = 3.9;

  static final LineRules RULES =
      new LineRules(
          Duration.ofSeconds(20),
          Duration.ofSeconds(3),
          Duration.ofSeconds(2),
          3,
          Duration.ofSeconds(60),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(15),
          0.02,
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          Duration.ofMinutes(10));

  static LineRules withUnheardShare(double share) {
    return new LineRules(
        RULES.ringTime(),
        RULES.ringConfirm(),
        RULES.ringMargin(),
        RULES.missesBeforePause(),
        RULES.missCooloff(),
        RULES.missRest(),
        RULES.wrapUp(),
        RULES.divertedHandicap(),
        share,
        RULES.reportInterval(),
        RULES.idleReportInterval(),
        RULES.snapshotMargin(),
        RULES.tombstoneLife());
  }

  static final PredictionRules PREDICTION =
      new PredictionRules(Duration.ofMinutes(5), 10, Duration.ofMinutes(30), Duration.ofHours(1));

  final LineDecider decider;
  final List<Message> said = new ArrayList<>();
  Instant now = START;

  private LineFixture(LineDecider decider) {
    this.decider = decider;
  }

  /// Agents are given as `ann:en+es`.
  static LineFixture withAgents(String... agents) {
    return withRules(RULES, agents);
  }

  static LineFixture withRules(LineRules rules, String... agents) {
    return new LineFixture(decider(rules, agents));
  }

  static LineFixture of(LineDecider decider) {
    return new LineFixture(decider);
  }

  static LineFixture withPlaces(PlaceRules places, String... agents) {
    return new LineFixture(decider(RULES, places, agents));
  }

  static LineDecider decider(LineRules rules, String... agents) {
    return decider(rules, PlaceRules.NONE, agents);
  }

  static LineDecider decider(LineRules rules, PlaceRules places, String... agents) {
    Map<AgentId, Set<Skill>> skills = new TreeMap<>();
    for (String agent : agents) {
      String[] parts = agent.split(":", 2);
      Set<Skill> has = new TreeSet<>();
      for (String skill : parts[1].split("\\+", -1)) {
        has.add(new Skill(skill));
      }
      skills.put(new AgentId(parts[0]), has);
    }
    return new LineDecider(POOL, rules, places, PREDICTION, skills, Set.of(QUEUE));
  }

  /// Feeds one message and returns what was said in answer to it.
  List<Message> feed(Message message) {
    List<Message> answer = decider.apply(message);
    said.addAll(answer);
    return answer;
  }

  /// Lets time pass as the host does: a tick whenever one is due.
  List<Message> after(double seconds) {
    Instant end = now.plusMillis(Math.round(seconds * 1000));
    List<Message> answers = new ArrayList<>();
    for (Optional<Instant> due = decider.nextDue();
        due.isPresent() && !due.get().isAfter(end);
        due = decider.nextDue()) {
      now = due.get().isAfter(now) ? due.get() : now;
      answers.addAll(feed(tick()));
    }
    now = end;
    answers.addAll(feed(tick()));
    return answers;
  }

  ClockTicked tick() {
    return new ClockTicked(now, Topic.ROUTING, POOL.value());
  }

  List<Message> joins(String call) {
    return joins(call, "en", false);
  }

  List<Message> joins(String call, String language, boolean diverted) {
    return feed(reached(call, language, now, null, diverted));
  }

  /// @param machineOdds of a caller whom the defence diverted
  List<Message> joinsDiverted(String call, double machineOdds, boolean heard) {
    return feed(reached(id(call), now, "en", now, null, true, machineOdds, heard));
  }

  List<Message> isHeard(String call) {
    return feed(new CallerHeard(id(call), now, POOL, ticket(call)));
  }

  QueueReached reached(
      String call, String language, Instant since, @Nullable TicketId ticket, boolean diverted) {
    return reached(id(call), now, language, since, ticket, diverted);
  }

  static QueueReached reached(
      CallId call,
      Instant at,
      String language,
      Instant since,
      @Nullable TicketId ticket,
      boolean diverted) {
    return reached(call, at, language, since, ticket, diverted, LIKELY_A_MACHINE, true);
  }

  static QueueReached reached(
      CallId call,
      Instant at,
      String language,
      Instant since,
      @Nullable TicketId ticket,
      boolean diverted,
      double machineOdds,
      boolean heard) {
    return reached(call, at, language, since, ticket, diverted, machineOdds, heard, "");
  }

  /// @param number by which a place is given back; empty for none
  static QueueReached reached(
      CallId call,
      Instant at,
      String language,
      Instant since,
      @Nullable TicketId ticket,
      boolean diverted,
      double machineOdds,
      boolean heard,
      String number) {
    return new QueueReached(
        call,
        at,
        POOL,
        QUEUE,
        ticket,
        since,
        new LineId("16515550100"),
        PhoneNumber.of(number.isEmpty() ? "+16125550123" : number),
        Attestation.A,
        language,
        List.of(),
        "PJSIP/trunk-" + call,
        diverted,
        machineOdds,
        heard,
        number.isEmpty() ? null : new CallerIdentity(Privacy.NONE, "1234"));
  }

  /// @param code that this caller may be told
  QueueReached reachedBy(
      String call, String number, Attestation attestation, Privacy privacy, String code) {
    return reachedBy(call, number, attestation, privacy, code, "en");
  }

  QueueReached reachedBy(
      String call,
      String number,
      Attestation attestation,
      Privacy privacy,
      String code,
      String language) {
    return new QueueReached(
        id(call),
        now,
        POOL,
        QUEUE,
        null,
        now,
        new LineId("16515550100"),
        PhoneNumber.of(number),
        attestation,
        language,
        List.of(),
        "PJSIP/trunk-" + id(call),
        false,
        0,
        true,
        new CallerIdentity(privacy, code));
  }

  /// The agent's phone is there and the agent is ready.
  List<Message> ready(String agent) {
    List<Message> answers = new ArrayList<>(phone(agent, true));
    answers.addAll(asks(agent, AgentState.READY));
    return answers;
  }

  List<Message> asks(String agent, AgentState state) {
    return feed(new ChangeAgentState(new AgentId(agent), now, POOL, state, ""));
  }

  List<Message> phone(String agent, boolean reachable) {
    return feed(new AgentPhoneChanged(new AgentId(agent), now, POOL, reachable));
  }

  List<Message> rings(OfferCall offer) {
    return feed(new OfferRang(offer.offer(), now, POOL, offer.ticket(), offer.agent()));
  }

  List<Message> connects(OfferCall offer) {
    return feed(new OfferConnected(offer.offer(), now, POOL, offer.ticket(), offer.agent()));
  }

  List<Message> fails(OfferCall offer, OfferFailure failure) {
    return feed(new OfferFailed(offer.offer(), now, POOL, offer.ticket(), offer.agent(), failure));
  }

  List<Message> ends(OfferCall offer, TalkEnd end) {
    return feed(new TalkEnded(offer.offer(), now, POOL, offer.ticket(), offer.agent(), end));
  }

  List<Message> hangsUp(String call) {
    return feed(new QueuedCallEnded(id(call), now, POOL, ticket(call), 16));
  }

  List<Message> returns(String call) {
    return feed(new CallerReturned(id(call), now, POOL, ticket(call)));
  }

  List<Message> asksWait(String call) {
    return feed(new WaitAsked(id(call), now, POOL, ticket(call)));
  }

  List<Message> snapshot(List<LiveCaller> callers, List<LiveOffer> offers) {
    return feed(new SnapshotTaken(now, now, POOL, SYSTEM, callers, offers, List.of(), null));
  }

  LiveCaller live(String call, @Nullable OfferId talkingTo) {
    return new LiveCaller(id(call), ticket(call), "PJSIP/trunk-" + call, talkingTo);
  }

  /// @param call the number of a call of [#SYSTEM], or a whole id
  static CallId id(String call) {
    return new CallId(call.contains("-") ? call : SYSTEM + "-1762005600." + call);
  }

  static TicketId ticket(String call) {
    return new TicketId("T" + id(call));
  }

  /// The latest offer for a call's ticket.
  OfferCall offerOf(String call) {
    return all(said, OfferCall.class).stream()
        .filter(offer -> offer.ticket().equals(ticket(call)))
        .reduce((earlier, later) -> later)
        .orElseThrow(() -> new AssertionError("no offer for " + call + " in " + said));
  }

  /// The latest state said of an agent.
  AgentStateChanged stateOf(String agent) {
    return all(said, AgentStateChanged.class).stream()
        .filter(change -> change.agent().equals(new AgentId(agent)))
        .reduce((earlier, later) -> later)
        .orElseThrow(() -> new AssertionError("nothing said of " + agent));
  }

  static <T> List<T> all(List<Message> messages, Class<T> type) {
    return messages.stream().filter(type::isInstance).map(type::cast).toList();
  }

  static <T> T only(List<Message> messages, Class<T> type) {
    List<T> found = all(messages, type);
    if (found.size() != 1) {
      throw new AssertionError("not one " + type.getSimpleName() + " in " + messages);
    }
    return found.getFirst();
  }

  /// Who was offered to whom, as `call>agent`, in order.
  static List<String> offers(List<Message> messages) {
    return all(messages, OfferCall.class).stream()
        .map(offer -> offer.call().value().replaceAll(".*\\.", "") + ">" + offer.agent())
        .toList();
  }
}
