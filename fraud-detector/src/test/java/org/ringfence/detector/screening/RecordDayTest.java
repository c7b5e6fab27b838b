package org.ringfence.detector.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.CallEnded;
import org.ringfence.events.CallEvent.JoinScreeningAsked;
import org.ringfence.events.CallEvent.QuestionAnswered;
import org.ringfence.events.CallId;
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
  private static final double MENU_TIMEOUT_SECONDS = 8;

  private final long seed = Long.getLong("sim.seed", 20161101L);
  private final Random random = new Random(seed);
  private final ScreeningDecider decider =
      new LineUnderTest(LineUnderTest.thresholds(Defence.ON, USUAL_PER_HOUR)).decider();
  private final PriorityQueue<Step> agenda = new PriorityQueue<>();
  private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
  private final Map<Mode, Integer> modes = new EnumMap<>(Mode.class);
  private int portsInUse;
  private int steps;
  private int calls;

  /// Something that somebody does at a time; ties go by order of planning.
  private record Step(Instant at, int order, Runnable action) implements Comparable<Step> {
    @Override
    public int compareTo(Step other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : Integer.compare(order, other.order);
    }
  }

  private record Person(PhoneNumber number, Privacy privacy, Attestation attestation) {}

  private void at(Instant when, Runnable action) {
    agenda.add(new Step(when, steps++, action));
  }

  private static Instant after(Instant from, double seconds) {
    return from.plus(Duration.ofMillis(Math.round(seconds * 1000)));
  }

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
          PhoneNumber.of("+1651555" + (1000 + office)),
          Privacy.NONE,
          office % 4 == 0 ? Attestation.C : Attestation.UNSIGNED);
    }
    String digits = "+1612" + (2_000_000 + random.nextInt(7_999_999));
    return new Person(PhoneNumber.of(digits), Privacy.NONE, attestation);
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
    Instant menuAt = after(now, Math.min(language, 2 * MENU_TIMEOUT_SECONDS));
    at(menuAt, () -> question(call, menuAt, "language", languageKeyed ? "1" : null, language));
    double menu = keySeconds();
    boolean late = menu > MENU_TIMEOUT_SECONDS;
    boolean menuKeyed = menu <= 2 * MENU_TIMEOUT_SECONDS;
    Instant joinAt = after(menuAt, Math.min(menu, 2 * MENU_TIMEOUT_SECONDS));
    if (late) {
      Instant repromptAt = after(menuAt, MENU_TIMEOUT_SECONDS);
      at(repromptAt, () -> question(call, repromptAt, "purpose", null, MENU_TIMEOUT_SECONDS));
    }
    at(
        joinAt,
        () -> {
          question(call, joinAt, "purpose", menuKeyed ? "1" : null, menu);
          apply(new JoinScreeningAsked(call, joinAt, LineUnderTest.LINE, null));
        });
    boolean served = random.nextDouble() < 0.5;
    Instant endAt = after(joinAt, 60 + random.nextDouble() * 300);
    at(endAt, () -> end(person, call, now, endAt, 16, served, redials));
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
      Instant again = after(now, median * Math.exp(0.5 * random.nextGaussian()));
      at(again, () -> attempt(person, again, redials + 1));
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
  void nobodyIsRejectedOnADayOfTenTimesAsManyPeople() {
    Instant when = LineUnderTest.START;
    for (int i = 0; i < PEOPLE; i++) {
      when = after(when, -Math.log(1 - random.nextDouble()) * 3600 / (USUAL_PER_HOUR * 10));
      Person person = person();
      Instant arrival = when;
      at(arrival, () -> attempt(person, arrival, 0));
    }
    for (Step next = agenda.poll(); next != null; next = agenda.poll()) {
      next.action.run();
    }
    System.out.println("RecordDayTest: sim.seed=" + seed + " " + calls + " calls, " + verdicts);

    assertThat(modes).containsKey(Mode.RED);
    assertThat(verdicts).doesNotContainKey(Verdict.REJECT);
    assertThat(verdicts.getOrDefault(Verdict.DIVERT, 0)).isLessThan(calls / 1_000);
  }
}
