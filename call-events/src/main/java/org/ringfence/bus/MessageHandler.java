package org.ringfence.bus;

import org.ringfence.events.Message;

/// Whoever listens. It is called on one thread per subscription, in order, and must return quickly.
@FunctionalInterface
public interface MessageHandler {

  /// @param id unique per message, and the same when the same message is sent again
  void on(Message message, String id);
}
