package org.ringfence.bus;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.json.JsonMapper;

/// Messages as versioned JSON: `{"type":"CallAnswered","v":1,…}`.
///
/// What it does not know (a newer type, a newer version, a newer field, garbage) it counts and
/// skips; nothing that is on the bus is fatal. The format is pinned by golden files in the tests.
public final class MessageCodec {

  /// The version of the format. A new field needs no new version; a changed meaning does.
  static final int VERSION = 1;

  private static final Map<String, Class<? extends Message>> TYPES = typesBelow(Message.class);
  private static final Map<Class<? extends Message>, List<Method>> REQUIRED = requiredComponents();
  private static final String TYPE_FIELD = "type";
  private static final String VERSION_FIELD = "v";
  private static final Map<Class<? extends Message>, byte[]> HEADS = heads();

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
                    if (!isEnvelope(propertyName)) {
                      unknownFields.increment();
                    }
                    parser.skipChildren();
                    return true;
                  }
                })
            .build();
  }

  public byte[] encode(Message message) {
    byte[] head = requireHead(message.getClass());
    // Topic and key are said by the record's place on the bus; ClockTicked carries them as data of
    // its own.
    byte[] fields = mapper.writeValueAsBytes(message);
    byte[] json = Arrays.copyOf(head, head.length + fields.length - 1);
    // What Jackson wrote begins with a brace, which the head has already.
    System.arraycopy(fields, 1, json, head.length, fields.length - 1);
    return json;
  }

  /// The message, or empty when it is not one that this version understands.
  public Optional<Message> decode(byte @Nullable [] json) {
    if (json == null) {
      skipped.increment();
      return Optional.empty();
    }
    try {
      @Nullable Class<? extends Message> type = typeOf(json);
      if (type == null) {
        skipped.increment();
        return Optional.empty();
      }
      Message message = mapper.readValue(json, type);
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

  /// The type that the envelope names, or null when this version does not know it. The envelope
  /// stands first as we write it, and is found anywhere.
  private @Nullable Class<? extends Message> typeOf(byte[] json) {
    @Nullable Class<? extends Message> type = null;
    int version = 0;
    try (JsonParser parser = mapper.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while ((type == null || version == 0) && parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        if (field.equals(TYPE_FIELD) && value == JsonToken.VALUE_STRING) {
          type = TYPES.get(parser.getString());
          if (type == null) {
            return null;
          }
        } else if (field.equals(VERSION_FIELD) && value == JsonToken.VALUE_NUMBER_INT) {
          version = parser.getIntValue();
        } else {
          parser.skipChildren();
        }
      }
    }
    return version == VERSION ? type : null;
  }

  private static byte[] requireHead(Class<?> type) {
    byte @Nullable [] head = HEADS.get(type);
    if (head == null) {
      throw new IllegalArgumentException(type + " is not a message of the bus");
    }
    return head;
  }

  /// Per type, how its JSON begins.
  private static Map<Class<? extends Message>, byte[]> heads() {
    Map<Class<? extends Message>, byte[]> heads = new HashMap<>();
    TYPES.forEach((name, type) -> {
      String head = "{\"%s\":\"%s\",\"%s\":%d,".formatted(TYPE_FIELD, name, VERSION_FIELD, VERSION);
      heads.put(type, head.getBytes(StandardCharsets.UTF_8));
    });
    return heads;
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

  private static boolean isEnvelope(String field) {
    return field.equals(TYPE_FIELD) || field.equals(VERSION_FIELD);
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
