package org.ringfence.bus;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ringfence.events.*;
import org.ringfence.events.AgentProfile;
import org.ringfence.events.HoursPlan;
import org.ringfence.events.SiteChange;

/// One message of every type, for the golden files.
final class SampleMessages {

  private static final Instant AT = Instant.parse("2026-11-01T14:00:00.125Z");
  private static final CallId CALL = new CallId("rf1-1793541600.17");
  private static final LineId LINE = new LineId("16515550100");
  private static final PoolName POOL = new PoolName("main");
  private static final QueueName QUEUE = new QueueName("enrollment");
  private static final TicketId TICKET = new TicketId("Trf1-1793541600.17");
  private static final OfferId OFFER = new OfferId("Trf1-1793541600.17-1");
  private static final OfferId PARTY = new OfferId(OFFER.value() + "p");
  private static final AgentId AGENT = new AgentId("ana");
  private static final PhoneNumber CALLER = PhoneNumber.of("+16125550134");
  private static final PredictedWait WAIT =
      new PredictedWait(Duration.ofMinutes(20), Duration.ofMinutes(24), Duration.ofMinutes(30));

  private static final CallerSound SOUND =
      new CallerSound(Duration.ofMillis(2250), 0.375, 0x1234_5678_9abcL);
  private static final CampaignId CAMPAIGN = new CampaignId("16515550100-1793541600-1");

  private SampleMessages() {}

