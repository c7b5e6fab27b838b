package org.ringfence.desktop.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.board.DefenceViews.DoorView;
import org.ringfence.desktop.board.DefenceViews.DoorsView;
import org.ringfence.desktop.board.DefenceViews.RefusalsView;
import org.ringfence.events.AttemptsRefused;
import org.ringfence.events.Attestation;
import org.ringfence.events.CampaignId;
import org.ringfence.events.LineId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.ScreeningDecision.OpenDoor;
import org.ringfence.events.ScreeningDecision.OpenDoors;
import org.ringfence.events.ScreeningDecision.RefuseAtDoor;

/// The numbers that Asterisk was told to refuse by itself, as long as that holds, and how many
/// attempts it refused today.
final class DoorFold {

  /// Rules that are remembered; past it the oldest is forgotten here, though not by Asterisk.
  static final int REMEMBERED = 20_000;

  /// Campaigns whose refused attempts are told apart; those of further ones count as of none.
  static final int CAMPAIGNS = 100;

  /// Those that a page is sent.
  static final int SHOWN = 50;

  private final BoundedMap<Key, RefuseAtDoor> rules = new BoundedMap<>(REMEMBERED);
  private final Map<Refused, Long> refusals = new LinkedHashMap<>();
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

  /// @return whether any rule went
  boolean on(OpenDoors opened, long newVersion) {
    @Nullable CampaignId campaign = opened.campaign();
    boolean any =
        rules
            .values()
            .removeIf(rule ->
                rule.line().equals(opened.line())
                    && (campaign == null || campaign.equals(rule.campaign())));
    if (any) {
      version = newVersion;
    }
    return any;
  }

  /// @param refused of today
  void on(AttemptsRefused refused, long newVersion) {
    for (AttemptsRefused.Refusals each : refused.refusals()) {
      Refused named = new Refused(refused.line(), each.campaign());
      boolean known = refusals.containsKey(named) || refusals.size() < CAMPAIGNS;
      Refused counted = known ? named : new Refused(refused.line(), null);
      refusals.merge(counted, (long) each.attempts(), Long::sum);
    }
    version = newVersion;
  }

  void dayBegan(long newVersion) {
    if (!refusals.isEmpty()) {
      refusals.clear();
      version = newVersion;
    }
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
    return new Versioned<>(
        version, new DoorsView(all.size(), List.copyOf(newestFirst), refusalViews()));
  }

  private List<RefusalsView> refusalViews() {
    List<RefusalsView> most = new ArrayList<>();
    refusals.forEach((named, attempts) -> {
      @Nullable CampaignId campaign = named.campaign;
      most.add(
          new RefusalsView(
              named.line.value(), campaign == null ? null : campaign.value(), attempts));
    });
    most.sort(Comparator.comparingLong(RefusalsView::attempts).reversed());
    return List.copyOf(most);
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

  private record Refused(LineId line, @Nullable CampaignId campaign) {}

  private record Key(LineId line, PhoneNumber number, Attestation attestation) {}
}
