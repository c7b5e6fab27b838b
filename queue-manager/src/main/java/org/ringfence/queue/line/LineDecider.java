package org.ringfence.queue.line;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ringfence.decider.Decider;
import org.ringfence.events.AccessRecorded;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentMessage;
import org.ringfence.events.AgentState;
import org.ringfence.events.AttemptsRefused;
import org.ringfence.events.CallEvent;
import org.ringfence.events.CallEvent.CallbackAsked;
import org.ringfence.events.CallEvent.CallbackEnded;
import org.ringfence.events.CallEvent.CallerHeard;
import org.ringfence.events.CallEvent.CallerReturned;
import org.ringfence.events.CallEvent.DoorCallbackAsked;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.CallEvent.QueuedCallEnded;
import org.ringfence.events.CallEvent.TicketCodeKeyed;
import org.ringfence.events.CallEvent.WaitAsked;
import org.ringfence.events.ClockTicked;
import org.ringfence.events.DefenceCommand;
import org.ringfence.events.LineCommand;
import org.ringfence.events.LineDecision;
import org.ringfence.events.Message;
import org.ringfence.events.OfferEvent;
import org.ringfence.events.PoolName;
import org.ringfence.events.PredictedWait;
import org.ringfence.events.QueueName;
import org.ringfence.events.ScreeningDecision;
import org.ringfence.events.SiteChange;
import org.ringfence.events.Skill;
import org.ringfence.events.SnapshotTaken;
import org.ringfence.events.TicketId;
import org.ringfence.queue.prediction.PredictionRules;
import org.ringfence.queue.prediction.WaitModel;

/// The queue manager's core: everything about the waiting callers and the agents of one pool.
///
/// Callers are served in the order of their effective join times, by the agent who is idle longest
/// (or least occupied) among those who may serve them; diverted callers who were never heard have a
/// turn only within [UnheardShare]. Each message costs O(log n) in the number of callers and
/// agents, and a look at each kind of callers who wait.
public final class LineDecider implements Decider {

  private final Supplier<Line> emptyLine;
  private final Roster roster;
  private final SiteDesk site;
  private Line line;
  private Desks desks;

  /// Everybody who works on one line.
  private record Desks(
      AgentDesk agents,
      OfferDesk offers,
      CallerDesk callers,
      Parties parties,
      TalkDesk talks,
      Reports reports,
      Hours hours,
      Overflows overflows,
      SnapshotReconciler reconciler) {

    static Desks of(Line line) {
      Predictions predictions = new Predictions(line);
      AgentDesk agents = new AgentDesk(line);
      Parties parties = new Parties(line, agents);
      OfferDesk offers = new OfferDesk(line, agents, parties);
      Hours hours = new Hours(line);
      CallerDesk callers = new CallerDesk(line, offers, agents, parties, predictions, hours);
      return new Desks(
          agents,
          offers,
          callers,
          parties,
          new TalkDesk(line, parties),
          new Reports(line, predictions),
          hours,
          new Overflows(line, predictions),
          new SnapshotReconciler(line, callers, offers, parties));
    }
  }

  /// A pool whose agents serve every queue, and queues that are always open.
  ///
  /// @param agents the pool's agents and the skills of each
  /// @param queues the pool's queues
  public LineDecider(
      PoolName pool,
      LineRules rules,
      PlaceRules places,
      PredictionRules predictionRules,
      Map<AgentId, ? extends Set<Skill>> agents,
      Set<QueueName> queues) {
    this(pool, rules, places, predictionRules, RoutingRules.plain(agents, queues));
  }

  public LineDecider(
      PoolName pool,
      LineRules rules,
      PlaceRules places,
      PredictionRules predictionRules,
      RoutingRules routing) {
    this(pool, rules, places, predictionRules, routing, TalkRules.NONE);
  }

  public LineDecider(
      PoolName pool,
      LineRules rules,
      PlaceRules places,
      PredictionRules predictionRules,
      RoutingRules routing,
      TalkRules talks) {
    roster = new Roster(routing);
    site = new SiteDesk(roster, () -> line, () -> desks.hours, this::makeAnew);
    emptyLine =
        () -> {
          RoutingRules inForce = roster.inForce();
          Agents agents = new Agents(inForce);
          Tickets tickets = new Tickets(agents, inForce);
          WaitModel waits = new WaitModel(predictionRules);
          return new Line(pool, rules, places, talks, agents, tickets, waits);
        };
    line = emptyLine.get();
    desks = Desks.of(line);
  }

  @Override
  public List<Message> apply(Message message) {
    line.clock(message.at());
    desks.hours.start();
    site.tellSkills();
    if (fireTimers()) {
      desks.offers.match();
    }
    handle(message);
    desks.offers.match();
    if (fireReports()) {
      desks.offers.match();
    }
    return line.takeSaid();
  }

