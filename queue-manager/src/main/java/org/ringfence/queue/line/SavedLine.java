package org.ringfence.queue.line;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentState;
import org.ringfence.events.Assignment;
import org.ringfence.events.CallId;
import org.ringfence.events.HoursPlan;
import org.ringfence.events.OfferId;
import org.ringfence.events.PartyKind;
import org.ringfence.events.PartyState;
import org.ringfence.events.PredictedWait;
import org.ringfence.events.QueueName;
import org.ringfence.events.RecordingState;
import org.ringfence.events.Skill;
import org.ringfence.events.TicketEpisode;
import org.ringfence.queue.prediction.PatienceClass;
import org.ringfence.queue.prediction.SavedWaits;

/// The whole state of a line as JSON, with the version of its format.
///
/// Timers and the stages of tickets are not saved: they follow from the offers, agents, queues and
/// waits. An agent whom there is no longer is dropped, with the offer this agent had.
record SavedLine(
    int version,
    Instant now,
    List<SavedTicket> tickets,
    List<SavedAgent> agents,
    List<SavedQueue> queues,
    List<Tombstones.Tombstone> tombstones,
    SavedWaits waits,
    CallbackBook.@Nullable Saved callbacks,
    CodeTries.@Nullable Saved codeTries,
    @Nullable Map<String, ChangedSkills> skills,
    @Nullable Map<String, ChangedAgent> changedAgents,
    @Nullable Map<String, HoursPlan> changedHours) {

  /// Raised whenever an older reader would misunderstand.
  static final int VERSION = 1;

  record SavedOffer(
      OfferId id,
      AgentId agent,
      Instant madeAt,
      Instant deadline,
      boolean rang,
      boolean graceGiven,
      @Nullable Instant connectedAt,
      @Nullable Instant freeSince,
      @Nullable String why,
      @Nullable Assignment assignment,
      boolean transferred,
      @Nullable RecordingState recording) {}

  record SavedTicket(
      Ticket.Facts facts,
      String channel,
      Instant effective,
      TicketState state,
      @Nullable SavedOffer offer,
      int offersMade,
      List<Ticket.PastOffer> past,
      Map<String, Instant> coolOffs,
      Instant changedAt,
      Instant seenInLineAt,
      @Nullable PredictedWait firstTold,
      @Nullable Duration waitedForAgent,
      @Nullable AgentId lastAgent,
      @Nullable Diversion diversion,
      @Nullable CallId call,
      Ticket.@Nullable Holder holder,
      @Nullable List<TicketEpisode> story,
      Ticket.@Nullable Held held,
      @Nullable Callback callback,
      int codeTries,
      int dialsMade,
      @Nullable AgentId destined,
      @Nullable List<SavedParty> parties) {}

  /// @param connectedAt of a colleague who joined
  /// @param hushed null in states of earlier releases
  record SavedParty(
      OfferId id,
      PartyKind kind,
      String name,
      @Nullable AgentId phone,
      int attempt,
      PartyState state,
      Instant since,
      @Nullable Instant connectedAt,
      @Nullable Boolean hushed) {}

  /// @param phoneSaidAt of earlier releases, which knew one node; null since there is `phone`
  record SavedAgent(
      AgentId id,
      AgentState state,
      String reason,
      boolean phoneReachable,
      Instant idleSince,
      Instant availableSince,
      @Nullable Instant restUntil,
      @Nullable Instant wrapUpUntil,
      @Nullable Instant handlingSince,
      int missesInRow,
      @Nullable AgentState wanted,
      String wantedReason,
      @Nullable Instant phoneTriedAgainAt,
      @Nullable Instant phoneSaidAt,
      boolean talkedToUnheard,
      @Nullable Instant stateSince,
      @Nullable Load load,
      @Nullable String session,
      @Nullable List<String> replaced,
      @Nullable String wantedBy,
      @Nullable PatienceClass talkedTo,
      @Nullable Map<String, PhoneNews.Word> phone) {}

  record SavedQueue(
      QueueName name,
      List<Skill> lastNeeds,
      boolean reportScheduled,
      @Nullable Instant reportedAt,
      @Nullable Boolean open,
      @Nullable Boolean overflowing,
      @Nullable Closure closure) {}
}
