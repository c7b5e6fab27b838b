package org.ringfence.gateway;

import java.time.Duration;
import java.util.List;

/// How the gateway is.
///
/// @param beatAge since Asterisk took our last beat; above two seconds the dialplan asks us nothing
/// @param eventsDropped AMI events that did not fit into the queue, since the start
/// @param missingPrompts paths of prompts whose files went missing since the start, sorted
/// @param ailment why the heart does not beat, or an empty text
public record GatewayHealth(
    boolean agiListens,
    boolean amiEventsUp,
    boolean amiActionsUp,
    boolean snapshotTaken,
    Duration beatAge,
    long eventsDropped,
    int callsUp,
    List<String> missingPrompts,
    String ailment) {

  private static final Duration OLDEST_BEAT = Duration.ofSeconds(3);

  public GatewayHealth {
    missingPrompts = List.copyOf(missingPrompts);
  }

  /// Whether callers are served by the gateway at this moment.
  public boolean isReady() {
    return agiListens
        && amiEventsUp
        && amiActionsUp
        && snapshotTaken
        && ailment.isEmpty()
        && beatAge.compareTo(OLDEST_BEAT) < 0;
  }
}
