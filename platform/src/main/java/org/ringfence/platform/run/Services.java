package org.ringfence.platform.run;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.ringfence.broker.BrokerException;
import org.ringfence.broker.EmbeddedBroker;
import org.ringfence.bus.BusConnection;
import org.ringfence.bus.KafkaLogReader;
import org.ringfence.bus.KafkaPublisher;
import org.ringfence.bus.KafkaReader;
import org.ringfence.bus.Topics;
import org.ringfence.decider.Decider;
import org.ringfence.decider.DeciderHost;
import org.ringfence.desktop.Desktop;
import org.ringfence.desktop.accounts.Accounts;
import org.ringfence.desktop.history.History;
import org.ringfence.detector.Detector;
import org.ringfence.events.SiteChange;
import org.ringfence.events.Topic;
import org.ringfence.gateway.Gateway;
import org.ringfence.gateway.prompts.PagePrompts;
import org.ringfence.platform.prompts.PromptDesk;
import org.ringfence.platform.prompts.PromptPlacement;
import org.ringfence.platform.prompts.SoundTool;
import org.ringfence.platform.settings.PlatformSettings;
import org.ringfence.queue.QueueManagement;
import org.ringfence.settings.SettingsException;
import org.ringfence.settings.SettingsProblem;
import org.ringfence.site.SiteBook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All services of one process, started in the order in which they need one another and closed in
/// reverse.
public final class Services implements AutoCloseable {

  /// After a crash callers wait for an offer, and nobody for a report.
  private static final Duration HISTORY_BEGINS_AFTER = Duration.ofSeconds(20);

  private static final Logger log = LoggerFactory.getLogger(Services.class);

  private final PlatformSettings settings;
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final InstantSource clock = InstantSource.system();
  private final Deque<AutoCloseable> running = new ArrayDeque<>();

  private Services(PlatformSettings settings) {
    this.settings = settings;
  }

  /// Starts everything; returns when calls are taken as far as Asterisk is there.
  ///
  /// @throws IOException for ports and files that cannot be had
  /// @throws org.ringfence.settings.SettingsException for flows, prompts and lists that are wrong
  /// @throws org.ringfence.broker.BrokerException when the broker inside the process cannot start
  public static Services start(PlatformSettings settings) throws IOException {
    Services services = new Services(settings);
    try {
      services.startAll();
      return services;
    } catch (IOException | RuntimeException failed) {
      services.close();
      throw failed;
    }
  }

  /// What is wrong in the lists that the defence reads at a start.
  public static List<SettingsProblem> listProblems(PlatformSettings settings) {
    try {
      new Detector(
          settings.defence(),
          settings.folder(),
          settings.site(),
          new byte[Detector.MIN_KEY_BYTES],
          new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
          System::nanoTime);
      return List.of();
    } catch (SettingsException wrong) {
      return wrong.problems();
    }
  }

