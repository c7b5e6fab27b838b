package org.ringfence.desktop.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.Examples;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentMessage.DispositionGiven;
import org.ringfence.events.AgentState;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.CallAnswered;
import org.ringfence.events.CallEvent.CallEnded;
import org.ringfence.events.CallEvent.CallerHeard;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.CallEvent.QueuedCallEnded;
import org.ringfence.events.CallId;
import org.ringfence.events.CallLabel;
import org.ringfence.events.CallbackAnswer;
import org.ringfence.events.DefenceCommand.LabelCall;
import org.ringfence.events.LineDecision.CallbackTold;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.TicketClosed;
import org.ringfence.events.LineDecision.TicketHeld;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.LineDecision.WaitTold;
import org.ringfence.events.Message;
import org.ringfence.events.OfferEvent.OfferConnected;
import org.ringfence.events.OfferEvent.OfferFailed;
import org.ringfence.events.OfferEvent.OfferRang;
import org.ringfence.events.OfferEvent.TalkEnded;
import org.ringfence.events.OfferFailure;
import org.ringfence.events.OfferId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Privacy;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;
import org.ringfence.events.Stage;
import org.ringfence.events.TalkEnd;
import org.ringfence.events.TicketId;
import org.ringfence.events.TicketOutcome;
import org.ringfence.events.Verdict;

/// Calls told as the services tell them.
public final class ToldCalls {

  public final List<Message> messages = new ArrayList<>();

  /// A person or a machine who reaches the line at a moment.
  public Caller caller(String call, Instant at, PhoneNumber number) {
    return new Caller(call, at, number);
  }

  public ToldCalls agent(
      AgentId agent, Instant at, AgentState state, @Nullable String call, String why) {
    messages.add(Examples.agent(agent, at, state, call, why));
    return this;
  }

  public ToldCalls label(String call, Instant at, CallLabel label) {
    messages.add(new LabelCall(new CallId(call), at, Examples.LINE, "ana", Examples.CALLER, label));
    return this;
  }

  /// What Ana writes down about the talk of a call.
  public ToldCalls disposed(String call, Instant at, String disposition) {
    messages.add(
        new DispositionGiven(
            Examples.ANA,
            at,
            Examples.POOL,
            new TicketId("T" + call),
            new CallId(call),
            Examples.ENROLLMENT,
            disposition,
            ""));
    return this;
  }

  public final class Caller {
    private CallId call;
    private final TicketId ticket;
    private final Instant reachedAt;
    private int offers;

    Caller(String call, Instant at, PhoneNumber number) {
      this(call, at, number, Verdict.ADMIT);
    }

    Caller(String call, Instant at, PhoneNumber number, Verdict verdict) {
      this.call = new CallId(call);
      this.ticket = new TicketId("T" + call);
      this.reachedAt = at;
      messages.add(
          new AttemptArrived(
              this.call,
              at.minusSeconds(20),
              Examples.LINE,
              number,
              Privacy.NONE,
              Attestation.A,
              "carrier/1.0",
              1));
      messages.add(
          Examples.verdict(
              call,
              at.minusSeconds(20),
              Stage.ARRIVAL,
              Verdict.ADMIT,
              number,
              "called " + number.raw()));
      messages.add(new CallAnswered(this.call, at.minusSeconds(19), Examples.LINE));
      messages.add(
          Examples.verdict(
              call, at, Stage.JOIN, verdict, number, "listed by ada: it only receives calls"));
      messages.add(
          new QueueReached(
              this.call,
              at,
              Examples.POOL,
              Examples.ENROLLMENT,
              null,
              at,
              Examples.LINE,
              number,
              Attestation.A,
              "es",
              List.of(new Skill("enroll")),
              "PJSIP/trunk-00000011",
              verdict == Verdict.DIVERT,
              0,
              false,
              null));
      messages.add(
          new TicketPlaced(
              ticket,
              this.call,
              at.plusMillis(40),
              Examples.POOL,
              Examples.ENROLLMENT,
              3,
              Examples.minutes(1, 2, 3),
              false,
              null,
              null));
    }

    /// The caller hangs up, the place is kept, and after some time another call has it.
    Caller callsAgain(String other, Duration waited, Duration away) {
      Instant at = reachedAt.plus(waited);
      messages.add(
          new TicketHeld(
              ticket, call, at, Examples.POOL, Examples.ENROLLMENT, at.plus(away).plusSeconds(60)));
      return again(other, at.plus(away));
    }

