package org.ringfence.platform.e2e;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.ringfence.bus.MessageHandler;
import org.ringfence.bus.MessagePublisher;
import org.ringfence.bus.MessageReader;
import org.ringfence.events.Message;
import org.ringfence.events.Topic;

/// A bus in memory on which a test plays the other services.
final class ScriptedBus implements MessagePublisher, MessageReader {

  private final List<Message> said = new CopyOnWriteArrayList<>();
  private final Map<Class<?>, Function<Message, Message>> services = new ConcurrentHashMap<>();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  private record Listener(Set<Topic> topics, MessageHandler handler) {}

  @Override
  public void publish(Message message) {
    said.add(message);
    Function<Message, Message> service = services.get(message.getClass());
    if (service != null) {
      say(service.apply(message));
    }
  }

  /// Says something as another service.
  void say(Message message) {
    for (Listener listener : listeners) {
      if (listener.topics().contains(message.topic())) {
        listener.handler().on(message, "test");
      }
    }
  }

  /// How messages of a type are answered from now on.
  <M extends Message> void answer(Class<M> type, Function<M, Message> service) {
    services.put(type, message -> service.apply(type.cast(message)));
  }

  <M extends Message> List<M> said(Class<M> type) {
    return said.stream().filter(type::isInstance).map(type::cast).toList();
  }

  void forget() {
    said.clear();
  }

  @Override
  public Subscription read(
      String name, Set<Topic> topics, Duration history, MessageHandler handler) {
    Listener listener = new Listener(topics, handler);
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }
}
