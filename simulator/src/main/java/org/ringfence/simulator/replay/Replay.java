package org.ringfence.simulator.replay;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.MessageHandler;
import org.ringfence.events.AgentState;
import org.ringfence.events.CallId;
import org.ringfence.events.LineDecision.AgentStateChanged;
import org.ringfence.simulator.chance.Draws;
import org.ringfence.simulator.plans.AgentPlan;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.replay.media.MediaPort;
import org.ringfence.simulator.replay.sip.PhoneCall;
import org.ringfence.simulator.replay.sip.Phones;
import org.ringfence.simulator.replay.sip.Trunk;
import org.ringfence.simulator.results.AttemptResult;
import org.ringfence.simulator.results.RunResults.ModeStep;

/// One replay against a running platform: callers and agents as SIP user agents with sound, all in
/// this process.
public final class Replay implements AutoCloseable {

  private static final InetAddress ASTERISK = InetAddress.getLoopbackAddress();
  private static final long WATCH_NANOS = 500_000_000;
  private static final long RENEW_NANOS = Duration.ofSeconds(Phones.EXPIRES_SECONDS / 2).toNanos();

  /// How long before the first attempt everybody is in place.
  private static final double LEAD_SECONDS = 1;

  private final ReplayOrder order;
  private final Stage stage;
  private final Draws draws;
  private final Voices voices;
  private final KnownSounds sounds;
  private final MediaPort callersMedia;
  private final MediaPort agentsMedia;
  private final Trunk trunk;
  private final Phones phones;
  private final CallBook book = new CallBook();
  private final List<Caller> callers = new ArrayList<>();
  private final Map<String, AgentAtWork> agents = new HashMap<>();
  private final InstantSource clock;
  private final AgentDesk desk;
  private Pace pace;
  private volatile int registered;
  private volatile boolean stopped;

  /// Looks at a replay while it goes on, about twice a second.
  @FunctionalInterface
  public interface Watch {
    void see(Standing standing);
  }

  /// How a replay stands.
  ///
  /// @param seconds of the scenario
  /// @param lateShare share of sound that went out late: over a few hundredths this machine is too
  ///   busy
  public record Standing(
      double seconds,
      int attempts,
      int active,
      int served,
      int rejected,
      int busy,
      int gaveUp,
      int lost,
      double lateShare) {}

  /// What came out.
  ///
  /// @param untilSeconds when it ended, in the scenario
  /// @param partial it was stopped
  /// @param knownShare of the attempts were found on the bus
  /// @param failures steps of the replay itself that failed by an error in it
  public record Outcome(
      List<AttemptResult> attempts,
      List<ModeStep> modes,
      double untilSeconds,
      boolean partial,
      double knownShare,
      double lateShare,
      int failures) {}

  /// Takes ports and reads prompts and recordings; nothing is called yet.
  ///
  /// @param desk the agents' pages
  /// @throws IOException for ports and files that cannot be had
  /// @throws org.ringfence.settings.SettingsException for recordings that are not there
  public Replay(ReplayOrder order, AgentDesk desk, InstantSource clock, LongSupplier ticker)
      throws IOException {
    this.order = order;
    this.desk = desk;
    this.clock = clock;
    stage = new Stage(ticker);
    draws = new Draws(order.seed());
    voices = Voices.of(order.plans(), order.recordings(), draws);
    ReplayOrder.Place place = order.place();
    sounds = KnownSounds.of(place.prompts(), place.flow(), order.agents());
    pace = new Pace(ticker.getAsLong(), clock.instant(), 0, order.speed());
    callersMedia =
        MediaPort.open(InetAddress.getByName(place.trunkAddress()), ASTERISK, true, ticker);
    agentsMedia =
        MediaPort.open(InetAddress.getByName(place.phonesAddress()), ASTERISK, false, ticker);
    trunk = new Trunk(place.trunkAddress(), place.sipPort(), callersMedia.port());
    phones =
        new Phones(
            place.phonesAddress(),
            place.sipPort(),
            place.phoneSecrets(),
            agentsMedia.port(),
            new Rings());
  }

  /// Whoever reads the bus hands everything here.
  public MessageHandler busListener() {
    return (message, id) -> {
      book.on(message, id);
      if (message instanceof AgentStateChanged changed && changed.state() == AgentState.PAUSED) {
        stage.post(() -> withAgent(changed.agent().value(), AgentAtWork::pausedForMisses));
      }
    };
  }

  /// Whoever reads Asterisk's channels hands their display names here.
  public void channelNamed(String name, CallId call) {
    book.named(name, call);
  }

  /// Registers all phones.
  public void registerPhones() throws IOException {
    for (AgentPlan agent : order.agents()) {
      phones.register(agent.id().value());
    }
  }

