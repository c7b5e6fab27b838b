package org.ringfence.simulator.faults;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.CallEnded;
import org.ringfence.events.CallEvent.JoinScreeningAsked;
import org.ringfence.events.CallId;
import org.ringfence.events.Message;
import org.ringfence.events.Mode;
import org.ringfence.events.ScreeningDecision.CampaignReported;
import org.ringfence.events.ScreeningDecision.ModeChanged;
import org.ringfence.events.ScreeningDecision.OpenDoors;
import org.ringfence.events.ScreeningDecision.RefuseAtDoor;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

/// Every question to the detector gets one verdict, a question that comes twice the same one, and
/// the mode is never told otherwise than it changed.
///
/// A repetition that comes after the call's end may be answered otherwise: the call is forgotten by
/// then, and nobody acts on the answer.
final class ScreeningWatch {

  private record Question(CallId call, Stage stage) {}

  private record Answer(Verdict verdict, Verdict wouldBe) {}

  private final Map<Question, Answer> answers = new HashMap<>();
  private final Set<CallId> ended = new HashSet<>();
  private Mode mode = Mode.GREEN;

  void applied(Message message, List<Message> said) {
    if (message instanceof CallEnded over) {
      ended.add(over.call());
    }
    @Nullable Question asked =
        switch (message) {
          case AttemptArrived arrived -> new Question(arrived.call(), Stage.ARRIVAL);
          case JoinScreeningAsked join -> new Question(join.call(), Stage.JOIN);
          default -> null;
        };
    int verdicts = 0;
    for (Message answer : said) {
      switch (answer) {
        case ModeChanged change -> {
          require(
              change.from() == mode && change.to() != mode, "mode steps from elsewhere", change);
          mode = change.to();
        }
        case VerdictReached verdict -> {
          verdicts++;
          Question answered = new Question(verdict.call(), verdict.stage());
          require(answered.equals(asked), "a verdict that nobody asked for", verdict);
          require(verdict.mode() == mode, "another mode than was told", verdict);
          require(Double.isFinite(verdict.score()), "no score", verdict);
          Answer given = new Answer(verdict.verdict(), verdict.wouldBe());
          @Nullable Answer earlier = answers.putIfAbsent(answered, given);
          require(
              earlier == null || earlier.equals(given) || ended.contains(verdict.call()),
              "a call has two verdicts, first " + earlier,
              verdict);
        }
        case RefuseAtDoor rule -> {
          require(rule.number().isE164(), "refuses what is no number", rule);
          require(rule.until().isAfter(rule.at()), "refuses for no time", rule);
        }
        case CampaignReported campaign -> {
          require(campaign.attempts() > 0, "names a campaign of nobody", campaign);
          require(!campaign.since().isAfter(campaign.at()), "knows the future", campaign);
        }
        case OpenDoors open ->
            require(
                open.campaign() == null && mode == Mode.GREEN, "opens doors in an attack", open);
        // Lists and the defence change by command only, and none is given here.
        default -> throw new InvariantBroken("the detector says what is not its own: " + answer);
      }
    }
    require(verdicts == (asked == null ? 0 : 1), verdicts + " verdicts", message);
  }

  private static void require(boolean holds, String otherwise, Message message) {
    if (!holds) {
      throw new InvariantBroken(otherwise + ": " + message);
    }
  }

  Mode mode() {
    return mode;
  }
}
