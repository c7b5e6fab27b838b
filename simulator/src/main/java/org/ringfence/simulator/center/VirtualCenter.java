package org.ringfence.simulator.center;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.decider.Decider;
import org.ringfence.detector.Detector;
import org.ringfence.events.CallId;
import org.ringfence.events.DefenceCommand;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.PoolName;
import org.ringfence.events.ScreeningDecision.RefuseAtDoor;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Skill;
import org.ringfence.events.Stage;
import org.ringfence.events.Topic;
import org.ringfence.gateway.calls.CallLedger;
import org.ringfence.gateway.calls.Place;
import org.ringfence.gateway.calls.TrackedCall;
import org.ringfence.gateway.ivr.Flows;
import org.ringfence.gateway.ivr.IvrState;
import org.ringfence.gateway.ivr.IvrWalk;
import org.ringfence.gateway.ivr.Language;
import org.ringfence.gateway.scripts.PlaceReader;
import org.ringfence.queue.QueueManagement;
import org.ringfence.queue.QueueSettings;
import org.ringfence.simulator.chance.Draws;
import org.ringfence.simulator.plans.AgentPlan;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.results.AttemptResult;
import org.ringfence.simulator.results.Outcome;
import org.ringfence.simulator.results.RunResults;
import org.ringfence.site.Site;

/// Plays plans on virtual time: the real detector core, the real flow, the gateway's own sequencer
/// of calls and the real queue core, with a stand-in for everything that has hands or wires.
///
/// INVARIANT: labels, families, plan ids and the order of rows reach neither the cores nor the
/// order of what happens: plans are taken in order of their arrival and, at one moment, of what the
/// network would show of them.
public final class VirtualCenter implements World {

  private static final long STEPS_BETWEEN_LOOKS = 256;

  /// Numbers are hashed in the detector under a key; here it protects nobody.
  private static final byte[] NUMBER_KEY =
      "numbers of simulated callers".getBytes(StandardCharsets.US_ASCII);

  private final CenterSettings settings;
  private final Draws draws;
  private final Schedule schedule;
  private final CoreBus bus;
  private final CallLedger ledger;
  private final IvrWalk walk;
  private final PlaceReader places;
  private final PoolName pool;
  private final List<CallerPlan> plans;
  private final List<AgentPlan> agentPlans;
  private final Decisions decisions;
  private final DoorReports doorReports;
  private final List<AttemptResult> results = new ArrayList<>();
  private int callNumber;
  private int activePlans;

  /// Looks at a run while it goes on.
  @FunctionalInterface
  public interface Watch {

    /// @param virtualSeconds from the scenario's start
    /// @param attempts that are over
    /// @return false to stop the run, whose results are then partial
    boolean goesOn(double virtualSeconds, int attempts);
  }

  /// @param seed of every draw
  public VirtualCenter(
      CenterSettings settings, List<CallerPlan> plans, List<AgentPlan> agentPlans, long seed) {
    this(settings, plans, agentPlans, seed, null);
  }

  /// With another detector, to compare ours with.
  ///
  /// @param rival makes the detector of a line, or null for ours
  public VirtualCenter(
      CenterSettings settings,
      List<CallerPlan> plans,
      List<AgentPlan> agentPlans,
      long seed,
      Decider.@Nullable Factory rival) {
    this.settings = settings;
    this.plans = PlanOrder.sorted(plans);
    this.agentPlans = agentPlans;
    draws = new Draws(seed);
    schedule = new Schedule(startMicros(plans, agentPlans));
    decisions = new Decisions(schedule);
    Site site = SimulatedSite.of(settings.site(), agentPlans);
    pool = SimulatedSite.poolOf(site);
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    QueueSettings queue = SimulatedSite.queueOf(settings.queue(), agentPlans);
    bus =
        new CoreBus(
            schedule,
            Map.of(
                Topic.SCREENING,
                rival == null ? ourDetector(site, meters) : rival,
                Topic.ROUTING,
                new QueueManagement(queue, site).deciders()),
            decisions::hear);
    doorReports = new DoorReports(schedule, bus);
    ledger = new CallLedger(Integer.MAX_VALUE, bus, meters, schedule, schedule::nowNanos);
    walk = new IvrWalk(settings.flow());
    places = new PlaceReader(new Flows(settings.flow()), site);
    for (AgentPlan plan : agentPlans) {
      decisions.follow(new VirtualAgent(this, bus, pool, plan, queue.line().wrapUp()));
    }
  }

  private Decider.Factory ourDetector(Site site, SimpleMeterRegistry meters) {
    return new Detector(
            settings.defence(), settings.folder(), site, NUMBER_KEY, meters, schedule::nowNanos)
        .deciderFactory();
  }

  private static long startMicros(List<CallerPlan> plans, List<AgentPlan> agents) {
    double start = 0;
    for (CallerPlan plan : plans) {
      start = Math.min(start, plan.arriveSeconds());
    }
    for (AgentPlan agent : agents) {
      start = Math.min(start, agent.fromSeconds());
    }
    return Schedule.micros(start);
  }

