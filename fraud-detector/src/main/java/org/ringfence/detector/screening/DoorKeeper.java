package org.ringfence.detector.screening;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Which refusals were pushed down to Asterisk, so that none is pushed twice while it holds.
///
/// A rule lasts [#HELD]: long enough that a flood costs look-ups only, short enough that a mistake
/// mends itself.
final class DoorKeeper {

  static final Duration HELD = Duration.ofMinutes(5);
  static final int MAX = 5_000;

  private final SequencedMap<Long, Long> untilMillis = new LinkedHashMap<>();

  /// A number is refused.
  ///
  /// @return until when Asterisk is to refuse it, or null when it does already
  @Nullable Instant close(long key, Instant now) {
    @Nullable Long until = untilMillis.get(key);
    if (until != null && until > now.toEpochMilli()) {
      return null;
    }
    Instant end = now.plus(HELD);
    untilMillis.remove(key);
    untilMillis.put(key, end.toEpochMilli());
    if (untilMillis.size() > MAX) {
      untilMillis.pollFirstEntry();
    }
    return end;
  }

  void open(long key) {
    untilMillis.remove(key);
  }

  void clear() {
    untilMillis.clear();
  }

  /// One rule in a snapshot.
  record Saved(long key, long until) {}

  List<Saved> save() {
    List<Saved> saved = new ArrayList<>(untilMillis.size());
    untilMillis.forEach((key, until) -> saved.add(new Saved(key, until)));
    return saved;
  }

  /// @param saved null in a snapshot from before there was a door
  void restore(@Nullable List<Saved> saved) {
    untilMillis.clear();
    if (saved != null) {
      saved.forEach(rule -> untilMillis.put(rule.key(), rule.until()));
    }
  }
}
