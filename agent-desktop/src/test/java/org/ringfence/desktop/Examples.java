package org.ringfence.desktop;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.accounts.TestAccounts;
import org.ringfence.desktop.intervals.IntervalRules;
import org.ringfence.desktop.phones.IceSource;
import org.ringfence.desktop.phones.PhoneSettings;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentState;
import org.ringfence.events.CallEvent.AttemptFailedOpen;
import org.ringfence.events.CallId;
import org.ringfence.events.HoursPlan;
import org.ringfence.events.LineDecision.AgentStateChanged;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.Place;
import org.ringfence.events.LineDecision.QueueReported;
import org.ringfence.events.LineDecision.TicketClosed;
import org.ringfence.events.LineId;
import org.ringfence.events.Mode;
import org.ringfence.events.OfferId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.PoolName;
import org.ringfence.events.PredictedWait;
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
import org.ringfence.events.Verdict;
import org.ringfence.hours.Calendar;
import org.ringfence.site.Site;

/// Messages as the other services say them, for one small site.
public final class Examples {

  public static final LineId LINE = new LineId("16515550100");
  public static final PoolName POOL = new PoolName("main");
  public static final QueueName ENROLLMENT = new QueueName("enrollment");
  public static final AgentId ANA = new AgentId("ana");
  public static final Instant NOON = Instant.parse("2026-11-03T18:00:30Z");
  public static final PhoneNumber CALLER = PhoneNumber.of("+16125550134");

  public static final Site SITE =
      new Site(
          List.of(
              new Site.Line(
                  LINE, PhoneNumber.of("+16515550100"), List.of("6515550100"), ENROLLMENT)),
          List.of(new Site.Queue(ENROLLMENT, POOL)),
          List.of(
              new Site.Agent(ANA, "Ana Lopez", POOL, Set.of(new Skill("en"), new Skill("es"))),
              new Site.Agent(new AgentId("ben"), "Ben Olson", POOL, Set.of(new Skill("en")))),
          Map.of("office", office()));

  private static Calendar office() {
    HoursPlan mondays =
        new HoursPlan(
            "America/Chicago", Map.of(DayOfWeek.MONDAY, List.of("09:00-17:00")), new TreeMap<>());
    return Calendar.of("office", mondays);
  }

  public static final IntervalRules RULES =
      new IntervalRules(Duration.ofSeconds(20), Duration.ofSeconds(5), 0.8);

  /// What agents can call a talk.
  public static final PhoneSettings PHONES =
      new PhoneSettings(
          Duration.ofHours(12),
          null,
          List.of(new IceSource.Stun(List.of("stun:stun.example.org:3478"))),
          List.of("resolved", "follow-up"));

  private Examples() {}

  public static DesktopSettings settings() {
    return settings(0);
  }

  public static DesktopSettings settings(int port) {
    return settings(port, PHONES);
  }

  public static DesktopSettings settings(int port, PhoneSettings phones) {
    return new DesktopSettings(
        "127.0.0.1",
        port,
        ZoneId.of("America/Chicago"),
        Duration.ofHours(24),
        8,
        List.of(),
        TlsFiles.NONE,
        TestAccounts.SETTINGS,
        phones);
  }

  public static DesktopSettings settings(OutgoingSettings outgoing) {
    return settings(0, outgoing);
  }

  public static DesktopSettings settings(int port, OutgoingSettings outgoing) {
    return settings(port, outgoing, settings().timeZone());
  }

  public static DesktopSettings settings(int port, OutgoingSettings outgoing, ZoneId zone) {
    DesktopSettings plain = settings(port);
    return new DesktopSettings(
        plain.address(),
        plain.port(),
        zone,
        plain.history(),
        plain.maxLivePages(),
        plain.hosts(),
        plain.tls(),
        plain.sessions(),
        plain.oidc(),
        outgoing,
        plain.phone());
  }

  public static VerdictReached verdict(String call, Instant at, Stage stage, Verdict verdict) {
    return verdict(call, at, stage, verdict, CALLER, "listed by ada: it only receives calls");
  }

  public static VerdictReached verdict(
      String call, Instant at, Stage stage, Verdict verdict, PhoneNumber caller, String detail) {
    return new VerdictReached(
        new CallId(call),
        at,
        LINE,
        stage,
        verdict,
        verdict,
        verdict == Verdict.ADMIT ? -0.4 : 6.2,
        Mode.RED,
        List.of(new Reason(SignalClass.IDENTITY, "do-not-originate", 6.2, true, detail)),
        caller,
        0,
        null);
  }

  public static ModeChanged mode(Mode to, Instant at, String why) {
    return new ModeChanged(LINE, at, Mode.GREEN, to, why);
  }

  public static AttemptFailedOpen failedOpen(String call, Instant at) {
    return new AttemptFailedOpen(new CallId(call), at, LINE, Stage.ARRIVAL);
  }

  public static QueueReported report(Instant at, int waiting, @Nullable PredictedWait predicted) {
    Map<AgentState, Integer> agents = new EnumMap<>(AgentState.class);
    for (AgentState state : AgentState.values()) {
      agents.put(state, 0);
    }
    Place first = new Place(new TicketId("Tpbx-1.1"), CALLER, "es", at.minusSeconds(90), 1, false);
    return new QueueReported(
        ENROLLMENT,
        at,
        POOL,
        waiting,
        1,
        2,
        Duration.ofSeconds(90),
        predicted,
        agents,
        waiting == 0 ? List.of() : List.of(first),
        0,
        null,
        new ToldWaits(200, 0.79, Duration.ofSeconds(80)));
  }

  public static PredictedWait minutes(int low, int expected, int high) {
    return new PredictedWait(
        Duration.ofMinutes(low), Duration.ofMinutes(expected), Duration.ofMinutes(high));
  }

  public static OfferCall offer(
      String call, AgentId agent, Instant at, String language, String why) {
    TicketId ticket = new TicketId("T" + call);
    return new OfferCall(
        new OfferId(ticket + "-1"),
        ticket,
        new CallId(call),
        "PJSIP/trunk-00000001",
        agent,
        at,
        POOL,
        ENROLLMENT,
        language,
        Duration.ofSeconds(20),
        Duration.ofSeconds(754),
        at,
        why,
        List.of());
  }

  public static AgentStateChanged agent(
      AgentId agent, Instant at, AgentState state, @Nullable String call, String reason) {
    return new AgentStateChanged(
        agent, at, POOL, state, true, reason, call == null ? null : new TicketId("T" + call));
  }

  public static TicketClosed served(String call, AgentId agent, Instant at, Duration waited) {
    return new TicketClosed(
        new TicketId("T" + call),
        at,
        POOL,
        ENROLLMENT,
        TicketOutcome.SERVED,
        waited,
        minutes(5, 10, 15),
        agent,
        false);
  }

  public static TicketClosed abandoned(String call, Instant at) {
    return new TicketClosed(
        new TicketId("T" + call),
        at,
        POOL,
        ENROLLMENT,
        TicketOutcome.ABANDONED,
        Duration.ofSeconds(30),
        null,
        null,
        false);
  }
}
