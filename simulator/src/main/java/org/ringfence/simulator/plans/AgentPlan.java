package org.ringfence.simulator.plans;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.ringfence.events.AgentId;
import org.ringfence.events.Skill;

/// What one agent will do: one row of `agents.csv`. All times in seconds.
///
/// @param fromSeconds signs in, from the scenario's start
/// @param toSeconds signs out; a talk is finished first
/// @param answerSeconds the phone rings so long before it is answered
/// @param wrapSeconds after a talk
/// @param missShare the chance that an offer is not answered
/// @param talkFactor multiplies callers' talks
/// @param labelsShare the chance that a machine's call gets the "machine" key
public record AgentPlan(
    AgentId id,
    Set<Skill> skills,
    double fromSeconds,
    double toSeconds,
    double answerSeconds,
    double wrapSeconds,
    double missShare,
    double talkFactor,
    double labelsShare) {

  public AgentPlan {
    skills = Collections.unmodifiableSet(new TreeSet<>(skills));
    if (!(fromSeconds < toSeconds)) {
      throw new IllegalArgumentException("from_s must be before to_s");
    }
    if (!(answerSeconds >= 0 && wrapSeconds >= 0)) {
      throw new IllegalArgumentException("answer_s and wrap_s must be 0 or more");
    }
    if (!(missShare >= 0 && missShare <= 1 && labelsShare >= 0 && labelsShare <= 1)) {
      throw new IllegalArgumentException("miss_p and labels_p must be 0 to 1");
    }
    if (!(talkFactor > 0)) {
      throw new IllegalArgumentException("talk_factor must be over 0");
    }
  }
}
