package org.ringfence.detector.screening;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.DefenceCommand.ReleaseNumber;
import org.ringfence.events.ListKind;
import org.ringfence.events.PhoneNumber;

/// Numbers that supervisors allowed, blocked or released on the board.
///
/// A number is on one of the three at most; what is said last counts. Bounded: the entry made first
/// is forgotten first, and nothing is listed that could not be looked at.
final class BoardList {

  static final int MAX = 10_000;

  static final Duration RELEASED_FOR = Duration.ofDays(ReleaseNumber.RELEASED_DAYS);

  private final SequencedMap<String, Entry> entries = new LinkedHashMap<>();
  private @Nullable Instant nextExpiry;

  /// @param list null for a released number
  /// @param expires null for never
  record Entry(@Nullable ListKind list, String author, String reason, @Nullable Instant expires) {

    boolean isOver(Instant now) {
      return expires != null && !expires.isAfter(endOf(now));
    }

    boolean isReleased() {
      return list == null;
    }
  }

  /// The last instant of a millisecond, which is all that the line's clock tells: an entry that
  /// ends within it would else not be over at the tick that was asked for its sake.
  private static Instant endOf(Instant millisecond) {
    return millisecond.plusNanos(999_999);
  }

  /// An entry whose time is over, or that had to make room.
  record Gone(PhoneNumber number, Entry entry) {}

  /// @return what had to make room
  Optional<Gone> put(PhoneNumber number, Entry entry) {
    entries.remove(number.raw());
    entries.put(number.raw(), entry);
    soonest(entry.expires());
    if (entries.size() <= MAX) {
      return Optional.empty();
    }
    Map.Entry<String, Entry> eldest = entries.pollFirstEntry();
    return Optional.of(new Gone(PhoneNumber.of(eldest.getKey()), eldest.getValue()));
  }

  private void soonest(@Nullable Instant expires) {
    if (expires != null && (nextExpiry == null || expires.isBefore(nextExpiry))) {
      nextExpiry = expires;
    }
  }

  Optional<Entry> remove(PhoneNumber number) {
    return Optional.ofNullable(entries.remove(number.raw()));
  }

  @Nullable Entry find(PhoneNumber number, Instant now) {
    if (entries.isEmpty()) {
      return null;
    }
    @Nullable Entry entry = entries.get(number.raw());
    return entry == null || entry.isOver(now) ? null : entry;
  }

  /// When the next entry ends by itself, or null.
  @Nullable Instant nextExpiry() {
    return nextExpiry;
  }

  /// Takes off what is over.
  List<Gone> expire(Instant now) {
    if (nextExpiry == null || nextExpiry.isAfter(endOf(now))) {
      return List.of();
    }
    List<Gone> gone = new ArrayList<>();
    nextExpiry = null;
    entries
        .entrySet()
        .removeIf(entry -> {
          boolean over = entry.getValue().isOver(now);
          if (over) {
            gone.add(new Gone(PhoneNumber.of(entry.getKey()), entry.getValue()));
          } else {
            soonest(entry.getValue().expires());
          }
          return over;
        });
    return gone;
  }

  int size() {
    return entries.size();
  }

  /// One entry in a snapshot.
  record Saved(String number, Entry entry) {}

  List<Saved> save() {
    List<Saved> saved = new ArrayList<>(entries.size());
    entries.forEach((number, entry) -> saved.add(new Saved(number, entry)));
    return saved;
  }

  /// @param saved null in a snapshot from before there were such lists
  void restore(@Nullable List<Saved> saved) {
    entries.clear();
    nextExpiry = null;
    if (saved != null) {
      saved.forEach(one -> put(PhoneNumber.of(one.number()), one.entry()));
    }
  }
}
