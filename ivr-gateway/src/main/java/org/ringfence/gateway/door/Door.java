package org.ringfence.gateway.door;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.ringfence.bus.MessagePublisher;
import org.ringfence.events.AttemptsRefused;
import org.ringfence.events.LineId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.ScreeningDecision;
import org.ringfence.events.ScreeningDecision.OpenDoor;
import org.ringfence.events.ScreeningDecision.OpenDoors;
import org.ringfence.events.ScreeningDecision.RefuseAtDoor;
import org.ringfence.gateway.ami.AmiActions;
import org.ringfence.site.Site;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps Asterisk's database at the rules that the detector said, so that the next call of such a
/// number costs a look-up there.
///
/// Entries go in batches through the dialplan's context `rf-door`, because AMI's right to write the
/// database itself would be the right to run commands. What is lost on the way lets callers in to
/// be screened, nothing worse; after a gap of AMI everything is written again, for Asterisk may be
/// another one. What Asterisk refuses is seen by the hang-ups that it tells anyway, and said on the
/// bus in counts.
public final class Door implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Door.class);

  /// Between two batches: each is a channel of Asterisk for some milliseconds.
  private static final Duration PACE = Duration.ofMillis(100);

  /// Variables in a batch, each with some two dozen entries: all rules are written in 20 s.
  private static final int PARTS = 8;

  /// Batches between two reports of what was refused: a second.
  private static final int ROUNDS_PER_REPORT = 10;

  /// How far back the bus is to be read when a gateway starts: no rule of the detector lasts
  /// longer, so all that stand are known again.
  public static final Duration HISTORY = Duration.ofMinutes(10);

  /// The Q.850 cause of a refused call.
  public static final int REFUSED = 21;

  private static final String CONTEXT = "rf-door";

  private final Site site;
  private final DoorRules rules;
  private final RefusalTally tally = new RefusalTally();
  private final MessagePublisher bus;
  private final AmiActions ami;
  private final InstantSource clock;
  private final Counter refused;
  private final Counter displaced;
  private final ReentrantLock lock = new ReentrantLock();
  private final CountDownLatch closed = new CountDownLatch(1);

  /// Whether the database is to be emptied before the next entries.
  private boolean startsOver = true;

  public Door(
      Site site, AmiActions ami, MessagePublisher bus, MeterRegistry meters, InstantSource clock) {
    this.site = site;
    this.bus = bus;
    this.rules = new DoorRules(site);
    this.ami = ami;
    this.clock = clock;
    this.refused = meters.counter("ringfence.door.refused");
    this.displaced = meters.counter("ringfence.door.displaced");
    meters.gauge("ringfence.door.rules", this, Door::size);
  }

  public void start() {
    Thread.ofVirtual().name("door").start(this::work);
  }

  /// Notes what the detector said; never waits for Asterisk.
  public void hear(ScreeningDecision said) {
    lock.lock();
    try {
      if (said instanceof RefuseAtDoor rule) {
        displaced.increment(rules.add(rule, clock.instant()));
      } else if (said instanceof OpenDoor open) {
        rules.remove(open);
      } else if (said instanceof OpenDoors open) {
        rules.remove(open);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Asterisk may have been started anew.
  public void onGap() {
    lock.lock();
    try {
      startsOver = true;
    } finally {
      lock.unlock();
    }
  }

  /// Asterisk refused a call that it did not ask us about.
  ///
  /// @param dialed what was called, as the trunk delivered it
  /// @param number who called, as the trunk delivered it
  public void refused(String dialed, PhoneNumber number) {
    refused.increment();
    LineId line = site.lineDialed(dialed).id();
    lock.lock();
    try {
      tally.count(line, rules.findCampaign(line, number));
    } finally {
      lock.unlock();
    }
  }

  private double size() {
    lock.lock();
    try {
      return rules.size();
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    try {
      for (int round = 1; !closed.await(PACE.toMillis(), TimeUnit.MILLISECONDS); round++) {
        if (ami.isUp()) {
          push();
        }
        if (round % ROUNDS_PER_REPORT == 0) {
          report();
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void report() {
    List<AttemptsRefused> counted;
    lock.lock();
    try {
      counted = tally.take(clock.instant());
    } finally {
      lock.unlock();
    }
    counted.forEach(bus::publish);
  }

  private void push() {
    Map<String, String> batch = next(clock.instant());
    if (batch.isEmpty()) {
      return;
    }
    try {
      ami.runLocally(CONTEXT, "s", batch);
    } catch (IOException away) {
      log.atDebug().addKeyValue("reason", away.getMessage()).log("rules could not be written");
      onGap();
    }
  }

  /// The variables of the next batch; empty when there is nothing to do.
  private Map<String, String> next(Instant now) {
    lock.lock();
    try {
      Map<String, String> variables = new LinkedHashMap<>();
      rules.expire(now);
      if (startsOver) {
        startsOver = false;
        rules.startOver();
        variables.put("_RF_CLEAR", "1");
      }
      for (int part = 1; part <= PARTS; part++) {
        String entries = rules.batch();
        if (!entries.isEmpty()) {
          variables.put("_RF_PUSH" + part, entries);
        }
      }
      return variables;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
