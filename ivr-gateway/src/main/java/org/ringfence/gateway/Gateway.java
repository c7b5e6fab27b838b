package org.ringfence.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.ringfence.bus.MessagePublisher;
import org.ringfence.bus.MessageReader;
import org.ringfence.events.CallId;
import org.ringfence.events.DefenceCommand.LabelCall;
import org.ringfence.events.LineDecision;
import org.ringfence.events.Message;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.ScreeningDecision;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Topic;
import org.ringfence.gateway.agi.AgiScript;
import org.ringfence.gateway.agi.AgiServer;
import org.ringfence.gateway.ami.AgentDevice;
import org.ringfence.gateway.ami.Ami;
import org.ringfence.gateway.ami.AmiActions;
import org.ringfence.gateway.ami.AmiEvent;
import org.ringfence.gateway.ami.ChannelSeen;
import org.ringfence.gateway.callbacks.Callbacks;
import org.ringfence.gateway.calls.CallLedger;
import org.ringfence.gateway.calls.Hearing;
import org.ringfence.gateway.calls.OwnCalls;
import org.ringfence.gateway.calls.TrackedCall;
import org.ringfence.gateway.door.Door;
import org.ringfence.gateway.doors.Messages;
import org.ringfence.gateway.doors.SoundSweeper;
import org.ringfence.gateway.ear.Recordings;
import org.ringfence.gateway.ivr.ChallengeWalk;
import org.ringfence.gateway.ivr.Flows;
import org.ringfence.gateway.ivr.IvrFlow;
import org.ringfence.gateway.ivr.Prompt;
import org.ringfence.gateway.ivr.Visits;
import org.ringfence.gateway.offers.AgentPhones;
import org.ringfence.gateway.offers.OfferDesk;
import org.ringfence.gateway.offers.OfferRinger;
import org.ringfence.gateway.prompts.PagePrompts;
import org.ringfence.gateway.prompts.PromptStock;
import org.ringfence.gateway.recording.TalkRecordings;
import org.ringfence.gateway.screening.Screening;
import org.ringfence.gateway.scripts.AfterScript;
import org.ringfence.gateway.scripts.ArrivalScript;
import org.ringfence.gateway.scripts.IvrScript;
import org.ringfence.gateway.scripts.LineAnswers;
import org.ringfence.gateway.scripts.LineScripts;
import org.ringfence.gateway.scripts.PlaceReader;
import org.ringfence.gateway.scripts.Surveys;
import org.ringfence.gateway.scripts.VisitMeters;
import org.ringfence.gateway.snapshot.CallRecovery;
import org.ringfence.gateway.snapshot.Reconciliation;
import org.ringfence.gateway.snapshot.SnapshotTaker;
import org.ringfence.gateway.talks.Parties;
import org.ringfence.gateway.talks.PartyLegs;
import org.ringfence.site.Site;
import org.ringfence.site.SiteBook;
import org.ringfence.voice.KeptSound;
import org.ringfence.voice.VoiceStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The gateway as a whole: wires its parts, starts and stops them, and says how they are.
///
/// Stopping it ends no call: the dialplan goes on alone.
public final class Gateway implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Gateway.class);

  /// An AMI event in work for longer means that the bus or a handler is stuck.
  private static final Duration STUCK = Duration.ofSeconds(3);

  /// A queue manager that is silent for this long serves nobody; the dialplan's safety queue does.
  private static final Duration SILENT = Duration.ofSeconds(10);

  /// Commands that were said while we were away have been given up by who said them.
  private static final Duration NO_HISTORY = Duration.ZERO;

  private final MessageReader reader;
  private final SiteBook book;
  private final OwnCalls own;
  private final Flows flows;
  private final VisitMeters visits;
  private final CallLedger ledger;
  private final OfferDesk offers;
  private final AgentPhones phones;
  private final Screening screening;
  private final LineAnswers answers;
  private final Recordings recordings;
  private final Hearing hearing;
  private final Ami ami;
  private final Door door;
  private final TalkRecordings talks;
  private final OfferRinger ringer;
  private final Callbacks callbacks;
  private final Parties parties;
  private final KeptSound sound;
  private final Messages messages;
  private final SoundSweeper sweeper;
  private final boolean surveyed;
  private final Surveys surveys;
  private final SnapshotTaker snapshots;
  private final PromptStock prompts;
  private final AgiServer agi;
  private final Heartbeat heartbeat;
  private final List<MessageReader.Subscription> subscriptions = new ArrayList<>();

  /// @param flow from [FlowFiles#read]
  /// @param emergency whether the emergency message is switched on; asked for each call
  /// @param book who the agents are, which may change at any time
  /// @param ticker monotonic nanoseconds
  /// @param chance draws the digits of challenges
  /// @param codes draws what callers in line are to key: the codes of their places, and the keys
  ///   that confirm a number
  public Gateway(
      GatewaySettings settings,
      IvrFlow flow,
      BooleanSupplier emergency,
      SiteBook book,
      MessagePublisher bus,
      MessageReader reader,
      MeterRegistry meters,
      InstantSource clock,
      LongSupplier ticker,
      RandomGenerator chance,
      RandomGenerator codes) {
    this.reader = reader;
    this.book = book;
    Site site = book.configured();
    this.own = new OwnCalls(settings.systemName());
    this.ledger = new CallLedger(settings.maxCalls(), bus, meters, clock, ticker);
    this.offers = new OfferDesk(ledger, bus, meters, clock, ticker);
    this.phones = new AgentPhones(settings.systemName(), book, bus, clock);
    this.screening = new Screening(settings.screening(), meters, clock, ticker);
    this.answers = new LineAnswers(ticker);
    this.ami = new Ami(settings.ami(), this::onAmi, this::onGap, meters, ticker);
    this.recordings = new Recordings(settings.ear(), ami.actions(), meters, clock);
    this.hearing = new Hearing(ledger, clock, recordings::print, this::passed);
    this.door = new Door(site, ami.actions(), bus, meters, clock);
    this.sound =
        new KeptSound(
            new VoiceStore(settings.doors().messages().files()),
            new VoiceStore(settings.recording().files()));
    this.talks =
        new TalkRecordings(
            settings.recording(), sound.recordings(), ledger, ami.actions(), bus, clock);
    this.ringer =
        new OfferRinger(
            offers, talks, ami.actions(), phones::device, this::knowsTheLine, meters, clock);
    this.callbacks =
        new Callbacks(settings.callbacks(), ami.actions(), this::knowsTheLine, bus, meters, clock);
    this.messages =
        new Messages(settings.doors().messages(), sound.messages(), screening::isPressed, clock);
    this.sweeper = new SoundSweeper(List.of(sound.messages(), sound.recordings()), clock);
    this.surveyed = settings.doors().asksSurvey();
    this.surveys = new Surveys(surveyed);
    this.flows = new Flows(flow);
    this.visits = new VisitMeters(meters);
    PlaceReader places = new PlaceReader(flows, site);
    PartyLegs legs =
        new PartyLegs(
            site.talk(),
            settings.callbacks(),
            ledger,
            offers,
            ami.actions(),
            phones::device,
            call -> Prompt.path(places.languageOf(call), "interpreter-joins"));
    this.parties = new Parties(legs, ami.actions(), this::knowsTheLine, bus, meters, clock);
    CallRecovery recovery = new CallRecovery(book, ledger, offers, places);
    Reconciliation reconciliation =
        new Reconciliation(
            settings.systemName(),
            site,
            ledger,
            offers,
            this::callerGone,
            phones,
            recovery,
            bus,
            clock);
    this.snapshots =
        new SnapshotTaker(
            ami.actions(), reconciliation, phones, settings.snapshotInterval(), meters);
    this.prompts =
        new PromptStock(
            settings.promptsList(),
            new PagePrompts(settings.pagePrompts()),
            flow.defaultLanguage(),
            meters);
    LineScripts line =
        new LineScripts(
            site,
            ledger,
            places,
            screening,
            hearing,
            answers,
            settings.line(),
            settings.doors(),
            messages,
            meters,
            clock,
            codes);
    Map<String, AgiScript> scripts = new LinkedHashMap<>();
    scripts.put("arrival", new ArrivalScript(site, ledger, screening, recordings, clock));
    scripts.put(
        "ivr",
        new IvrScript(
            site,
            ledger,
            flows,
            talks.notice(),
            emergency,
            visits,
            new ChallengeWalk(flows, chance),
            screening,
            hearing,
            clock,
            ticker));
    scripts.put("join", line::join);
    scripts.put("tick", line::tick);
    scripts.put("keyed", line::keyed);
    scripts.put("callback", line.callback(callbacks, talks.notice()));
    scripts.put("door", line.door(ticker, meters.counter("ringfence.line.full")));
    AfterScript after = new AfterScript(ledger, offers, places, surveys, clock);
    scripts.put("after", after);
    scripts.put("survey", after::survey);
    scripts.replaceAll((name, script) -> prompts.guarding(script));
    this.agi = new AgiServer(settings.agi(), scripts, meters, ticker);
    this.heartbeat = new Heartbeat(ami.actions(), this::ailment, clock, ticker);
    meters.gauge("ringfence.gateway.beat.age", this, gateway -> seconds(gateway.heartbeat.age()));
  }

  /// @throws IOException when the AGI address cannot be had
  public void start() throws IOException {
    // Connecting takes a while; what is heard before all else runs is only noted.
    ami.start();
    subscriptions.add(
        reader.read(
            "gateway-verdicts",
            Set.of(Topic.VERDICTS),
            Door.HISTORY,
            (said, id) -> onVerdict(said)));
    subscriptions.add(
        reader.read(
            "gateway-decisions",
            Set.of(Topic.DECISIONS),
            NO_HISTORY,
            (said, id) -> onDecision(said)));
    prompts.start();
    if (surveyed) {
      subscriptions.add(
          reader.read(
              "gateway-labels", Set.of(Topic.SCREENING), NO_HISTORY, (said, id) -> onLabel(said)));
    }
    agi.start();
    sweeper.start();
    ringer.start();
    callbacks.start();
    parties.start();
    recordings.start();
    door.start();
    snapshots.start();
    heartbeat.start();
  }

  /// From now on new calls are led by another flow; those in the questions go on by theirs.
  public void use(IvrFlow flow) {
    flows.use(flow);
    log.atInfo().addKeyValue("flow", flow.version()).log("new calls get another flow");
  }

  /// The flow of new calls.
  public IvrFlow flow() {
    return flows.current();
  }

  /// How often callers came to the flow's nodes.
  public Visits visits() {
    return visits.visits();
  }

  /// What is kept of callers' sound.
  public KeptSound sound() {
    return sound;
  }

  /// What is done to Asterisk; it counts for nothing before the start.
  public AmiActions asterisk() {
    return ami.actions();
  }

  /// The port that AGI is listened for on.
  public int agiPort() {
    return agi.port();
  }

  /// Whether all that makes up the gateway runs; when not, a restart is the cure.
  public boolean isAlive() {
    return agi.isAlive()
        && ringer.isAlive()
        && callbacks.isAlive()
        && parties.isAlive()
        && ami.isWorking(STUCK.multipliedBy(5));
  }

  public GatewayHealth health() {
    return new GatewayHealth(
        agi.isAlive(),
        ami.isEventsUp(),
        ami.isActionsUp(),
        snapshots.isEverTaken(),
        heartbeat.age(),
        ami.droppedEvents(),
        ledger.size(),
        prompts.missing(),
        ailment());
  }

  private String ailment() {
    if (!agi.isAlive()) {
      return "the AGI server does not listen";
    }
    if (!ringer.isAlive() || !callbacks.isAlive() || !parties.isAlive()) {
      return "offers are not carried out";
    }
    if (!ami.isWorking(STUCK)) {
      return "AMI events are not worked off";
    }
    if (!snapshots.isEverTaken()) {
      return "no snapshot was taken yet";
    }
    return answers.silentFor().compareTo(SILENT) > 0 ? "the queue manager is silent" : "";
  }

  private boolean knowsTheLine() {
    return ami.isActionsUp() && snapshots.isUpToDate();
  }

  private void onVerdict(Message said) {
    if (said instanceof VerdictReached verdict) {
      screening.hear(verdict);
    } else if (said instanceof ScreeningDecision decision) {
      door.hear(decision);
    }
  }

  private void onLabel(Message said) {
    if (said instanceof LabelCall label) {
      surveys.hear(label);
    }
  }

  private void onDecision(Message said) {
    if (said instanceof LineDecision decision) {
      answers.hear(decision);
      if (own.concernedBy(decision)) {
        ringer.hear(decision);
        callbacks.hear(decision);
        parties.hear(decision);
      }
    }
  }

  private void onGap() {
    hearing.missed();
    door.onGap();
    snapshots.onGap();
  }

  private void onAmi(AmiEvent event) {
    switch (event) {
      case AmiEvent.PhoneChanged phone -> phones.on(phone);
      case AmiEvent.SoundStarted sound -> hearing.started(new CallId(sound.uniqueId()));
      case AmiEvent.SoundEnded sound ->
          hearing.stopped(new CallId(sound.uniqueId()), sound.lasted());
      case AmiEvent.KeyPressed key -> hearing.keyed(new CallId(key.uniqueId()));
      case AmiEvent.LegHungUp leg when Parties.idOf(leg.uniqueId()).isPresent() -> {
        parties.on(leg);
        phones.on(leg);
      }
      case AmiEvent.LegHungUp leg when isCaller(leg.channel()) -> ended(leg);
      case AmiEvent.LegHungUp leg -> {
        offers.on(leg);
        talks.ended(leg.uniqueId());
        phones.on(leg);
      }
      case AmiEvent.LegCreated leg -> {
        offers.on(leg);
        callbacks.on(leg);
        parties.on(leg);
        if (!offers.isOffer(leg.uniqueId())) {
          phones.on(leg);
        }
      }
      default -> {
        offers.on(event);
        if (event instanceof AmiEvent.LegBridged leg) {
          talks.bridged(leg.uniqueId());
        }
        callbacks.on(event);
        parties.on(event);
      }
    }
  }

  /// Leaves on the channel that a diverted caller was heard, for a restart of ours, and has
  /// Asterisk listen no more. Events are worked off meanwhile.
  private void passed(TrackedCall call) {
    Thread.ofVirtual()
        .name("heard")
        .start(() -> {
          try {
            ami.actions().setVariable(call.channel(), "RF_HEARD", "1");
            ami.actions().setVariable(call.channel(), "TALK_DETECT(remove)", "");
          } catch (IOException away) {
            log.atDebug().addKeyValue("callId", call.id()).log("heard, and could not be noted");
          }
        });
  }

  private void ended(AmiEvent.LegHungUp leg) {
    CallId call = new CallId(leg.uniqueId());
    callerGone(call);
    callbacks.gone(call, leg.cause());
    recordings.ended(call);
    if (!ledger.end(call, leg.cause()) && leg.cause() == Door.REFUSED) {
      door.refused(leg.dialed(), PhoneNumber.of(leg.number()));
    }
  }

  /// Two who talk to a caller would talk on to each other without; one alone is hung up by
  /// Asterisk.
  private void callerGone(CallId call) {
    List<String> legs = new ArrayList<>(offers.callerGone(call));
    legs.addAll(parties.legsOf(call));
    if (legs.size() < 2) {
      return;
    }
    Thread.ofVirtual()
        .name("caller-gone")
        .start(() -> {
          for (String leg : legs) {
            try {
              ami.actions().hangup(leg);
            } catch (IOException away) {
              log.atWarn().addKeyValue("leg", leg).log("a leg without its caller stays");
            }
          }
        });
  }

  private boolean isCaller(String channel) {
    String endpoint = ChannelSeen.endpoint(channel);
    return !endpoint.isEmpty() && !book.agents().containsKey(AgentDevice.agentOf(endpoint));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  @Override
  public void close() {
    heartbeat.close();
    agi.close();
    prompts.close();
    subscriptions.forEach(MessageReader.Subscription::close);
    ringer.close();
    callbacks.close();
    parties.close();
    sweeper.close();
    recordings.close();
    door.close();
    snapshots.close();
    ami.close();
  }
}
