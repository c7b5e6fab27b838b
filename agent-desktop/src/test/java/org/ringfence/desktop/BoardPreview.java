package org.ringfence.desktop;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ringfence.desktop.accounts.TestAccounts;
import org.ringfence.desktop.health.ComponentHealth;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentMessage.ChangeAgentState;
import org.ringfence.events.AgentState;
import org.ringfence.events.CallId;
import org.ringfence.events.CampaignId;
import org.ringfence.events.LineCommand;
import org.ringfence.events.LineDecision.AgentStateChanged;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.Place;
import org.ringfence.events.LineDecision.QueueClosureChanged;
import org.ringfence.events.LineDecision.QueueReported;
import org.ringfence.events.LineDecision.SkillsChanged;
import org.ringfence.events.LineDecision.TicketClosed;
import org.ringfence.events.LineId;
import org.ringfence.events.Message;
import org.ringfence.events.Mode;
import org.ringfence.events.OfferId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.PoolName;
import org.ringfence.events.QueueName;
import org.ringfence.events.Reason;
import org.ringfence.events.ScreeningDecision.ModeChanged;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.SignalClass;
import org.ringfence.events.Skill;
import org.ringfence.events.Stage;
import org.ringfence.events.TicketId;
import org.ringfence.events.TicketOutcome;
import org.ringfence.events.ToldWaits;
import org.ringfence.events.Topic;
import org.ringfence.events.Verdict;
import org.ringfence.hours.Calendar;
import org.ringfence.hours.Span;
import org.ringfence.site.Site;

/// The pages with an hour of made-up traffic behind them and more to come, to be looked at while
/// the pages are worked on: `BoardPreview [port]`.
final class BoardPreview {

  private static final LineId LINE = new LineId("16515550100");
  private static final PoolName POOL = new PoolName("main");
  private static final QueueName ENROLLMENT = new QueueName("enrollment");
  private static final QueueName DOCUMENTS = new QueueName("documents");
  private static final String[] NAMES = {
    "Ana Lopez", "Ben Olson", "Chue Vang", "Dahir Warsame", "Emily Larson", "Felix Nguyen",
    "Grace Peterson", "Hodan Ali", "Ivan Petrov", "Julia Schmidt", "Kao Xiong", "Linda Berg"
  };
  private static final String[] LANGUAGES = {"en", "en", "en", "es", "so", "hmn", "en", "es"};
  private static final AgentState[] STATES = {
    AgentState.TALKING, AgentState.TALKING, AgentState.OFFERED, AgentState.TALKING,
    AgentState.READY, AgentState.PAUSED, AgentState.TALKING, AgentState.WRAP_UP,
    AgentState.TALKING, AgentState.TALKING, AgentState.SIGNED_OUT, AgentState.SIGNED_OUT
  };

  private final SplittableRandom random = new SplittableRandom(20_261_103);
  private final InMemoryBus bus = new InMemoryBus();
  private final InstantSource clock = InstantSource.system();
  private int calls;

