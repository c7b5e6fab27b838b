package org.ringfence.simulator.faults;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentState;
import org.ringfence.events.LineDecision.AgentStateChanged;
import org.ringfence.events.PoolName;
import org.ringfence.events.TicketId;

/// The agents whom callers hold who were never heard, reckoned from what is said of agents.
final class UnheardWatch {

  private static final int HUNDRED = 100;

  private final int sharePercent;
  private final Map<PoolName, Set<AgentId>> held = new HashMap<>();

  UnheardWatch(int sharePercent) {
    this.sharePercent = sharePercent;
  }

  /// @param unheard whether the caller whom the agent rings for or talks to was never heard
  void changed(AgentStateChanged change, boolean unheard) {
    Set<AgentId> ofPool = heldIn(change.pool());
    switch (change.state()) {
      case OFFERED, TALKING, HOLDING -> {
        if (unheard) {
          ofPool.add(change.agent());
        } else {
          ofPool.remove(change.agent());
        }
      }
      case WRAP_UP -> {}
      case SIGNED_OUT, PAUSED, READY -> ofPool.remove(change.agent());
    }
  }

  /// A caller was heard: who talks to this caller is held no longer.
  void heard(TicketId ticket, Collection<AgentStateChanged> agents) {
    for (AgentStateChanged agent : agents) {
      if (ticket.equals(agent.ticket())) {
        heldIn(agent.pool()).remove(agent.agent());
      }
    }
  }

  int held(PoolName pool) {
    return heldIn(pool).size();
  }

  /// How many they may hold while others wait.
  int allowance(PoolName pool, Collection<AgentStateChanged> agents) {
    long signedIn =
        agents.stream()
            .filter(agent -> agent.pool().equals(pool) && agent.state() != AgentState.SIGNED_OUT)
            .count();
    return (int) (sharePercent * signedIn / HUNDRED);
  }

  private Set<AgentId> heldIn(PoolName pool) {
    return held.computeIfAbsent(pool, p -> new HashSet<>());
  }
}
