package org.ringfence.gateway.ami;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Asterisk's manager interface over two connections, so that a flood of events never stands
/// between an action and its response.
public final class Ami implements AutoCloseable {

  private final AmiLink events;
  private final AmiLink actions;
  private final AmiEventQueue queue;
  private final AmiActions commands;

  /// @param handler is told every event in order, on one thread
  /// @param onGap something may have been missed: a connection came up, or events were dropped
  public Ami(
      AmiSettings settings,
      Consumer<AmiEvent> handler,
      Runnable onGap,
      MeterRegistry meters,
      LongSupplier ticker) {
    this.queue = new AmiEventQueue(settings.maxQueuedEvents(), handler, onGap, meters, ticker);
    this.events = new AmiLink("events", settings, "on", queue::offer, onGap);
    this.actions = new AmiLink("actions", settings, "off", null, onGap);
    this.commands = new AmiActions(actions);
  }

  public void start() {
    queue.start();
    events.start();
    actions.start();
  }

  public AmiActions actions() {
    return commands;
  }

  public boolean isEventsUp() {
    return events.isUp();
  }

  public boolean isActionsUp() {
    return actions.isUp();
  }

  public long droppedEvents() {
    return queue.droppedCount();
  }

  /// Whether events are worked off and none takes longer than the time given.
  public boolean isWorking(Duration longest) {
    return queue.isAlive() && queue.busyFor().compareTo(longest) < 0;
  }

  @Override
  public void close() {
    events.close();
    actions.close();
    queue.close();
  }
}
