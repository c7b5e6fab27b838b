package org.ringfence.desktop.web;

import io.javalin.http.Context;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentState;

/// What an agent asks for, `{"state":"ready"}` or `{"state":"paused","reason":"Lunch"}`, from the
/// agent or from a supervisor.
///
/// @param reason empty unless paused
/// @param session the page that asks, of which the newest counts; null when it does not say
record AgentStateRequest(AgentState wanted, String reason, @Nullable String session) {

  static final int MAX_REASON_CHARACTERS = 80;
  static final int MAX_SESSION_CHARACTERS = 40;

  private static final Map<String, AgentState> STATES =
      Map.of(
          "ready", AgentState.READY,
          "paused", AgentState.PAUSED,
          "signed_out", AgentState.SIGNED_OUT);

  /// @throws Refusal that names every wrong field
  static AgentStateRequest of(Context request) {
    JsonFields fields = JsonFields.of(request, Set.of("state", "reason", "session"));
    @Nullable AgentState wanted = fields.word("state", STATES, "ready, paused or signed_out");
    String reason = fields.text("reason", MAX_REASON_CHARACTERS);
    if (!reason.isEmpty() && wanted != null && wanted != AgentState.PAUSED) {
      fields.wrong("reason", "belongs to a pause only");
    }
    String session = fields.text("session", MAX_SESSION_CHARACTERS);
    fields.finish();
    return new AgentStateRequest(
        JsonFields.good(wanted), reason, session.isEmpty() ? null : session);
  }
}