  /// How a run is made.
  ///
  /// @param seed only to be named in the results
  /// @param untilSeconds where the run ends at the latest; infinite to end with the last plan
  public record RunOrder(long seed, String configSha256, double untilSeconds) {}

  /// Runs until no plan is active, or to the order's end.
  public RunResults run(RunOrder order, Watch watch) {
    decisions.agents().forEach(VirtualAgent::planDay);
    activePlans = plans.size();
    if (settings.misuseAnnounced()) {
      announceMisuse();
    }
    for (CallerPlan plan : plans) {
      Person person = new Person(this, plan);
      schedule.at(Schedule.micros(plan.arriveSeconds()), person::call);
    }
    long until =
        Double.isInfinite(order.untilSeconds())
            ? Long.MAX_VALUE
            : Schedule.micros(order.untilSeconds());
    boolean stopped = false;
    while (activePlans > 0 && !stopped && schedule.takeNext(until)) {
      stopped =
          schedule.taken() % STEPS_BETWEEN_LOOKS == 0
              && !watch.goesOn(schedule.nowSeconds(), results.size());
    }
    boolean cut = activePlans > 0 && !stopped && until != Long.MAX_VALUE;
    double end = cut ? order.untilSeconds() : schedule.nowSeconds();
    if (cut) {
      schedule.moveTo(until);
    }
    decisions.calls().forEach(VirtualCall::cutOff);
    return new RunResults(
        new RunResults.Facts(
            order.seed(),
            settings.defence().thresholds().defence().name().toLowerCase(Locale.ROOT),
            settings.ports(),
            order.configSha256(),
            Double.isInfinite(order.untilSeconds()) || stopped ? end : order.untilSeconds(),
            stopped),
        plans,
        agentPlans,
        results,
        decisions.modes(),
        decisions.alerts());
  }

  private void announceMisuse() {
    Instant now = schedule.instant();
    for (Site.Line line : settings.site().lines()) {
      bus.publish(
          new DefenceCommand.SwitchAnnouncement(
              true, now, line.id(), "the laboratory", "asked for", null));
    }
  }

  /// Messages that the cores have applied.
  public long messages() {
    return bus.applied();
  }

  @Override
  public void call(Person person, int attempt) {
    CallerPlan plan = person.plan();
    if (ledger.size() >= settings.ports()) {
      recordUnseen(plan, attempt, Outcome.BUSY);
      person.ended(Outcome.BUSY);
      return;
    }
    CallId id = new CallId("rf1-" + schedule.instant().getEpochSecond() + "." + callNumber++);
    CallerPlan.Signalling seen = plan.signalling();
    // Only this much of a number passes the dialplan's filter.
    PhoneNumber number = PhoneNumber.of(seen.number().raw().replaceAll("[^0-9+]", ""));
    @Nullable RefuseAtDoor rule = decisions.findDoorRule(number, seen.attestation());
    if (rule != null) {
      doorReports.refused(rule);
      recordUnseen(plan, attempt, Outcome.REJECTED);
      person.ended(Outcome.REJECTED);
      return;
    }
    Optional<TrackedCall> tracked =
        ledger.open(
            id,
            "PJSIP/trunk-" + id.value(),
            settings.site().lineDialed(seen.dialed()),
            number,
            seen.attestation(),
            schedule.instant());
    VirtualCall call = new VirtualCall(this, person, attempt, tracked.orElseThrow());
    decisions.follow(call);
    call.arrive();
  }

  /// An attempt that the detector never saw.
  private void recordUnseen(CallerPlan plan, int attempt, Outcome outcome) {
    record(
        new AttemptResult(
            plan,
            attempt,
            schedule.nowSeconds(),
            outcome,
            null,
            0,
            List.of(),
            false,
            false,
            Double.NaN,
            Double.NaN,
            null,
            null,
            0,
            null,
            0,
            0));
  }

  @Override
  public Schedule schedule() {
    return schedule;
  }

  @Override
  public Draws draws() {
    return draws;
  }

  @Override
  public IvrWalk walk() {
    return walk;
  }

  @Override
  public PlaceReader places() {
    return places;
  }

  @Override
  public List<Language> languages() {
    return settings.flow().languages();
  }

  @Override
  public Language language(IvrState state) {
    return settings.flow().language(state);
  }

  @Override
  public double promptSeconds(List<String> prompts) {
    return settings.prompts().seconds(prompts);
  }

  @Override
  public double tickSeconds() {
    return settings.tick().toMillis() / 1000.0;
  }

  @Override
  public int portsInUse() {
    return ledger.size();
  }

  @Override
  public VerdictReached verdict(CallId call, Stage stage) {
    return decisions.takeVerdict(call, stage);
  }

  @Override
  public Place needing(Place wanted, Skill need) {
    return new Place(
        wanted.pool(),
        wanted.queue(),
        wanted.ticket(),
        wanted.since(),
        wanted.language(),
        List.of(need),
        wanted.credit(),
        wanted.standing());
  }

  @Override
  public void ended(CallId call, int cause) {
    decisions.forget(call);
    ledger.end(call, cause);
  }

  @Override
  public void record(AttemptResult result) {
    results.add(result);
  }

  @Override
  public void planDone() {
    activePlans--;
  }
}
