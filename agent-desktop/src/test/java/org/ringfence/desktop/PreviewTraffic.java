package org.ringfence.desktop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.ringfence.events.AgentState;
import org.ringfence.events.CallId;
import org.ringfence.events.CampaignId;
import org.ringfence.events.LineDecision.AgentStateChanged;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.Place;
import org.ringfence.events.LineDecision.QueueReported;
import org.ringfence.events.LineDecision.TicketClosed;
import org.ringfence.events.Mode;
import org.ringfence.events.OfferId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.QueueName;
import org.ringfence.events.Reason;
import org.ringfence.events.ScreeningDecision.ModeChanged;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.SignalClass;
import org.ringfence.events.Stage;
import org.ringfence.events.TicketId;
import org.ringfence.events.TicketOutcome;
import org.ringfence.events.ToldWaits;
import org.ringfence.events.Verdict;

/// The calls, agents and queues of [PagesPreview], made up and said on its bus.
final class PreviewTraffic {

  private static final AgentState[] STATES = {
    AgentState.TALKING, AgentState.TALKING, AgentState.OFFERED, AgentState.TALKING,
    AgentState.READY, AgentState.PAUSED, AgentState.TALKING, AgentState.WRAP_UP,
    AgentState.TALKING, AgentState.TALKING, AgentState.SIGNED_OUT, AgentState.SIGNED_OUT
  };

  private final SplittableRandom random = new SplittableRandom(20_261_103);
  private final InMemoryBus bus;
  private final InstantSource clock;
  private int calls;

  PreviewTraffic(InMemoryBus bus, InstantSource clock) {
    this.bus = bus;
    this.clock = clock;
  }

  void lastHour() {
    Instant now = clock.instant();
    for (int minute = 60; minute >= 0; minute--) {
      double surge = minute < 24 && minute > 3 ? 1 : minute <= 3 ? 0.4 : 0;
      int attempts = 9 + random.nextInt(6) + (int) (surge * (70 + random.nextInt(45)));
      Instant start = now.minus(Duration.ofMinutes(minute)).truncatedTo(ChronoUnit.MINUTES);
      for (int i = 0; i < attempts; i++) {
        verdict(start.plusMillis(i * 500L), random.nextDouble() < surge * 0.84);
      }
    }
    bus.publish(
        new ModeChanged(
            PagesPreview.LINE,
            now.minus(Duration.ofMinutes(23)),
            Mode.AMBER,
            Mode.RED,
            "surge: 46 attempts in 10 s where 2.1 are usual"));
    for (int i = 0; i < 208; i++) {
      closed(now.minusSeconds(i * 17L), i);
    }
  }

  private void closed(Instant at, int i) {
    TicketOutcome outcome = i % 11 == 0 ? TicketOutcome.ABANDONED : TicketOutcome.SERVED;
    bus.publish(
        new TicketClosed(
            new TicketId("Thistory-" + i),
            at,
            PagesPreview.POOL,
            PagesPreview.ENROLLMENT,
            outcome,
            Duration.ofSeconds(400 + random.nextInt(1_300)),
            Examples.minutes(8, 15, 26),
            outcome == TicketOutcome.SERVED ? PagesPreview.id(PagesPreview.NAMES[i % 10]) : null,
            false));
  }

  void verdicts(Instant at, int count) {
    for (int i = 0; i < count; i++) {
      verdict(at, random.nextDouble() < 0.6);
    }
  }

