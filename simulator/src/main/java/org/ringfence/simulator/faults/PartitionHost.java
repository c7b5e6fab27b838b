package org.ringfence.simulator.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.ringfence.decider.Decider;
import org.ringfence.events.ClockTicked;
import org.ringfence.events.Message;
import org.ringfence.events.Topic;

/// One input partition and the processes that host its deciders, as Kafka Streams does at least
/// once: records in a log, state in a changelog, both committed about once a second.
///
/// Whatever process applies a record, and however often, the answers must be the same: they carry
/// the same id. That is checked here at each application.
final class PartitionHost {

  private static final int COMMIT_MILLIS = 1_000;
  private static final int LATENCY_MILLIS = 1;
  private static final int ANSWER_MILLIS = 3;
  private static final int MAX_DOWN_MILLIS = 8_000;
  private static final int MAX_SLOW_MILLIS = 3_000;

  /// Hears of each record when it is applied for the first time.
  @FunctionalInterface
  interface Watch {
    void applied(Message message, List<Message> answers);
  }

  /// What a host is made of.
  record Setting(Topic topic, Decider.Factory factory, int journalLength, boolean zombiesWrite) {}

  final Agenda agenda;
  final Setting setting;
  final Changelog changelog;
  final List<Message> log = new ArrayList<>();
  private final Watch watch;
  private final Consumer<Message> readers;
  private final List<List<Message>> answersByOffset = new ArrayList<>();
  private HostProcess active;
  private boolean isUp = true;
  private int committedPosition;
  private int committedWrites;
  private long committedAtMillis;
  private long slowUntil;
  private long slowSalt;
  private long lastDelivery;
  private long answerCount;

  PartitionHost(Agenda agenda, Setting setting, Watch watch, Consumer<Message> readers) {
    this.agenda = agenda;
    this.setting = setting;
    this.watch = watch;
    this.readers = readers;
    this.changelog = new Changelog();
    this.active = new HostProcess(this, 0, 0);
  }

  void append(Message message) {
    log.add(message);
    HostProcess reader = active;
    agenda.after(LATENCY_MILLIS, reader::work);
  }

  void tick(String key) {
    ClockTicked tick = new ClockTicked(agenda.instant(), setting.topic(), key);
    agenda.after(LATENCY_MILLIS, () -> append(tick));
  }

  /// A record was applied, by whom and how often ever.
  void applied(int offset, List<Message> answers) {
    if (offset < answersByOffset.size()) {
      if (!answersByOffset.get(offset).equals(answers)) {
        throw new InvariantBroken(
            "a record applied again gives other answers: "
                + log.get(offset)
                + "\n first "
                + answersByOffset.get(offset)
                + "\n then "
                + answers);
      }
      return;
    }
    if (offset > answersByOffset.size()) {
      throw new InvariantBroken("record " + answersByOffset.size() + " was passed over");
    }
    answersByOffset.add(List.copyOf(answers));
    watch.applied(log.get(offset), answers);
  }

  /// Sends an answer to whoever reads the output.
  void say(HostProcess from, Message answer) {
    answerCount++;
    long delay =
        agenda.now() < slowUntil
            ? Draw.below(MAX_SLOW_MILLIS, slowSalt, answerCount)
            : ANSWER_MILLIS;
    lastDelivery = Math.max(lastDelivery, agenda.now() + delay);
    long number = answerCount;
    agenda.at(
        lastDelivery,
        () -> {
          if (!from.lostInFlight(number)) {
            readers.accept(answer);
          }
        });
  }

  /// The number of the answer said last.
  long answersSaid() {
    return answerCount;
  }

  void commit(HostProcess process, int position) {
    if (process == active && agenda.now() - committedAtMillis >= COMMIT_MILLIS) {
      committedAtMillis = agenda.now();
      committedPosition = position;
      committedWrites = changelog.size();
    }
  }

  // What goes wrong -----------------------------------------------------------------------------

  void slowAnswers(long millis, long salt) {
    slowUntil = agenda.now() + millis;
    slowSalt = salt;
  }

  /// The process dies in the middle of the next record.
  void crash(long salt) {
    if (isUp) {
      active.dieAtNextRecord(salt);
    }
  }

  /// The process is dead; what of its last writes had not left it is gone.
  void died(HostProcess process, long salt) {
    if (process != active || !isUp) {
      return;
    }
    isUp = false;
    int unsure = changelog.size() - committedWrites;
    changelog.cut(committedWrites + Draw.below(unsure + 1, salt, 11));
    agenda.after(Draw.below(MAX_DOWN_MILLIS, salt, 12), () -> restart(changelog.size()));
  }

  /// Another process takes over; the present one works on for a while, perhaps after standing
  /// still.
  void move(long salt) {
    if (!isUp) {
      return;
    }
    isUp = false;
    HostProcess zombie = active;
    zombie.becomeZombie(salt);
    agenda.after(
        Draw.below(6_000, salt, 21),
        () -> {
          int seen = Math.max(committedWrites, changelog.size() - Draw.below(4, salt, 22));
          if (!setting.zombiesWrite()) {
            zombie.fence();
            changelog.cut(seen);
          }
          restart(seen);
        });
  }

  void stall(long salt) {
    if (isUp) {
      active.standStill(Draw.below(9_000, salt, 31));
    }
  }

  private void restart(int writes) {
    active = new HostProcess(this, writes, committedPosition);
    isUp = true;
    active.work();
  }

  /// What was answered to each record of the log.
  List<List<Message>> answers() {
    return answersByOffset;
  }

  /// The deciders' public view of themselves, for checks at rest.
  HostProcess active() {
    return active;
  }
}
