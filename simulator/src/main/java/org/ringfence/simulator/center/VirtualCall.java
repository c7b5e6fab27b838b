package org.ringfence.simulator.center;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.CallId;
import org.ringfence.events.CallerSound;
import org.ringfence.events.ChallengeResult;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.LineDecision.WaitTold;
import org.ringfence.events.OfferId;
import org.ringfence.events.PredictedWait;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Stage;
import org.ringfence.events.TicketId;
import org.ringfence.events.Verdict;
import org.ringfence.gateway.calls.Place;
import org.ringfence.gateway.calls.TrackedCall;
import org.ringfence.gateway.ivr.Announcement;
import org.ringfence.gateway.ivr.IvrState;
import org.ringfence.gateway.ivr.Language;
import org.ringfence.gateway.ivr.Listening;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.results.AttemptResult;
import org.ringfence.simulator.results.Outcome;

/// One attempt that got a port: what the dialplan and the gateway do with it, and what the caller
/// does by plan.
///
/// ```
/// screened ──► (closed | rejected)
///    ├──► challenge ──► (let go | turned away)
///    │        ▼
///    └──► questions ──► (challenge ──► (listened to ──►)) in line ──► talking ──► over
/// ```
final class VirtualCall {

  /// A refused attempt holds its port so long.
  private static final double REJECTION_SECONDS = 0.1;

  // Q.850
  private static final int NORMAL_CLEARING = 16;
  private static final int CALL_REJECTED = 21;

  private enum Stay {
    SCREENED,
    CHALLENGE,
    QUESTIONS,
    IN_LINE,
    TALKING,
    OVER
  }

  private final World world;
  private final Person person;
  private final CallerPlan plan;
  private final int attempt;
  private final TrackedCall tracked;
  private final long arrivedMicros;
  private final Questions questions;
  private final CallerVoice voice;
  private final List<Schedule.Step> planned = new ArrayList<>(4);

  private Stay stay = Stay.SCREENED;
  private Schedule.@Nullable Step givingUp;
  private @Nullable VerdictReached verdict;
  private boolean challenged;
  private @Nullable ChallengeResult challengeResult;
  private Place.Standing standing = Place.Standing.ORDINARY;
  private boolean everDiverted;
  private long answeredMicros;
  private long joinedMicros;
  private double waitSeconds = Double.NaN;
  private @Nullable Place place;
  private @Nullable TicketId ticket;
  private AttemptResult.@Nullable Range announced;
  private AttemptResult.@Nullable Prediction predicted;
  private int ahead;
  private @Nullable VirtualAgent agent;
  private long talkBeganMicros;
  private boolean lost;

  VirtualCall(World world, Person person, int attempt, TrackedCall tracked) {
    this.world = world;
    this.person = person;
    this.plan = person.plan();
    this.attempt = attempt;
    this.tracked = tracked;
    this.arrivedMicros = world.schedule().nowMicros();
    this.questions = new Questions(world, plan, attempt, tracked, new AfterQuestions());
    this.voice = new CallerVoice(world.draws(), plan, attempt);
  }

  CallId id() {
    return tracked.id();
  }

  TrackedCall tracked() {
    return tracked;
  }

  /// What an agent hears who talks to it.
  boolean isMachine() {
    return plan.isMachine();
  }

  /// Before the answer.
  void arrive() {
    CallerPlan.Signalling seen = plan.signalling();
    tracked.arrived(
        world.schedule().instant(), seen.privacy(), fingerprint(seen), world.portsInUse());
    IvrState state = IvrState.START;
    Verdict given = verdictGiven(Stage.ARRIVAL);
    if (given == Verdict.REJECT || given == Verdict.LET_GO) {
      tracked.refused();
      plan(REJECTION_SECONDS, () -> hangUp(CALL_REJECTED, Outcome.REJECTED));
      return;
    }
    if (given == Verdict.ANNOUNCE || given == Verdict.DIVERT) {
      state = IvrState.of("verdict=" + given.name().toLowerCase(Locale.ROOT));
    }
    if (given == Verdict.DIVERT) {
      divert();
    }
    tracked.answered(world.schedule().instant());
    answeredMicros = world.schedule().nowMicros();
    if (arrivedMicros < 0) {
      List<String> closed = List.of("ringfence/" + Language.EN.code() + "/closed");
      tracked.dismissed();
      plan(world.promptSeconds(closed), () -> hangUp(NORMAL_CLEARING, Outcome.CLOSED));
      return;
    }
    IvrState first = state;
    if (given == Verdict.CHALLENGE) {
      challenge(world.languages(), () -> ask(first));
    } else {
      ask(first);
    }
  }

  private void ask(IvrState first) {
    stay = Stay.QUESTIONS;
    questions.begin(first);
  }

