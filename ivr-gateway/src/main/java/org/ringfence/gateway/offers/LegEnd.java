package org.ringfence.gateway.offers;

/// How an agent's leg ended.
///
/// @param cause the Q.850 cause; 44 when its media stopped coming
/// @param source the channel that asked for the hang-up; empty when AMI or the dialplan did
public record LegEnd(int cause, String source) {

  private static final int NORMAL = 16;

  /// Whether the agent hung up by the phone (BYE) on a caller who was still there.
  public boolean isAgentsHangUp() {
    return cause == NORMAL && !source.isEmpty();
  }
}
