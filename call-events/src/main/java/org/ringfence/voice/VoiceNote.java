package org.ringfence.voice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.LineId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.QueueName;

/// What is known of a file of sound; it lies beside the file, which has no number in its name.
///
/// @param id the file's name without a suffix: a call's or an offer's
/// @param at when it began
/// @param caller who is heard
/// @param language the caller's
/// @param agent who talks to the caller, or null for a message
public record VoiceNote(
    String id,
    Instant at,
    LineId line,
    QueueName queue,
    PhoneNumber caller,
    String language,
    @Nullable AgentId agent) {

  public VoiceNote {
    if (!isId(id)) {
      throw new IllegalArgumentException("not the name of a file of sound: " + id);
    }
  }

  /// Whether something may be the name of a file; nothing else ever becomes part of a path.
  public static boolean isId(String id) {
    return id.matches("[A-Za-z0-9][A-Za-z0-9.-]{0,127}") && !id.contains("..");
  }
}
