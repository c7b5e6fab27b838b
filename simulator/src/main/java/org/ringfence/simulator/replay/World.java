package org.ringfence.simulator.replay;

import java.util.List;
import org.ringfence.simulator.chance.Draws;
import org.ringfence.simulator.plans.AgentPlan;
import org.ringfence.simulator.replay.media.MediaPort;
import org.ringfence.simulator.replay.sip.Trunk;

/// What callers have around them.
///
/// @param callersMedia where all callers hear and speak
/// @param mainNumber ours, as the trunk dials it, when a plan names none
/// @param agents in the order of their tones
record World(
    Stage stage,
    Pace pace,
    Draws draws,
    Trunk trunk,
    MediaPort callersMedia,
    KnownSounds sounds,
    Voices voices,
    CallBook book,
    String mainNumber,
    List<AgentPlan> agents,
    Cast cast) {

  /// Who still plays. Used on the stage alone.
  static final class Cast {
    private int names;
    private int active;
    private boolean ending;

    Cast(int active) {
      this.active = active;
    }

    /// The display name of the next call.
    String nextName() {
      return "r" + ++names;
    }

    /// A plan has nothing more to do.
    void planDone() {
      active--;
    }

    boolean isActive() {
      return active > 0;
    }

    /// Nobody begins anything any more.
    void end() {
      ending = true;
    }

    boolean isEnding() {
      return ending;
    }
  }
}
