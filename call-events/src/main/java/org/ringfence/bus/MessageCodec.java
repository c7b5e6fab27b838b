package org.ringfence.bus;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Message;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Messages as versioned JSON: `{"type":"CallAnswered","v":1,…}`.
///
/// What it does not know (a newer type, a newer version, a newer field, garbage) it counts and
/// skips; nothing that is on the bus is fatal. The format is pinned by golden files in the tests.
public final class MessageCodec {

  /// The version of the format. A new field needs no new version; a changed meaning does.
  static final int VERSION = 1;

  private static final Map<String, Class<? extends Message>> TYPES = typesBelow(Message.class);
  private static final Map<Class<? extends Message>, List<Method>> REQUIRED = requiredComponents();

  private final JsonMapper mapper;
  private final LongAdder skipped = new LongAdder();
  private final LongAdder unknownFields = new LongAdder();

  public MessageCodec() {
    mapper =
        JsonMapper.builder()
            .addHandler(
                new DeserializationProblemHandler() {
                  @Override
                  public boolean handleUnknownProperty(
                      DeserializationContext context,
                      JsonParser parser,
                      ValueDeserializer<?> deserializer,
                      Object beanOrClass,
                      String propertyName) {
                    unknownFields.increment();
                    parser.skipChildren();
                    return true;
                  }
                })
            .build();
  }

  public byte[] encode(Message message) {
    ObjectNode fields = mapper.valueToTree(message);
    ObjectNode envelope = mapper.createObjectNode();
    envelope.put("type", message.getClass().getSimpleName());
    envelope.put("v", VERSION);
    // Topic and key are said by the record's place on the bus; ClockTicked carries them as data of
    // its own.
    envelope.setAll(fields);
    return mapper.writeValueAsBytes(envelope);
  }

  /// The message, or empty when it is not one that this version understands.
  public Optional<Message> decode(byte @Nullable [] json) {
    if (json == null) {
      skipped.increment();
      return Optional.empty();
    }
    try {
      JsonNode node = mapper.readTree(json);
      @Nullable Class<? extends Message> type = TYPES.get(node.path("type").asString(""));
      if (type == null || node.path("v").asInt(0) != VERSION) {
        skipped.increment();
        return Optional.empty();
      }
      ObjectNode fields = (ObjectNode) node;
      fields.remove("type");
      fields.remove("v");
      Message message = mapper.treeToValue(fields, type);
      if (!isComplete(message)) {
        skipped.increment();
        return Optional.empty();
      }
      return Optional.of(message);
    } catch (JacksonException | IllegalArgumentException | NullPointerException unreadable) {
      skipped.increment();
      return Optional.empty();
    }
  }

  /// Records that were not understood.
  public long skippedCount() {
    return skipped.sum();
  }

  /// Fields that were not known.
  public long unknownFieldCount() {
    return unknownFields.sum();
  }

  /// Every record type below a sealed interface, by simple name.
  static Map<String, Class<? extends Message>> typesBelow(Class<? extends Message> root) {
    Map<String, Class<? extends Message>> types = new LinkedHashMap<>();
    collect(root, types);
    return types;
  }

  private static boolean isComplete(Message message) {
    try {
      for (Method component : REQUIRED.getOrDefault(message.getClass(), List.of())) {
        if (component.invoke(message) == null) {
          return false;
        }
      }
      return true;
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// Per type, the accessors of components that are not declared `@Nullable`.
  private static Map<Class<? extends Message>, List<Method>> requiredComponents() {
    Map<Class<? extends Message>, List<Method>> required = new HashMap<>();
    for (Class<? extends Message> type : TYPES.values()) {
      List<Method> accessors = new ArrayList<>();
      for (RecordComponent component : type.getRecordComponents()) {
        if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)
            && !component.getType().isPrimitive()) {
          accessors.add(component.getAccessor());
        }
      }
      required.put(type, List.copyOf(accessors));
    }
    return required;
  }

  private static void collect(Class<?> type, Map<String, Class<? extends Message>> into) {
    if (!type.isInterface()) {
      into.put(type.getSimpleName(), type.asSubclass(Message.class));
      return;
    }
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      collect(permitted, into);
    }
  }
}
