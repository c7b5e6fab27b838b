package org.ringfence.desktop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ringfence.bus.MessageHandler;
import org.ringfence.bus.MessagePublisher;
import org.ringfence.bus.MessageReader;
import org.ringfence.events.Message;
import org.ringfence.events.Topic;

/// A bus of one process: what is published is heard before `publish` returns.
public final class InMemoryBus implements MessagePublisher, MessageReader {

  private final List<Message> published = new ArrayList<>();
  private final List<Reading> readings = new CopyOnWriteArrayList<>();

  @Override
  public synchronized void publish(Message message) {
    published.add(message);
    String id = "m" + published.size();
    for (Reading reading : readings) {
      if (reading.topics.contains(message.topic())) {
        reading.handler.on(message, id);
      }
    }
  }

  public synchronized List<Message> published() {
    return List.copyOf(published);
  }

  @Override
  public Subscription read(
      String name, Set<Topic> topics, Duration history, MessageHandler handler) {
    Reading reading = new Reading(topics, handler);
    readings.add(reading);
    return () -> readings.remove(reading);
  }

  private record Reading(Set<Topic> topics, MessageHandler handler) {}
}
