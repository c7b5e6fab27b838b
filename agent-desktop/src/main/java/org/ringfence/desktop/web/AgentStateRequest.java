package org.ringfence.desktop.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.web.Refusal.FieldProblem;
import org.ringfence.events.AgentState;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an agent asks for: `{"state":"ready"}` or `{"state":"paused","reason":"Lunch"}`.
///
/// @param reason empty unless paused
record AgentStateRequest(AgentState wanted, String reason) {

  /// The longest request that is read.
  static final int MAX_BYTES = 2_048;

  static final int MAX_REASON_CHARACTERS = 80;

  private static final Map<String, AgentState> STATES =
      Map.of(
          "ready", AgentState.READY,
          "paused", AgentState.PAUSED,
          "signed_out", AgentState.SIGNED_OUT);

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /// @throws Refusal that names every wrong field
  static AgentStateRequest parse(byte[] json) {
    JsonNode body;
    try {
      body = STRICT.readTree(json);
    } catch (JacksonException broken) {
      throw new Refusal(400, "body", "The body is not one well-formed JSON object.");
    }
    if (!body.isObject()) {
      throw new Refusal(400, "body", "The body must be a JSON object.");
    }
    List<FieldProblem> problems = new ArrayList<>();
    for (String name : body.propertyNames()) {
      if (!name.equals("state") && !name.equals("reason")) {
        // A hostile name is cut: it comes back in the answer and goes into nothing else.
        String shown = name.length() > 40 ? name.substring(0, 40) + "…" : name;
        problems.add(new FieldProblem(shown, "is not a field of this request"));
      }
    }
    @Nullable AgentState wanted = state(body.path("state"), problems);
    String reason = reason(body.path("reason"), wanted, problems);
    if (!problems.isEmpty() || wanted == null) {
      throw new Refusal(400, "body", "The request has wrong fields.", problems);
    }
    return new AgentStateRequest(wanted, reason);
  }

  private static @Nullable AgentState state(JsonNode node, List<FieldProblem> problems) {
    @Nullable AgentState wanted = node.isString() ? STATES.get(node.asString()) : null;
    if (wanted == null) {
      problems.add(
          new FieldProblem(
              "state",
              node.isMissingNode()
                  ? "is missing; it must be ready, paused or signed_out"
                  : "must be ready, paused or signed_out"));
    }
    return wanted;
  }

  private static String reason(
      JsonNode node, @Nullable AgentState wanted, List<FieldProblem> problems) {
    if (node.isMissingNode()) {
      return "";
    }
    if (!node.isString()) {
      problems.add(new FieldProblem("reason", "must be a text"));
      return "";
    }
    String reason = node.asString().strip();
    if (reason.codePointCount(0, reason.length()) > MAX_REASON_CHARACTERS) {
      problems.add(
          new FieldProblem("reason", "must have at most " + MAX_REASON_CHARACTERS + " characters"));
    } else if (reason.codePoints().anyMatch(Character::isISOControl)) {
      problems.add(new FieldProblem("reason", "must not have control characters"));
    } else if (!reason.isEmpty() && wanted != null && wanted != AgentState.PAUSED) {
      problems.add(new FieldProblem("reason", "belongs to a pause only"));
    }
    return reason;
  }
}