  public int registeredPhones() {
    return registered;
  }

  /// Plays everything; returns when no plan is active, at the order's end, or when it was stopped.
  public void play(Watch watch) throws InterruptedException {
    double begins = -LEAD_SECONDS * order.speed();
    for (CallerPlan plan : order.plans()) {
      begins = Math.min(begins, plan.arriveSeconds() - LEAD_SECONDS * order.speed());
    }
    pace = new Pace(stage.now(), clock.instant(), begins, order.speed());
    int number = 0;
    for (AgentPlan plan : order.agents()) {
      AgentAtWork agent =
          new AgentAtWork(stage, pace, draws, plan, number++, agentsMedia, desk, order.wrapUp());
      agents.put(plan.id().value(), agent);
      agent.planDay();
    }
    World.Cast cast = new World.Cast(order.plans().size());
    World world = world(cast);
    callersMedia.beginCounting();
    for (CallerPlan plan : order.plans()) {
      Caller caller = new Caller(world, plan);
      callers.add(caller);
      stage.at(pace.nanosAt(plan.arriveSeconds()), caller::call);
    }
    stage.at(stage.now() + RENEW_NANOS, this::renewPhones);
    watchEachHalfSecond(watch);
    stage.run(
        () -> cast.isActive() && !stopped && pace.secondsAt(stage.now()) < order.untilSeconds());
    cast.end();
    callers.forEach(Caller::cutOff);
    agents.values().forEach(AgentAtWork::leave);
  }

  private World world(World.Cast cast) {
    return new World(
        stage,
        pace,
        draws,
        trunk,
        callersMedia,
        sounds,
        voices,
        book,
        order.place().mainNumber(),
        order.agents(),
        cast);
  }

  private void watchEachHalfSecond(Watch watch) {
    watch.see(standing());
    stage.at(stage.now() + WATCH_NANOS, () -> watchEachHalfSecond(watch));
  }

  private void renewPhones() {
    for (AgentPlan agent : order.agents()) {
      try {
        phones.register(agent.id().value());
      } catch (IOException failed) {
        throw new IllegalStateException(failed);
      }
    }
    stage.at(stage.now() + RENEW_NANOS, this::renewPhones);
  }

  private Standing standing() {
    int talked = book.count(AttemptStory.End.TALKED);
    int ended = 0;
    for (AttemptStory.End end : AttemptStory.End.values()) {
      ended += book.count(end);
    }
    return new Standing(
        pace.secondsAt(stage.now()),
        book.attempts(),
        book.attempts() - ended,
        talked,
        book.count(AttemptStory.End.REJECTED),
        book.count(AttemptStory.End.BUSY),
        book.count(AttemptStory.End.GAVE_UP_IN_LINE)
            + book.count(AttemptStory.End.GAVE_UP_IN_QUESTIONS),
        book.count(AttemptStory.End.LOST),
        callersMedia.lateShare());
  }

  /// Ends the run at once, on any thread; what there is by then is its partial result.
  public void stop() {
    stopped = true;
    stage.post(() -> {});
  }

  /// What came out; when the bus has been read to its end.
  public Outcome outcome() {
    double end = pace.secondsAt(stage.now());
    List<AttemptResult> results = book.results(pace, order.agents());
    double last = results.stream().mapToDouble(Replay::endOf).max().orElse(0);
    return new Outcome(
        results,
        book.modeSteps(pace),
        Math.min(end, Math.min(order.untilSeconds(), Math.max(0, last))),
        stopped,
        book.knownShare(),
        callersMedia.lateShare(),
        stage.failures());
  }

  private static double endOf(AttemptResult result) {
    return result.atSeconds() + result.portSeconds();
  }

  private void withAgent(String id, java.util.function.Consumer<AgentAtWork> action) {
    @Nullable AgentAtWork agent = agents.get(id);
    if (agent != null) {
      action.accept(agent);
    }
  }

  private final class Rings implements Phones.Listener {

    @Override
    public synchronized void registered(String agent) {
      registered++;
    }

    @Override
    public void rings(PhoneCall call) {
      stage.post(() -> withAgent(call.agent(), agent -> agent.rings(call)));
    }

    @Override
    public void stopped(PhoneCall call) {
      stage.post(() -> withAgent(call.agent(), agent -> agent.stopped(call)));
    }

    @Override
    public void ended(PhoneCall call) {
      stage.post(() -> withAgent(call.agent(), agent -> agent.ended(call)));
    }
  }

  @Override
  public void close() {
    trunk.close();
    phones.close();
    callersMedia.close();
    agentsMedia.close();
  }
}
