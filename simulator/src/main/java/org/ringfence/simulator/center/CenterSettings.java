package org.ringfence.simulator.center;

import java.nio.file.Path;
import java.time.Duration;
import org.ringfence.detector.DetectorSettings;
import org.ringfence.gateway.ivr.IvrFlow;
import org.ringfence.queue.QueueSettings;
import org.ringfence.site.Site;

/// The call center that is simulated: what the operator configured.
///
/// @param folder where the settings' paths start
/// @param site lines and queues; its agents are replaced by those of the plans
/// @param prompts how long callers listen
/// @param ports of the trunk
/// @param tick between two announcements to a waiting caller
/// @param misuseAnnounced whether callers are told from the start on that our number is misused
public record CenterSettings(
    Path folder,
    Site site,
    IvrFlow flow,
    PromptLengths prompts,
    DetectorSettings defence,
    QueueSettings queue,
    int ports,
    Duration tick,
    boolean misuseAnnounced) {

  public CenterSettings {
    if (ports < 1) {
      throw new IllegalArgumentException("there must be at least one port");
    }
  }

  /// The same with the announcement that our number is misused said, or not.
  public CenterSettings withMisuseAnnounced(boolean announced) {
    return new CenterSettings(folder, site, flow, prompts, defence, queue, ports, tick, announced);
  }
}
