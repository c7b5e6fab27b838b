package org.ringfence.platform.replay;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.BusConnection;
import org.ringfence.bus.KafkaReader;
import org.ringfence.bus.MessageReader.Subscription;
import org.ringfence.events.Topic;
import org.ringfence.gateway.FlowFiles;
import org.ringfence.platform.run.Installation;
import org.ringfence.platform.settings.PlatformSettings;
import org.ringfence.simulator.chance.Draws;
import org.ringfence.simulator.plans.AgentPlan;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.replay.ChannelTap;
import org.ringfence.simulator.replay.Crowd;
import org.ringfence.simulator.replay.Replay;
import org.ringfence.simulator.replay.ReplayOrder;
import org.ringfence.simulator.replay.Sample;
import org.ringfence.simulator.results.RunResults;

/// One replay from plans to results: looks how much of it this machine can hold, starts a platform
/// for it, plays, and stops everything.
public final class ReplayRun {

  /// Attempts a second that a machine of two cores plays and a platform beside it takes (58 were
  /// played with none lost, more was not tried; `docs/replay.md`).
  private static final double MAX_ATTEMPTS_PER_SECOND = 60;

  private static final Duration PHONES_PATIENCE = Duration.ofSeconds(30);
  private static final long POLL_MILLIS = 100;

  /// What was said last of a call is on the bus by then.
  private static final long DRAIN_MILLIS = 2_000;

  private final PlatformSettings settings;
  private final Map<String, String> set;
  private final Wish wish;
  private final PrintStream progress;
  private final InstantSource clock;
  private final LongSupplier ticker;
  private volatile @Nullable Replay playing;
  private volatile boolean stopped;

  /// What is to be replayed.
  ///
  /// @param recordings the folder of `<name>.ulaw`
  /// @param ports of the trunk, before sampling
  /// @param limit calls with sound that this machine can hold at one time
  /// @param configSha256 of what is configured, to be named in the results
  public record Wish(
      List<CallerPlan> plans,
      List<AgentPlan> agents,
      Path recordings,
      long seed,
      double speed,
      double untilSeconds,
      int ports,
      int limit,
      String configSha256) {
    public Wish {
      plans = List.copyOf(plans);
      agents = List.copyOf(agents);
    }
  }

  /// What came out.
  public record Played(RunResults results, Sample sample, Replay.Outcome outcome) {}

  /// @param set what the operator set beside the files
  public ReplayRun(
      PlatformSettings settings,
      Map<String, String> set,
      Wish wish,
      PrintStream progress,
      InstantSource clock,
      LongSupplier ticker) {
    this.settings = settings;
    this.set = set;
    this.wish = wish;
    this.progress = progress;
    this.clock = clock;
    this.ticker = ticker;
  }

  /// Plays it.
  ///
  /// @throws org.ringfence.settings.SettingsException for plans that cannot be replayed here
  public Played play() throws IOException, InterruptedException {
    Sample sample = sample();
    Path folder = Files.createTempDirectory("ringfence-replay");
    Path log = folder.resolve("up.log");
    ReplaySite.Prepared site = ReplaySite.prepare(settings, set, sample, wish.speed(), folder);
    say("starting Asterisk and the services (log: %s)", log);
    Played played;
    try (ReplayPlatform platform = ReplayPlatform.start(site, log)) {
      played = play(platform, site.settings(), sample);
    }
    delete(folder);
    return played;
  }

  /// Ends the replay at once, on any thread; what there is by then is its partial result.
  public void stop() {
    stopped = true;
    Replay now = playing;
    if (now != null) {
      now.stop();
    }
  }

