package org.ringfence.detector.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ringfence.detector.SampledPeople;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.CallEnded;
import org.ringfence.events.CallEvent.ChallengeEnded;
import org.ringfence.events.CallEvent.JoinScreeningAsked;
import org.ringfence.events.CallEvent.QuestionAnswered;
import org.ringfence.events.CallId;
import org.ringfence.events.CallerSound;
import org.ringfence.events.ChallengeResult;
import org.ringfence.events.Defence;
import org.ringfence.events.Message;
import org.ringfence.events.Mode;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Privacy;
import org.ringfence.events.ScreeningDecision.ModeChanged;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Verdict;

/// A record day: ten times as many real people as usual, nobody else. `-Dsim.seed=` replays it.
///
/// The people are those of the traffic model: 4 % behind shared numbers (which are ten times as
/// busy as well), withheld and malformed numbers, attestations by their shares, slow people who let
/// a menu time out, redials after busy and after abandoning.
class RecordDayTest {

  private static final double USUAL_PER_HOUR = 1_600;
  private static final int PEOPLE = 20_000;
  private static final int PORTS = 1_000;
  private static final Set<Verdict> HARMLESS = EnumSet.of(Verdict.ADMIT, Verdict.CHALLENGE);
  private static final double MENU_TIMEOUT_SECONDS = 8;

  private final long seed = Long.getLong("sim.seed", 20161101L);
  private final Random random = new Random(seed);
  private final ScreeningDecider decider =
      new LineUnderTest(LineUnderTest.thresholds(Defence.ON, USUAL_PER_HOUR)).decider();
  private final SampledPeople people = new SampledPeople(random);
  private final Agenda agenda = new Agenda();
  private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
  private final Map<Mode, Integer> modes = new EnumMap<>(Mode.class);
  private int portsInUse;
  private int calls;

  private record Person(PhoneNumber number, Privacy privacy, Attestation attestation) {}

  private Person person() {
    double kind = random.nextDouble();
    Attestation attestation = attestation();
    if (kind < 0.028) {
      return new Person(PhoneNumber.NONE, Privacy.ID, attestation);
    }
    if (kind < 0.033) {
      return new Person(PhoneNumber.of("ext " + random.nextInt(400)), Privacy.NONE, attestation);
    }
    if (kind < 0.073) {
      // 16 shared numbers at 4 % of 16,000 an hour: 40 an hour each on a usual day is their
      // busiest.
      int office = random.nextInt(16);
      return new Person(
          PhoneNumber.of("+1651" + (220 + 37 * office) + 4000),
          Privacy.NONE,
          office % 4 == 0 ? Attestation.C : Attestation.UNSIGNED);
    }
    return new Person(people.next().number(), Privacy.NONE, attestation);
  }

  private Attestation attestation() {
    if (random.nextDouble() >= 0.37) {
      return Attestation.UNSIGNED;
    }
    double share = random.nextDouble();
    return share < 0.75 ? Attestation.A : share < 0.90 ? Attestation.B : Attestation.C;
  }

  private double keySeconds() {
    double tail = random.nextDouble() < 0.05 ? 4 : 1;
    return 8 * Math.exp(0.38 * random.nextGaussian()) * tail;
  }

