package org.ringfence.desktop.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.LogRecord;
import org.ringfence.events.Message;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A record with what every record says: what kind it is, when it was said, and whom it concerns.
/// It is read from the JSON, so that records which only a newer version understands are stored too.
///
/// @param message what this version understands of it, if anything
/// @param body the record as JSON, with telephone numbers masked
record RecordFacts(
    String recordId,
    Instant saidAt,
    String kind,
    Optional<Message> message,
    @Nullable String call,
    @Nullable String ticket,
    @Nullable String offer,
    @Nullable String agent,
    String body) {

  /// Said for each announcement to each waiting caller; what was told stands in the answer.
  private static final Set<String> NOISE = Set.of("WaitAsked");

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /// Empty when the record is no JSON object with a type.
  static Optional<RecordFacts> of(LogRecord read) {
    JsonNode node;
    try {
      node = MAPPER.readTree(read.json());
    } catch (JacksonException garbage) {
      return Optional.empty();
    }
    if (!(node instanceof ObjectNode object) || text(object, "type") == null) {
      return Optional.empty();
    }
    Instant saidAt = read.message().map(Message::at).orElseGet(() -> at(object, read.appendedAt()));
    String kind = String.valueOf(text(object, "type"));
    @Nullable String call = text(object, "call");
    @Nullable String ticket = text(object, "ticket");
    @Nullable String offer = text(object, "offer");
    @Nullable String agent = text(object, "agent");
    Texts.mask(object);
    return Optional.of(
        new RecordFacts(
            Texts.storable(read.id()),
            saidAt.truncatedTo(ChronoUnit.MILLIS),
            kind,
            read.message(),
            call,
            ticket,
            offer,
            agent,
            Texts.storable(MAPPER.writeValueAsString(object))));
  }

  /// Whether it belongs to the story of a call or an agent.
  boolean isOfAStory() {
    return (call != null || ticket != null || offer != null || agent != null)
        && !NOISE.contains(kind);
  }

  private static @Nullable String text(ObjectNode object, String field) {
    JsonNode value = object.path(field);
    return value.isString() ? Texts.storable(value.stringValue()) : null;
  }

  private static Instant at(ObjectNode object, Instant otherwise) {
    try {
      @Nullable String at = text(object, "at");
      return at == null ? otherwise : Instant.parse(at);
    } catch (DateTimeException unreadable) {
      return otherwise;
    }
  }
}
