package org.ringfence.simulator.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ringfence.decider.Decider;
import org.ringfence.events.ClockTicked;
import org.ringfence.events.Message;

/// One process that hosts the deciders of a partition, from its start to its death.
final class HostProcess {

  private static final int TIMER_STEP_MILLIS = 50;
  private static final int TICK_PATIENCE_MILLIS = 1_000;
  private static final int RESEND_MILLIS = 3_000;

  private enum Life {
    WORKS,
    DIES_AT_NEXT_RECORD,
    DEAD
  }

  private final PartitionHost host;
  private final Agenda agenda;
  private final TreeMap<String, HostedCore> cores = new TreeMap<>();
  private final List<Message> toResend = new ArrayList<>();
  private Life life = Life.WORKS;
  private int position;
  private int end = Integer.MAX_VALUE;
  private boolean fenced;
  private long standsStillUntil;
  private long timerAtMillis = Long.MAX_VALUE;
  private long deathSalt;
  private long diedAfterAnswer = Long.MAX_VALUE;

  /// @param writes how much of the changelog it begins with
  /// @param position from which record on it reads
  HostProcess(PartitionHost host, int writes, int position) {
    this.host = host;
    this.agenda = host.agenda;
    this.position = position;
    for (String key : host.changelog.keys(writes)) {
      HostedCore core = empty(key);
      cores.put(key, core);
      List<HostedCore.Applied> again = core.restore(writes);
      again.forEach(applied -> host.applied(applied.offset(), applied.answers()));
      long lastAt = again.isEmpty() ? 0 : again.getLast().appliedAtMillis();
      again.stream()
          .filter(applied -> applied.appliedAtMillis() >= lastAt - RESEND_MILLIS)
          .forEach(applied -> toResend.addAll(applied.answers()));
    }
    planTimer();
  }

  private HostedCore empty(String key) {
    return new HostedCore(
        key, host.setting.factory().create(key), host.changelog, host.setting.journalLength());
  }

  /// The decider of a key, or null when it has none yet.
  @Nullable Decider core(String key) {
    @Nullable HostedCore core = cores.get(key);
    return core == null ? null : core.decider;
  }

  // Records --------------------------------------------------------------------------------------

  void work() {
    while (life != Life.DEAD
        && agenda.now() >= standsStillUntil
        && position < Math.min(end, host.log.size())) {
      host.commit(this, position);
      int offset = position;
      position++;
      process(offset, host.log.get(offset));
    }
    planTimer();
  }

  private void process(int offset, Message message) {
    HostedCore core = cores.computeIfAbsent(message.key(), this::empty);
    if (fenced) {
      core.fence();
    }
    if (core.covers(offset)) {
      return;
    }
    boolean dies = life == Life.DIES_AT_NEXT_RECORD;
    int where = dies ? Draw.below(4, deathSalt, 1) : -1;
    if (where == 0) {
      die();
      return;
    }
    core.journal(offset, agenda.now(), message);
    if (where == 1) {
      die();
      return;
    }
    if (message instanceof ClockTicked) {
      core.tickSentMillis = Long.MIN_VALUE / 2;
    }
    List<Message> answers = apply(core, message);
    host.applied(offset, answers);
    int said = where == 2 ? Draw.below(answers.size() + 1, deathSalt, 2) : answers.size();
    answers.subList(0, said).forEach(answer -> host.say(this, answer));
    if (where == 2) {
      die();
      return;
    }
    core.snapshotWhenDue();
    if (dies) {
      die();
    }
  }

  private static List<Message> apply(HostedCore core, Message message) {
    try {
      return core.decider.apply(message);
    } catch (InvariantBroken broken) {
      throw broken;
    } catch (RuntimeException thrown) {
      throw new InvariantBroken("a core threw " + thrown + " on " + message, thrown);
    }
  }

  // Timers ---------------------------------------------------------------------------------------

  private void planTimer() {
    long due = toResend.isEmpty() ? Long.MAX_VALUE : agenda.now() + TIMER_STEP_MILLIS;
    for (HostedCore core : cores.values()) {
      Optional<Instant> wanted = core.decider.nextDue();
      if (wanted.isPresent()) {
        long at = Duration.between(Agenda.START, wanted.get()).toMillis();
        due = Math.min(due, Math.max(at, core.tickSentMillis + TICK_PATIENCE_MILLIS));
      }
    }
    if (due == Long.MAX_VALUE || life == Life.DEAD) {
      return;
    }
    long step = Math.max(Math.max(due, standsStillUntil), agenda.now() + 1);
    long at = Math.ceilDiv(step, TIMER_STEP_MILLIS) * TIMER_STEP_MILLIS;
    if (at < timerAtMillis) {
      timerAtMillis = at;
      agenda.at(at, () -> onTimer(at));
    }
  }

  private void onTimer(long plannedFor) {
    if (plannedFor == timerAtMillis) {
      timerAtMillis = Long.MAX_VALUE;
    }
    if (life == Life.DEAD || agenda.now() < standsStillUntil) {
      planTimer();
      return;
    }
    toResend.forEach(answer -> host.say(this, answer));
    toResend.clear();
    Instant now = agenda.instant();
    cores.forEach((key, core) -> {
      Optional<Instant> due = core.decider.nextDue();
      boolean waiting = core.tickSentMillis > agenda.now() - TICK_PATIENCE_MILLIS;
      if (due.isPresent() && !due.get().isAfter(now) && !waiting) {
        core.tickSentMillis = agenda.now();
        host.tick(key);
      }
    });
    planTimer();
  }

  // What goes wrong ------------------------------------------------------------------------------

  void dieAtNextRecord(long salt) {
    life = Life.DIES_AT_NEXT_RECORD;
    deathSalt = salt;
  }

  private void die() {
    life = Life.DEAD;
    // Half of the time the last answers, said already, had not left the process.
    diedAfterAnswer =
        Draw.inHundred(50, deathSalt, 3)
            ? host.answersSaid() - Draw.below(4, deathSalt, 4)
            : Long.MAX_VALUE;
    host.died(this, deathSalt);
  }

  /// Whether an answer never left this process.
  boolean lostInFlight(long answerNumber) {
    return answerNumber > diedAfterAnswer;
  }

  void standStill(long millis) {
    standsStillUntil = agenda.now() + millis;
    agenda.at(standsStillUntil, this::work);
  }

  void fence() {
    fenced = true;
    cores.values().forEach(HostedCore::fence);
  }

  /// Goes on with the records that it gets within a while, at once or after having stood still, and
  /// is gone then.
  void becomeZombie(long salt) {
    life = Life.WORKS;
    long fetches = Draw.below(8_000, salt, 41);
    long wakes = fetches + (Draw.inHundred(50, salt, 42) ? Draw.below(15_000, salt, 43) : 0);
    if (wakes > fetches) {
      standsStillUntil = agenda.now() + wakes;
    }
    agenda.after(fetches, () -> end = host.log.size());
    for (long at = 50; at <= wakes; at += 200) {
      agenda.after(at, this::work);
    }
    agenda.after(
        wakes + 1,
        () -> {
          work();
          life = Life.DEAD;
        });
  }
}