  /// @param onward what comes next for who may go on
  private void challenge(List<Language> languages, Runnable onward) {
    stay = Stay.CHALLENGE;
    challenged = true;
    resetPatience(plan.ivrPatienceSeconds(), Outcome.ABANDONED_IVR);
    ChallengeByPlan act = ChallengeByPlan.of(world, plan, languages);
    plan(
        act.seconds(),
        () -> {
          challengeResult = act.result();
          tracked.challengeEnded(world.schedule().instant(), act.result(), sound());
          obey(verdictGiven(Stage.CHALLENGE), languages, onward);
        });
  }

  /// Nobody's plan says a key for this; a sound is noticed when the round is over.
  private void listen(List<Language> languages, int round, Runnable onward) {
    double seconds = world.promptSeconds(Listening.prompts(languages)) + Listening.ANSWER_SECONDS;
    plan(
        seconds,
        () -> {
          if (round < Listening.ROUNDS && !sound().isHeard()) {
            listen(languages, round + 1, onward);
            return;
          }
          tracked.listeningEnded(world.schedule().instant(), false, sound());
          obey(verdictGiven(Stage.LISTENING), languages, onward);
        });
  }

  /// After the answer.
  ///
  /// @param languages in which the caller is spoken to
  private void obey(Verdict given, List<Language> languages, Runnable onward) {
    switch (given) {
      case ADMIT, ANNOUNCE, CHALLENGE -> onward.run();
      case DIVERT -> {
        divert();
        onward.run();
      }
      case LISTEN -> listen(languages, 1, onward);
      case LET_GO -> bye(languages.getFirst(), "let-go", Outcome.LET_GO);
      case REJECT ->
          bye(
              languages.getFirst(),
              "turned-away",
              challengeResult == ChallengeResult.FAILED
                  ? Outcome.CHALLENGE_FAILED
                  : Outcome.REJECTED);
    }
  }

  private void bye(Language language, String prompt, Outcome outcome) {
    List<String> said = List.of("ringfence/" + language.code() + "/" + prompt);
    tracked.dismissed();
    plan(world.promptSeconds(said), () -> hangUp(NORMAL_CLEARING, outcome));
  }

  private void divert() {
    everDiverted = true;
    double odds = verdict == null ? 0 : verdict.machineOdds();
    boolean heard = sound().isHeard() || questions.isKeyed();
    standing = new Place.Standing(true, odds, heard);
  }

  private CallerSound sound() {
    return voice.after(Schedule.seconds(world.schedule().nowMicros() - answeredMicros));
  }

  /// What follows from the questions.
  private final class AfterQuestions implements Questions.Course {
    @Override
    public void goesOn() {
      resetPatience(plan.ivrPatienceSeconds(), Outcome.ABANDONED_IVR);
    }

    @Override
    public void join(IvrState state) {
      VirtualCall.this.join(state);
    }

    @Override
    public void bye() {
      tracked.dismissed();
      hangUp(NORMAL_CLEARING, Outcome.ANNOUNCED);
    }
  }

  private static String fingerprint(CallerPlan.Signalling seen) {
    String token = seen.fingerprint();
    return token.length() > 64 ? token.substring(0, 64) : token;
  }

  private Verdict verdictGiven(Stage stage) {
    VerdictReached given = world.verdict(id(), stage);
    verdict = given;
    return given.verdict();
  }

  private void plan(double seconds, Runnable action) {
    planned.add(world.schedule().in(seconds, action));
  }

  private void resetPatience(double seconds, Outcome outcome) {
    if (givingUp != null) {
      givingUp.cancel();
    }
    givingUp = world.schedule().in(seconds, () -> hangUp(NORMAL_CLEARING, outcome));
  }

  private void join(IvrState state) {
    tracked.joinScreeningAsked(world.schedule().instant(), sound());
    Verdict given = verdictGiven(Stage.JOIN);
    List<Language> languages = List.of(world.language(state));
    if (given == Verdict.CHALLENGE) {
      challenge(languages, () -> enterLine(state));
    } else {
      obey(given, languages, () -> enterLine(state));
    }
  }

  private void enterLine(IvrState state) {
    stay = Stay.IN_LINE;
    joinedMicros = world.schedule().nowMicros();
    resetPatience(plan.patienceSeconds(), Outcome.ABANDONED_QUEUE);
    Place wanted =
        world
            .places()
            .read(state.token(), tracked.line(), world.schedule().instant(), null, standing);
    place = plan.skill() == null ? wanted : world.needing(wanted, plan.skill());
    if (standing.diverted() && Double.isFinite(voice.firstSeconds())) {
      double passed = Schedule.seconds(world.schedule().nowMicros() - answeredMicros);
      plan(Math.max(0, voice.firstSeconds() - passed), this::heard);
    }
    askForPlace();
  }

