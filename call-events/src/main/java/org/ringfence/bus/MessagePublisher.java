package org.ringfence.bus;

import org.ringfence.events.Message;

/// Where messages are said.
@FunctionalInterface
public interface MessagePublisher {

  /// Sends a message; messages of one topic and key arrive in the order in which they were
  /// published by one thread or under one lock.
  ///
  /// Never blocks longer than the bus's short metadata bound and never throws for a broker that is
  /// away: a message that cannot be sent is retried for two minutes, then counted and logged.
  /// Whoever needs an answer waits for the answering message with a deadline.
  void publish(Message message);
}
