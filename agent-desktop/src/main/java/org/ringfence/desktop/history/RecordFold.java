package org.ringfence.desktop.history;

import org.ringfence.events.AccessRecorded;
import org.ringfence.events.AgentMessage;
import org.ringfence.events.AgentMessage.DispositionGiven;
import org.ringfence.events.AttemptsRefused;
import org.ringfence.events.CallEvent;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.AttemptFailedOpen;
import org.ringfence.events.CallEvent.CallAnswered;
import org.ringfence.events.CallEvent.CallEnded;
import org.ringfence.events.CallEvent.CallerHeard;
import org.ringfence.events.CallEvent.ChallengeEnded;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.CallEvent.SurveyAnswered;
import org.ringfence.events.ClockTicked;
import org.ringfence.events.DefenceCommand;
import org.ringfence.events.DefenceCommand.LabelCall;
import org.ringfence.events.DefenceCommand.ReleaseCampaign;
import org.ringfence.events.LineCommand;
import org.ringfence.events.LineDecision;
import org.ringfence.events.LineDecision.AgentStateChanged;
import org.ringfence.events.LineDecision.CallbackTold;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.TicketClosed;
import org.ringfence.events.LineDecision.TicketHeld;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.LineDecision.WaitTold;
import org.ringfence.events.LineDecision.WithdrawOffer;
import org.ringfence.events.Message;
import org.ringfence.events.OfferEvent;
import org.ringfence.events.ScreeningDecision;
import org.ringfence.events.ScreeningDecision.AnnouncementSwitched;
import org.ringfence.events.ScreeningDecision.CampaignReported;
import org.ringfence.events.ScreeningDecision.DefenceSwitched;
import org.ringfence.events.ScreeningDecision.ModeChanged;
import org.ringfence.events.ScreeningDecision.NumberListed;
import org.ringfence.events.ScreeningDecision.NumberUnlisted;
import org.ringfence.events.ScreeningDecision.ThresholdsChanged;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.SiteChange;
import org.ringfence.events.SnapshotTaken;

/// Folds one record into the rows of a batch. What this version does not understand, and what tells
/// nothing more than the story, is kept in the story alone.
final class RecordFold {

  private final StoryFold stories;
  private final LineFold line;
  private final AgentFold agents;
  private final AuditFold audit;
  private final QueueLogLines queueLog;

  RecordFold(CallerKeys keys, QueueLogLines queueLog) {
    this.queueLog = queueLog;
    stories = new StoryFold(keys);
    line = new LineFold(stories, queueLog);
    agents = new AgentFold(queueLog);
    audit = new AuditFold(keys);
  }

  QueueLogLines queueLog() {
    return queueLog;
  }

  void on(RecordFacts facts, HistoryBatch batch) {
    if (facts.isOfAStory()) {
      StoryFold.keep(facts, batch);
    }
    facts.message().ifPresent(message -> on(message, facts, batch));
  }

  private void on(Message message, RecordFacts facts, HistoryBatch batch) {
    switch (message) {
      case AttemptArrived arrived -> stories.on(arrived, batch);
      case AttemptFailedOpen failed -> stories.on(failed, batch);
      case CallAnswered answered -> stories.on(answered, batch);
      case ChallengeEnded ended -> stories.on(ended, batch);
      case CallEnded ended -> stories.on(ended, batch);
      case VerdictReached reached -> stories.on(reached, facts, batch);
      case LabelCall label -> stories.on(label, facts, batch);
      case QueueReached reached -> line.on(reached, batch);
      case SurveyAnswered answer -> line.on(answer, batch);
      case CallerHeard heard -> line.on(heard, batch);
      case TicketPlaced placed -> line.on(placed, batch);
      case TicketHeld held -> line.on(held, batch);
      case CallbackTold told -> line.on(told, batch);
      case WaitTold told -> line.on(told, batch);
      case OfferCall offer -> line.on(offer, batch);
      case WithdrawOffer withdrawn -> line.on(withdrawn, batch);
      case TicketClosed closed -> line.on(closed, batch);
      case OfferEvent event -> line.on(event, batch);
      case AgentStateChanged changed -> {
        agents.on(changed, batch);
        audit.on(changed, facts, batch);
      }
      case NumberListed listed -> audit.on(listed, facts, batch);
      case NumberUnlisted unlisted -> audit.on(unlisted, facts, batch);
      case DefenceSwitched switched -> audit.on(switched, facts, batch);
      case ModeChanged changed -> audit.on(changed, facts, batch);
      case AnnouncementSwitched switched -> audit.on(switched, facts, batch);
      case ThresholdsChanged changed -> audit.on(changed, facts, batch);
      case ReleaseCampaign released -> audit.on(released, facts, batch);
      case CampaignReported report -> audit.on(report, facts, batch);
      case AccessRecorded access -> audit.on(access, facts, batch);
      case CallEvent _, LineDecision _, ScreeningDecision _, DefenceCommand _ -> {}
      case DispositionGiven given -> line.on(given, batch);
      case AgentMessage _, LineCommand _, ClockTicked _, SnapshotTaken _, AttemptsRefused _ -> {}
      // Who changed it said so in the trail.
      case SiteChange _ -> {}
    }
  }
}