  /// A diverted caller is heard at last, and waits like everybody from then on.
  private void heard() {
    if (stay != Stay.IN_LINE) {
      return;
    }
    if (tracked.heard(world.schedule().instant())) {
      standing = Place.Standing.ORDINARY;
    }
  }

  private void askForPlace() {
    if (stay != Stay.IN_LINE || place == null) {
      return;
    }
    if (ticket == null) {
      tracked.reachQueue(world.schedule().instant(), place);
    } else {
      tracked.askWait(world.schedule().instant());
    }
    // Later ticks are questions that change nothing: what counts is what is announced first.
    if (announced == null && stay == Stay.IN_LINE) {
      plan(world.tickSeconds(), this::askForPlace);
    }
  }

  void placed(TicketPlaced placed) {
    ticket = placed.ticket();
    tracked.placed(placed.ticket(), placed.since());
    ahead = Math.max(0, placed.position() - 1);
    announce(placed.position(), placed.predicted());
  }

  void told(WaitTold told) {
    announce(told.position(), told.predicted());
  }

  private void announce(int position, @Nullable PredictedWait wait) {
    if (wait == null || announced != null || place == null) {
      return;
    }
    if (predicted == null) {
      double passed = world.schedule().nowSeconds() - Schedule.seconds(joinedMicros);
      predicted =
          new AttemptResult.Prediction(
              passed + seconds(wait.low()),
              passed + seconds(wait.expected()),
              passed + seconds(wait.high()));
    }
    Language language = Language.find(place.language()).orElse(Language.EN);
    Announcement.Told range = Announcement.of(language, position, wait, null).told();
    if (range != null) {
      tracked.talk().told(range);
      double high =
          range.high() == Integer.MAX_VALUE ? Double.POSITIVE_INFINITY : range.high() * 60.0;
      announced = new AttemptResult.Range(range.low() * 60.0, high);
    }
  }

  private static double seconds(Duration duration) {
    return duration.toSeconds() + duration.toNanosPart() / 1e9;
  }

  boolean isInLine() {
    return stay == Stay.IN_LINE;
  }

  /// Agent and caller hear each other.
  void connected(VirtualAgent by, OfferId offer) {
    stay = Stay.TALKING;
    agent = by;
    talkBeganMicros = world.schedule().nowMicros();
    waitSeconds = Schedule.seconds(talkBeganMicros - joinedMicros);
    if (givingUp != null) {
      givingUp.cancel();
      givingUp = null;
    }
    tracked.talks(offer);
    plan(
        plan.talkSeconds() * by.plan().talkFactor(),
        () -> {
          stay = Stay.OVER;
          by.talkEnded(this);
          hangUp(NORMAL_CLEARING, Outcome.SERVED);
        });
  }

  /// The queue manager holds the ticket to be over.
  void ticketClosed() {
    lost |= stay != Stay.OVER;
  }

  private void hangUp(int cause, Outcome outcome) {
    if (stay == Stay.IN_LINE) {
      waitSeconds = world.schedule().nowSeconds() - Schedule.seconds(joinedMicros);
      lost |= ticket == null;
    }
    stay = Stay.OVER;
    finish(outcome);
    world.ended(id(), cause);
    person.ended(lost ? Outcome.LOST : divertedOutcome(outcome));
  }

  /// The run is over and the call is not.
  void cutOff() {
    boolean talking = stay == Stay.TALKING;
    if (stay == Stay.IN_LINE) {
      waitSeconds = world.schedule().nowSeconds() - Schedule.seconds(joinedMicros);
    }
    finish(talking ? Outcome.SERVED : Outcome.STILL_WAITING);
  }

  private void finish(Outcome outcome) {
    planned.forEach(Schedule.Step::cancel);
    if (givingUp != null) {
      givingUp.cancel();
    }
    questions.end();
    double now = world.schedule().nowSeconds();
    boolean joined = !Double.isNaN(waitSeconds);
    VerdictReached reached = verdict;
    world.record(
        new AttemptResult(
            plan,
            attempt,
            Schedule.seconds(arrivedMicros),
            lost ? Outcome.LOST : divertedOutcome(outcome),
            reached == null ? null : reached.mode(),
            reached == null ? 0 : reached.score(),
            reached == null ? List.of() : reached.reasons(),
            challenged,
            everDiverted,
            joined ? Schedule.seconds(joinedMicros) : Double.NaN,
            waitSeconds,
            announced,
            predicted,
            ahead,
            agent == null ? null : agent.plan().id(),
            agent == null ? 0 : now - Schedule.seconds(talkBeganMicros),
            now - Schedule.seconds(arrivedMicros)));
  }

  private Outcome divertedOutcome(Outcome outcome) {
    return standing.diverted() ? outcome.ofDiverted() : outcome;
  }
}