  private void attempt(Person person, Instant now, int redials) {
    if (portsInUse >= PORTS) {
      redial(person, now, redials, 0.85, 25, 15);
      return;
    }
    portsInUse++;
    CallId call = new CallId("p" + calls++);
    VerdictReached verdict =
        apply(
            new AttemptArrived(
                call,
                now,
                LineUnderTest.LINE,
                person.number,
                person.privacy,
                person.attestation,
                "carrier",
                portsInUse));
    assertThat(verdict).isNotNull();
    if (verdict != null && verdict.verdict() == Verdict.REJECT) {
      end(person, call, now, now, 21, false, redials);
      return;
    }
    double language = keySeconds();
    boolean languageKeyed = language <= 2 * MENU_TIMEOUT_SECONDS;
    Instant menuAt = Agenda.after(now, Math.min(language, 2 * MENU_TIMEOUT_SECONDS));
    agenda.at(
        menuAt, () -> question(call, menuAt, "language", languageKeyed ? "1" : null, language));
    double menu = keySeconds();
    boolean late = menu > MENU_TIMEOUT_SECONDS;
    boolean menuKeyed = menu <= 2 * MENU_TIMEOUT_SECONDS;
    Instant joinAt = Agenda.after(menuAt, Math.min(menu, 2 * MENU_TIMEOUT_SECONDS));
    if (late) {
      Instant repromptAt = Agenda.after(menuAt, MENU_TIMEOUT_SECONDS);
      agenda.at(
          repromptAt, () -> question(call, repromptAt, "purpose", null, MENU_TIMEOUT_SECONDS));
    }
    agenda.at(
        joinAt,
        () -> {
          question(call, joinAt, "purpose", menuKeyed ? "1" : null, menu);
          joinAsked(call, joinAt);
        });
    boolean served = random.nextDouble() < 0.5;
    Instant endAt = Agenda.after(joinAt, 60 + random.nextDouble() * 300);
    agenda.at(endAt, () -> end(person, call, now, endAt, 16, served, redials));
  }

  /// Nearly everybody is heard in some way by now; those who are challenged pass.
  private void joinAsked(CallId call, Instant at) {
    CallerSound sound =
        random.nextDouble() < 0.02
            ? CallerSound.NOTHING
            : new CallerSound(Duration.ofSeconds(3), 0.2, random.nextLong());
    VerdictReached verdict = apply(new JoinScreeningAsked(call, at, LineUnderTest.LINE, sound));
    if (verdict != null && verdict.verdict() == Verdict.CHALLENGE) {
      apply(new ChallengeEnded(call, at, LineUnderTest.LINE, ChallengeResult.PASSED, sound));
    }
  }

  private void question(CallId call, Instant at, String node, @Nullable String key, double offset) {
    Duration taken = Duration.ofMillis(Math.round(offset * 1000));
    apply(new QuestionAnswered(call, at, LineUnderTest.LINE, node, key, taken));
  }

  private void end(
      Person person,
      CallId call,
      Instant from,
      Instant now,
      int cause,
      boolean served,
      int redials) {
    portsInUse--;
    apply(new CallEnded(call, now, LineUnderTest.LINE, cause, Duration.between(from, now), served));
    if (!served) {
      redial(person, now, redials, 0.5, 600, 15);
    }
  }

  private void redial(
      Person person, Instant now, int redials, double chance, double median, int max) {
    if (redials < max && random.nextDouble() < chance) {
      Instant again = Agenda.after(now, median * Math.exp(0.5 * random.nextGaussian()));
      agenda.at(again, () -> attempt(person, again, redials + 1));
    }
  }

  private @Nullable VerdictReached apply(Message message) {
    @Nullable VerdictReached verdict = null;
    for (Message answer : decider.apply(message)) {
      if (answer instanceof VerdictReached reached) {
        verdict = reached;
        verdicts.merge(reached.verdict(), 1, Integer::sum);
      } else if (answer instanceof ModeChanged change) {
        modes.merge(change.to(), 1, Integer::sum);
      }
    }
    return verdict;
  }

  @Test
  void nobodyIsHarmedOnADayOfTenTimesAsManyPeople() {
    Instant when = LineUnderTest.START;
    for (int i = 0; i < PEOPLE; i++) {
      when = Agenda.after(when, -Math.log(1 - random.nextDouble()) * 3600 / (USUAL_PER_HOUR * 10));
      Person person = person();
      Instant arrival = when;
      agenda.at(arrival, () -> attempt(person, arrival, 0));
    }
    agenda.runUntil(Instant.MAX);
    System.out.println("RecordDayTest: sim.seed=" + seed + " " + calls + " calls, " + verdicts);

    assertThat(modes).containsKey(Mode.RED);
    assertThat(verdicts).satisfies(given -> assertThat(HARMLESS).containsAll(given.keySet()));
    assertThat(verdicts.getOrDefault(Verdict.CHALLENGE, 0)).isLessThan(calls / 1_000);
  }
}
