package org.ringfence.detector.screening;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.ringfence.detector.SampledPeople;
import org.ringfence.detector.screening.LineUnderTest.Call;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallerSound;
import org.ringfence.events.ChallengeResult;
import org.ringfence.events.Defence;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Privacy;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

/// A line on which people call as usual and, from the fourth minute on, machines: fourteen in a
/// second from area codes all over the country, key 1 after 4.0 s, then silence.
final class FloodedLine {

  static final Instant FLOOD = LineUnderTest.START.plus(Duration.ofMinutes(3));
  static final CallerSound SPEAKS = new CallerSound(Duration.ofSeconds(3), 0.3, null);

  private static final double USUAL_PER_HOUR = 1_600;
  private static final double MACHINES_PER_SECOND = 14;
  private static final double TIMEOUT_SECONDS = 8;
  private static final double LISTENING_SECONDS = 36;

  private final LineUnderTest line =
      new LineUnderTest(LineUnderTest.thresholds(Defence.ON, USUAL_PER_HOUR));
  private final Agenda agenda = new Agenda();
  private final long seed = Long.getLong("sim.seed", 20161101L);
  private final Random random = new Random(seed);
  private final SampledPeople people = new SampledPeople(random);
  private final List<PhoneNumber> pool = new ArrayList<>();
  private double solvedShare;

  /// How somebody calls.
  ///
  /// @param languageSeconds to the language key, or null for none
  /// @param menuSeconds to the second key, or null for none
  /// @param challenge how a challenge ends
  /// @param response what comes when it is asked whether anybody is there
  record Caller(
      PhoneNumber number,
      Attestation attestation,
      @Nullable Double languageSeconds,
      @Nullable Double menuSeconds,
      CallerSound sound,
      ChallengeResult challenge,
      Response response) {

    /// Nothing new comes when it is listened for.
    Caller(
        PhoneNumber number,
        Attestation attestation,
        @Nullable Double languageSeconds,
        @Nullable Double menuSeconds,
        CallerSound sound,
        ChallengeResult challenge) {
      this(number, attestation, languageSeconds, menuSeconds, sound, challenge, Response.NOTHING);
    }

    Caller showing(String shown, Attestation by) {
      return new Caller(
          PhoneNumber.of(shown), by, languageSeconds, menuSeconds, sound, challenge, response);
    }

    Caller responding(Response then) {
      return new Caller(number, attestation, languageSeconds, menuSeconds, sound, challenge, then);
    }
  }

  /// What comes while it is listened for.
  enum Response {
    NOTHING,
    KEY,
    SOUND,
    /// Events were missed.
    UNKNOWN
  }

  /// What became of a call: its verdicts, in their order.
  record Visit(List<VerdictReached> verdicts) {

    Verdict end() {
      return verdicts.getLast().verdict();
    }

    boolean isListenedTo() {
      return verdicts.stream().anyMatch(verdict -> verdict.verdict() == Verdict.LISTEN);
    }

    boolean isChallenged() {
      return verdicts.stream().anyMatch(verdict -> verdict.verdict() == Verdict.CHALLENGE);
    }
  }

  /// So many machines recognise the digits; the others key wrong ones.
  FloodedLine solving(double share) {
    solvedShare = share;
    return this;
  }

  /// Machines show these many numbers, again and again, instead of any.
  FloodedLine showing(int numbers) {
    for (int i = 0; i < numbers; i++) {
      pool.add(people.elsewhere());
    }
    return this;
  }

  LineUnderTest line() {
    return line;
  }

  /// Somebody who keys everything at a person's pace and speaks.
  Caller person(String number) {
    return new Caller(
        PhoneNumber.of(number),
        Attestation.UNSIGNED,
        6.8 + random.nextDouble(),
        7.0 + random.nextDouble(),
        SPEAKS,
        ChallengeResult.PASSED);
  }

  /// Plans people and machines, then runs until a time after the flood's beginning.
  ///
  /// @param shown the number that all machines show, or null for any
  void run(Duration flood, @Nullable String shown) {
    Instant end = FLOOD.plus(flood);
    each(LineUnderTest.START, USUAL_PER_HOUR / 3600, end, this::usualPerson);
    each(FLOOD, MACHINES_PER_SECOND, end, () -> machine(shown));
    agenda.runUntil(end.plusSeconds(60));
  }

  private void each(Instant from, double perSecond, Instant end, Runnable calls) {
    for (Instant at = from; at.isBefore(end); ) {
      then(at, calls);
      at = Agenda.after(at, -Math.log(1 - random.nextDouble()) / perSecond);
    }
  }

