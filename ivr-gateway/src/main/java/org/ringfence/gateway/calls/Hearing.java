package org.ringfence.gateway.calls;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.CallId;
import org.ringfence.events.CallerSound;

/// Listens to callers: folds what Asterisk tells of sounds and keys into the calls, and lets a
/// diverted caller in line pass at the first of either.
///
/// Silence is believed only when it is proved that sound would have been heard: after at least one
/// sound of any caller, and for calls of whose events none was missed.
public final class Hearing {

  private final CallLedger ledger;
  private final InstantSource clock;
  private final Function<CallId, OptionalLong> prints;
  private final Consumer<TrackedCall> onPassed;
  private volatile boolean proved;

  /// @param prints of callers' sound, where one was made; may wait a moment
  /// @param onPassed is told of each diverted caller in line who was heard; must not wait
  public Hearing(
      CallLedger ledger,
      InstantSource clock,
      Function<CallId, OptionalLong> prints,
      Consumer<TrackedCall> onPassed) {
    this.ledger = ledger;
    this.clock = clock;
    this.prints = prints;
    this.onPassed = onPassed;
  }

  public void started(CallId id) {
    proved = true;
    Instant now = clock.instant();
    ledger.find(id).ifPresent(call -> call.inOrder(() -> call.ear().started(now)));
  }

  /// @param lasted without the silence after which a sound counts as over
  public void stopped(CallId id, Duration lasted) {
    proved = true;
    Optional<TrackedCall> call = ledger.find(id);
    if (call.isPresent() && call.get().soundEnded(clock.instant(), lasted)) {
      passes(call.get());
    }
  }

  public void keyed(CallId id) {
    ledger.find(id).ifPresent(this::passes);
  }

  /// Lets a caller pass whose sound goes on and on, like that of a room.
  public void look(TrackedCall call) {
    if (call.isSpeaking(clock.instant())) {
      passes(call);
    }
  }

  private void passes(TrackedCall call) {
    if (call.heard(clock.instant())) {
      onPassed.accept(call);
    }
  }

  /// Events may have been missed, and Asterisk may be another one now.
  public void missed() {
    proved = false;
    ledger.list().forEach(call -> call.inOrder(() -> call.ear().deafen()));
  }

  /// What was heard of a caller since the answer, or null when it is not known.
  public @Nullable CallerSound soundOf(TrackedCall call) {
    OptionalLong print = prints.apply(call.id());
    // A print proves that there was sound, whatever was missed of its events.
    Optional<CallerSound> sound =
        proved || print.isPresent() ? call.sound(clock.instant()) : Optional.empty();
    if (print.isEmpty()) {
      return sound.orElse(null);
    }
    return sound
        .map(heard -> new CallerSound(heard.firstHeard(), heard.activeShare(), print.getAsLong()))
        .orElse(null);
  }
}
