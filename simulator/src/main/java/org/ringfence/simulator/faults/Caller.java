package org.ringfence.simulator.faults;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.CallId;
import org.ringfence.events.CallerIdentity;
import org.ringfence.events.LineDecision.DialCallback;
import org.ringfence.events.OfferId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Privacy;
import org.ringfence.events.TicketId;

/// A caller's channel in Asterisk with its variables (docs/dialplan.md), which outlive every
/// process of ours.
final class Caller {

  enum Where {
    /// Before the answer.
    ARRIVING,
    QUESTIONS,
    /// In the wait loop.
    LINE,
    TALKING,
    /// Between the end of a talk and what follows from it.
    AFTER,
    /// Hearing the goodbye.
    LEAVING,
    GONE
  }

  private static final String[] NUMBERS = {
    "+16125550101", "+16515550102", "+19525550103", "7635550104", "anonymous", ""
  };

  final int who;
  final long salt;
  final int pool;
  final CallId call;
  final String channel;
  final String language;
  final PhoneNumber number;
  final Instant arrivedAt;
  Where where = Where.ARRIVING;

  /// Counts the changes of `where`; who planned something for an earlier one is too late.
  int visit;

  /// Since when who is called back has the place; null for everybody else.
  @Nullable Instant callbackSince;

  /// `RF_SINCE`, in whole seconds.
  @Nullable Instant since;

  /// `RF_TICKET`.
  @Nullable TicketId ticket;

  /// Whether `RF_STATE` carries the verdict of the arrival.
  boolean divertedAtArrival;

  /// `SHARED(RF_OFFER)`, without `taken:`.
  @Nullable OfferId token;

  /// `SHARED(RF_TAKEN)`.
  @Nullable OfferId taken;

  /// `SHARED(RF_END)`.
  @Nullable LegEnd end;

  /// How often this caller talked with an agent to the end.
  int timesServed;

  boolean everTalked;

  /// How an agent's leg ended.
  ///
  /// @param byAgent whether the agent's phone hung up (cause 16 with a source)
  record LegEnd(OfferId offer, int cause, boolean byAgent) {}

  Caller(int who, long salt, int pools, Instant now) {
    this(
        who,
        salt,
        Draw.below(pools, salt, 1),
        Draw.inHundred(30, salt, 2) ? "es" : "en",
        number(who, salt),
        now);
  }

  /// The same person once more.
  Caller(int who, long salt, Caller before, Instant now) {
    this(who, salt, before.pool, before.language, before.number, now);
  }

  /// The channel of an attempt to call somebody back.
  Caller(int who, long salt, int pool, DialCallback order) {
    this.who = who;
    this.salt = salt;
    this.pool = pool;
    this.call = order.call();
    this.channel = "PJSIP/back-" + String.format("%08x", who + 1);
    this.language = order.language();
    this.number = order.number();
    this.arrivedAt = order.at();
    this.ticket = order.ticket();
    this.callbackSince = order.since();
  }

  /// Half of the callers share a few numbers; of these one calls so often that it is refused when
  /// the line is pressed.
  private static PhoneNumber number(int who, long salt) {
    if (Draw.inHundred(50, salt, 51)) {
      return PhoneNumber.of("+1612556" + (1_000 + who));
    }
    int index = Draw.inHundred(40, salt, 4) ? 0 : Draw.below(NUMBERS.length, salt, 3);
    return PhoneNumber.of(NUMBERS[index]);
  }

  private Caller(int who, long salt, int pool, String language, PhoneNumber number, Instant now) {
    this.who = who;
    this.salt = salt;
    this.pool = pool;
    this.call =
        new CallId(systemName(pool) + "-" + Agenda.START.getEpochSecond() + "." + (who + 1));
    this.channel = "PJSIP/trunk-" + String.format("%08x", who + 1);
    this.language = language;
    this.number = number;
    this.arrivedAt = now;
  }

  /// How sure the detector is of this caller, if it diverts the call.
  double machineOdds() {
    return Draw.between(-30, 60, salt, 40) / 10.0;
  }

  /// Whether any sound or key comes from this caller before the line.
  boolean isHeardBeforeLine() {
    return Draw.inHundred(30, salt, 41);
  }

  /// How often this caller makes a sound after reaching the line.
  int soundsInLine() {
    return Draw.below(3, salt, 42);
  }

  /// What the gateway says of who calls.
  CallerIdentity identity() {
    return new CallerIdentity(Privacy.NONE, "%04d".formatted(Draw.below(10_000, salt, 52)));
  }

  /// Whether this caller keys anything after the language.
  boolean keysOn() {
    return !number.raw().equals(NUMBERS[0]) && Draw.inHundred(60, salt, 30);
  }

  static String systemName(int pool) {
    return "rf" + (pool + 1);
  }

  void move(Where to) {
    where = to;
    visit++;
  }

  boolean isGone() {
    return where == Where.GONE;
  }
}
