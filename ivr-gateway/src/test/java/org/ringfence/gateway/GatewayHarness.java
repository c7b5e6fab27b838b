package org.ringfence.gateway;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.ringfence.events.AgentId;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.JoinScreeningAsked;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.CallEvent.WaitAsked;
import org.ringfence.events.CallId;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.LineDecision.WaitTold;
import org.ringfence.events.LineId;
import org.ringfence.events.Mode;
import org.ringfence.events.OfferId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.PoolName;
import org.ringfence.events.PredictedWait;
import org.ringfence.events.QueueName;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Skill;
import org.ringfence.events.Stage;
import org.ringfence.events.TicketId;
import org.ringfence.events.Verdict;
import org.ringfence.gateway.agi.AgiServerSettings;
import org.ringfence.gateway.ami.AmiSettings;
import org.ringfence.gateway.callbacks.CallbackSettings;
import org.ringfence.gateway.doors.DoorSettings;
import org.ringfence.gateway.ear.EarSettings;
import org.ringfence.gateway.ivr.AnnouncementPace;
import org.ringfence.gateway.ivr.TestFlows;
import org.ringfence.gateway.recording.RecordingSettings;
import org.ringfence.gateway.screening.ScreeningSettings;
import org.ringfence.gateway.scripts.LineSettings;
import org.ringfence.site.Site;
import org.ringfence.site.SiteBook;
import org.ringfence.site.TalkSettings;

/// A whole gateway between a fake bus, a fake AMI and an AGI client.
final class GatewayHarness implements AutoCloseable {

  static final PoolName POOL = new PoolName("main");
  static final QueueName QUEUE = new QueueName("enrollment");
  static final LineId LINE = new LineId("16515550100");
  static final Instant NOW = Instant.parse("2026-11-01T15:00:00Z");

  static {
    Awaitility.setDefaultPollDelay(Duration.ZERO);
    Awaitility.setDefaultPollInterval(Duration.ofMillis(5));
    // What is waited for may not have been said at all yet: the first look at it is no failure.
    Awaitility.ignoreExceptionsByDefault();
  }

  final FakeBus bus;
  final FakeAmi ami = new FakeAmi();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final AgiClient agi;

  /// Time that a test lets pass at once for the gateway's ticker.
  final AtomicLong skippedNanos = new AtomicLong();

  final Gateway gateway;
  private final Path secret;

  GatewayHarness(UnaryOperator<GatewaySettings> change) throws IOException {
    this(new FakeBus(), change);
  }

  private GatewayHarness(FakeBus bus, UnaryOperator<GatewaySettings> change) throws IOException {
    this.bus = bus;
    secret = Files.createTempFile("ami", "secret");
    Files.writeString(secret, "letmein\n");
    GatewaySettings settings = change.apply(settings(ami.port(), secret));
    gateway =
        new Gateway(
            settings,
            TestFlows.shipped(),
            () -> false,
            new SiteBook(site()),
            bus,
            bus,
            meters,
            InstantSource.system(),
            () -> System.nanoTime() + skippedNanos.get(),
            new Random(7),
            new Random(8));
    gateway.start();
    agi = new AgiClient(gateway.agiPort());
  }

  /// A gateway that starts on a bus on which something was said before.
  static GatewayHarness startedOn(FakeBus bus) throws IOException {
    return new GatewayHarness(bus, UnaryOperator.identity());
  }

  static GatewayHarness started() throws IOException {
    return new GatewayHarness(UnaryOperator.identity());
  }

  static GatewaySettings settings(int amiPort, Path secret) {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    return new GatewaySettings(
        "rf1",
        Path.of("unused"),
        Path.of("unused"),
        Path.of("unused"),
        100,
        Duration.ofMinutes(5),
        new AgiServerSettings(loopback, 0, Set.of(loopback), 50, Duration.ofSeconds(5)),
        new AmiSettings(
            "127.0.0.1",
            amiPort,
            "ringfence",
            secret,
            Duration.ofMillis(500),
            Duration.ofMillis(200),
            1_000),
        new ScreeningSettings(
            Duration.ofMillis(100),
            Duration.ofMillis(1_500),
            Duration.ofMillis(100),
            Duration.ofMillis(1_500)),
        new EarSettings(null),
        new LineSettings(
            Duration.ofMillis(200),
            Duration.ofMillis(200),
            new AnnouncementPace(Duration.ZERO, Duration.ZERO, Duration.ZERO)),
        new CallbackSettings(
            "PJSIP/trunk/sip:{number}@127.0.0.2", CallbackSettings.NumberForm.E164),
        DoorSettings.NONE,
        RecordingSettings.NONE);
  }

