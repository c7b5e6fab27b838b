package org.ringfence.simulator.center;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.CallId;
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
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.results.AttemptResult;
import org.ringfence.simulator.results.Outcome;

/// One attempt that got a port: what the dialplan and the gateway do with it, and what the caller
/// does by plan.
///
/// ```
/// screened ──► (closed | rejected)
///    └──► questions ──► in line ──► talking ──► over
/// ```
final class VirtualCall {

  /// A refused attempt holds its port so long.
  private static final double REJECTION_SECONDS = 0.1;

  // Q.850
  private static final int NORMAL_CLEARING = 16;
  private static final int CALL_REJECTED = 21;

  private enum Stay {
    SCREENED,
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
  private final List<Schedule.Step> planned = new ArrayList<>(4);

  private Stay stay = Stay.SCREENED;
  private Schedule.@Nullable Step givingUp;
  private @Nullable VerdictReached verdict;
  private boolean diverted;
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
  }

  CallId id() {
    return tracked.id();
  }

  TrackedCall tracked() {
    return tracked;
  }

  /// Before the answer.
  void arrive() {
    CallerPlan.Signalling seen = plan.signalling();
    tracked.arrived(
        world.schedule().instant(), seen.privacy(), fingerprint(seen), world.portsInUse());
    IvrState state = IvrState.START;
    Verdict given = verdictGiven(Stage.ARRIVAL);
    switch (given) {
      case REJECT -> {
        tracked.refused();
        plan(REJECTION_SECONDS, () -> hangUp(CALL_REJECTED, Outcome.REJECTED));
        return;
      }
      case ANNOUNCE, DIVERT ->
          state = IvrState.of("verdict=" + given.name().toLowerCase(Locale.ROOT));
      // The dialplan has no challenge yet; low priority is the next gentler thing.
      case CHALLENGE -> state = IvrState.of("verdict=divert");
      case LET_GO, ADMIT -> {}
    }
    diverted = state.verdict().equals("divert");
    tracked.answered(world.schedule().instant());
    if (arrivedMicros < 0) {
      List<String> closed = List.of("ringfence/" + Language.EN.code() + "/closed");
      plan(world.promptSeconds(closed), () -> hangUp(NORMAL_CLEARING, Outcome.CLOSED));
      return;
    }
    stay = Stay.QUESTIONS;
    questions.begin(state);
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
    tracked.joinScreeningAsked(world.schedule().instant(), null);
    Verdict given = verdictGiven(Stage.JOIN);
    // Nobody who was answered is refused any more.
    diverted |= given != Verdict.ADMIT && given != Verdict.ANNOUNCE;
    stay = Stay.IN_LINE;
    joinedMicros = world.schedule().nowMicros();
    resetPatience(plan.patienceSeconds(), Outcome.ABANDONED_QUEUE);
    Place wanted =
        world
            .places()
            .read(
                state.token(),
                tracked.line(),
                world.schedule().instant(),
                null,
                diverted ? Place.Standing.DIVERTED : Place.Standing.ORDINARY);
    place = plan.skill() == null ? wanted : world.needing(wanted, plan.skill());
    askForPlace();
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
    tracked.placed(placed.ticket());
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
      tracked.told(range);
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
            false,
            diverted,
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
    return diverted ? outcome.ofDiverted() : outcome;
  }
}
