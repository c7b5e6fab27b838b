package org.ringfence.bus;

import java.time.Duration;
import java.util.Set;
import org.ringfence.events.Topic;

/// Where messages are heard.
public interface MessageReader {

  /// Reads all partitions of the topics on a thread of its own until closed, first what was said in
  /// the last `history`, then live. Returns when the position is fixed: what is published
  /// afterwards will be heard.
  ///
  /// @param name names the thread and the meters
  Subscription read(String name, Set<Topic> topics, Duration history, MessageHandler handler);

  /// The same for a listener that can wait a tenth of a second: messages come in batches, which
  /// spares the broker and the reader a round trip for each.
  default Subscription readGathered(
      String name, Set<Topic> topics, Duration history, MessageHandler handler) {
    return read(name, topics, history, handler);
  }

  /// A running reading; closing it waits for the handler to return.
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
