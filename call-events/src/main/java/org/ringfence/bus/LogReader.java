package org.ringfence.bus;

import java.util.Set;
import org.ringfence.events.Topic;

/// Where the bus is read as a log: every record at its place, also those that this version does not
/// understand, from wherever the follower left off.
public interface LogReader {

  /// Hands every record of the topics to the follower, in order within each partition, on a thread
  /// of its own until closed. A follower that fails is asked for its positions and given the same
  /// records again, with growing pauses: nothing is passed over.
  ///
  /// @param name names the thread and the meters
  Following follow(String name, Set<Topic> topics, LogFollower follower);

  /// A running following; closing it waits for the follower to return.
  interface Following extends AutoCloseable {

    /// Records on the bus that the follower has not taken yet, as far as is known.
    long behind();

    @Override
    void close();
  }
}
