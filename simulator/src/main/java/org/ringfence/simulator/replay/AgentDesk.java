package org.ringfence.simulator.replay;

import org.ringfence.events.AgentId;
import org.ringfence.events.AgentState;

/// The buttons of an agent's page. A press returns at once; one that fails is pressed again by
/// whoever implements this, or told.
public interface AgentDesk {

  /// @param state READY or SIGNED_OUT
  void press(AgentId agent, AgentState state);
}