  private Sample sample() {
    Crowd crowd = Crowd.of(wish.plans(), wish.agents(), wish.ports());
    double share =
        Math.min(
            1,
            Math.min(
                (double) wish.limit() / Math.max(1, crowd.callsAtOnce()),
                MAX_ATTEMPTS_PER_SECOND / Math.max(1, crowd.attemptsPerSecond() * wish.speed())));
    Sample sample =
        Sample.of(wish.plans(), wish.agents(), wish.ports(), share, new Draws(wish.seed()));
    if (share < 1) {
      say(
          "the plans need up to %,d calls at once and %.1f attempts a second; this run holds %,d and %.0f",
          crowd.callsAtOnce(),
          crowd.attemptsPerSecond() * wish.speed(),
          wish.limit(),
          MAX_ATTEMPTS_PER_SECOND);
      say(
          "SAMPLED: %.1f %% of the plans (%,d of %,d), %d of %d agents, %,d of %,d ports",
          100 * share,
          sample.plans().size(),
          wish.plans().size(),
          sample.agents().size(),
          wish.agents().size(),
          sample.ports(),
          wish.ports());
    }
    return sample;
  }

  private Played play(ReplayPlatform platform, PlatformSettings copy, Sample sample)
      throws IOException, InterruptedException {
    Installation installation = Installation.in(copy);
    ReplayOrder order = order(copy, installation, sample);
    AgentPages pages = new AgentPages(ReplayPlatform.client(copy));
    BusConnection bus =
        BusConnection.embedded(
            "127.0.0.1:" + copy.bus().port(), installation.busUser(), installation.busPassword());
    KafkaReader reader = new KafkaReader(bus, new SimpleMeterRegistry(), clock);
    try (Replay replay = new Replay(order, pages, clock, ticker);
        Subscription _ =
            reader.read(
                "replay",
                Set.of(Topic.VERDICTS, Topic.ROUTING, Topic.DECISIONS),
                Duration.ZERO,
                replay.busListener());
        ChannelTap _ =
            ChannelTap.open(
                "127.0.0.1",
                copy.asterisk().amiPort(),
                installation.amiSecret(),
                replay::channelNamed)) {
      playing = replay;
      if (stopped) {
        replay.stop();
      }
      registerPhones(platform, replay, sample.agents().size());
      say("%,d callers and %d agents", sample.plans().size(), sample.agents().size());
      replay.play(new ReplayProgress(progress, ticker));
      boolean gone = platform.diedWithin(DRAIN_MILLIS);
      Replay.Outcome outcome = replay.outcome();
      return new Played(results(copy, sample, outcome, gone), sample, outcome);
    }
  }

  private ReplayOrder order(PlatformSettings copy, Installation installation, Sample sample)
      throws IOException {
    Path flowFile = copy.folder().resolve(copy.gateway().flowFile());
    Path list = copy.gateway().promptsList();
    return new ReplayOrder(
        sample.plans(),
        sample.agents(),
        wish.seed(),
        wish.speed(),
        wish.untilSeconds(),
        wish.recordings(),
        copy.queue().line().wrapUp(),
        new ReplayOrder.Place(
            copy.asterisk().sipPort(),
            ReplaySite.TRUNK_ADDRESS,
            ReplaySite.PHONES_ADDRESS,
            copy.site().lines().getFirst().id().value(),
            list.resolveSibling("ringfence"),
            FlowFiles.read(flowFile, list, copy.site()),
            installation.phoneSecrets()));
  }

  private void registerPhones(ReplayPlatform platform, Replay replay, int phones)
      throws IOException, InterruptedException {
    replay.registerPhones();
    for (long waited = 0; replay.registeredPhones() < phones; waited += POLL_MILLIS) {
      if (waited > PHONES_PATIENCE.toMillis() || platform.diedWithin(POLL_MILLIS)) {
        throw new IOException(
            "only %d of %d phones registered".formatted(replay.registeredPhones(), phones));
      }
    }
  }

  private RunResults results(
      PlatformSettings copy, Sample sample, Replay.Outcome outcome, boolean gone) {
    return new RunResults(
        new RunResults.Facts(
            wish.seed(),
            copy.defence().thresholds().defence().name().toLowerCase(Locale.ROOT),
            sample.ports(),
            wish.configSha256(),
            outcome.untilSeconds(),
            outcome.partial() || gone),
        sample.plans(),
        sample.agents(),
        outcome.attempts(),
        outcome.modes());
  }

  private void say(String format, Object... values) {
    progress.printf(Locale.ROOT, "replay: " + format + "%n", values);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
