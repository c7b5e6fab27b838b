package org.ringfence.simulator.replay;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ringfence.gateway.ivr.IvrFlow;
import org.ringfence.simulator.plans.AgentPlan;
import org.ringfence.simulator.plans.CallerPlan;

/// What is to be replayed, and where.
///
/// @param seed of every draw
/// @param speed 1 is real time; prompts and time-outs of the platform always are
/// @param untilSeconds of the scenario, where the run ends at the latest; infinite to end with the
///   last plan
/// @param recordings the folder of `<name>.ulaw`
/// @param wrapUp after which the queue manager itself makes agents ready, in real time
/// @param place the platform
public record ReplayOrder(
    List<CallerPlan> plans,
    List<AgentPlan> agents,
    long seed,
    double speed,
    double untilSeconds,
    Path recordings,
    Duration wrapUp,
    Place place) {

  /// The platform that is called.
  ///
  /// @param sipPort Asterisk's, on 127.0.0.1
  /// @param trunkAddress from where callers call
  /// @param phonesAddress where agents' phones are
  /// @param mainNumber as the trunk dials it
  /// @param prompts the folder of `<language>/<id>.ulaw` that Asterisk plays from
  /// @param phoneSecrets by agent
  public record Place(
      int sipPort,
      String trunkAddress,
      String phonesAddress,
      String mainNumber,
      Path prompts,
      IvrFlow flow,
      Map<String, String> phoneSecrets) {
    public Place {
      phoneSecrets = Map.copyOf(phoneSecrets);
    }
  }

  public ReplayOrder {
    plans = List.copyOf(plans);
    agents = List.copyOf(agents);
  }
}
