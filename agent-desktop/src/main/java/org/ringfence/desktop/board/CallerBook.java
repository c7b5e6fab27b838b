package org.ringfence.desktop.board;

import java.util.Optional;
import org.ringfence.events.CallId;
import org.ringfence.events.LineId;
import org.ringfence.events.PhoneNumber;

/// Who called: the numbers of the latest calls, whole, so that a page can name a number by one of
/// its calls without ever being sent it.
///
/// Past [#CALLS_REMEMBERED] the oldest call is forgotten; its caller is shown as `unknown` and
/// nothing can be decided about it by call.
final class CallerBook {

  static final int CALLS_REMEMBERED = 20_000;

  private final BoundedMap<CallId, KnownCaller> callers = new BoundedMap<>(CALLS_REMEMBERED);

  /// Whether this call was new.
  boolean add(CallId call, LineId line, PhoneNumber caller) {
    return callers.putIfAbsent(call, new KnownCaller(line, caller)) == null;
  }

  Optional<KnownCaller> find(CallId call) {
    return Optional.ofNullable(callers.get(call));
  }

  String masked(CallId call) {
    return find(call).map(known -> known.number().masked()).orElse("unknown");
  }
}
