package org.ringfence.queue.line;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.LineDecision;
import org.ringfence.events.OfferId;
import org.ringfence.events.PartyKind;
import org.ringfence.events.PartyState;

/// Somebody in a talk beside its agent and caller, or on the way there. See [PartyState].
final class Party {
  final OfferId id;
  PartyKind kind;
  final String name;

  /// Whose phone it is; null for those who are reached by the trunk.
  final @Nullable AgentId phone;

  /// 1, or 2 for who is tried once more.
  final int attempt;

  /// Whether the recording of the talk was paused for the private word with this colleague.
  boolean hushed;

  PartyState state = PartyState.CALLED;
  Instant since;
  String why = "";

  /// The colleague's bond with the ticket, which is the agent's offer too; set exactly for a
  /// colleague.
  @Nullable Offer guest;

  Party(
      OfferId id,
      PartyKind kind,
      String name,
      @Nullable AgentId phone,
      int attempt,
      Instant since) {
    this.id = id;
    this.kind = kind;
    this.name = name;
    this.phone = phone;
    this.attempt = attempt;
    this.since = since;
  }

  void become(PartyState next, Instant at, String reason) {
    state = next;
    since = at;
    why = reason;
  }

  LineDecision.Party said() {
    return new LineDecision.Party(id, kind, name, state, since, why);
  }
}
