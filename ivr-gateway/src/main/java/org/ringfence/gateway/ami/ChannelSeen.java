package org.ringfence.gateway.ami;

import java.util.Map;

/// A channel as a listing of all channels shows it.
///
/// @param context the dialplan context it is in
/// @param callerNumber as Asterisk has it, unfiltered: data, nothing else
/// @param bridge the bridge it is in, or empty
/// @param variables the channel variables that `manager.conf` adds
public record ChannelSeen(
    String uniqueId,
    String channel,
    String context,
    String callerNumber,
    String bridge,
    boolean up,
    Map<String, String> variables) {

  public ChannelSeen {
    variables = Map.copyOf(variables);
  }

  /// A variable's value, or an empty text.
  public String variable(String name) {
    return variables.getOrDefault(name, "");
  }

  /// The endpoint's name: `anna` of `PJSIP/anna-0000001f`.
  public String endpoint() {
    return endpoint(channel);
  }

  /// Whose phone this would be if it is one of an agent: `anna` of `PJSIP/anna_web-0000001f`.
  public String agent() {
    return AgentDevice.agentOf(endpoint());
  }

  /// The endpoint's name in a channel's name, or an empty text when it has none.
  public static String endpoint(String channel) {
    int slash = channel.indexOf('/');
    int dash = channel.lastIndexOf('-');
    return channel.startsWith("PJSIP/") && dash > slash ? channel.substring(slash + 1, dash) : "";
  }
}
