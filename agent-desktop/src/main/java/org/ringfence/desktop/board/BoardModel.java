package org.ringfence.desktop.board;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.MessageHandler;
import org.ringfence.desktop.intervals.IntervalRules;
import org.ringfence.events.AccessRecorded;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentMessage;
import org.ringfence.events.AttemptsRefused;
import org.ringfence.events.CallEvent;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.AttemptFailedOpen;
import org.ringfence.events.CallEvent.CallEnded;
import org.ringfence.events.CallEvent.ChallengeEnded;
import org.ringfence.events.CallId;
import org.ringfence.events.CampaignId;
import org.ringfence.events.ClockTicked;
import org.ringfence.events.DefenceCommand;
import org.ringfence.events.DefenceCommand.LabelCall;
import org.ringfence.events.LineCommand;
import org.ringfence.events.LineDecision;
import org.ringfence.events.LineDecision.AgentStateChanged;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.QueueClosureChanged;
import org.ringfence.events.LineDecision.QueueReported;
import org.ringfence.events.LineDecision.RecordingStated;
import org.ringfence.events.LineDecision.SignInReplaced;
import org.ringfence.events.LineDecision.SkillsChanged;
import org.ringfence.events.LineDecision.TalkPartiesChanged;
import org.ringfence.events.LineDecision.TalkRequestRefused;
import org.ringfence.events.LineDecision.TicketClosed;
import org.ringfence.events.LineId;
import org.ringfence.events.Message;
import org.ringfence.events.OfferEvent;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.ScreeningDecision;
import org.ringfence.events.ScreeningDecision.CampaignReported;
import org.ringfence.events.ScreeningDecision.LineAlert;
import org.ringfence.events.ScreeningDecision.ModeChanged;
import org.ringfence.events.ScreeningDecision.OpenDoor;
import org.ringfence.events.ScreeningDecision.OpenDoors;
import org.ringfence.events.ScreeningDecision.RefuseAtDoor;
import org.ringfence.events.ScreeningDecision.ThresholdsPreviewed;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.SiteChange;
import org.ringfence.events.SnapshotTaken;
import org.ringfence.events.Stage;
import org.ringfence.events.Topic;
import org.ringfence.events.Verdict;
import org.ringfence.site.Site;

/// The board: folded on the reader's thread, read by the pages' threads as immutable snapshots.
///
/// A snapshot is made when somebody looks, so that reading a long history costs no copies.
public final class BoardModel implements MessageHandler {

  /// What [#on] listens to. Screening tells callers' numbers, calls that failed open, challenges
  /// and labels.
  public static final Set<Topic> TOPICS = Set.of(Topic.VERDICTS, Topic.DECISIONS, Topic.SCREENING);

  /// What [#changes] listens to.
  public static final Set<Topic> CHANGE_TOPICS = Set.of(Topic.VERDICTS, Topic.AUDIT);

  /// Messages whose ids are remembered, because after a crash the last seconds are said again.
  static final int IDS_REMEMBERED = 20_000;

  private final InstantSource clock;
  private final Instant startedAt;
  private final Counter folded;
  private final Counter repeated;
  private final Timer delay;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final BoundedMap<String, Boolean> seen = new BoundedMap<>(IDS_REMEMBERED);
  private final LineFold lines;
  private final CallerBook callers = new CallerBook();
  private final ListFold lists;
  private final VerdictFold verdicts;
  private final CampaignFold campaigns = new CampaignFold();
  private final DoorFold doors = new DoorFold();
  private final TrailFold trail = new TrailFold();
  private final ChangeFold changes;
  private final AlertFold alerts;
  private final PreviewFold previews = new PreviewFold();
  private final QueueFold queues;
  private final AgentFold agents;
  private final DayFold day;
  private long version = 1;
  private @Nullable BoardSnapshot latest;

