package org.ringfence.desktop.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.board.DefenceViews.DoorView;
import org.ringfence.desktop.board.DefenceViews.DoorsView;
import org.ringfence.events.Attestation;
import org.ringfence.events.CampaignId;
import org.ringfence.events.LineId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.ScreeningDecision.OpenDoor;
import org.ringfence.events.ScreeningDecision.RefuseAtDoor;

/// The numbers that Asterisk was told to refuse by itself, as long as that holds.
final class DoorFold {

  /// Rules that are remembered; past it the oldest is forgotten here, though not by Asterisk.
  static final int REMEMBERED = 20_000;

  /// Those that a page is sent.
  static final int SHOWN = 50;

  private final BoundedMap<Key, RefuseAtDoor> rules = new BoundedMap<>(REMEMBERED);
  private Instant nextOver = Instant.MAX;
  private long version = 1;

  boolean on(RefuseAtDoor rule, Instant now, long newVersion) {
    if (!rule.until().isAfter(now)) {
      return false;
    }
    Key key = new Key(rule.line(), rule.number(), rule.attestation());
    rules.remove(key);
    rules.put(key, rule);
    if (rule.until().isBefore(nextOver)) {
      nextOver = rule.until();
    }
    version = newVersion;
    return true;
  }

  boolean on(OpenDoor opened, long newVersion) {
    boolean any =
        rules
            .keySet()
            .removeIf(key -> key.line.equals(opened.line()) && key.number.equals(opened.number()));
    if (any) {
      version = newVersion;
    }
    return any;
  }

  /// Forgets the rules that are over; whether there were any.
  boolean turnTo(Instant now, long newVersion) {
    if (now.isBefore(nextOver)) {
      return false;
    }
    boolean any = rules.values().removeIf(rule -> !rule.until().isAfter(now));
    nextOver =
        rules.values().stream()
            .map(RefuseAtDoor::until)
            .min(Comparator.naturalOrder())
            .orElse(Instant.MAX);
    if (any) {
      version = newVersion;
    }
    return any;
  }

  Versioned<DoorsView> view() {
    List<DoorView> newestFirst = new ArrayList<>();
    List<RefuseAtDoor> all = new ArrayList<>(rules.values());
    for (int i = all.size() - 1; i >= 0 && newestFirst.size() < SHOWN; i--) {
      newestFirst.add(view(all.get(i)));
    }
    return new Versioned<>(version, new DoorsView(all.size(), List.copyOf(newestFirst)));
  }

  private static DoorView view(RefuseAtDoor rule) {
    @Nullable CampaignId campaign = rule.campaign();
    return new DoorView(
        rule.number().masked(),
        rule.line().value(),
        rule.attestation(),
        rule.until(),
        campaign == null ? null : campaign.value());
  }

  private record Key(LineId line, PhoneNumber number, Attestation attestation) {}
}
