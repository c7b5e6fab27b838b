package org.ringfence.simulator.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.MessageHandler;
import org.ringfence.events.CallEvent.CallerHeard;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.CallId;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.LineDecision.WaitTold;
import org.ringfence.events.Message;
import org.ringfence.events.OfferEvent.OfferConnected;
import org.ringfence.events.PredictedWait;
import org.ringfence.events.ScreeningDecision.ModeChanged;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.TicketId;
import org.ringfence.events.Verdict;
import org.ringfence.simulator.plans.AgentPlan;
import org.ringfence.simulator.plans.CallerPlan.ChallengeResult;
import org.ringfence.simulator.results.AttemptResult;
import org.ringfence.simulator.results.Outcome;
import org.ringfence.simulator.results.RunResults.ModeStep;

/// Every attempt of a run, from both ends: what the caller lived through, and what the platform
/// said of the same call on the bus. How an attempt ended is the caller's to say; the platform
/// tells why.
final class CallBook implements MessageHandler {

  private final List<AttemptStory> stories = new ArrayList<>();
  private final Map<String, CallId> callsByName = new HashMap<>();
  private final Map<CallId, Facts> factsByCall = new HashMap<>();
  private final Map<TicketId, CallId> callsByTicket = new HashMap<>();
  private final List<ModeChanged> modes = new ArrayList<>();
  private final Map<AttemptStory.End, Integer> ends = new EnumMap<>(AttemptStory.End.class);

  /// What the platform said of one call.
  private static final class Facts {
    private @Nullable VerdictReached verdict;
    private boolean challenged;
    private boolean diverted;
    private boolean passed;
    private @Nullable Instant joined;
    private @Nullable Instant predictedAt;
    private @Nullable PredictedWait predicted;
    private int position;
    private boolean connected;

    /// Whether the call waits, or waited to its end, with low priority.
    private boolean isDiverted() {
      return diverted && !passed;
    }
  }

  synchronized void begin(AttemptStory story) {
    stories.add(story);
  }

  synchronized void end(AttemptStory story) {
    AttemptStory.End end = story.end;
    if (end != null) {
      ends.merge(end, 1, Integer::sum);
    }
  }

  synchronized int attempts() {
    return stories.size();
  }

  synchronized int count(AttemptStory.End end) {
    return ends.getOrDefault(end, 0);
  }

  /// Asterisk's id of the call with this display name.
  synchronized void named(String name, CallId call) {
    callsByName.put(name, call);
  }

  @Override
  public synchronized void on(Message message, String id) {
    switch (message) {
      case VerdictReached verdict -> {
        Facts facts = facts(verdict.call());
        facts.verdict = verdict;
        facts.challenged |= verdict.verdict() == Verdict.CHALLENGE;
        facts.diverted |= verdict.verdict() == Verdict.DIVERT;
      }
      case ModeChanged change -> modes.add(change);
      case QueueReached reached -> {
        Facts facts = facts(reached.call());
        facts.diverted |= reached.diverted();
        if (facts.joined == null) {
          facts.joined = reached.at();
        }
      }
      case CallerHeard heard -> facts(heard.call()).passed = true;
      case TicketPlaced placed -> {
        callsByTicket.put(placed.ticket(), placed.call());
        Facts facts = facts(placed.call());
        if (facts.position == 0) {
          facts.position = placed.position();
        }
        predicted(facts, placed.at(), placed.predicted());
      }
      case WaitTold told -> predicted(facts(told.call()), told.at(), told.predicted());
      case OfferConnected connected -> {
        CallId call = callsByTicket.get(connected.ticket());
        if (call != null) {
          facts(call).connected = true;
        }
      }
      default -> {}
    }
  }

  private Facts facts(CallId call) {
    return factsByCall.computeIfAbsent(call, made -> new Facts());
  }

  private static void predicted(Facts facts, Instant at, @Nullable PredictedWait wait) {
    if (facts.predicted == null && wait != null) {
      facts.predicted = wait;
      facts.predictedAt = at;
    }
  }

  /// The share of attempts whose call was found on the bus; what is missing has no mode and no
  /// score.
  synchronized double knownShare() {
    long asked = 0;
    long known = 0;
    for (AttemptStory story : stories) {
      CallId call = callsByName.get(story.name);
      asked++;
      known += call != null && factsByCall.containsKey(call) ? 1 : 0;
    }
    return asked == 0 ? 1 : (double) known / asked;
  }

  synchronized List<ModeStep> modeSteps(Pace pace) {
    return modes.stream()
        .map(change -> new ModeStep(pace.secondsAt(change.at()), change.to()))
        .toList();
  }

