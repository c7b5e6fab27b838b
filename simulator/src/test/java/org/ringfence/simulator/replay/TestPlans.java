package org.ringfence.simulator.replay;

import java.util.EnumSet;
import java.util.Set;
import org.ringfence.events.AgentId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Skill;
import org.ringfence.simulator.plans.AgentPlan;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.plans.Keying;
import org.ringfence.simulator.plans.Label;
import org.ringfence.simulator.plans.RedialReason;

/// Plans with only what a test is about.
final class TestPlans {

  private TestPlans() {}

  static CallerPlan caller(String id, double arrive, double talk, double patience, Label label) {
    return new CallerPlan(
        id,
        arrive,
        CallerPlan.Signalling.plain(PhoneNumber.of("+16125550100")),
        new CallerPlan.Keys(new Keying(2, '1'), new Keying(2, '1'), 0),
        new CallerPlan.Sound(false, CallerPlan.Audio.LIVE, 2, 0.4),
        new CallerPlan.ChallengeAct(CallerPlan.ChallengeResult.PASS, 9),
        60,
        patience,
        null,
        new CallerPlan.Callback(false, PhoneNumber.NONE, true),
        talk,
        new CallerPlan.Redial(EnumSet.of(RedialReason.BUSY), 10, 5),
        label,
        label.name());
  }

  static AgentPlan agent(String id) {
    return new AgentPlan(new AgentId(id), Set.of(new Skill("enroll")), 0, 1e5, 1, 0, 0, 1, 0);
  }
}