  /// @param history how far back the bus is read at start
  /// @param rules what the queues' figures of the day are held against
  public BoardModel(
      Site site,
      ZoneId zone,
      Duration history,
      IntervalRules rules,
      InstantSource clock,
      MeterRegistry meters) {
    this.clock = clock;
    startedAt = clock.instant();
    lines = new LineFold(site, startedAt);
    lists = new ListFold(startedAt);
    verdicts = new VerdictFold(lists);
    changes = new ChangeFold(lists, verdicts, lines, trail);
    alerts = new AlertFold(site);
    queues = new QueueFold(site, rules);
    agents = new AgentFold(site, zone, callers);
    day = new DayFold(zone, startedAt.minus(history), startedAt);
    folded = meters.counter("ringfence.board.folded");
    repeated = meters.counter("ringfence.board.repeated");
    delay = Timer.builder("ringfence.board.delay").publishPercentiles(0.5, 0.99).register(meters);
  }

  @Override
  public void on(Message message, String id) {
    Instant now = clock.instant();
    lock.lock();
    try {
      if (seen.putIfAbsent(id, true) != null) {
        repeated.increment();
        return;
      }
      turn(now);
      changedIf(fold(message, now, version + 1));
    } finally {
      lock.unlock();
    }
    folded.increment();
    if (message.at().isAfter(startedAt) && !message.at().isAfter(now)) {
      delay.record(Duration.between(message.at(), now));
    }
  }

  /// Hears what people changed: the lists, the switch, released campaigns. These hold for weeks, so
  /// they are read further back than the board's history, by a reading of their own; [#on] leaves
  /// them out.
  public MessageHandler changes() {
    return (message, id) -> {
      lock.lock();
      try {
        changedIf(changes.on(message, id, version + 1));
      } finally {
        lock.unlock();
      }
    };
  }

  /// Shows the agents whom the site has now.
  public void siteChanged(Site now) {
    lock.lock();
    try {
      changedIf(agents.on(now, version + 1));
    } finally {
      lock.unlock();
    }
  }

  /// Who made a call that is still remembered.
  public Optional<KnownCaller> findCaller(CallId call) {
    return locked(() -> callers.find(call));
  }

  /// Whose number an entry of the lists is.
  public Optional<KnownCaller> findListed(String entry) {
    return locked(() -> lists.find(entry));
  }

  public Optional<CampaignReported> findCampaign(CampaignId campaign) {
    return locked(() -> campaigns.find(campaign));
  }

  /// The offer of the talk that an agent is in or had last, until the next call rings.
  public Optional<OfferCall> findLastTalk(AgentId agent) {
    return locked(() -> agents.findLastTalk(agent));
  }

  /// The call that an agent talks or, in wrap-up, just talked to.
  public Optional<Talk> findTalk(AgentId agent) {
    return locked(() -> agents.findTalk(agent));
  }

  /// The call for which an agent's phone rings, or that the agent talks.
  public Optional<Contact> findContact(AgentId agent) {
    return locked(() -> agents.findContact(agent));
  }

