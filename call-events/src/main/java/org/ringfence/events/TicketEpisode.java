package org.ringfence.events;

import java.time.Instant;

/// Something that happened to a ticket and that whoever serves it next should know.
///
/// @param detail in words: a queue, an agent; may be empty
public record TicketEpisode(Instant at, Kind kind, String detail) {

  public enum Kind {
    /// The call was lost while the caller waited.
    CALL_LOST,
    /// The caller came back with another call and has the old place.
    CAME_BACK,
    /// A talk with the agent named broke off.
    TALK_BROKE,
    /// From the queue and by the agent named.
    TRANSFERRED,
    CALLBACK_AGREED,
    /// An attempt to call back was in vain.
    CALLBACK_TRIED,
    CALLBACK_ANSWERED
  }
}
