package org.ringfence.gateway.doors;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Predicate;
import org.ringfence.events.LineId;
import org.ringfence.gateway.calls.Place;
import org.ringfence.gateway.calls.TrackedCall;
import org.ringfence.voice.VoiceNote;
import org.ringfence.voice.VoiceStore;

/// The messages that callers leave after hours: Asterisk records them, a note is written here.
///
/// During an attack, and when the disk is nearly full, none is taken: a machine would fill it.
public final class Messages {

  private final DoorSettings.Messages settings;
  private final VoiceStore store;
  private final Predicate<LineId> pressed;
  private final InstantSource clock;

  /// @param pressed whether a line is under attack
  public Messages(
      DoorSettings.Messages settings,
      VoiceStore store,
      Predicate<LineId> pressed,
      InstantSource clock) {
    this.settings = settings;
    this.store = store;
    this.pressed = pressed;
    this.clock = clock;
  }

  /// Whether a caller of a line may leave one now.
  public boolean areTaken(LineId line) {
    return settings.taken() && !pressed.test(line) && store.hasRoom();
  }

  /// How long one may be.
  public Duration longest() {
    return settings.longest();
  }

  /// Notes down a message that the dialplan is about to record.
  ///
  /// @return false when it must not
  public boolean begin(TrackedCall call, Place place) {
    String id = call.id().value();
    return areTaken(call.line().id())
        && VoiceNote.isId(id)
        && store
            .begin(
                new VoiceNote(
                    id,
                    clock.instant(),
                    call.line().id(),
                    place.queue(),
                    call.caller(),
                    place.language(),
                    null))
            .isPresent();
  }
}
