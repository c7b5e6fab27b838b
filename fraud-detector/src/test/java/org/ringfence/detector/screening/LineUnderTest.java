package org.ringfence.detector.screening;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.detector.SampledPeople;
import org.ringfence.detector.ShippedCallers;
import org.ringfence.detector.lists.ListedNumber;
import org.ringfence.detector.lists.NumberList;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.CallAnswered;
import org.ringfence.events.CallEvent.CallEnded;
import org.ringfence.events.CallEvent.ChallengeEnded;
import org.ringfence.events.CallEvent.JoinScreeningAsked;
import org.ringfence.events.CallEvent.ListeningEnded;
import org.ringfence.events.CallEvent.QuestionAnswered;
import org.ringfence.events.CallId;
import org.ringfence.events.CallerSound;
import org.ringfence.events.ChallengeResult;
import org.ringfence.events.ClockTicked;
import org.ringfence.events.Defence;
import org.ringfence.events.LineId;
import org.ringfence.events.Message;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Privacy;
import org.ringfence.events.ScreeningDecision.ModeChanged;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Stage;
import org.ringfence.events.Topic;
import org.ringfence.events.Verdict;

/// One protected line on virtual time, driven the way the gateway drives it.
final class LineUnderTest {

  /// Of the trunk.
  static final int PORTS = 1_000;

  static final LineId LINE = new LineId("16515550100");
  static final Instant START = Instant.parse("2026-11-02T14:00:00Z");
  static final byte[] KEY = "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  static final KnownNumbers KNOWN =
      new KnownNumbers(
          Set.of(PhoneNumber.of("+16515550100")),
          new NumberList(List.of(row("+18005550199"), row("+1900*"))),
          new NumberList(List.of(row("+16515550142"))));

  private final ScreeningDecider decider;
  private final List<ModeChanged> modeChanges = new ArrayList<>();
  private final List<Message> told = new ArrayList<>();
  private final List<Message> said = new ArrayList<>();
  private Instant now = START;
  private int lastCall;
  private int portsInUse = 1;

  LineUnderTest(ScreeningThresholds thresholds) {
    decider =
        new ScreeningDecider(LINE, thresholds, KNOWN, ShippedCallers.read(), new NumberHash(KEY));
  }

  static ListedNumber row(String pattern) {
    return new ListedNumber(pattern, "because", "tester", LocalDate.parse("2027-12-31"));
  }

  static ScreeningThresholds thresholds(Defence defence, double expectedPerHour) {
    return new ScreeningThresholds(
        defence,
        PORTS,
        0.7,
        0.9,
        expectedPerHour,
        new ScreeningThresholds.Surge(2, 30),
        new ScreeningThresholds.Surge(3, 60),
        Duration.ofMinutes(5),
        -0.5,
        4.5,
        1.5);
  }

  static Ladder ladder() {
    return new Ladder(thresholds(Defence.ON, 1_600).ofVerdicts());
  }

  static ScreeningDecider decider(Defence defence, double expectedPerHour) {
    return new LineUnderTest(thresholds(defence, expectedPerHour)).decider();
  }

  /// Every message that the line was told.
  List<Message> told() {
    return told;
  }