  private void handle(Message message) {
    switch (message) {
      case CallEvent.Routed routed -> {
        switch (routed) {
          case QueueReached event -> desks.callers.joined(event);
          case CallerHeard event -> desks.callers.heard(event);
          case WaitAsked event -> desks.callers.asked(event);
          case QueuedCallEnded event -> desks.callers.hungUp(event);
          case CallerReturned event -> desks.callers.returned(event);
          case TicketCodeKeyed event -> desks.callers.codeKeyed(event);
          case CallbackAsked event -> desks.callers.callbackAsked(event);
          case DoorCallbackAsked event -> desks.callers.doorCallbackAsked(event);
          case CallbackEnded event -> desks.callers.callbackEnded(event);
          case CallEvent.SurveyAnswered _ -> {}
        }
      }
      case OfferEvent.TalkEnded event -> desks.callers.talkEnded(event);
      case OfferEvent event -> desks.offers.heard(event);
      case AgentMessage.ChangeAgentState event -> changeAgentState(event);
      case AgentMessage.TransferCaller event -> desks.talks.transferred(event);
      case AgentMessage.BringIn event -> desks.talks.broughtIn(event);
      case AgentMessage.SendOut event -> desks.talks.sentOut(event);
      case AgentMessage.LetJoin event -> desks.talks.letJoin(event);
      case AgentMessage.PartyChanged event -> desks.parties.changed(event);
      case AgentMessage.DispositionGiven _ -> {}
      case AgentMessage.ChangeRecording event -> desks.offers.recordingAsked(event);
      case AgentMessage.AgentPhoneChanged event -> desks.agents.phoneChanged(event);
      case LineCommand command -> site.obey(command);
      case SnapshotTaken event -> desks.reconciler.reconcile(event);
      case ClockTicked _, CallEvent.Screened _, LineDecision _, AccessRecorded _ -> {}
      case SiteChange _ -> {}
      case ScreeningDecision _, DefenceCommand _, AttemptsRefused _ -> {}
    }
  }

  /// Who may serve whom and when is reckoned when a line is made, so after a change of the roster
  /// the line is made anew, as after a restart; that seldom happens.
  ///
  /// @return how the queues are, for when that is news
  private List<Message> makeAnew() {
    List<Message> saidBefore = line.takeSaid();
    restore(snapshot());
    desks.hours.start();
    List<Message> saidOfHours = line.takeSaid();
    saidBefore.forEach(line::say);
    return saidOfHours;
  }

  private void changeAgentState(AgentMessage.ChangeAgentState event) {
    @Nullable Agent agent = line.agents.find(event.agent());
    if (agent == null || !desks.agents.admits(agent, event)) {
      return;
    }
    if (agent.state == AgentState.OFFERED
        && event.wanted() != AgentState.READY
        && agent.offer != null) {
      if (Parties.isGuest(agent.offer)) {
        desks.parties.leave(agent);
      } else {
        Ticket ticket = agent.offer.ticket;
        desks.offers.letGo(ticket);
        desks.offers.waitOn(ticket);
      }
    }
    desks.agents.changeState(agent, event);
  }

  private boolean fireTimers() {
    boolean fired = false;
    for (Timers.@Nullable Timer timer = line.timers.takeDue(line.now, false);
        timer != null;
        timer = line.timers.takeDue(line.now, false)) {
      fired = true;
      fire(timer);
    }
    return fired;
  }

  private void fire(Timers.Timer timer) {
    switch (timer.kind()) {
      case OFFER -> {
        @Nullable Ticket ticket = line.tickets.find(new TicketId(timer.name()));
        if (ticket != null) {
          desks.offers.deadlinePassed(ticket, timer.due());
        }
      }
      case PLACE -> {
        @Nullable Ticket ticket = line.tickets.find(new TicketId(timer.name()));
        if (ticket != null) {
          desks.callers.placeTimerFired(ticket, timer.due());
        }
      }
      case STAGE -> {
        @Nullable Ticket ticket = timer.ticket();
        if (ticket != null && ticket.state.hasATurn()) {
          line.widen(ticket);
        }
      }
      case AGENT -> {
        @Nullable Agent agent = line.agents.find(new AgentId(timer.name()));
        if (agent != null) {
          desks.agents.timerFired(agent, timer.due());
        }
      }
      case PHONE -> {
        @Nullable Agent agent = line.agents.find(new AgentId(timer.name()));
        if (agent != null) {
          desks.agents.tryPhoneAgain(agent, timer.due());
        }
      }
      case HOURS -> desks.hours.look(line.tickets.queue(new QueueName(timer.name())));
      case REPORT -> throw new IllegalStateException("reports fire by themselves");
    }
  }

  /// Whether somebody may be offered now who could not before.
  private boolean fireReports() {
    boolean changed = false;
    for (Timers.@Nullable Timer timer = line.timers.takeDue(line.now, true);
        timer != null;
        timer = line.timers.takeDue(line.now, true)) {
      QueueLine queue = line.tickets.queue(new QueueName(timer.name()));
      @Nullable PredictedWait ofNext = desks.reports.report(queue);
      changed |= desks.overflows.look(queue, ofNext);
    }
    return changed;
  }

  /// The state, for tests of its invariants.
  Line line() {
    return line;
  }

  @Override
  public Optional<Instant> nextDue() {
    return line.timers.next();
  }

  @Override
  public byte[] snapshot() {
    return LineFormat.write(line, roster);
  }

  @Override
  public void restore(byte[] snapshot) {
    LineFormat.readRoster(snapshot, roster);
    site.restored();
    Line restored = emptyLine.get();
    LineFormat.read(snapshot, restored);
    line = restored;
    desks = Desks.of(restored);
  }
}