  void skip(Duration time) {
    skippedNanos.addAndGet(time.toNanos());
  }

  static Site site() {
    return new Site(
        List.of(new Site.Line(LINE, PhoneNumber.of("+16515550100"), List.of("16515550100"), QUEUE)),
        List.of(new Site.Queue(QUEUE, POOL)),
        List.of(
            new Site.Agent(
                new AgentId("ana"),
                "Ana",
                POOL,
                Set.of(new Skill("en"), new Skill("enroll"), new Skill("billing"))),
            new Site.Agent(new AgentId("ben"), "Ben", POOL, Set.of(new Skill("en")))),
        Map.of(),
        new TalkSettings(
            new TreeMap<>(Map.of("police", PhoneNumber.of("+16125550911"))),
            new TreeMap<>(Map.of("so", PhoneNumber.of("+16125550190"))),
            Duration.ofSeconds(25),
            true),
        Set.of());
  }

  /// A detector and a queue manager that are in good order.
  GatewayHarness served(Verdict verdict) {
    bus.answer(AttemptArrived.class, asked -> verdict(asked.call(), Stage.ARRIVAL, verdict));
    bus.answer(JoinScreeningAsked.class, asked -> verdict(asked.call(), Stage.JOIN, Verdict.ADMIT));
    bus.answer(
        QueueReached.class,
        asked ->
            new TicketPlaced(
                asked.ticket() == null ? ticket(asked.call().value()) : asked.ticket(),
                asked.call(),
                NOW,
                POOL,
                QUEUE,
                12,
                minutes(21, 28),
                false,
                null,
                null));
    bus.answer(
        WaitAsked.class,
        asked -> new WaitTold(asked.ticket(), asked.call(), NOW, POOL, 3, minutes(4, 9), null));
    return this;
  }

  static VerdictReached verdict(CallId call, Stage stage, Verdict verdict) {
    return verdict(call, stage, verdict, Mode.GREEN);
  }

  static VerdictReached verdict(CallId call, Stage stage, Verdict verdict, Mode mode) {
    return new VerdictReached(
        call,
        NOW,
        LINE,
        stage,
        verdict,
        verdict,
        0,
        mode,
        List.of(),
        PhoneNumber.of("+16125550134"),
        0,
        null);
  }

  static PredictedWait minutes(int low, int high) {
    return new PredictedWait(
        Duration.ofMinutes(low), Duration.ofMinutes((low + high) / 2), Duration.ofMinutes(high));
  }

  static TicketId ticket(String call) {
    return new TicketId("T" + call);
  }

  static String channel(String call) {
    return "PJSIP/trunk-" + call.replaceAll("[^0-9]", "");
  }

  /// Puts a caller's channel into the fake Asterisk.
  void channelUp(String call, String context, String bridge, String... variables) {
    legUp(channel(call), call, context, bridge, variables);
  }

  void legUp(String name, String id, String context, String bridge, String... variables) {
    List<String> lines = new ArrayList<>();
    lines.add("Channel: " + name);
    lines.add("ChannelState: 6");
    lines.add("CallerIDNum: +16125550134");
    lines.add("Context: " + context);
    lines.add("Uniqueid: " + id);
    lines.add("BridgeId: " + bridge);
    for (String variable : variables) {
      lines.add("ChanVariable: " + variable);
    }
    ami.channels.put(name, String.join("\r\n", lines));
  }

  void hangUp(String channel, String id, int cause) {
    hangUp(channel, id, cause, "<unknown>");
  }

  void hangUp(String channel, String id, int cause, String number) {
    ami.channels.remove(channel);
    ami.emit(
        "Event: Hangup",
        "Channel: " + channel,
        "Uniqueid: " + id,
        "CallerIDNum: " + number,
        "Exten: 16515550100",
        "Cause: " + cause);
  }

  static OfferCall offer(String call, String offer) {
    return new OfferCall(
        new OfferId(offer),
        ticket(call),
        new CallId(call),
        channel(call),
        new AgentId("ana"),
        Instant.now(),
        POOL,
        QUEUE,
        "en",
        Duration.ofSeconds(20),
        Duration.ofMinutes(1),
        Instant.now(),
        "first in line",
        List.of());
  }

  @Override
  public void close() throws IOException {
    gateway.close();
    ami.close();
    Files.delete(secret);
  }
}
