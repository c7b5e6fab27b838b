package org.ringfence.gateway.ivr;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ringfence.gateway.ivr.Announcement.Told;

/// When a caller in line is told again how things stand; between that there is music.
///
/// The first announcement comes at once. After that the silence doubles from `first` up to
/// `longest`, because somebody new in line wants to know and somebody who has waited long knows.
/// News does not wait for that: being next, or a range that is better or worse than what was said,
/// is told after `news`.
///
/// @param news at least [Duration#ZERO]
public record AnnouncementPace(Duration first, Duration longest, Duration news) {

  private static final int MAX_DOUBLINGS = 20;

  /// What was told last.
  ///
  /// @param times how often something was told
  /// @param position as it was said; 0 when none was
  /// @param range null when the wait was said to be unknown
  public record Heard(Instant at, int times, int position, @Nullable Told range) {

    /// The next announcement.
    public static Heard after(
        @Nullable Heard before, Instant at, int position, @Nullable Told range) {
      return new Heard(at, before == null ? 1 : before.times + 1, position, range);
    }
  }

  public AnnouncementPace {
    if (first.isNegative() || longest.compareTo(first) < 0 || news.isNegative()) {
      throw new IllegalArgumentException("not a pace: " + first + ", " + longest + ", " + news);
    }
  }

  /// Whether it is time to say something again.
  ///
  /// @param last null when nothing was said yet
  /// @param range what would be told now, null when the wait is unknown
  public boolean isDue(Instant now, @Nullable Heard last, int position, @Nullable Told range) {
    if (last == null) {
      return true;
    }
    Duration silence = Duration.between(last.at(), now);
    return silence.compareTo(interval(last.times())) >= 0
        || (silence.compareTo(news) >= 0 && isNews(last, position, range));
  }

  private Duration interval(int times) {
    Duration grown = first.multipliedBy(1L << Math.clamp(times - 1, 0, MAX_DOUBLINGS));
    return grown.compareTo(longest) < 0 ? grown : longest;
  }

  private static boolean isNews(Heard last, int position, @Nullable Told range) {
    if (position == 1 && last.position() != 1) {
      return true;
    }
    Told before = last.range();
    return range != null && (before == null || before.high() != range.high());
  }
}
