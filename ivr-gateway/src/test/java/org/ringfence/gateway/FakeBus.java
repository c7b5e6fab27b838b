package org.ringfence.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.ringfence.bus.MessageHandler;
import org.ringfence.bus.MessagePublisher;
import org.ringfence.bus.MessageReader;
import org.ringfence.events.Message;
import org.ringfence.events.Topic;

/// A bus in memory: remembers what was said, and lets a test answer it.
public final class FakeBus implements MessagePublisher, MessageReader {

  private final List<Message> said = new CopyOnWriteArrayList<>();
  private final List<Function<Message, List<Message>>> services = new CopyOnWriteArrayList<>();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  private final List<Message> earlier = new ArrayList<>();

  private record Listener(Set<Topic> topics, MessageHandler handler) {}

  @Override
  public void publish(Message message) {
    said.add(message);
    deliver(message);
    for (Function<Message, List<Message>> service : services) {
      service.apply(message).forEach(this::deliver);
    }
  }

  /// Something was said by another service before anybody listened.
  public void saidEarlier(Message message) {
    earlier.add(message);
  }

  /// Says something as another service.
  public void deliver(Message message) {
    for (Listener listener : listeners) {
      if (listener.topics().contains(message.topic())) {
        listener.handler().on(message, "test");
      }
    }
  }

  /// Answers each message of a type as another service would.
  public <M extends Message> void answer(Class<M> type, Function<M, Message> service) {
    services.add(message ->
        type.isInstance(message) ? List.of(service.apply(type.cast(message))) : List.of());
  }

  public void answerNothing() {
    services.clear();
  }

  public <M extends Message> List<M> said(Class<M> type) {
    return said.stream().filter(type::isInstance).map(type::cast).toList();
  }

  public List<String> saidNames() {
    return new ArrayList<>(said.stream().map(each -> each.getClass().getSimpleName()).toList());
  }

  @Override
  public Subscription read(
      String name, Set<Topic> topics, Duration history, MessageHandler handler) {
    Listener listener = new Listener(topics, handler);
    earlier.stream()
        .filter(message -> topics.contains(message.topic()))
        .filter(message -> message.at().isAfter(Instant.now().minus(history)))
        .forEach(message -> handler.on(message, "earlier"));
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }
}