    /// The caller keys the wish to be called back, and later is.
    Caller isCalledBack(String other, Duration waited, Duration away) {
      Instant at = reachedAt.plus(waited);
      messages.add(
          new CallbackTold(
              ticket, call, at, Examples.POOL, Examples.ENROLLMENT, CallbackAnswer.AGREED));
      return again(other, at.plus(away));
    }

    private Caller again(String other, Instant at) {
      call = new CallId(other);
      messages.add(
          new TicketPlaced(
              ticket,
              call,
              at,
              Examples.POOL,
              Examples.ENROLLMENT,
              1,
              null,
              true,
              reachedAt,
              null));
      return this;
    }

    public Caller told(int place, Duration waited) {
      messages.add(
          new WaitTold(ticket, call, reachedAt.plus(waited), Examples.POOL, place, null, null));
      return this;
    }

    Caller heard(Duration waited) {
      messages.add(new CallerHeard(call, reachedAt.plus(waited), Examples.POOL, ticket));
      return this;
    }

    /// An agent's phone rings for five seconds and nobody answers.
    public Caller missedBy(AgentId agent, Duration waited) {
      OfferId offer = offer(agent, waited);
      Instant at = reachedAt.plus(waited);
      messages.add(
          new OfferFailed(
              offer, at.plusSeconds(5), Examples.POOL, ticket, agent, OfferFailure.NO_ANSWER));
      return this;
    }

    private OfferId offer(AgentId agent, Duration waited) {
      Instant at = reachedAt.plus(waited);
      offers++;
      OfferId offer = new OfferId(ticket.value() + "-" + offers);
      messages.add(
          new OfferCall(
              offer,
              ticket,
              call,
              "PJSIP/trunk-00000011",
              agent,
              at,
              Examples.POOL,
              Examples.ENROLLMENT,
              "es",
              Duration.ofSeconds(20),
              waited,
              at,
              "First in line since 08:03, waited 2 min; nobody else waits. You are idle longest (1 min).",
              null));
      messages.add(new OfferRang(offer, at, Examples.POOL, ticket, agent));
      return offer;
    }

    /// Rings for two seconds, talks, and is hung up; the agent then works for `wrapUp`.
    public Caller answeredBy(
        AgentId agent, Duration waited, Duration talk, Duration wrapUp, TalkEnd end) {
      Instant answered = reachedAt.plus(waited);
      OfferId offer = offer(agent, waited.minusSeconds(2));
      agent(agent, answered.minusSeconds(2), AgentState.OFFERED, ticket.value().substring(1), "");
      messages.add(new OfferConnected(offer, answered, Examples.POOL, ticket, agent));
      agent(agent, answered, AgentState.TALKING, ticket.value().substring(1), "");
      Instant over = answered.plus(talk);
      messages.add(new TalkEnded(offer, over, Examples.POOL, ticket, agent, end));
      messages.add(closed(TicketOutcome.SERVED, over, waited, agent));
      agent(agent, over, AgentState.WRAP_UP, null, "");
      agent(agent, over.plus(wrapUp), AgentState.READY, null, "");
      messages.add(ended(over, true));
      return this;
    }

    public Caller givesUp(Duration waited) {
      Instant at = reachedAt.plus(waited);
      messages.add(new QueuedCallEnded(call, at, Examples.POOL, ticket, 16));
      messages.add(closed(TicketOutcome.ABANDONED, at, waited, null));
      messages.add(ended(at, false));
      return this;
    }

    /// The call got back the place of an earlier one.
    Caller merged(Duration waited) {
      messages.add(closed(TicketOutcome.MERGED, reachedAt.plus(waited), waited, null));
      return this;
    }

    private TicketClosed closed(
        TicketOutcome outcome, Instant at, Duration waited, @Nullable AgentId agent) {
      return new TicketClosed(
          ticket,
          at,
          Examples.POOL,
          new QueueName("enrollment"),
          outcome,
          waited,
          Examples.minutes(1, 2, 3),
          agent,
          false);
    }

    private CallEnded ended(Instant at, boolean reachedAgent) {
      return new CallEnded(
          call, at, Examples.LINE, 16, Duration.between(reachedAt, at), reachedAgent);
    }
  }

  public Caller machine(String call, Instant at, PhoneNumber number) {
    return new Caller(call, at, number, Verdict.DIVERT);
  }
}
