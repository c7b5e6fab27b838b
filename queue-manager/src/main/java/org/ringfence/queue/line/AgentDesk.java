package org.ringfence.queue.line;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentMessage.AgentPhoneChanged;
import org.ringfence.events.AgentMessage.ChangeAgentState;
import org.ringfence.events.AgentState;
import org.ringfence.events.LineDecision.SignInReplaced;

/// What agents ask for, and what becomes of them after an offer or a talk.
final class AgentDesk {

  static final String PHONE_LOST = "phone lost";

  /// A phone that did not ring once may be well again, and Asterisk, which never missed it, will
  /// not say so. Each try at a dead one keeps a caller waiting for the time in which it should
  /// ring.
  static final Duration PHONE_RETRY = Duration.ofMinutes(3);

  private final Line line;

  AgentDesk(Line line) {
    this.line = line;
  }

  /// Whether a wish counts. Of two sign-ins of one agent the newer does; the older is told so at
  /// once, and again whenever it asks for something.
  boolean admits(Agent agent, ChangeAgentState asked) {
    @Nullable String session = asked.session();
    @Nullable String current = agent.session;
    if (session == null || asked.by() != null || session.equals(current)) {
      return true;
    }
    if (current != null && agent.state != AgentState.SIGNED_OUT) {
      if (agent.replaced.contains(session)) {
        line.say(new SignInReplaced(agent.id, line.now, line.pool, current, session));
        return false;
      }
      agent.replaced.addLast(current);
      if (agent.replaced.size() > Agent.MAX_REPLACED) {
        agent.replaced.removeFirst();
      }
      line.say(new SignInReplaced(agent.id, line.now, line.pool, session, current));
    }
    agent.replaced.remove(session);
    agent.session = session;
    return true;
  }

  /// A wish that counts; an OFFERED agent's offer must have been withdrawn before.
  void changeState(Agent agent, ChangeAgentState asked) {
    if (agent.state.isInTalk()) {
      agent.wanted = asked.wanted() == AgentState.READY ? null : asked.wanted();
      agent.wantedReason = asked.reason();
      agent.wantedBy = asked.by();
      line.agents.refresh(agent);
      return;
    }
    if (asked.wanted() == AgentState.READY) {
      becomeReadyByWish(agent, asked.by());
      return;
    }
    if (agent.state == asked.wanted() && agent.reason.equals(asked.reason())) {
      return;
    }
    endHandling(agent, line.now);
    agent.restUntil = null;
    line.timers.cancel(Timers.Kind.AGENT, agent.id.value());
    line.move(agent, asked.wanted(), asked.reason(), asked.by());
  }

  private void becomeReadyByWish(Agent agent, @Nullable String by) {
    boolean newlyReachable = by == null && !agent.phoneReachable;
    if (by == null) {
      // Whoever says so is at the phone, whatever an earlier attempt to ring it told.
      trust(agent);
      agent.phone.overrule();
      agent.phoneReachable = true;
    }
    agent.missesInRow = 0;
    if (agent.state == AgentState.READY || agent.state == AgentState.OFFERED) {
      if (newlyReachable) {
        agent.availableSince = line.now;
        line.announce(agent);
      }
      return;
    }
    line.timers.cancel(Timers.Kind.AGENT, agent.id.value());
    ready(agent, line.now, "", by);
  }

  /// The caller of a talk is on hold, or no longer.
  void held(Agent agent, boolean held) {
    if (agent.state == (held ? AgentState.TALKING : AgentState.HOLDING)) {
      line.move(agent, held ? AgentState.HOLDING : AgentState.TALKING, "");
    }
  }

  void phoneChanged(AgentPhoneChanged changed) {
    @Nullable Agent agent = line.agents.find(changed.agent());
    if (agent == null || !agent.phone.hear(changed.node(), changed.at(), changed.reachable())) {
      return;
    }
    trust(agent);
    boolean there = agent.phone.isSomewhere();
    if (agent.phoneReachable != there) {
      agent.phoneReachable = there;
      agent.availableSince = line.now;
      line.announce(agent);
    } else {
      // Perhaps for the callers of another node.
      line.agents.refresh(agent);
    }
  }

  /// An offer went to a phone that did not ring. Asterisk may still count it as there.
  private void doubt(Agent agent) {
    agent.phoneReachable = false;
    Instant again = line.now.plus(PHONE_RETRY);
    agent.phoneTriedAgainAt = again;
    line.timers.schedule(Timers.Kind.PHONE, agent.id.value(), again);
  }

  private void trust(Agent agent) {
    agent.phoneTriedAgainAt = null;
    line.timers.cancel(Timers.Kind.PHONE, agent.id.value());
  }

