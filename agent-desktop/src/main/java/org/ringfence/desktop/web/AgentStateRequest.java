package org.ringfence.desktop.web;

import io.javalin.http.Context;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentState;

/// What an agent asks for: `{"state":"ready"}` or `{"state":"paused","reason":"Lunch"}`.
///
/// @param reason empty unless paused
record AgentStateRequest(AgentState wanted, String reason) {

  static final int MAX_REASON_CHARACTERS = 80;

  private static final Map<String, AgentState> STATES =
      Map.of(
          "ready", AgentState.READY,
          "paused", AgentState.PAUSED,
          "signed_out", AgentState.SIGNED_OUT);

  /// @throws Refusal that names every wrong field
  static AgentStateRequest of(Context request) {
    JsonFields fields = JsonFields.of(request, Set.of("state", "reason"));
    @Nullable AgentState wanted = fields.word("state", STATES, "ready, paused or signed_out");
    String reason = fields.text("reason", MAX_REASON_CHARACTERS);
    if (!reason.isEmpty() && wanted != null && wanted != AgentState.PAUSED) {
      fields.wrong("reason", "belongs to a pause only");
    }
    fields.finish();
    return new AgentStateRequest(JsonFields.good(wanted), reason);
  }
}
