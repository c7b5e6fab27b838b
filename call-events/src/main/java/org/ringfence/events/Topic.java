package org.ringfence.events;

import java.time.Duration;

/// The topics of the bus: inputs of the two cores, what each of them says, and the trail about
/// access.
public enum Topic {
  /// What the detector reads, by protected line.
  SCREENING("ringfence.screening", Duration.ofDays(7)),
  /// What the detector says, by protected line.
  VERDICTS("ringfence.verdicts", Duration.ofDays(30)),
  /// What the queue manager reads, by pool.
  ROUTING("ringfence.routing", Duration.ofDays(7)),
  /// What the queue manager says, by pool.
  DECISIONS("ringfence.decisions", Duration.ofDays(30)),
  /// Who came in and who changed whose rights; no core reads it.
  AUDIT("ringfence.audit", Duration.ofDays(30));

  private final String topicName;
  private final Duration retention;

  Topic(String topicName, Duration retention) {
    this.topicName = topicName;
    this.retention = retention;
  }

  public String topicName() {
    return topicName;
  }

  /// How long records are kept.
  public Duration retention() {
    return retention;
  }
}
