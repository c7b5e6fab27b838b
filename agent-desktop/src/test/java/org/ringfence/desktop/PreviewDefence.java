package org.ringfence.desktop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.ringfence.events.AttemptsRefused;
import org.ringfence.events.AttemptsRefused.Refusals;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent.ChallengeEnded;
import org.ringfence.events.CallId;
import org.ringfence.events.CampaignId;
import org.ringfence.events.CampaignState;
import org.ringfence.events.ChallengeResult;
import org.ringfence.events.Defence;
import org.ringfence.events.DefenceCommand.LabelCall;
import org.ringfence.events.DefenceCommand.ListNumber;
import org.ringfence.events.DefenceCommand.ReleaseCampaign;
import org.ringfence.events.DefenceCommand.ReleaseNumber;
import org.ringfence.events.DefenceCommand.SwitchDefence;
import org.ringfence.events.DefenceCommand.UnlistNumber;
import org.ringfence.events.LineId;
import org.ringfence.events.ListKind;
import org.ringfence.events.Message;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.ScreeningDecision.CampaignReported;
import org.ringfence.events.ScreeningDecision.DefenceSwitched;
import org.ringfence.events.ScreeningDecision.NumberListed;
import org.ringfence.events.ScreeningDecision.NumberUnlisted;
import org.ringfence.events.ScreeningDecision.RefuseAtDoor;
import org.ringfence.events.Topic;

/// Campaigns, lists and a trail for [PagesPreview], and a make-believe detector that does whatever
/// it is told.
final class PreviewDefence {

  private static final String[][] CAMPAIGNS = {
    {
      "c-14a",
      "language key at about 4.0 s",
      "1960 attempts, about 1204 numbers, 312 of them refused at the door, language key at 4.0 s ±"
          + " 0.1, 98 % then keyed nothing, 97 % never heard, as regular as a timer (0.21)"
    },
    {
      "c-15b",
      "the same unusual signalling",
      "980 attempts, about 602 numbers, 64 % then keyed nothing, 40 % never heard"
    },
    {
      "c-09c",
      "keyed nothing, never heard",
      "653 attempts, about 401 numbers, 100 % then keyed nothing, 100 % never heard"
    },
  };

  private final InMemoryBus bus;
  private final InstantSource clock;
  private final LineId line;
  private Defence defence = Defence.ON;

  PreviewDefence(InMemoryBus bus, InstantSource clock, LineId line) {
    this.bus = bus;
    this.clock = clock;
    this.line = line;
  }

  void play() {
    Instant now = clock.instant();
    bus.read(
        "defence",
        Set.of(Topic.SCREENING),
        Duration.ZERO,
        (message, _) -> Thread.startVirtualThread(() -> obey(message)));
    for (int i = 0; i < CAMPAIGNS.length; i++) {
      bus.publish(
          new CampaignReported(
              new CampaignId(CAMPAIGNS[i][0]),
              now.minus(Duration.ofMinutes(8L * i + 1)),
              line,
              i == 2 ? CampaignState.ENDED : CampaignState.CONFIRMED,
              CAMPAIGNS[i][1],
              CAMPAIGNS[i][2],
              1_960 / (i + 1),
              1_204 / (i + 1),
              now.minus(Duration.ofMinutes(23 + 11L * i)),
              null));
    }
    for (int i = 0; i < 47; i++) {
      ChallengeResult result =
          i % 9 == 0
              ? ChallengeResult.SILENT
              : i % 4 == 0 ? ChallengeResult.FAILED : ChallengeResult.PASSED;
      bus.publish(new ChallengeEnded(new CallId("ch-" + i), now, line, result, null));
    }
    for (int i = 0; i < 240; i++) {
      bus.publish(
          new RefuseAtDoor(
              PhoneNumber.of("+1763555" + (1_000 + i)),
              now,
              line,
              Attestation.A,
              now.plusSeconds(300 + 37L * i),
              new CampaignId(CAMPAIGNS[i % 2][0])));
    }
    for (int minute = 20; minute >= 0; minute--) {
      bus.publish(
          new AttemptsRefused(
              line,
              now.minus(Duration.ofMinutes(minute)),
              List.of(
                  new Refusals(new CampaignId(CAMPAIGNS[0][0]), 57 + minute % 7),
                  new Refusals(new CampaignId(CAMPAIGNS[1][0]), 15 + minute % 5),
                  new Refusals(null, 2))));
    }
    listed("+16515550142", ListKind.ALLOW, "The clinic on Main Street, calls all day", "Maria", 0);
    listed("+16125550190", ListKind.BLOCK, "Sells warranties, five agents said so", "Sam", 7);
    listed("+12185550111", ListKind.ALLOW, "Relay service", "Maria", 30);
    bus.publish(
        new NumberListed(
            PhoneNumber.of("+16515550177"),
            now.minus(Duration.ofMinutes(4)),
            line,
            null,
            "Sam",
            "Called back: a real person who redialled",
            null));
    bus.publish(
        new DefenceSwitched(
            line,
            now.minus(Duration.ofHours(3)),
            Defence.SHADOW,
            Defence.ON,
            "Maria",
            "Two quiet weeks in shadow"));
  }

  private void listed(String number, ListKind list, String reason, String author, int days) {
    Instant at = clock.instant().minus(Duration.ofMinutes(50L + days * 9L));
    bus.publish(
        new NumberListed(
            PhoneNumber.of(number),
            at,
            line,
            list,
            author,
            reason,
            days == 0 ? null : at.plus(Duration.ofDays(days))));
  }

  private void obey(Message message) {
    Instant at = clock.instant();
    switch (message) {
      case ListNumber c ->
          bus.publish(
              new NumberListed(
                  c.number(), at, line, c.list(), c.author(), c.reason(), c.expires()));
      case UnlistNumber c ->
          bus.publish(
              new NumberUnlisted(c.number(), at, line, ListKind.BLOCK, c.author(), c.reason()));
      case ReleaseNumber c ->
          bus.publish(new NumberListed(c.number(), at, line, null, c.author(), c.reason(), null));
      case ReleaseCampaign c ->
          bus.publish(
              new CampaignReported(
                  c.campaign(),
                  at,
                  line,
                  CampaignState.RELEASED,
                  "language key at about 4.0 s",
                  c.reason(),
                  1_960,
                  1_204,
                  at.minusSeconds(1_400),
                  c.author()));
      case SwitchDefence c -> {
        bus.publish(new DefenceSwitched(line, at, defence, c.to(), c.author(), c.reason()));
        defence = c.to();
      }
      case LabelCall _ -> {}
      default -> {}
    }
  }
}