  private void verdict(Instant at, boolean machine) {
    calls++;
    PhoneNumber caller =
        PhoneNumber.of(
            machine && calls % 9 == 0
                ? "<b>1</b>"
                : calls % 14 == 0 ? "" : "+1612555" + (1_000 + random.nextInt(8_999)));
    Verdict verdict =
        machine
            ? calls % 13 == 0 ? Verdict.LET_GO : Verdict.REJECT
            : calls % 17 == 0 ? Verdict.CHALLENGE : Verdict.ADMIT;
    List<Reason> reasons =
        machine
            ? List.of(
                new Reason(
                    SignalClass.CADENCE,
                    "number-pressure",
                    2.6,
                    false,
                    "about 14 attempts of this number in 2 min"),
                new Reason(
                    SignalClass.CLUSTER,
                    "looks",
                    3.1,
                    false,
                    "too many now: the same unusual signalling"))
            : calls % 17 == 0
                ? List.of(
                    new Reason(
                        SignalClass.IDENTITY,
                        "attestation",
                        1.4,
                        false,
                        "the carrier's signature does not verify"))
                : List.of();
    bus.publish(
        new VerdictReached(
            new CallId("pbx-" + calls + ".1"),
            at,
            PagesPreview.LINE,
            calls % 23 == 0 && machine ? Stage.JOIN : Stage.ARRIVAL,
            verdict,
            verdict,
            machine ? 5.7 : calls % 17 == 0 ? 1.4 : -0.8,
            Mode.RED,
            reasons,
            caller,
            machine ? 5.1 : -2.2,
            machine ? new CampaignId(calls % 3 == 0 ? "c-14a" : "c-15b") : null));
  }

  void agents() {
    Instant now = clock.instant();
    for (int i = 0; i < PagesPreview.NAMES.length; i++) {
      AgentState state = STATES[i];
      CallId call = new CallId("pbx-" + (calls - 3 * i - 1) + ".1");
      TicketId ticket = new TicketId("T" + call);
      boolean with = state == AgentState.TALKING || state == AgentState.OFFERED;
      Instant since = now.minusSeconds(7 + random.nextInt(540));
      if (with) {
        bus.publish(
            new OfferCall(
                new OfferId(ticket + "-1"),
                ticket,
                call,
                "PJSIP/trunk-1",
                PagesPreview.id(PagesPreview.NAMES[i]),
                since,
                PagesPreview.POOL,
                PagesPreview.ENROLLMENT,
                PagesPreview.LANGUAGES[i % PagesPreview.LANGUAGES.length],
                Duration.ofSeconds(20),
                Duration.ofSeconds(900 + random.nextInt(700)),
                since,
                "First in line since 14:03, waited 17 min; 4 others wait. You are idle longest (2 min),"
                    + " with es 7.",
                List.of()));
      }
      bus.publish(
          new AgentStateChanged(
              PagesPreview.id(PagesPreview.NAMES[i]),
              since,
              PagesPreview.POOL,
              state,
              i != 4,
              state == AgentState.PAUSED ? "Lunch" : "",
              with ? ticket : null));
    }
  }

  void queue(QueueName queue, int waiting, int expected) {
    Instant now = clock.instant();
    List<Place> front = new ArrayList<>();
    for (int i = 0; i < Math.min(waiting, 20); i++) {
      front.add(
          new Place(
              new TicketId("T" + queue + "-" + i),
              PhoneNumber.of("+1651555" + (2_000 + 37 * i)),
              PagesPreview.LANGUAGES[i % PagesPreview.LANGUAGES.length],
              now.truncatedTo(ChronoUnit.HOURS).minusSeconds(900 - 41L * i),
              i + 1,
              i == 0));
    }
    Map<AgentState, Integer> states = new EnumMap<>(AgentState.class);
    for (AgentState state : STATES) {
      states.merge(state, 1, Integer::sum);
    }
    bus.publish(
        new QueueReported(
            queue,
            now,
            PagesPreview.POOL,
            waiting,
            waiting / 12,
            queue.equals(PagesPreview.ENROLLMENT) ? 5 : 1,
            Duration.ofSeconds(900),
            Examples.minutes(expected - 1, expected, expected + expected / 3 + 1),
            states,
            front,
            0,
            null,
            new ToldWaits(200, 0.81, Duration.ofSeconds(70))));
  }
}