  private void startAll() throws IOException {
    Installation installation = Installation.in(settings);
    DataRoom.require(settings.data());
    bindProcessMeters();
    // The broker needs the longest; what can be read without it is read meanwhile.
    Optional<CompletableFuture<EmbeddedBroker>> broker =
        settings.bus().isEmbedded()
            ? Optional.of(startBroker(installation.brokerPlace()))
            : Optional.empty();
    SiteBook site = new SiteBook(settings.site());
    Detector detector =
        new Detector(
            settings.defence(),
            settings.folder(),
            settings.site(),
            installation.numberKey(),
            meters,
            System::nanoTime);
    QueueManagement queues =
        new QueueManagement(settings.queue(), settings.routing(), settings.site());

    BusConnection bus = broker.isPresent() ? embedded(broker.get(), installation) : cluster();
    Topics.ensure(bus);
    KafkaPublisher publisher = new KafkaPublisher(bus, meters);
    running.push(publisher);
    KafkaReader reader = new KafkaReader(bus, meters, clock);
    running.push(
        reader.readWhole(
            "site",
            Topic.SITE,
            (said, id) -> {
              if (said instanceof SiteChange change) {
                site.hear(change);
              }
            }));

    PagePrompts page = new PagePrompts(settings.gateway().pagePrompts());
    PromptPlacement placement = new PromptPlacement(site, page);
    running.push(placement);
    placement.start();
    DeciderHost screening = host(bus, Topic.SCREENING, Topic.VERDICTS, detector.deciderFactory());
    DeciderHost routing = host(bus, Topic.ROUTING, Topic.DECISIONS, queues.deciders());
    running.push(queues.measure(reader, meters));

    // Read while the deciders take up their state. A node that is new to a cluster has the page's
    // prompts by now.
    FlowDesk desk = new FlowDesk(settings, site);
    Gateway gateway =
        new Gateway(
            settings.gateway(),
            desk.first(),
            desk::isEmergency,
            site,
            publisher,
            reader,
            meters,
            clock,
            System::nanoTime,
            new SecureRandom(),
            new SecureRandom());
    desk.tell(gateway);
    PhonesInBrowsers phones =
        new PhonesInBrowsers(settings, installation.numberKey(), gateway, clock);
    running.push(phones);
    phones.start();
    // Before the web: callers wait for an offer, and nobody's call for a page.
    running.push(gateway);
    gateway.start();
    AgentsInAsterisk agents = new AgentsInAsterisk(settings, installation, site);
    running.push(agents);
    agents.start();
    HealthChecks checks =
        new HealthChecks(settings, screening, routing, gateway, desk, agents, placement, clock);
    History history =
        new History(
            settings.history(),
            settings.site(),
            settings.web().timeZone(),
            installation.numberKey(),
            new KafkaLogReader(bus, meters, HISTORY_BEGINS_AFTER),
            meters,
            clock);
    installation.ensureAdministrator();
    Accounts accounts =
        new Accounts(
            installation.accountsFolder(),
            settings.web().sessions(),
            installation.webToken(),
            new SecureRandom(),
            publisher,
            clock);
    Desktop desktop =
        new Desktop(
            settings.web(),
            site,
            accounts,
            publisher,
            reader,
            history,
            desk,
            new PromptDesk(
                settings, site, page, new SoundTool(launcher()), gateway::flow, desk::mistake),
            gateway.sound(),
            phones,
            meters,
            checks.all(),
            clock);
    running.push(desktop);
    desktop.start();
    Heartbeat heartbeat = new Heartbeat(settings.heartbeatFile());
    running.push(heartbeat);
    heartbeat.start();
    log.atInfo().addKeyValue("node", settings.node()).log("all services started");
  }

  /// The launcher, when it started this process.
  private static @Nullable Path launcher() {
    @Nullable String path = System.getenv("RF_LAUNCHER");
    return path == null || path.isEmpty() ? null : Path.of(path);
  }

  private DeciderHost host(BusConnection bus, Topic input, Topic output, Decider.Factory deciders) {
    DeciderHost host =
        new DeciderHost(
            bus,
            new DeciderHost.Member(
                settings.node(),
                settings.data().resolve("streams"),
                settings.bus().sessionTimeout(),
                !settings.bus().isEmbedded()),
            input,
            output,
            deciders,
            meters);
    running.push(host);
    host.start();
    return host;
  }

  private CompletableFuture<EmbeddedBroker> startBroker(EmbeddedBroker.Place place) {
    KafkaExits.explain(settings.data());
    CompletableFuture<EmbeddedBroker> starting =
        CompletableFuture.supplyAsync(
            () -> EmbeddedBroker.start(place),
            task -> Thread.ofPlatform().name("broker-start").start(task));
    // Also when something else fails while it starts.
    running.push(
        () -> starting.thenAccept(EmbeddedBroker::close).handle((done, failed) -> true).join());
    return starting;
  }

  private static BusConnection embedded(
      CompletableFuture<EmbeddedBroker> starting, Installation installation) throws IOException {
    try {
      return BusConnection.embedded(
          starting.join().bootstrapServers(), installation.busUser(), installation.busPassword());
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof BrokerException told) {
        throw told;
      }
      throw failed;
    }
  }

  private BusConnection cluster() {
    return new BusConnection(
        settings.bus().bootstrapServers(),
        settings.bus().clientProperties(),
        settings.bus().partitions(),
        (short) settings.bus().replication());
  }

  private void bindProcessMeters() {
    meters.config().meterFilter(new PercentilesOverMinutes());
    new JvmMemoryMetrics().bindTo(meters);
    new ProcessorMetrics().bindTo(meters);
    JvmGcMetrics collections = new JvmGcMetrics();
    collections.bindTo(meters);
    running.push(collections);
  }

  /// Plays calls without Asterisk, so that the JVM learns which code is busy.
  public void rehearse(int calls) {
    new Rehearsal(settings).play(calls);
  }

  @Override
  public void close() {
    while (!running.isEmpty()) {
      AutoCloseable service = running.pop();
      try {
        service.close();
      } catch (Exception failed) {
        log.atWarn().setCause(failed).log("a service did not close cleanly");
      }
    }
  }
}
