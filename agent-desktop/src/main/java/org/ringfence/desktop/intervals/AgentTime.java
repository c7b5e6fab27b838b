package org.ringfence.desktop.intervals;

/// What the agents of a pool did, summed.
///
/// @param handlingMillis talking, on hold or in wrap-up
/// @param availableMillis ready, or with a phone that rings
/// @param pausedMillis paused
public record AgentTime(long handlingMillis, long availableMillis, long pausedMillis) {

  public static final AgentTime NONE = new AgentTime(0, 0, 0);

  public AgentTime plus(AgentTime other) {
    return new AgentTime(
        handlingMillis + other.handlingMillis,
        availableMillis + other.availableMillis,
        pausedMillis + other.pausedMillis);
  }

  /// The same for one agent's time in one state.
  static AgentTime of(String state, long millis) {
    return switch (state) {
      case "TALKING", "HOLDING", "WRAP_UP" -> new AgentTime(millis, 0, 0);
      case "READY", "OFFERED" -> new AgentTime(0, millis, 0);
      case "PAUSED" -> new AgentTime(0, 0, millis);
      default -> NONE;
    };
  }
}
