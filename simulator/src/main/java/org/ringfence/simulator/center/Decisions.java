package org.ringfence.simulator.center;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AccessRecorded;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentMessage;
import org.ringfence.events.AgentState;
import org.ringfence.events.AttemptsRefused;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent;
import org.ringfence.events.CallId;
import org.ringfence.events.ClockTicked;
import org.ringfence.events.DefenceCommand;
import org.ringfence.events.LineCommand;
import org.ringfence.events.LineDecision;
import org.ringfence.events.Message;
import org.ringfence.events.OfferEvent;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.ScreeningDecision;
import org.ringfence.events.ScreeningDecision.ModeChanged;
import org.ringfence.events.ScreeningDecision.RefuseAtDoor;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.SiteChange;
import org.ringfence.events.SnapshotTaken;
import org.ringfence.events.Stage;
import org.ringfence.events.TicketId;
import org.ringfence.simulator.results.RunResults.AlertStep;
import org.ringfence.simulator.results.RunResults.ModeStep;

/// What the cores say, brought to the calls and agents whom it concerns.
final class Decisions {

  private final Schedule schedule;
  private final VirtualDoor door = new VirtualDoor();
  private final Map<AgentId, VirtualAgent> agents = new LinkedHashMap<>();
  private final Map<CallId, VirtualCall> calls = new LinkedHashMap<>();
  private final Map<TicketId, VirtualCall> byTicket = new HashMap<>();
  private final Map<CallId, VerdictReached> verdicts = new HashMap<>();
  private final List<ModeStep> modes = new ArrayList<>();
  private final List<AlertStep> alerts = new ArrayList<>();

  /// The rule that was pushed down by which Asterisk itself refuses a call, or null.
  @Nullable RefuseAtDoor findDoorRule(PhoneNumber number, Attestation attestation) {
    return door.findRule(number, attestation, schedule.instant());
  }

  Decisions(Schedule schedule) {
    this.schedule = schedule;
  }

  void follow(VirtualAgent agent) {
    agents.put(agent.plan().id(), agent);
  }

  void follow(VirtualCall call) {
    calls.put(call.id(), call);
  }

  /// A call is over.
  void forget(CallId call) {
    calls.remove(call);
  }

  List<VirtualAgent> agents() {
    return List.copyOf(agents.values());
  }

  /// In the order of their arrival.
  List<VirtualCall> calls() {
    return List.copyOf(calls.values());
  }

  List<ModeStep> modes() {
    return modes;
  }

  List<AlertStep> alerts() {
    return alerts;
  }

  /// The verdict that the detector has just given.
  VerdictReached takeVerdict(CallId call, Stage stage) {
    @Nullable VerdictReached given = verdicts.remove(call);
    if (given == null || given.stage() != stage) {
      throw new IllegalStateException("the detector gave no verdict at " + stage);
    }
    return given;
  }

  void hear(Message said) {
    switch (said) {
      case ScreeningDecision decision -> {
        switch (decision) {
          case VerdictReached verdict -> verdicts.put(verdict.call(), verdict);
          case ModeChanged change -> modes.add(new ModeStep(schedule.nowSeconds(), change.to()));
          case RefuseAtDoor rule -> door.close(rule);
          case ScreeningDecision.OpenDoor open -> door.open(open.number());
          case ScreeningDecision.OpenDoors open -> door.open(open);
          case ScreeningDecision.CampaignReported _, ScreeningDecision.NumberListed _ -> {}
          case ScreeningDecision.NumberUnlisted _, ScreeningDecision.DefenceSwitched _ -> {}
          case ScreeningDecision.AnnouncementSwitched _ -> {}
          case ScreeningDecision.ThresholdsChanged _, ScreeningDecision.ThresholdsPreviewed _ -> {}
          case ScreeningDecision.LineAlert alert ->
              alerts.add(
                  new AlertStep(schedule.nowSeconds(), alert.kind(), alert.over(), alert.parts()));
        }
      }
      case LineDecision decision -> hearLine(decision);
      case AttemptsRefused _,
          DefenceCommand _,
          CallEvent _,
          AgentMessage _,
          LineCommand _,
          OfferEvent _,
          ClockTicked _,
          SnapshotTaken _,
          AccessRecorded _,
          SiteChange _ -> {}
    }
  }

  private void hearLine(LineDecision decision) {
    switch (decision) {
      case LineDecision.TicketPlaced placed -> {
        @Nullable VirtualCall call = calls.get(placed.call());
        if (call != null) {
          byTicket.put(placed.ticket(), call);
          call.placed(placed);
        }
      }
      case LineDecision.WaitTold told -> {
        @Nullable VirtualCall call = calls.get(told.call());
        if (call != null) {
          call.told(told);
        }
      }
      case LineDecision.OfferCall order -> {
        @Nullable VirtualAgent agent = agents.get(order.agent());
        @Nullable VirtualCall call = calls.get(order.call());
        if (agent != null && call != null) {
          agent.ring(order, call);
        }
      }
      case LineDecision.WithdrawOffer off -> {
        @Nullable VirtualAgent agent = agents.get(off.agent());
        if (agent != null) {
          agent.withdraw(off.offer());
        }
      }
      case LineDecision.TicketClosed closed -> {
        @Nullable VirtualCall call = byTicket.remove(closed.ticket());
        if (call != null) {
          call.ticketClosed();
        }
      }
      case LineDecision.AgentStateChanged changed -> {
        @Nullable VirtualAgent agent = agents.get(changed.agent());
        // No plan says that an agent pauses, so it was for missed calls.
        if (agent != null && changed.state() == AgentState.PAUSED) {
          agent.pausedForMisses();
        }
      }
      // Plans have one sign-in for each agent, and the center's queues are always open.
      case LineDecision.QueueReported _,
          LineDecision.TicketHeld _,
          LineDecision.TicketTransferred _,
          LineDecision.CallParty _,
          LineDecision.EndParty _,
          LineDecision.JoinParty _,
          LineDecision.TalkPartiesChanged _,
          LineDecision.TalkRequestRefused _,
          LineDecision.RecordingOrdered _,
          LineDecision.RecordingStated _,
          LineDecision.CallbackTold _,
          LineDecision.DialCallback _,
          LineDecision.StopCallback _,
          LineDecision.SignInReplaced _,
          LineDecision.SkillsChanged _,
          LineDecision.QueueClosureChanged _,
          LineDecision.QueueOpened _,
          LineDecision.QueueClosed _,
          LineDecision.CallerTurnedAway _,
          LineDecision.OverflowChanged _ -> {}
    }
  }
}