  /// The board as it is now.
  public BoardSnapshot snapshot() {
    Instant now = clock.instant();
    lock.lock();
    try {
      turn(now);
      if (latest == null || latest.version() != version) {
        latest =
            new BoardSnapshot(
                version,
                lines.views(),
                queues.views(),
                agents.views(now),
                verdicts.verdictViews(),
                verdicts.minuteViews(now),
                day.view(),
                campaigns.view(),
                lists.view(),
                doors.view(),
                trail.view(),
                alerts.view());
      }
      return latest;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until the board is newer than a version; false when it did not get so in time.
  public boolean awaitNewer(long than, Duration atMost) throws InterruptedException {
    return awaitUntil(() -> version > than, atMost);
  }

  /// The detector's answer to a question about thresholds; empty when it does not come in time.
  public Optional<ThresholdsPreviewed> awaitPreview(String preview, Duration atMost)
      throws InterruptedException {
    awaitUntil(() -> previews.find(preview).isPresent(), atMost);
    return locked(() -> previews.find(preview));
  }

  private boolean awaitUntil(BooleanSupplier holds, Duration atMost) throws InterruptedException {
    long remainingNanos = atMost.toNanos();
    lock.lockInterruptibly();
    try {
      while (!holds.getAsBoolean()) {
        if (remainingNanos <= 0) {
          return false;
        }
        remainingNanos = changed.awaitNanos(remainingNanos);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void turn(Instant now) {
    boolean newDay = day.turnTo(now, version + 1);
    if (newDay) {
      agents.dayBegan(version + 1);
      queues.dayBegan(version + 1);
      doors.dayBegan(version + 1);
    }
    changedIf(doors.turnTo(now, version + 1) || newDay);
  }

  private void changedIf(boolean any) {
    if (any) {
      version++;
      changed.signalAll();
    }
  }

  private <T> T locked(Supplier<T> question) {
    lock.lock();
    try {
      return question.get();
    } finally {
      lock.unlock();
    }
  }

  /// Applies a message; whether it changed what the board shows.
  private boolean fold(Message message, Instant now, long next) {
    return switch (message) {
      case VerdictReached reached -> {
        verdicts.on(reached, now, next);
        lines.on(reached, next);
        day.on(reached, next);
        caller(reached.call(), reached.line(), reached.caller(), next);
        callers.judged(reached);
        if (reached.stage() == Stage.ARRIVAL && reached.verdict() == Verdict.REJECT) {
          callers.end(reached.call());
        }
        yield true;
      }
      case ModeChanged mode -> lines.on(mode, next);
      case AttemptArrived arrived -> {
        boolean silent = lines.on(arrived, next);
        yield caller(arrived.call(), arrived.line(), arrived.caller(), next) || silent;
      }
      case AttemptFailedOpen failed -> {
        verdicts.on(failed, now, next);
        lines.on(failed, next);
        day.on(failed, next);
        yield true;
      }
      case ChallengeEnded ended -> {
        day.on(ended, next);
        yield true;
      }
      case CallEnded ended -> {
        callers.end(ended.call());
        yield false;
      }
      case CampaignReported report -> campaigns.on(report, next);
      case ThresholdsPreviewed answer -> {
        previews.on(answer);
        yield true;
      }
      case LineAlert alert -> alerts.on(alert, next);
      case RefuseAtDoor rule -> doors.on(rule, now, next);
      case OpenDoor opened -> doors.on(opened, next);
      case OpenDoors opened -> doors.on(opened, next);
      case AttemptsRefused refused -> {
        verdicts.on(refused, now, next);
        if (day.on(refused, next)) {
          doors.on(refused, next);
        }
        yield true;
      }
      case LabelCall label -> {
        boolean listed = verdicts.on(label, next);
        yield agents.on(label, next) || listed;
      }
      case QueueReported report -> queues.on(report, next);
      case OfferCall offer -> agents.on(offer, next);
      case AgentStateChanged agent -> agents.on(agent, next);
      case SignInReplaced replaced -> agents.on(replaced, next);
      case TalkPartiesChanged parties -> agents.on(parties, next);
      case TalkRequestRefused refused -> agents.on(refused, next);
      case SkillsChanged skills -> agents.on(skills, next);
      case QueueClosureChanged closure -> queues.on(closure, next);
      case RecordingStated stated -> agents.on(stated, next);
      case TicketClosed closed -> {
        day.on(closed, next);
        if (day.isToday(closed)) {
          queues.on(closed, next);
        }
        agents.on(closed, next);
        yield true;
      }
      case ScreeningDecision _, LineDecision _, CallEvent _, DefenceCommand _ -> false;
      case AgentMessage _, LineCommand _, OfferEvent _, ClockTicked _ -> false;
      case SnapshotTaken _, AccessRecorded _, SiteChange _ -> false;
    };
  }

  private boolean caller(CallId call, LineId line, PhoneNumber number, long next) {
    return callers.add(call, line, number) && agents.callerKnown(call, next);
  }
}
