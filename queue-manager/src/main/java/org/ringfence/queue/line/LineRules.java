package org.ringfence.queue.line;

import java.time.Duration;

/// How a line is run.
///
/// @param ringTime how long an agent's phone rings for a caller
/// @param ringConfirm within which the phone must be heard to ring, else the offer counts as lost
/// @param ringMargin how long after `ringTime` news of the offer is still waited for
/// @param missesBeforePause after so many misses in a row an agent is paused
/// @param missCooloff how long an agent who missed a caller comes last for that caller
/// @param missRest how long an agent is left alone after a miss
/// @param wrapUp time after a talk before the next offer
/// @param divertedHandicap time credit that a diverted caller lacks who is surely a machine, see
///   [Handicap]; a bound on it keeps diverted callers from starving
/// @param unheardAgentShare the part of the agents signed in, 0 to 1, whom diverted callers may
///   hold who were never heard, see [UnheardShare]
/// @param reportInterval the least time between two reports of a queue
/// @param idleReportInterval between reports while callers wait and nothing changes
/// @param snapshotMargin what changed less than this before a snapshot began is not corrected by it
/// @param tombstoneLife how long an ended call is remembered
public record LineRules(
    Duration ringTime,
    Duration ringConfirm,
    Duration ringMargin,
    int missesBeforePause,
    Duration missCooloff,
    Duration missRest,
    Duration wrapUp,
    Duration divertedHandicap,
    double unheardAgentShare,
    Duration reportInterval,
    Duration idleReportInterval,
    Duration snapshotMargin,
    Duration tombstoneLife) {

  public LineRules {
    requirePositive("ringTime", ringTime);
    requirePositive("ringConfirm", ringConfirm);
    requirePositive("missRest", missRest);
    requirePositive("reportInterval", reportInterval);
    requirePositive("idleReportInterval", idleReportInterval);
    requirePositive("tombstoneLife", tombstoneLife);
    if (missesBeforePause < 1) {
      throw new IllegalArgumentException("missesBeforePause must be at least 1");
    }
    if (!(unheardAgentShare >= 0 && unheardAgentShare <= 1)) {
      throw new IllegalArgumentException("unheardAgentShare must be from 0 to 1");
    }
    if (ringMargin.isNegative()
        || missCooloff.isNegative()
        || wrapUp.isNegative()
        || divertedHandicap.isNegative()
        || snapshotMargin.isNegative()) {
      throw new IllegalArgumentException("durations must not be negative");
    }
  }

  private static void requirePositive(String name, Duration duration) {
    if (!duration.isPositive()) {
      throw new IllegalArgumentException(name + " must be positive, not " + duration);
    }
  }
}