  static List<Message> all() {
    List<Message> all = new ArrayList<>();
    all.add(new ClockTicked(AT, Topic.ROUTING, "main"));
    all.add(
        new CallEvent.AttemptArrived(
            CALL, AT, LINE, CALLER, Privacy.NONE, Attestation.A, "carrier/1.0", 3));
    all.add(new CallEvent.AttemptFailedOpen(CALL, AT, LINE, Stage.ARRIVAL));
    all.add(new CallEvent.CallAnswered(CALL, AT, LINE));
    all.add(
        new CallEvent.QuestionAnswered(CALL, AT, LINE, "language", "1", Duration.ofMillis(4125)));
    all.add(new CallEvent.JoinScreeningAsked(CALL, AT, LINE, SOUND));
    all.add(
        new CallEvent.ChallengeEnded(CALL, AT, LINE, ChallengeResult.SILENT, CallerSound.NOTHING));
    all.add(new CallEvent.ListeningEnded(CALL, AT, LINE, true, CallerSound.NOTHING));
    all.add(new CallEvent.CallerHeard(CALL, AT, POOL, TICKET));
    all.add(new DefenceCommand.LabelCall(CALL, AT, LINE, "ana", CALLER, CallLabel.MACHINE));
    all.add(
        new DefenceCommand.ListNumber(
            CALLER, AT, LINE, "sue", ListKind.ALLOW, "a clinic", AT.plusSeconds(86_400)));
    all.add(new DefenceCommand.UnlistNumber(CALLER, AT, LINE, "sue", "moved"));
    all.add(new DefenceCommand.ReleaseNumber(CALLER, AT, LINE, "sue", "called us"));
    all.add(new DefenceCommand.ReleaseCampaign(CAMPAIGN, AT, LINE, "sue", "a school class"));
    all.add(new DefenceCommand.SwitchDefence(Defence.SHADOW, AT, LINE, "sue", "a drill"));
    all.add(
        new DefenceCommand.SwitchAnnouncement(
            true, AT, LINE, "sue", "people call back", AT.plusSeconds(14_400)));
    all.add(
        new DefenceCommand.ChangeThresholds(
            new VerdictThresholds(0.5, 5, 1.5), AT, LINE, "sue", "people complain"));
    all.add(new DefenceCommand.PreviewThresholds("p7", AT, LINE, "sue", null));
    all.add(new CallEvent.CallEnded(CALL, AT, LINE, 16, Duration.ofSeconds(61), true, false));
    all.add(
        new CallEvent.QueueReached(
            CALL,
            AT,
            POOL,
            QUEUE,
            null,
            AT,
            LINE,
            CALLER,
            Attestation.A,
            "es",
            List.of(new Skill("enroll")),
            "PJSIP/trunk-00000011",
            true,
            1.5,
            false,
            new CallerIdentity(Privacy.ID, "4712"),
            Duration.ofSeconds(60)));
    all.add(new CallEvent.TicketCodeKeyed(CALL, AT, POOL, TICKET, "4712"));
    all.add(new CallEvent.CallbackAsked(CALL, AT, POOL, TICKET, LINE, CALLER));
    all.add(
        new CallEvent.DoorCallbackAsked(
            CALL,
            AT,
            POOL,
            new CallEvent.QueueReached(
                CALL,
                AT,
                POOL,
                QUEUE,
                null,
                AT,
                LINE,
                CALLER,
                Attestation.A,
                "es",
                List.of(new Skill("enroll")),
                "PJSIP/trunk-00000011",
                true,
                1.5,
                false,
                new CallerIdentity(Privacy.ID, "4712"),
                Duration.ofSeconds(60)),
            CALLER));
    all.add(new CallEvent.SurveyAnswered(CALL, AT, POOL, TICKET, QUEUE, 4));
    all.add(
        new CallEvent.CallbackEnded(
            new CallId("rf1-1793541600.17.c1"), AT, POOL, TICKET, CallbackResult.NO_KEY));
    all.add(new CallEvent.WaitAsked(CALL, AT, POOL, TICKET));
    all.add(new CallEvent.QueuedCallEnded(CALL, AT, POOL, TICKET, 16));
    all.add(new CallEvent.CallerReturned(CALL, AT, POOL, TICKET));
    all.add(new OfferEvent.OfferRang(OFFER, AT, POOL, TICKET, AGENT));
    all.add(new OfferEvent.OfferConnected(OFFER, AT, POOL, TICKET, AGENT));
    all.add(new OfferEvent.OfferFailed(OFFER, AT, POOL, TICKET, AGENT, OfferFailure.NO_ANSWER));
    all.add(new OfferEvent.TalkEnded(OFFER, AT, POOL, TICKET, AGENT, TalkEnd.AGENT_LEG_BROKE));
    all.add(
        new SnapshotTaken(
            AT,
            AT.minusMillis(20),
            POOL,
            "rf1",
            List.of(new SnapshotTaken.LiveCaller(CALL, TICKET, "PJSIP/trunk-00000011", OFFER)),
            List.of(new SnapshotTaken.LiveOffer(OFFER, true)),
            List.of(new SnapshotTaken.Gone(new CallId("rf1-1793541600.9"), TICKET, AT, 16)),
            AT.minusSeconds(30)));
    all.add(new OfferEvent.CallerHeld(OFFER, AT, POOL, TICKET, AGENT));
    all.add(new OfferEvent.CallerResumed(OFFER, AT, POOL, TICKET, AGENT));
    all.add(
        new AgentMessage.ChangeAgentState(
            AGENT, AT, POOL, AgentState.PAUSED, "lunch", "sue", "ana-2"));
    all.add(new OfferEvent.RecordingChanged(OFFER, AT, POOL, TICKET, AGENT, RecordingState.PAUSED));
    all.add(
        new LineDecision.RecordingStated(OFFER, AT, POOL, TICKET, AGENT, RecordingState.DISCARDED));
    all.add(new AgentMessage.ChangeRecording(AGENT, AT, POOL, RecordingWish.DISCARD));
    all.add(
        new LineDecision.RecordingOrdered(
            TICKET, CALL, AT, POOL, OFFER, AGENT, RecordingWish.PAUSE));
    all.add(new AgentMessage.AgentPhoneChanged(AGENT, AT, POOL, true, "rf1"));
    all.add(new AgentMessage.TransferCaller(AGENT, AT, POOL, QUEUE, List.of(new Skill("billing"))));
    all.add(new AgentMessage.TransferCaller(AGENT, AT, POOL, QUEUE, null, new AgentId("ben")));
    all.add(
        new AgentMessage.BringIn(AGENT, AT, POOL, PartyKind.COLLEAGUE, "ben", new AgentId("ben")));
    all.add(new AgentMessage.SendOut(AGENT, AT, POOL, PARTY));
    all.add(new AgentMessage.LetJoin(AGENT, AT, POOL, PARTY));
    all.add(
        new AgentMessage.PartyChanged(
            PARTY, AT, POOL, TICKET, AGENT, PartyState.FAILED, "did not answer"));
    all.add(
        new ScreeningDecision.VerdictReached(
            CALL,
            AT,
            LINE,
            Stage.ARRIVAL,
            Verdict.ADMIT,
            Verdict.REJECT,
            3.5,
            Mode.RED,
            List.of(
                new Reason(
                    SignalClass.CADENCE, "number-pressure", 3.5, false, "12 attempts in a minute")),
            CALLER,
            4.25,
            CAMPAIGN));
    all.add(
        new ScreeningDecision.CampaignReported(
            CAMPAIGN,
            AT,
            LINE,
            CampaignState.CONFIRMED,
            "key 1 at 4.0 s, then silence",
            "312 attempts, 207 numbers",
            312,
            207,
            AT.minusSeconds(40),
            null));
    all.add(
        new ScreeningDecision.CampaignReported(
            CAMPAIGN,
            AT,
            LINE,
            CampaignState.RELEASED,
            "key 1 at 4.0 s, then silence",
            "a school class",
            312,
            207,
            AT.minusSeconds(40),
            "sue"));
    all.add(
        new ScreeningDecision.RefuseAtDoor(
            CALLER, AT, LINE, Attestation.UNSIGNED, AT.plusSeconds(600), CAMPAIGN));
    all.add(new ScreeningDecision.OpenDoor(CALLER, AT, LINE));
    all.add(new ScreeningDecision.OpenDoors(LINE, AT, CAMPAIGN));
    all.add(
        new AttemptsRefused(
            LINE,
            AT,
            List.of(
                new AttemptsRefused.Refusals(CAMPAIGN, 14),
                new AttemptsRefused.Refusals(null, 1))));
    all.add(
        new ScreeningDecision.NumberListed(
            CALLER, AT, LINE, ListKind.BLOCK, "sue", "threats", AT.plusSeconds(86_400)));
    all.add(new ScreeningDecision.NumberUnlisted(CALLER, AT, LINE, ListKind.BLOCK, "", "expired"));
    all.add(new ScreeningDecision.NumberUnlisted(CALLER, AT, LINE, null, "sue", "a mistake"));
    all.add(
        new ScreeningDecision.DefenceSwitched(
            LINE, AT, Defence.ON, Defence.SHADOW, "sue", "a drill"));
    all.add(
        new ScreeningDecision.AnnouncementSwitched(
            LINE, AT, true, AT.plusSeconds(14_400), "sue", "people call back"));
    all.add(
        new ScreeningDecision.ThresholdsChanged(
            LINE,
            AT,
            new VerdictThresholds(-0.5, 4.5, 1.5),
            new VerdictThresholds(0.5, 5, 1.5),
            false,
            "sue",
            "people complain"));
    all.add(
        new ScreeningDecision.ThresholdsPreviewed(
            "p7",
            AT,
            LINE,
            AT.minusSeconds(3_600),
            21,
            new VerdictThresholds(-0.5, 4.5, 1.5),
            new VerdictThresholds(0.5, 5, 1.5),
            List.of(
                new ScreeningDecision.ThresholdsPreviewed.ByVerdict(
                    Verdict.REJECT, 3, 2, 0.2, 0.1)),
            List.of(new ScreeningDecision.ThresholdsPreviewed.ByReason("number-pressure", 3, 2))));
    all.add(
        new ScreeningDecision.LineAlert(
            LINE,
            AT,
            AlertKind.UNUSUAL_TRAFFIC,
            AT.minusSeconds(60),
            false,
            2.5,
            List.of("withheld callers 18 % (usually 3 %)")));
    all.add(new ScreeningDecision.ModeChanged(LINE, AT, Mode.GREEN, Mode.AMBER, "arrivals x5"));
    all.add(
        new LineDecision.TicketPlaced(
            TICKET,
            CALL,
            AT,
            POOL,
            QUEUE,
            12,
            WAIT,
            true,
            AT.minusSeconds(240),
            new CallerOptions("4712", true, false)));
    all.add(
        new LineDecision.WaitTold(
            TICKET, CALL, AT, POOL, 11, null, new CallerOptions(null, false, true)));
    all.add(new LineDecision.TicketHeld(TICKET, CALL, AT, POOL, QUEUE, AT.plusSeconds(300)));
    all.add(
        new LineDecision.TicketTransferred(
            TICKET, CALL, AT, POOL, OFFER, AGENT, QUEUE, new QueueName("billing")));
    all.add(
        new LineDecision.CallParty(
            PARTY,
            TICKET,
            CALL,
            "PJSIP/trunk-00000011",
            AGENT,
            OFFER,
            AT,
            POOL,
            PartyKind.INTERPRETER,
            "so",
            null,
            "so",
            Duration.ofSeconds(30),
            true));
    all.add(new LineDecision.EndParty(PARTY, TICKET, CALL, AGENT, AT, POOL));
    all.add(new LineDecision.JoinParty(PARTY, TICKET, CALL, AGENT, AT, POOL));
    all.add(
        new LineDecision.TalkPartiesChanged(
            TICKET,
            CALL,
            AGENT,
            AT,
            POOL,
            List.of(
                new LineDecision.Party(
                    PARTY, PartyKind.INTERPRETER, "so", PartyState.JOINED, AT, ""))));
    all.add(new LineDecision.TalkRequestRefused(AGENT, AT, POOL, "ben is not ready"));
    all.add(new LineDecision.CallbackTold(TICKET, CALL, AT, POOL, QUEUE, CallbackAnswer.AGREED));
    all.add(
        new LineDecision.DialCallback(
            TICKET,
            new CallId("rf1-1793541600.17.c1"),
            AT,
            POOL,
            QUEUE,
            LINE,
            CALLER,
            "es",
            AT.minusSeconds(240),
            Duration.ofSeconds(30)));
    all.add(new LineDecision.StopCallback(TICKET, new CallId("rf1-1793541600.17.c1"), AT, POOL));
    all.add(
        new LineDecision.OfferCall(
            OFFER,
            TICKET,
            CALL,
            "PJSIP/trunk-00000011",
            AGENT,
            AT,
            POOL,
            QUEUE,
            "es",
            Duration.ofSeconds(15),
            Duration.ofSeconds(90),
            AT,
            "first in line, longest idle",
            List.of(new TicketEpisode(AT, TicketEpisode.Kind.TALK_BROKE, "ana")),
            new Assignment(
                Assignment.Turn.FIRST_IN_LINE,
                AT.minusSeconds(90),
                Duration.ofSeconds(60),
                11,
                Assignment.Choice.LONGEST_IDLE,
                AT.minusSeconds(3),
                0.75,
                Assignment.Help.NONE,
                List.of(new Assignment.SkillLevel(new Skill("es"), 3)),
                List.of(new Skill("enroll")))));
    all.add(
        new LineDecision.WithdrawOffer(
            OFFER, TICKET, CALL, "PJSIP/trunk-00000011", AGENT, AT, POOL));
    all.add(
        new LineDecision.TicketClosed(
            TICKET,
            AT,
            POOL,
            QUEUE,
            TicketOutcome.SERVED,
            Duration.ofSeconds(90),
            WAIT,
            AGENT,
            true));
    all.add(
        new LineDecision.AgentStateChanged(
            AGENT,
            AT,
            POOL,
            AgentState.TALKING,
            true,
            "",
            TICKET,
            AT,
            AgentState.OFFERED,
            Duration.ofSeconds(4),
            "sue"));
    all.add(new LineDecision.SignInReplaced(AGENT, AT, POOL, "ana-2", "ana-1"));
    all.add(
        new LineCommand.ChangeSkills(
            AGENT,
            AT,
            POOL,
            List.of(new Assignment.SkillLevel(new Skill("es"), 4)),
            "ada",
            "passed the test"));
    all.add(
        new LineCommand.CloseQueue(QUEUE, AT, POOL, AT.plusSeconds(7_200), "ada", "fire drill"));
    all.add(new LineCommand.ReopenQueue(QUEUE, AT, POOL, "ada", "all are back"));
    all.add(
        new LineDecision.SkillsChanged(
            AGENT,
            AT,
            POOL,
            List.of(new Assignment.SkillLevel(new Skill("es"), 4)),
            false,
            "ada",
            "passed the test"));
    all.add(
        new LineDecision.QueueClosureChanged(
            QUEUE, AT, POOL, AT.plusSeconds(7_200), "ada", "fire drill"));
    all.add(new LineDecision.QueueOpened(QUEUE, AT, POOL, AT.plusSeconds(32_400)));
    all.add(new LineDecision.QueueClosed(QUEUE, AT, POOL, AT.plusSeconds(54_000), 3));
    all.add(
        new LineDecision.CallerTurnedAway(
            CALL, AT, POOL, QUEUE, AT.plusSeconds(54_000), false, true));
    all.add(
        new LineDecision.OverflowChanged(
            QUEUE, AT, POOL, true, List.of(new QueueName("billing")), Duration.ofMinutes(9)));
    all.add(
        new LineDecision.QueueReported(
            QUEUE,
            AT,
            POOL,
            12,
            1,
            4,
            Duration.ofSeconds(300),
            WAIT,
            Map.of(AgentState.READY, 0, AgentState.TALKING, 4),
            List.of(new LineDecision.Place(TICKET, CALLER, "es", AT, 1, false)),
            3,
            Duration.ofSeconds(600),
            new ToldWaits(200, 0.805, Duration.ofSeconds(95))));
    all.add(
        new AccessRecorded(
            AT, AccessKind.ROLE_CHANGED, "sue", "ana", "agent ana", "supervisor", "10.0.0.7"));
    all.add(
        new AgentMessage.DispositionGiven(
            AGENT, AT, POOL, TICKET, CALL, QUEUE, "follow-up", "asks for a letter"));
    all.add(new LineCommand.PutAgent(AGENT, AT, POOL, PROFILE, "ada", "new here"));
    all.add(new LineCommand.RemoveAgent(AGENT, AT, POOL, "ada", "has left"));
    all.add(new LineCommand.RestoreAgent(AGENT, AT, POOL, "ada", "tried"));
    all.add(new LineCommand.ChangeHours("office", AT, POOL, HOURS, "ada", "open longer"));
    all.add(new SiteChange.AgentChanged(AGENT, AT, POOL, PROFILE, false, "ada", "new here"));
    all.add(new SiteChange.HoursChanged("office", AT, HOURS, "ada", "open longer"));
    all.add(new SiteChange.PromptChanged("en", "welcome", AT, "f39/fw==", "ada", "a new voice"));
    return all;
  }

  private static final AgentProfile PROFILE =
      new AgentProfile(
          "Ana Flores",
          List.of(new Assignment.SkillLevel(new Skill("es"), 4)),
          List.of(QUEUE),
          QUEUE,
          Duration.ofSeconds(30),
          Duration.ZERO,
          "office");

  private static final HoursPlan HOURS =
      new HoursPlan(
          "America/Chicago",
          Map.of(DayOfWeek.MONDAY, List.of("08:00-12:00", "13:00-17:00")),
          new TreeMap<>(Map.of(LocalDate.of(2026, 12, 24), List.of("08:00-12:00"))));
}
