package org.ringfence.desktop.history;

import java.nio.file.Path;
import java.time.Duration;
import org.ringfence.desktop.intervals.IntervalRules;
import org.ringfence.settings.SettingsReader;

/// Where the history is kept, and for how long.
///
/// @param url the JDBC address of H2 or PostgreSQL; empty for no history
/// @param user for PostgreSQL; may be empty
/// @param passwordFile holds the password and nothing else; empty for none
/// @param storyRetention how long each event is kept
/// @param callRetention how long calls, tickets, offers, verdicts and periods are kept
/// @param intervalRetention how long the sums of quarter hours are kept
/// @param queueLog the file in Asterisk's `queue_log` format; empty for none
/// @param figures what the figures are held against
public record HistorySettings(
    String url,
    String user,
    String passwordFile,
    Duration storyRetention,
    Duration callRetention,
    Duration intervalRetention,
    String queueLog,
    IntervalRules figures) {

  /// No history.
  static final HistorySettings NONE =
      new HistorySettings(
          "",
          "",
          "",
          Duration.ofDays(1),
          Duration.ofDays(1),
          Duration.ofDays(1),
          "",
          new IntervalRules(Duration.ofSeconds(20), Duration.ofSeconds(5), 0.8));

  private static final Duration LONGEST = Duration.ofDays(3_660);

  /// Reads the section `history`; problems are noted there.
  public static HistorySettings from(SettingsReader section) {
    String url = section.textOrEmpty("url");
    if (!url.isEmpty() && !isH2(url) && !url.startsWith("jdbc:postgresql:")) {
      section.problem(
          "url", "must begin with jdbc:h2: or jdbc:postgresql:, or be empty for no history");
    }
    if (isH2(url) && url.contains(";")) {
      section.problem("url", "must have no options after a ;: Ringfence sets those that it needs");
    }
    HistorySettings settings =
        new HistorySettings(
            url,
            section.textOrEmpty("user"),
            absoluteOrEmpty(section, "password-file"),
            section.duration("keep-stories", Duration.ofDays(1), LONGEST),
            section.duration("keep-calls", Duration.ofDays(1), LONGEST),
            section.duration("keep-intervals", Duration.ofDays(1), LONGEST),
            absoluteOrEmpty(section, "queue-log"),
            IntervalRules.from(section.section("figures")));
    if (settings.storyRetention.compareTo(settings.callRetention) > 0) {
      section.problem("keep-stories", "must not be longer than keep-calls");
    }
    if (settings.callRetention.compareTo(settings.intervalRetention) > 0) {
      section.problem("keep-calls", "must not be longer than keep-intervals");
    }
    return settings;
  }

  private static String absoluteOrEmpty(SettingsReader section, String key) {
    String text = section.textOrEmpty(key);
    if (!text.isEmpty() && !Path.of(text).isAbsolute()) {
      section.problem(key, "must be an absolute path, or empty");
    }
    return text;
  }

  /// Whether anything is kept at all.
  public boolean isWanted() {
    return !url.isEmpty();
  }

  boolean isH2() {
    return isH2(url);
  }

  private static boolean isH2(String url) {
    return url.startsWith("jdbc:h2:");
  }
}