  synchronized List<AttemptResult> results(Pace pace, List<AgentPlan> agents) {
    return stories.stream()
        .filter(story -> story.end != null)
        .map(story -> result(story, pace, agents))
        .toList();
  }

  private AttemptResult result(AttemptStory story, Pace pace, List<AgentPlan> agents) {
    CallId call = callsByName.get(story.name);
    @Nullable Facts known = call == null ? null : factsByCall.get(call);
    Facts facts = known == null ? new Facts() : known;
    @Nullable VerdictReached verdict = facts.verdict;
    double joined = joinedSeconds(story, facts, pace);
    double talk = story.talkNanos == 0 ? Double.NaN : pace.secondsAt(story.talkNanos);
    double over = pace.secondsAt(story.overNanos);
    double at = pace.secondsAt(story.dialedNanos);
    Outcome outcome = outcome(story, facts, known != null, !Double.isNaN(joined));
    return new AttemptResult(
        story.plan,
        story.attempt,
        at,
        outcome,
        verdict == null ? null : verdict.mode(),
        verdict == null ? 0 : verdict.score(),
        verdict == null ? List.of() : verdict.reasons(),
        facts.challenged,
        facts.diverted,
        joined,
        Double.isNaN(joined)
            ? Double.NaN
            : Math.max(0, (Double.isNaN(talk) ? over : talk) - joined),
        story.announced,
        prediction(facts, joined, pace),
        Math.max(0, facts.position - 1),
        story.agent < 0 ? null : agents.get(story.agent).id(),
        Double.isNaN(talk) ? 0 : Math.max(0, over - talk),
        outcome == Outcome.BUSY ? 0 : over - at);
  }

  private static double joinedSeconds(AttemptStory story, Facts facts, Pace pace) {
    if (facts.joined != null) {
      return pace.secondsAt(facts.joined);
    }
    // An attempt that gave up during the last words before the line never came there.
    return story.joinedNanos == 0 || story.joinedNanos > story.overNanos
        ? Double.NaN
        : pace.secondsAt(story.joinedNanos);
  }

  private static AttemptResult.@Nullable Prediction prediction(
      Facts facts, double joined, Pace pace) {
    if (facts.predicted == null || facts.predictedAt == null || Double.isNaN(joined)) {
      return null;
    }
    double passed = Math.max(0, pace.secondsAt(facts.predictedAt) - joined);
    PredictedWait wait = facts.predicted;
    return new AttemptResult.Prediction(
        passed + scaled(wait.low(), pace),
        passed + scaled(wait.expected(), pace),
        passed + scaled(wait.high(), pace));
  }

  private static double scaled(Duration real, Pace pace) {
    return pace.seconds(real.toNanos());
  }

  private static Outcome outcome(AttemptStory story, Facts facts, boolean known, boolean inLine) {
    AttemptStory.End end = story.end;
    if (end == null) {
      throw new IllegalStateException("an attempt that is not over has no outcome");
    }
    return switch (end) {
      case REJECTED -> Outcome.REJECTED;
      case BUSY -> Outcome.BUSY;
      case CLOSED -> Outcome.CLOSED;
      case TALKED -> served(facts, known);
      case GAVE_UP_IN_QUESTIONS, GAVE_UP_IN_LINE -> {
        if (facts.isDiverted()) {
          yield Outcome.DIVERTED_ABANDONED;
        }
        yield inLine ? Outcome.ABANDONED_QUEUE : Outcome.ABANDONED_IVR;
      }
      case ANNOUNCED -> ended(story, facts);
      case LOST -> Outcome.LOST;
      case CUT_OFF -> Outcome.STILL_WAITING;
    };
  }

  /// The platform hung up before the line: it tells why.
  private static Outcome ended(AttemptStory story, Facts facts) {
    @Nullable VerdictReached last = facts.verdict;
    if (last == null) {
      return Outcome.ANNOUNCED;
    }
    return switch (last.verdict()) {
      case LET_GO -> Outcome.LET_GO;
      case REJECT ->
          facts.challenged && story.plan.challenge().result() == ChallengeResult.FAIL
              ? Outcome.CHALLENGE_FAILED
              : Outcome.REJECTED;
      case ADMIT, ANNOUNCE, CHALLENGE, LISTEN, DIVERT -> Outcome.ANNOUNCED;
    };
  }

  private static Outcome served(Facts facts, boolean known) {
    // Somebody answered whom the queue manager had not sent: that was Asterisk's safety queue.
    if (known && !facts.connected) {
      return Outcome.SAFETY;
    }
    return facts.isDiverted() ? Outcome.DIVERTED_SERVED : Outcome.SERVED;
  }
}
