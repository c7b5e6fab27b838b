package org.ringfence.gateway.calls;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.CallerSound;

/// What is heard of one caller from the answer on: when first, and for how long in all.
///
/// A sound counts once it has lasted [#SHORTEST], which a click does not. Guarded by the call's
/// lock.
final class CallerEar {

  /// The shortest sound that counts: shorter than any word, longer than a click of the line.
  static final Duration SHORTEST = Duration.ofMillis(300);

  private static final Duration SURELY = Duration.ofSeconds(1);

  /// A sound of which no end is heard counts for no longer: a line that sends nothing in silence
  /// never tells the end.
  private static final Duration LONGEST_OPEN = Duration.ofSeconds(10);

  private @Nullable Instant listeningSince;
  private @Nullable Instant firstHeard;
  private @Nullable Instant speakingSince;
  private Duration total = Duration.ZERO;

  /// The call was answered, and nothing of it was missed.
  void begin(Instant answeredAt) {
    listeningSince = answeredAt;
  }

  /// Something may have been missed, for good.
  void deafen() {
    listeningSince = null;
    speakingSince = null;
  }

  void started(Instant now) {
    speakingSince = now;
  }

  /// @param lasted without the silence after which a sound counts as over
  /// @return whether it was long enough to count
  boolean stopped(Instant now, Duration lasted) {
    speakingSince = null;
    if (lasted.compareTo(SHORTEST) < 0) {
      return false;
    }
    total = total.plus(lasted);
    if (firstHeard == null) {
      firstHeard = now.minus(lasted);
    }
    return true;
  }

  /// Whether a sound lasts that will count when it ends; longer than the silence after which
  /// Asterisk takes a click for over.
  boolean isSpeaking(Instant now) {
    Instant open = speakingSince;
    return open != null && Duration.between(open, now).compareTo(SURELY) >= 0;
  }

  /// Empty when it is not known.
  Optional<CallerSound> sound(Instant now) {
    Instant since = listeningSince;
    if (since == null) {
      return Optional.empty();
    }
    Duration heard = total;
    Instant first = firstHeard;
    Instant open = speakingSince;
    if (open != null) {
      Duration lasts = Duration.between(open, now);
      if (lasts.compareTo(SHORTEST) >= 0) {
        heard = heard.plus(lasts.compareTo(LONGEST_OPEN) > 0 ? LONGEST_OPEN : lasts);
        first = first == null ? open : first;
      }
    }
    if (first == null) {
      return Optional.of(CallerSound.NOTHING);
    }
    long listenedMillis = Math.max(1, Duration.between(since, now).toMillis());
    Duration from = Duration.between(since, first);
    double share = (double) heard.toMillis() / listenedMillis;
    return Optional.of(new CallerSound(from.isNegative() ? Duration.ZERO : from, share, null));
  }
}
