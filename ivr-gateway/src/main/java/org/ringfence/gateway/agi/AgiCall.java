package org.ringfence.gateway.agi;

import java.util.List;
import org.ringfence.events.CallId;

/// One short AGI request.
///
/// @param script the script's name, without arguments
/// @param channel the channel's full name
/// @param callerNumber what Asterisk says the caller's number is, unfiltered: data, nothing else
/// @param dialed what was dialed
/// @param arguments as the dialplan passed them; empty ones at the end may be missing
/// @param startedAtNanos the ticker when the connection was accepted, from which deadlines count
public record AgiCall(
    String script,
    CallId call,
    String channel,
    String callerNumber,
    String dialed,
    List<String> arguments,
    long startedAtNanos) {

  public AgiCall {
    arguments = List.copyOf(arguments);
  }

  /// The argument at an index from 0, or an empty text.
  public String argument(int index) {
    return index < arguments.size() ? arguments.get(index) : "";
  }
}
