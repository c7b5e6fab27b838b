package org.ringfence.desktop.web;

import io.javalin.http.Context;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentState;

/// What an agent asks for, `{"state":"ready"}` or `{"state":"paused","reason":"Lunch"}`, or a
/// supervisor for an agent: `{"state":"signed_out","by":"sue"}`.
///
/// @param reason empty unless paused
/// @param by the supervisor; null when the agent asks
/// @param session the page that asks, of which the newest counts; null when it does not say
record AgentStateRequest(
    AgentState wanted, String reason, @Nullable String by, @Nullable String session) {

  static final int MAX_REASON_CHARACTERS = 80;
  static final int MAX_NAME_CHARACTERS = 40;

  private static final Map<String, AgentState> STATES =
      Map.of(
          "ready", AgentState.READY,
          "paused", AgentState.PAUSED,
          "signed_out", AgentState.SIGNED_OUT);

  /// @throws Refusal that names every wrong field
  static AgentStateRequest of(Context request) {
    JsonFields fields = JsonFields.of(request, Set.of("state", "reason", "by", "session"));
    @Nullable AgentState wanted = fields.word("state", STATES, "ready, paused or signed_out");
    String reason = fields.text("reason", MAX_REASON_CHARACTERS);
    if (!reason.isEmpty() && wanted != null && wanted != AgentState.PAUSED) {
      fields.wrong("reason", "belongs to a pause only");
    }
    String by = fields.text("by", MAX_NAME_CHARACTERS);
    String session = fields.text("session", MAX_NAME_CHARACTERS);
    fields.finish();
    return new AgentStateRequest(
        JsonFields.good(wanted),
        reason,
        by.isEmpty() ? null : by,
        session.isEmpty() ? null : session);
  }
}
