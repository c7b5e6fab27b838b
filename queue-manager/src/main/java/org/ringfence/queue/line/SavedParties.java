package org.ringfence.queue.line;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentState;
import org.ringfence.queue.line.SavedLine.SavedParty;

/// Writes who is in talks, and reads it back. A colleague who is no longer configured is dropped.
final class SavedParties {

  private SavedParties() {}

  static SavedParty saved(Party party) {
    return new SavedParty(
        party.id,
        party.kind,
        party.name,
        party.phone,
        party.attempt,
        party.state,
        party.since,
        party.guest == null ? null : party.guest.connectedAt,
        party.hushed);
  }

  /// @param saved null in states of earlier releases
  static void restore(@Nullable List<SavedParty> saved, Ticket ticket, Line line) {
    if (saved == null) {
      return;
    }
    for (SavedParty each : saved) {
      Party party =
          new Party(
              each.id(), each.kind(), each.name(), each.phone(), each.attempt(), each.since());
      party.state = each.state();
      party.hushed = Boolean.TRUE.equals(each.hushed());
      @Nullable Agent colleague = each.phone() == null ? null : line.agents.find(each.phone());
      if (!each.kind().isColleague()) {
        if (ticket.offer != null) {
          ticket.parties.add(party);
        }
      } else if (colleague != null && ticket.offer == null) {
        // The agent of the talk is no longer configured, so there is nothing to be a part of.
        line.agents.setState(colleague, AgentState.PAUSED);
      } else if (colleague != null) {
        Offer guest =
            new Offer(
                each.id(), ticket, colleague, each.since(), each.since(), each.since(), "", null);
        guest.connectedAt = each.connectedAt();
        party.guest = guest;
        colleague.offer = guest;
        ticket.parties.add(party);
      }
    }
  }
}
