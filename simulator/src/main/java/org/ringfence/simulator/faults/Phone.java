package org.ringfence.simulator.faults;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentState;
import org.ringfence.events.OfferId;
import org.ringfence.events.Skill;

/// An agent and the agent's phone.
final class Phone {

  final AgentId agent;
  final int pool;
  final Set<Skill> skills = new TreeSet<>();
  boolean registered = true;

  /// While later, the phone is registered but answers nothing.
  long deadUntil;

  /// While later, the agent lets it ring or declines.
  long carelessUntil;

  /// The leg that rings or talks.
  @Nullable OfferId leg;

  int offers;

  /// What the agent's page shows.
  AgentState shown = AgentState.SIGNED_OUT;

  /// The first agent of a pool speaks everything, so that nobody waits for a skill that nobody has.
  Phone(int who, int agentsPerPool, long seed) {
    this.agent = new AgentId("agent" + (who + 1));
    this.pool = who / agentsPerPool;
    int speaks = who % agentsPerPool == 0 ? 2 : Draw.below(3, seed, 500 + who);
    if (speaks != 1) {
      skills.add(new Skill("en"));
    }
    if (speaks != 0) {
      skills.add(new Skill("es"));
    }
  }
}
