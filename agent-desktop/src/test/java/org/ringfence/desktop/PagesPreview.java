package org.ringfence.desktop;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.accounts.TestAccounts;
import org.ringfence.desktop.health.ComponentHealth;
import org.ringfence.desktop.hooks.HookSettings;
import org.ringfence.desktop.hooks.ScreenPop;
import org.ringfence.desktop.reports.ReportFolder;
import org.ringfence.desktop.waits.PublicWaitSettings;
import org.ringfence.desktop.waits.Tongue;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentMessage.ChangeAgentState;
import org.ringfence.events.LineCommand;
import org.ringfence.events.LineDecision.AgentStateChanged;
import org.ringfence.events.LineDecision.QueueClosureChanged;
import org.ringfence.events.LineDecision.SkillsChanged;
import org.ringfence.events.LineId;
import org.ringfence.events.Message;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.PoolName;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;
import org.ringfence.events.Topic;
import org.ringfence.hours.Calendar;
import org.ringfence.hours.Span;
import org.ringfence.site.Site;
import org.ringfence.site.SiteBook;
import org.ringfence.voice.KeptSound;
import org.ringfence.voice.VoiceNote;
import org.ringfence.voice.VoiceRules;
import org.ringfence.voice.VoiceStore;

/// All pages with an hour of made-up traffic behind them, to be looked at while they are worked on:
/// `PagesPreview [port]`.
final class PagesPreview implements AutoCloseable {

  static final LineId LINE = new LineId("16515550100");
  static final PoolName POOL = new PoolName("main");
  static final QueueName ENROLLMENT = new QueueName("enrollment");
  static final QueueName DOCUMENTS = new QueueName("documents");
  static final String[] NAMES = {
    "Ana Lopez", "Ben Olson", "Chue Vang", "Dahir Warsame", "Emily Larson", "Felix Nguyen",
    "Grace Peterson", "Hodan Ali", "Ivan Petrov", "Julia Schmidt", "Kao Xiong", "Linda Berg"
  };
  static final String[] LANGUAGES = {"en", "en", "en", "es", "so", "hmn", "en", "es"};

  /// Where it is afternoon now, so that a whole morning lies behind.
  static final ZoneId ZONE =
      Stream.of("America/Chicago", "Pacific/Auckland", "Asia/Tokyo", "Asia/Karachi", "Europe/Paris")
          .map(ZoneId::of)
          .max(Comparator.comparingInt(PagesPreview::afternoon))
          .orElseThrow();

  private static final Site SITE = site();

  private final InMemoryBus bus = new InMemoryBus();
  private final InstantSource clock = InstantSource.system();

  final TestAccounts people = new TestAccounts(bus, clock);
  private final PreviewTraffic traffic = new PreviewTraffic(bus, clock);
  private final FakePhoneDesk phones = new FakePhoneDesk();
  private final FakePromptsDesk prompts = new FakePromptsDesk();
  private final Desktop desktop;
  private final Thread player;

  /// @param port 0 for any that is free
  /// @param folder an empty one, for history and sound
  PagesPreview(int port, Path folder) throws Exception {
    FedHistory fed = new FedHistory(folder, SITE, clock);
    desktop =
        new Desktop(
            settings(port, folder),
            new SiteBook(SITE),
            people.accounts,
            bus,
            bus,
            fed.history,
            new PreviewQuestions(),
            prompts,
            sound(folder),
            phones,
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
            List.of(() -> ComponentHealth.up("broker", "The broker answers.")),
            clock);
    desktop.start();
    bus.read("detector", Set.of(Topic.SCREENING), Duration.ZERO, new AnsweringDetector(bus));
    bus.read("prompts", Set.of(Topic.SITE), Duration.ZERO, prompts);
    bus.read("wishes", Set.of(Topic.ROUTING), Duration.ZERO, (message, _) -> obey(message));
    MorningOfCalls.tell(fed, clock.instant().minus(Duration.ofHours(4)));
    traffic.lastHour();
    traffic.agents();
    new PreviewDefence(bus, clock, LINE).play();
    player = Thread.ofVirtual().start(this::play);
  }

  public static void main(String[] arguments) throws Exception {
    int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8630;
    try (PagesPreview preview = new PagesPreview(port, Files.createTempDirectory("preview"))) {
      System.out.println("Sign in as ana, rob, sue or ada: " + TestAccounts.PASSWORD);
      preview.player.join();
    }
  }

  private static int afternoon(ZoneId zone) {
    return -Math.abs(LocalTime.now(zone).getHour() - 14);
  }

  private void play() {
    try {
      while (true) {
        traffic.queue(ENROLLMENT, 37, 22);
        traffic.queue(DOCUMENTS, 3, 2);
        traffic.verdicts(clock.instant(), 2);
        Thread.sleep(1_000);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  int port() {
    return desktop.port();
  }

  @Override
  public void close() {
    player.interrupt();
    desktop.close();
    phones.close();
  }

  private static DesktopSettings settings(int port, Path folder) {
    Map<Tongue, String> names = Map.of(Tongue.EN, "Enrollment", Tongue.ES, "Inscripción");
    return Examples.settings(
        port,
        new OutgoingSettings(
            new PublicWaitSettings(
                Map.of(ENROLLMENT.value(), names), List.of(), Duration.ofSeconds(5)),
            new ReportFolder(folder.resolve("reports")),
            HookSettings.NONE,
            ScreenPop.NONE),
        ZONE);
  }

  private KeptSound sound(Path folder) throws IOException {
    VoiceStore messages = store(folder.resolve("messages"));
    VoiceStore recordings = store(folder.resolve("recordings"));
    for (int i = 0; i < 4; i++) {
      keep(messages, "rf1-" + i + ".1", i, null);
      keep(recordings, "Trf1-" + i + ".7-1", i, id(NAMES[i]));
    }
    return new KeptSound(messages, recordings);
  }

  private static VoiceStore store(Path folder) throws IOException {
    return new VoiceStore(
        new VoiceRules(Files.createDirectory(folder), Duration.ofDays(30), 10, 0));
  }

  private void keep(VoiceStore store, String id, int i, @Nullable AgentId agent)
      throws IOException {
    VoiceNote note =
        new VoiceNote(
            id,
            clock.instant().minusSeconds(3_000L * i + 240),
            LINE,
            ENROLLMENT,
            PhoneNumber.of("+1651555" + (2_000 + 37 * i)),
            LANGUAGES[i * 2 % LANGUAGES.length],
            agent);
    Files.write(store.begin(note).orElseThrow(), new byte[44 + 16_000 * (20 + 31 * i)]);
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
                ZONE,
                Map.of(
                    DayOfWeek.MONDAY, List.of(Span.parse("08:00-16:30")),
                    DayOfWeek.TUESDAY, List.of(Span.parse("08:00-16:30")),
                    DayOfWeek.THURSDAY, List.of(Span.parse("08:00-16:30"))),
                Map.of())));
  }

  static AgentId id(String name) {
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
}
