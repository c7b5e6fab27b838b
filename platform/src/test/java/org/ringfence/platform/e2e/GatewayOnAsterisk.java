package org.ringfence.platform.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.ringfence.events.AgentId;
import org.ringfence.events.LineId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.PoolName;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;
import org.ringfence.gateway.FlowFiles;
import org.ringfence.gateway.Gateway;
import org.ringfence.gateway.GatewaySettings;
import org.ringfence.gateway.agi.AgiServerSettings;
import org.ringfence.gateway.ami.AmiSettings;
import org.ringfence.gateway.callbacks.CallbackSettings;
import org.ringfence.gateway.doors.DoorSettings;
import org.ringfence.gateway.ear.EarSettings;
import org.ringfence.gateway.ivr.AnnouncementPace;
import org.ringfence.gateway.recording.RecordingSettings;
import org.ringfence.gateway.screening.ScreeningSettings;
import org.ringfence.gateway.scripts.LineSettings;
import org.ringfence.hours.Calendar;
import org.ringfence.platform.asterisk.AsteriskConfig;
import org.ringfence.platform.asterisk.AsteriskSite;
import org.ringfence.simulator.sipp.Sipp;
import org.ringfence.site.Site;
import org.ringfence.site.SiteBook;

/// A real Asterisk with the shipped dialplan, and the gateway alone in this process: detector and
/// queue manager are what a test says on a [ScriptedBus].
final class GatewayOnAsterisk implements AutoCloseable {

  static final LineId LINE = new LineId(LivePlatform.LINE);
  static final PoolName POOL = new PoolName("main");
  static final QueueName QUEUE = new QueueName("enrollment");

  private static final String SECRET = "testsecret1234567890";
  private static final Duration START_PATIENCE = Duration.ofSeconds(60);
  private static final Path CONFIG =
      LivePlatform.LAUNCHER.resolveSibling("../config").toAbsolutePath().normalize();

  final ScriptedBus bus = new ScriptedBus();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Path asterisk;
  private final KnownDigits digits = new KnownDigits();
  private final AsteriskSite site;
  private final Sipp sipp;
  private final Path folder;
  private Gateway gateway;

  GatewayOnAsterisk(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    asterisk = folder.resolve("asterisk");
    int sipPort = FreePort.take();
    int media = FreePort.media(sipPort);
    site =
        new AsteriskSite(
            asterisk.toAbsolutePath(),
            "rf1",
            "127.0.0.1",
            sipPort,
            "127.0.0.1",
            FreePort.take(),
            "127.0.0.1",
            FreePort.take(),
            media,
            media + FreePort.MEDIA_PORTS - 1,
            List.of(Sipp.TRUNK_ADDRESS),
            List.of("127.0.0.0/8"),
            new AsteriskSite.BrowserAccess(FreePort.take(), "", List.of()),
            List.of(new AsteriskSite.AgentPhone("ana", "Ana", SECRET)),
            "ringfence",
            SECRET,
            200,
            0,
            5,
            20,
            60);
    AsteriskConfig.write(CONFIG.resolve("asterisk"), site);
    launcher("asterisk-start");
    sipp = new Sipp(Files.createDirectories(folder.resolve("sipp")), sipPort);
    gateway = startGateway();
  }

  private void launcher(String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(LivePlatform.LAUNCHER.toString(), command, asterisk.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(command + ".log").toFile())
            .start();
    assertThat(process.waitFor(START_PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(command).isZero();
  }

  private Gateway startGateway() throws IOException {
    Path secret = Files.writeString(folder.resolve("ami-secret"), SECRET);
    String cache =
        Objects.requireNonNullElse(System.getenv("RINGFENCE_CACHE"), "/var/lib/ringfence/cache");
    Path prompts = Path.of(cache, "prompts/prompts.tsv");
    Site lines = site();
    InetAddress loopback = InetAddress.getLoopbackAddress();
    GatewaySettings settings =
        new GatewaySettings(
            "rf1",
            CONFIG.resolve("ivr/enrollment.conf"),
            prompts,
            folder.resolve("page-prompts"),
            1_000,
            Duration.ofSeconds(15),
            new AgiServerSettings(
                loopback, site.agiPort(), Set.of(loopback), 500, Duration.ofSeconds(5)),
            new AmiSettings(
                "127.0.0.1",
                site.amiPort(),
                "ringfence",
                secret,
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                20_000),
            new ScreeningSettings(
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                Duration.ofMillis(150),
                Duration.ofSeconds(3)),
            new EarSettings(recordings()),
            new LineSettings(
                Duration.ofSeconds(1),
                Duration.ofMillis(500),
                new AnnouncementPace(Duration.ZERO, Duration.ZERO, Duration.ZERO)),
            new CallbackSettings(
                "PJSIP/trunk/sip:{number}@127.0.0.2", CallbackSettings.NumberForm.E164),
            DoorSettings.NONE,
            RecordingSettings.NONE);
    Gateway started =
        new Gateway(
            settings,
            FlowFiles.read(settings.flowFile(), prompts, lines),
            () -> false,
            new SiteBook(lines),
            bus,
            bus,
            meters,
            InstantSource.system(),
            System::nanoTime,
            digits,
            new Random(11));
    started.start();
    Awaiting.until(
        START_PATIENCE,
        () -> {
          assertThat(started.health().isReady()).isTrue();
          assertThat(started.health().beatAge()).isLessThan(Duration.ofSeconds(1));
        });
    return started;
  }

  private static Site site() {
    return new Site(
        List.of(
            new Site.Line(LINE, PhoneNumber.of("+16515550100"), List.of(LivePlatform.LINE), QUEUE)),
        List.of(new Site.Queue(QUEUE, POOL)),
        List.of(
            new Site.Agent(
                new AgentId("ana"),
                "Ana",
                POOL,
                Set.of(
                    new Skill("en"),
                    new Skill("enroll"),
                    new Skill("billing"),
                    new Skill("specialist")))),
        Map.of("always", Calendar.always(ZoneOffset.UTC)));
  }

  /// The first try of each challenge asks for 3 4, the second for 6 7, and so on.
  private static final class KnownDigits implements RandomGenerator {
    private static final int[] DRAWN = {3, 0, 6, 0};
    private int next;

    @Override
    public synchronized int nextInt(int bound) {
      return DRAWN[next++ % DRAWN.length];
    }

    synchronized void fromTheStart() {
      next = 0;
    }

    @Override
    public long nextLong() {
      throw new IllegalStateException("digits are drawn with a bound");
    }
  }

  /// Where callers are recorded for a moment.
  Path recordings() {
    return asterisk.resolve("spool/ear");
  }

  void drawFromTheStart() {
    digits.fromTheStart();
  }

  Sipp sipp() {
    return sipp;
  }

  AmiTap tap() throws IOException {
    return new AmiTap(site.amiPort(), SECRET);
  }

  /// The gateway stops as if it had died: its port refuses, its heart is silent.
  void stopGateway() {
    gateway.close();
  }

  void restartGateway() throws IOException {
    gateway = startGateway();
  }

  @Override
  public void close() throws IOException {
    gateway.close();
    try {
      launcher("asterisk-stop");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
