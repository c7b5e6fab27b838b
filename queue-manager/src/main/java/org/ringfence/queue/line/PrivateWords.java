package org.ringfence.queue.line;

import org.jspecify.annotations.Nullable;
import org.ringfence.events.LineDecision.JoinParty;
import org.ringfence.events.LineDecision.RecordingOrdered;
import org.ringfence.events.PartyKind;
import org.ringfence.events.RecordingState;
import org.ringfence.events.RecordingWish;

/// What a private word of an agent with a colleague does to the talk: its recording is paused
/// meanwhile, and a snapshot that falls into its beginning or end says nothing of the talk, for the
/// legs change bridges then.
///
/// ```
/// CONSULTED, rung ── answered ──► begun ── the agent asks for all three ──► COLLEAGUE
///                                   └─── one of the two leaves ──► over
/// ```
final class PrivateWords {

  private final Line line;

  PrivateWords(Line line) {
    this.line = line;
  }

  /// A colleague answered; passes over who joins in another way.
  void began(Ticket ticket, Party party) {
    @Nullable Offer talk = ticket.offer;
    if (party.kind != PartyKind.CONSULTED) {
      return;
    }
    ticket.changedAt = line.now;
    // What the agent paused stays paused afterwards.
    if (talk != null && talk.recording == RecordingState.RUNNING) {
      party.hushed = true;
      order(talk, RecordingWish.PAUSE);
    }
  }

  /// It is over, and the agent is back with the caller; passes over who joined in another way.
  void ended(Ticket ticket, Party party) {
    @Nullable Offer talk = ticket.offer;
    if (party.kind != PartyKind.CONSULTED) {
      return;
    }
    ticket.changedAt = line.now;
    if (talk != null && party.hushed) {
      party.hushed = false;
      order(talk, RecordingWish.RESUME);
    }
  }

  /// All three talk from now on.
  void letJoin(Offer talk, Party party) {
    Ticket ticket = talk.ticket;
    ended(ticket, party);
    party.kind = PartyKind.COLLEAGUE;
    line.say(new JoinParty(party.id, ticket.id, ticket.call(), talk.agent.id, line.now, line.pool));
  }

  private void order(Offer talk, RecordingWish wish) {
    line.say(
        new RecordingOrdered(
            talk.ticket.id, talk.ticket.call(), line.now, line.pool, talk.id, talk.agent.id, wish));
  }
}