  /// The time of a doubt is over.
  void tryPhoneAgain(Agent agent, Instant due) {
    trust(agent);
    agent.phoneReachable = true;
    agent.availableSince = due;
    line.announce(agent);
  }

  /// The end of a wrap-up or of a rest.
  void timerFired(Agent agent, Instant due) {
    if (agent.state == AgentState.WRAP_UP) {
      endWrapUp(agent, due);
    } else if (agent.restUntil != null) {
      agent.restUntil = null;
      agent.availableSince = due;
      line.agents.refresh(agent);
    }
  }

  /// An offer is off through no fault of the agent, whose turn is kept.
  void released(Agent agent, String reason) {
    wasted(agent, Duration.ZERO);
    agent.offer = null;
    agent.setHandlingSince(null);
    agent.availableSince = line.now;
    line.move(agent, AgentState.READY, reason);
  }

  /// An offer is off and nobody knows why, so the phone is left alone for a moment.
  void released(Agent agent, String reason, Duration rest) {
    agent.restUntil = line.now.plus(rest);
    line.timers.schedule(Timers.Kind.AGENT, agent.id.value(), agent.restUntil);
    released(agent, reason);
  }

  void missed(Agent agent, String reason) {
    agent.missesInRow++;
    agent.offer = null;
    agent.idleSince = line.now;
    wasted(agent, line.rules.missRest());
    agent.setHandlingSince(null);
    if (agent.missesInRow >= line.rules.missesBeforePause()) {
      agent.missesInRow = 0;
      line.move(agent, AgentState.PAUSED, "missed calls");
      return;
    }
    agent.restUntil = line.now.plus(line.rules.missRest());
    line.timers.schedule(Timers.Kind.AGENT, agent.id.value(), agent.restUntil);
    line.move(agent, AgentState.READY, reason);
  }

  /// An offer that was given up for want of news turns out to have gone to a dead phone.
  void foundUnreachable(AgentId id) {
    @Nullable Agent agent = line.agents.find(id);
    if (agent != null && agent.offer == null && agent.phoneReachable) {
      doubt(agent);
      line.announce(agent);
    }
  }

  void unreachable(Agent agent) {
    doubt(agent);
    released(agent, "phone unreachable");
  }

  /// A talk is over.
  void talkEnded(Agent agent, boolean legBroke) {
    line.waits.talkEnded(agent.id.value());
    @Nullable Offer offer = agent.offer;
    agent.talkedToUnheard = offer != null && offer.ticket.isUnheard();
    if (offer != null) {
      agent.talkedTo = offer.ticket.patience();
    }
    Duration wrapUp =
        offer == null
            ? line.rules.wrapUp()
            : line.wrapUp(agent, line.tickets.queue(offer.ticket.facts.queue()));
    agent.offer = null;
    agent.missesInRow = 0;
    agent.restUntil = null;
    if (legBroke && !agent.phoneReachable) {
      endHandling(agent, line.now);
      boolean leaves = agent.wanted == AgentState.SIGNED_OUT;
      agent.wanted = null;
      line.move(agent, leaves ? AgentState.SIGNED_OUT : AgentState.PAUSED, PHONE_LOST);
      return;
    }
    Instant until = line.now.plus(wrapUp);
    agent.wrapUpUntil = until;
    if (wrapUp.isZero()) {
      endWrapUp(agent, until);
      return;
    }
    line.timers.schedule(Timers.Kind.AGENT, agent.id.value(), until);
    line.move(agent, AgentState.WRAP_UP, "");
  }

  private void endWrapUp(Agent agent, Instant at) {
    @Nullable AgentState wanted = agent.wanted;
    if (wanted == null) {
      ready(agent, at, "", null);
      return;
    }
    endHandling(agent, at);
    agent.wanted = null;
    line.move(agent, wanted, agent.wantedReason, agent.wantedBy);
    agent.wantedBy = null;
  }

  private void ready(Agent agent, Instant idleSince, String reason, @Nullable String by) {
    endHandling(agent, idleSince);
    agent.wanted = null;
    agent.restUntil = null;
    agent.idleSince = idleSince;
    agent.availableSince = idleSince;
    agent.wantedBy = null;
    line.move(agent, AgentState.READY, reason, by);
  }

  private void endHandling(Agent agent, Instant at) {
    @Nullable Instant since = agent.handlingSince();
    // The short talks with machines would make the wait for people look shorter than it is.
    if (since != null && !agent.talkedToUnheard) {
      line.waits.handled(Duration.between(since, at), agent.talkedTo);
    }
    agent.setHandlingSince(null);
    agent.wrapUpUntil = null;
  }

  private void wasted(Agent agent, Duration more) {
    @Nullable Instant since = agent.handlingSince();
    if (since != null && line.tickets.heardInLineCount() > 0) {
      line.waits.wasted(Duration.between(since, line.now).plus(more));
    }
  }
}
