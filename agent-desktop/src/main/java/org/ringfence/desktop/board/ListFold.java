package org.ringfence.desktop.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.board.BoardViews.Standing;
import org.ringfence.desktop.board.DefenceViews.ListedView;
import org.ringfence.desktop.board.DefenceViews.ListsView;
import org.ringfence.events.LineId;
import org.ringfence.events.ListKind;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.ScreeningDecision.NumberListed;
import org.ringfence.events.ScreeningDecision.NumberUnlisted;

/// The numbers about which people decided something: allowed, blocked or released.
///
/// An entry is named by when this process started and a count, so that a page of another life of
/// the process can never take off a number it did not mean.
final class ListFold {

  /// Numbers that are remembered; past it the one decided about longest ago is forgotten here,
  /// though not by the detector.
  static final int REMEMBERED = 2_000;

  /// Those on lists that a page is sent.
  static final int SHOWN = 200;

  private final String epoch;
  private final BoundedMap<Key, Entry> entries = new BoundedMap<>(REMEMBERED);
  private long count;
  private long version = 1;
  private @Nullable Versioned<ListsView> made;

  ListFold(Instant startedAt) {
    epoch = Long.toString(startedAt.toEpochMilli(), 36);
  }

  void on(NumberListed listed, long newVersion) {
    Key key = Key.of(listed.line(), listed.number());
    @Nullable Entry known = entries.remove(key);
    String name = known == null ? epoch + "-" + ++count : known.name();
    entries.put(key, new Entry(name, listed));
    version = newVersion;
  }

  void on(NumberUnlisted unlisted, long newVersion) {
    Key key = Key.of(unlisted.line(), unlisted.number());
    @Nullable Entry known = entries.get(key);
    if (known != null && known.listed().list() == unlisted.list()) {
      entries.remove(key);
    }
    version = newVersion;
  }

  /// What people decided about a number, or null.
  @Nullable Standing standing(LineId line, PhoneNumber number) {
    @Nullable Entry known = entries.get(Key.of(line, number));
    if (known == null) {
      return null;
    }
    @Nullable ListKind list = known.listed().list();
    if (list == null) {
      return Standing.RELEASED;
    }
    return list == ListKind.ALLOW ? Standing.ALLOWED : Standing.BLOCKED;
  }

  Optional<KnownCaller> find(String name) {
    return entries.values().stream()
        .filter(entry -> entry.name().equals(name) && entry.listed().list() != null)
        .map(entry -> new KnownCaller(entry.listed().line(), entry.listed().number()))
        .findFirst();
  }

  Versioned<ListsView> view() {
    if (made == null || made.version() != version) {
      made = new Versioned<>(version, make());
    }
    return made;
  }

  private ListsView make() {
    List<ListedView> listed = new ArrayList<>();
    entries
        .values()
        .forEach(entry -> {
          @Nullable ListKind list = entry.listed().list();
          if (list != null) {
            listed.add(view(entry, list));
          }
        });
    listed.sort(Comparator.comparing(ListedView::at, Comparator.<Instant>reverseOrder()));
    List<ListedView> shown = listed.stream().limit(SHOWN).toList();
    return new ListsView(listed.size(), shown);
  }

  private static ListedView view(Entry entry, ListKind list) {
    NumberListed listed = entry.listed();
    return new ListedView(
        entry.name(),
        listed.line().value(),
        listed.number().masked(),
        list,
        Shown.text(listed.author()),
        Shown.text(listed.reason()),
        listed.at(),
        listed.expires());
  }

  private record Entry(String name, NumberListed listed) {}

  private record Key(LineId line, PhoneNumber number) {
    static Key of(LineId line, PhoneNumber number) {
      return new Key(line, number.normalized());
    }
  }
}