  private void usualPerson() {
    SampledPeople.Person person = people.next();
    begin(
        new Caller(
            person.number(),
            person.attestation(),
            person.keysLanguage() ? person.languageSeconds() : null,
            person.keysMenu() ? person.menuSeconds() : null,
            person.isHeard() ? SPEAKS : CallerSound.NOTHING,
            ChallengeResult.PASSED));
  }

  private void machine(@Nullable String shown) {
    PhoneNumber number = shown == null ? anyNumber() : PhoneNumber.of(shown);
    begin(
        new Caller(
            number,
            Attestation.UNSIGNED,
            4.0 + 0.01 * random.nextDouble(),
            null,
            CallerSound.NOTHING,
            solved()));
  }

  private PhoneNumber anyNumber() {
    return pool.isEmpty() ? people.elsewhere() : pool.get(random.nextInt(pool.size()));
  }

  private ChallengeResult solved() {
    if (solvedShare == 0) {
      return ChallengeResult.SILENT;
    }
    return random.nextDouble() < solvedShare ? ChallengeResult.PASSED : ChallengeResult.FAILED;
  }

  /// Plans a call.
  Visit calls(Caller caller, Instant at) {
    Visit visit = new Visit(new ArrayList<>());
    agenda.at(at, () -> begin(caller, at, visit));
    return visit;
  }

  private void begin(Caller caller) {
    Instant at = line.now();
    begin(caller, at, new Visit(new ArrayList<>()));
  }

  private void begin(Caller caller, Instant at, Visit visit) {
    line.timeIs(at);
    Privacy privacy = caller.number().isPresent() ? Privacy.NONE : Privacy.ID;
    Call call = line.call(caller.number(), privacy, caller.attestation());
    visit.verdicts().add(call.arrival());
    switch (call.arrival().verdict()) {
      case REJECT -> {}
      case CHALLENGE -> challenge(caller, call, at, visit, Stage.ARRIVAL);
      default -> language(caller, call, at, visit);
    }
  }

  private void then(Instant at, Runnable action) {
    agenda.at(
        at,
        () -> {
          line.timeIs(at);
          action.run();
        });
  }

  private void language(Caller caller, Call call, Instant from, Visit visit) {
    @Nullable Double seconds = caller.languageSeconds();
    Instant at = Agenda.after(from, seconds == null ? 2 * TIMEOUT_SECONDS : seconds);
    then(
        at,
        () -> {
          line.keys(call, "language", seconds == null ? null : "1", seconds == null ? 8 : seconds);
          menu(caller, call, at, visit);
        });
  }

  private void menu(Caller caller, Call call, Instant from, Visit visit) {
    @Nullable Double seconds = caller.menuSeconds();
    Instant at = Agenda.after(from, seconds == null ? 2 * TIMEOUT_SECONDS : seconds);
    then(
        at,
        () -> {
          line.keys(call, "purpose", seconds == null ? null : "2", seconds == null ? 8 : seconds);
          VerdictReached verdict = line.join(call, caller.sound());
          visit.verdicts().add(verdict);
          if (verdict.verdict() == Verdict.CHALLENGE) {
            challenge(caller, call, at, visit, Stage.JOIN);
          } else if (verdict.verdict() == Verdict.LISTEN) {
            listen(caller, call, at, visit);
          } else {
            end(call, at, verdict.verdict());
          }
        });
  }

  private void challenge(Caller caller, Call call, Instant from, Visit visit, Stage when) {
    Instant at = Agenda.after(from, caller.challenge() == ChallengeResult.SILENT ? 16 : 8);
    then(
        at,
        () -> {
          VerdictReached verdict = line.challenge(call, caller.challenge(), caller.sound());
          visit.verdicts().add(verdict);
          if (when == Stage.ARRIVAL && verdict.verdict() == Verdict.ADMIT) {
            language(caller, call, at, visit);
          } else if (verdict.verdict() == Verdict.LISTEN) {
            listen(caller, call, at, visit);
          } else {
            end(call, at, verdict.verdict());
          }
        });
  }

  private void listen(Caller caller, Call call, Instant from, Visit visit) {
    Instant at = Agenda.after(from, LISTENING_SECONDS);
    @Nullable CallerSound sound =
        switch (caller.response()) {
          case NOTHING, KEY -> caller.sound();
          case SOUND -> SPEAKS;
          case UNKNOWN -> null;
        };
    then(
        at,
        () -> {
          VerdictReached verdict = line.listening(call, caller.response() == Response.KEY, sound);
          visit.verdicts().add(verdict);
          end(call, at, verdict.verdict());
        });
  }

  private void end(Call call, Instant from, Verdict verdict) {
    then(Agenda.after(from, 25), () -> line.hangUp(call, verdict == Verdict.ADMIT));
  }
}
