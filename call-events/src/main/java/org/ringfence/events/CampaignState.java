package org.ringfence.events;

/// How far a campaign is.
public enum CampaignState {
  /// Attempts act as one machine beyond what chance explains.
  CONFIRMED,
  /// Nothing of it has come for a while.
  ENDED,
  /// Somebody said on the board that it is no machine.
  RELEASED
}
