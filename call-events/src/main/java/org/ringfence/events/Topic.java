package org.ringfence.events;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The topics of the bus: inputs of the two cores, what each of them says, the trail about access,
/// and what administrators changed.
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
  AUDIT("ringfence.audit", Duration.ofDays(30)),
  /// What administrators changed about the site: of each thing the last change, however old it is.
  SITE("ringfence.site");

  private final String topicName;
  private final @Nullable Duration retention;

  Topic(String topicName, Duration retention) {
    this.topicName = topicName;
    this.retention = retention;
  }

  Topic(String topicName) {
    this.topicName = topicName;
    this.retention = null;
  }

  public String topicName() {
    return topicName;
  }

  /// Whether of each key the last record is kept for ever, and only that.
  public boolean keepsLast() {
    return retention == null;
  }

  /// How long records are kept.
  ///
  /// @throws IllegalStateException where the last of each key is kept
  public Duration retention() {
    if (retention == null) {
      throw new IllegalStateException(topicName + " keeps the last record of each key");
    }
    return retention;
  }
}