  private BoardPreview() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8630;
    new BoardPreview().run(port);
  }

  private void run(int port) throws IOException, InterruptedException {
    DesktopSettings settings = Examples.settings(port);
    TestAccounts people = new TestAccounts(bus, clock);
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (Desktop desktop =
        new Desktop(
            settings,
            site(),
            people.accounts,
            bus,
            bus,
            meters,
            List.of(() -> ComponentHealth.up("broker", "The broker answers.")),
            clock)) {
      desktop.start();
      bus.read("detector", Set.of(Topic.SCREENING), Duration.ZERO, new AnsweringDetector(bus));
      System.out.println("Sign in as ana, rob, sue or ada: " + TestAccounts.PASSWORD);
      bus.read("wishes", Set.of(Topic.ROUTING), Duration.ZERO, (message, _) -> obey(message));
      lastHour();
      agents();
      new PreviewDefence(bus, clock, LINE).play();
      CountDownLatch never = new CountDownLatch(1);
      do {
        queue(ENROLLMENT, 37, 22);
        queue(DOCUMENTS, 3, 2);
        verdicts(clock.instant(), 2);
      } while (!never.await(1, TimeUnit.SECONDS));
    }
  }

  private static Site site() {
    List<Site.Agent> agents = new ArrayList<>();
    for (String name : NAMES) {
      boolean two = agents.size() % 3 == 0;
      Set<Skill> skills = two ? Set.of(new Skill("en"), new Skill("es")) : Set.of(new Skill("en"));
      agents.add(new Site.Agent(id(name), name, POOL, skills));
    }
    return new Site(
        List.of(new Site.Line(LINE, PhoneNumber.of("+16515550100"), List.of(), ENROLLMENT)),
        List.of(new Site.Queue(ENROLLMENT, POOL), new Site.Queue(DOCUMENTS, POOL)),
        agents,
        Map.of(
            "office",
            new Calendar(
                ZoneId.of("America/Chicago"),
                Map.of(
                    DayOfWeek.MONDAY, List.of(Span.parse("08:00-16:30")),
                    DayOfWeek.TUESDAY, List.of(Span.parse("08:00-16:30")),
                    DayOfWeek.THURSDAY, List.of(Span.parse("08:00-16:30"))),
                Map.of())));
  }

  private static AgentId id(String name) {
    return new AgentId(name.substring(0, name.indexOf(' ')).toLowerCase(Locale.ROOT));
  }

  private void obey(Message message) {
    if (message instanceof LineCommand.ChangeSkills change && change.skills() != null) {
      bus.publish(
          new SkillsChanged(
              change.agent(),
              change.at(),
              POOL,
              change.skills(),
              false,
              change.author(),
              change.reason()));
    }
    if (message instanceof LineCommand.CloseQueue close) {
      bus.publish(
          new QueueClosureChanged(
              close.queue(), close.at(), POOL, close.until(), close.author(), close.reason()));
    }
    if (message instanceof LineCommand.ReopenQueue reopen) {
      bus.publish(
          new QueueClosureChanged(
              reopen.queue(), reopen.at(), POOL, null, reopen.author(), reopen.reason()));
    }
    if (message instanceof ChangeAgentState wish) {
      Thread.startVirtualThread(() ->
          bus.publish(
              new AgentStateChanged(
                  wish.agent(), clock.instant(), POOL, wish.wanted(), true, wish.reason(), null)));
    }
  }

  private void lastHour() {
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
            LINE,
            now.minus(Duration.ofMinutes(23)),
            Mode.AMBER,
            Mode.RED,
            "412 attempts in 5 min, 9 times the usual, and two classes of evidence agree"));
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
            POOL,
            ENROLLMENT,
            outcome,
            Duration.ofSeconds(400 + random.nextInt(1_300)),
            Examples.minutes(8, 15, 26),
            outcome == TicketOutcome.SERVED ? id(NAMES[i % 10]) : null,
            false));
  }

  private void verdicts(Instant at, int count) {
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
                    "14 attempts of this number in 10 min"),
                new Reason(
                    SignalClass.CLUSTER,
                    "number-block",
                    3.1,
                    false,
                    "312 calls of this block share one signalling fingerprint"))
            : calls % 17 == 0
                ? List.of(
                    new Reason(
                        SignalClass.IDENTITY,
                        "failed-attestation",
                        1.4,
                        false,
                        "the carrier's signature does not verify"))
                : List.of();
    bus.publish(
        new VerdictReached(
            new CallId("pbx-" + calls + ".1"),
            at,
            LINE,
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

  private void agents() {
    Instant now = clock.instant();
    for (int i = 0; i < NAMES.length; i++) {
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
                id(NAMES[i]),
                since,
                POOL,
                ENROLLMENT,
                LANGUAGES[i % LANGUAGES.length],
                Duration.ofSeconds(20),
                Duration.ofSeconds(900 + random.nextInt(700)),
                since,
                "First in line of those you can help; you were idle longest (2:14).",
                List.of()));
      }
      bus.publish(
          new AgentStateChanged(
              id(NAMES[i]),
              since,
              POOL,
              state,
              i != 4,
              state == AgentState.PAUSED ? "Lunch" : "",
              with ? ticket : null));
    }
  }

  private void queue(QueueName queue, int waiting, int expected) {
    Instant now = clock.instant();
    List<Place> front = new ArrayList<>();
    for (int i = 0; i < Math.min(waiting, 20); i++) {
      front.add(
          new Place(
              new TicketId("T" + queue + "-" + i),
              PhoneNumber.of("+1651555" + (2_000 + 37 * i)),
              LANGUAGES[i % LANGUAGES.length],
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
            POOL,
            waiting,
            waiting / 12,
            queue.equals(ENROLLMENT) ? 5 : 1,
            Duration.ofSeconds(900),
            Examples.minutes(expected - 1, expected, expected + expected / 3 + 1),
            states,
            front,
            0,
            null,
            new ToldWaits(200, 0.81, Duration.ofSeconds(70))));
  }
}
