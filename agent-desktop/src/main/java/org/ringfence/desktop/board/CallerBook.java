package org.ringfence.desktop.board;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.CallId;
import org.ringfence.events.LineId;
import org.ringfence.events.PhoneNumber;

/// Who called: numbers of calls, whole, so that a page can name a number by one of its calls
/// without ever being sent it.
///
/// Calls that are over are kept apart, so that a flood of refused attempts cannot push out a caller
/// who waits in line for hours. A forgotten caller is shown as `unknown`, and nothing can be
/// decided about it by call.
final class CallerBook {

  /// More than a trunk has ports; past it the oldest is forgotten.
  static final int LIVE_REMEMBERED = 20_000;

  /// Past it the one that was over first is forgotten.
  static final int OVER_REMEMBERED = 20_000;

  private final BoundedMap<CallId, KnownCaller> live = new BoundedMap<>(LIVE_REMEMBERED);
  private final BoundedMap<CallId, KnownCaller> over = new BoundedMap<>(OVER_REMEMBERED);

  /// Whether this call was new.
  boolean add(CallId call, LineId line, PhoneNumber caller) {
    return !over.containsKey(call) && live.putIfAbsent(call, new KnownCaller(line, caller)) == null;
  }

  /// The call was refused, or ended.
  void end(CallId call) {
    @Nullable KnownCaller known = live.remove(call);
    if (known != null) {
      over.put(call, known);
    }
  }

  Optional<KnownCaller> find(CallId call) {
    @Nullable KnownCaller known = live.get(call);
    return Optional.ofNullable(known == null ? over.get(call) : known);
  }

  String masked(CallId call) {
    return find(call).map(known -> known.number().masked()).orElse("unknown");
  }
}
