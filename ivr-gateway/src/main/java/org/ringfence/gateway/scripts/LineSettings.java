package org.ringfence.gateway.scripts;

import java.time.Duration;
import org.ringfence.gateway.ivr.AnnouncementPace;
import org.ringfence.settings.SettingsReader;

/// How long a caller in line waits for the queue manager's answers, in silence, and how often
/// something is said.
///
/// @param placeDeadline for a place; without an answer the caller waits on and asks again
/// @param waitDeadline for position and predicted wait
/// @param pace when position and wait are told again
public record LineSettings(Duration placeDeadline, Duration waitDeadline, AnnouncementPace pace) {

  private static final Duration SHORTEST = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Duration LEAST_SILENCE = Duration.ofSeconds(1);
  private static final Duration MOST_SILENCE = Duration.ofMinutes(30);

  public static LineSettings from(SettingsReader section) {
    return new LineSettings(
        section.duration("place-deadline", SHORTEST, LONGEST),
        section.duration("wait-deadline", SHORTEST, LONGEST),
        pace(section));
  }

  private static AnnouncementPace pace(SettingsReader section) {
    Duration first = section.duration("say-again-first", LEAST_SILENCE, MOST_SILENCE);
    Duration longest = section.duration("say-again-longest", LEAST_SILENCE, MOST_SILENCE);
    Duration news = section.duration("say-news-after", LEAST_SILENCE, MOST_SILENCE);
    if (longest.compareTo(first) < 0) {
      section.problem("say-again-longest", "must not be shorter than say-again-first");
      longest = first;
    }
    return new AnnouncementPace(first, longest, news);
  }
}
