package org.ringfence.queue;

import java.time.Duration;
import org.ringfence.queue.line.LineRules;
import org.ringfence.queue.line.PlaceRules;
import org.ringfence.queue.prediction.PredictionRules;
import org.ringfence.settings.SettingsReader;

/// The section `queue` of the settings.
///
/// @param line how lines are run
/// @param places for how long and for whom places are kept without a call
/// @param prediction what is believed of waits before anything was observed
public record QueueSettings(LineRules line, PlaceRules places, PredictionRules prediction) {

  private static final Duration MOMENT = Duration.ofMillis(100);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  public static QueueSettings from(SettingsReader section) {
    Duration second = Duration.ofSeconds(1);
    Duration wrapUp = section.duration("wrap-up", Duration.ZERO, HOUR);
    LineRules line =
        new LineRules(
            section.duration("ring-time", second.multipliedBy(3), MINUTE.multipliedBy(5)),
            section.duration("ring-confirm", second, MINUTE),
            section.duration("ring-margin", second, MINUTE),
            section.integer("misses-before-pause", 1, 100),
            section.duration("miss-cooloff", Duration.ZERO, HOUR),
            section.duration("miss-rest", second, HOUR),
            wrapUp,
            section.duration("diverted-handicap", Duration.ZERO, DAY),
            section.number("unheard-agent-share", 0, 1),
            section.duration("report-interval", MOMENT, MINUTE),
            section.duration("idle-report-interval", second, HOUR),
            section.duration("snapshot-margin", MOMENT, MINUTE),
            section.duration("ended-call-memory", MINUTE, DAY));
    Duration priorTalk = section.duration("prior-talk-time", second, HOUR.multipliedBy(8));
    PredictionRules prediction =
        new PredictionRules(
            priorTalk.plus(wrapUp),
            section.number("prior-talks", 0.1, 10_000),
            section.duration("prior-patience", second, DAY),
            section.duration("prediction-memory", MINUTE, Duration.ofDays(30)));
    return new QueueSettings(line, PlaceSettings.from(section), prediction);
  }
}