  /// What the line said of a kind, in its order.
  <T extends Message> List<T> said(Class<T> kind) {
    return said.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  ScreeningDecider decider() {
    return decider;
  }

  Instant now() {
    return now;
  }

  List<ModeChanged> modeChanges() {
    return modeChanges;
  }

  void passTime(Duration duration) {
    now = now.plus(duration);
  }

  void timeIs(Instant instant) {
    now = instant;
  }

  void portsInUse(int ports) {
    portsInUse = ports;
  }

  /// A call in progress.
  record Call(CallId id, Instant arrivedAt, VerdictReached arrival) {}

  Call call(String number) {
    return call(number, Attestation.UNSIGNED);
  }

  Call call(String number, Attestation attestation) {
    return call(PhoneNumber.of(number), Privacy.NONE, attestation);
  }

  Call call(PhoneNumber number, Privacy privacy, Attestation attestation) {
    CallId id = new CallId("test-" + ++lastCall);
    List<Message> answers =
        apply(
            new AttemptArrived(id, now, LINE, number, privacy, attestation, "carrier", portsInUse));
    VerdictReached verdict = onlyVerdict(answers);
    if (verdict.stage() != Stage.ARRIVAL || !verdict.call().equals(id)) {
      throw new AssertionError("not the verdict of this arrival: " + verdict);
    }
    return new Call(id, now, verdict);
  }

  /// Whoever calls; a person or not.
  Call call(SampledPeople.Person person) {
    Privacy privacy = person.number().isPresent() ? Privacy.NONE : Privacy.ID;
    return call(person.number(), privacy, person.attestation());
  }

  void keys(Call call, String node, @Nullable String key, double offsetSeconds) {
    Duration offset = Duration.ofMillis(Math.round(offsetSeconds * 1000));
    apply(new QuestionAnswered(call.id(), now, LINE, node, key, offset));
  }

  VerdictReached join(Call call) {
    return join(call, null);
  }

  VerdictReached join(Call call, @Nullable CallerSound sound) {
    return verdict(call, Stage.JOIN, new JoinScreeningAsked(call.id(), now, LINE, sound));
  }

  VerdictReached challenge(Call call, ChallengeResult result, @Nullable CallerSound sound) {
    return verdict(call, Stage.CHALLENGE, new ChallengeEnded(call.id(), now, LINE, result, sound));
  }

  VerdictReached listening(Call call, boolean keyed, @Nullable CallerSound sound) {
    return verdict(call, Stage.LISTENING, new ListeningEnded(call.id(), now, LINE, keyed, sound));
  }

  private VerdictReached verdict(Call call, Stage stage, Message question) {
    VerdictReached verdict = onlyVerdict(apply(question));
    if (verdict.stage() != stage || !verdict.call().equals(call.id())) {
      throw new AssertionError("not the verdict of this question: " + verdict);
    }
    return verdict;
  }

  void hangUp(Call call, boolean reachedAgent) {
    hangUp(call, 16, reachedAgent);
  }

  void hangUp(Call call, int cause, boolean reachedAgent) {
    apply(
        new CallEnded(
            call.id(), now, LINE, cause, Duration.between(call.arrivedAt(), now), reachedAgent));
  }

  /// The mark of the incident: language at a fixed time, then nothing, asked twice.
  VerdictReached playMachine(Call call) {
    apply(new CallAnswered(call.id(), now, LINE));
    keys(call, "language", "1", 4.0);
    keys(call, "purpose", null, 8.0);
    keys(call, "purpose", null, 8.0);
    VerdictReached verdict = join(call, CallerSound.NOTHING);
    hangUp(call, false);
    return verdict;
  }

  /// A person who keys both answers.
  VerdictReached playPerson(Call call, double languageSeconds) {
    keys(call, "language", "1", languageSeconds);
    keys(call, "purpose", "2", languageSeconds + 1);
    VerdictReached verdict = join(call);
    hangUp(call, true);
    return verdict;
  }

  void tick() {
    apply(new ClockTicked(now, Topic.SCREENING, LINE.value()));
  }

  List<Message> apply(Message message) {
    told.add(message);
    List<Message> answers = decider.apply(message);
    said.addAll(answers);
    for (Message answer : answers) {
      if (answer instanceof ModeChanged change) {
        modeChanges.add(change);
      }
    }
    return answers;
  }

  /// Presses the line into RED through its ports, with numbers that do not repeat.
  void pressToRed() {
    portsInUse(950);
    hangUp(call("+12025550123"), true);
  }

  /// A number calls three times a second as machines do, until it is refused.
  Call callUntilRefused(String number) {
    for (int i = 0; i < 300; i++) {
      Call call = call(number);
      if (call.arrival().verdict() == Verdict.REJECT) {
        return call;
      }
      playMachine(call);
      passTime(Duration.ofMillis(333));
    }
    throw new AssertionError("never refused");
  }

  static VerdictReached onlyVerdict(List<Message> answers) {
    List<VerdictReached> verdicts =
        answers.stream()
            .filter(VerdictReached.class::isInstance)
            .map(VerdictReached.class::cast)
            .toList();
    if (verdicts.size() != 1) {
      throw new AssertionError("one verdict expected: " + answers);
    }
    return verdicts.getFirst();
  }
}
