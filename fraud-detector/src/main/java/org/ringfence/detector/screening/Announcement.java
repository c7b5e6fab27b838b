package org.ringfence.detector.screening;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.DefenceCommand.SwitchAnnouncement;

/// Whether callers are told that somebody misuses our number, and until when.
///
/// While it is said, people call who were called by a stranger with our number. They come from
/// everywhere, many of them at once, ask, and hang up: to the crowd they look like machines. So
/// what such people have in common is no evidence meanwhile against anybody who was heard.
final class Announcement {

  static final Duration LONGEST = Duration.ofHours(SwitchAnnouncement.MAX_HOURS);

  private @Nullable Instant until;

  boolean isOn() {
    return until != null;
  }

  /// When it ends by itself; null when it is off.
  @Nullable Instant until() {
    return until;
  }

  /// @return when it will end by itself
  Instant begin(Instant now, @Nullable Instant asked) {
    Instant latest = now.plus(LONGEST);
    Instant end = asked == null || asked.isAfter(latest) ? latest : asked;
    until = end;
    return end;
  }

  void end() {
    until = null;
  }

  /// Whether its time is over just now.
  boolean expire(Instant now) {
    if (until == null || until.isAfter(now)) {
      return false;
    }
    until = null;
    return true;
  }

  void restore(@Nullable Instant saved) {
    until = saved;
  }
}
