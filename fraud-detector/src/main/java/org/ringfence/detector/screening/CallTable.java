package org.ringfence.detector.screening;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.CallId;

/// The calls of one line that are followed, and apart from them those that were refused last.
///
/// A refused call is over for the detector: the gateway says nothing more about it, because that
/// would cost as much as the verdict did. Only when the refusal came too late and the caller was
/// let in does anything more come, and then the call is followed again with all that is known of
/// it.
///
/// INVARIANT: a call is in one table at most; beyond either bound the call that came first is
/// forgotten.
final class CallTable {

  static final int MAX_FOLLOWED = 8_192;

  /// The gateway waits two seconds at most and then says that it let the caller in, so this is
  /// enough for five hundred refusals a second.
  static final int MAX_REFUSED = 1_024;

  private final SequencedMap<CallId, OpenCall> followed = new LinkedHashMap<>();
  private final SequencedMap<CallId, OpenCall> refused = new LinkedHashMap<>();

  @Nullable OpenCall find(CallId id) {
    return followed.get(id);
  }

  void follow(CallId id, OpenCall call) {
    put(followed, MAX_FOLLOWED, id, call);
  }

  void refuse(CallId id, OpenCall call) {
    followed.remove(id);
    put(refused, MAX_REFUSED, id, call);
  }

  /// A refused call that turns out to go on, followed again; null when there is none of that id.
  @Nullable OpenCall resume(CallId id) {
    @Nullable OpenCall call = refused.remove(id);
    if (call != null) {
      follow(id, call);
    }
    return call;
  }

  /// A call is over; null when it was not followed.
  @Nullable OpenCall end(CallId id) {
    refused.remove(id);
    return followed.remove(id);
  }

  int followedCount() {
    return followed.size();
  }

  private static void put(SequencedMap<CallId, OpenCall> table, int max, CallId id, OpenCall call) {
    if (table.size() >= max) {
      table.pollFirstEntry();
    }
    table.put(id, call);
  }

  List<ScreeningSnapshot.Call> followedSnapshot() {
    return snapshot(followed);
  }

  List<ScreeningSnapshot.Call> refusedSnapshot() {
    return snapshot(refused);
  }

  private static List<ScreeningSnapshot.Call> snapshot(Map<CallId, OpenCall> table) {
    List<ScreeningSnapshot.Call> calls = new ArrayList<>(table.size());
    table.forEach((id, call) -> calls.add(call.snapshot(id.value())));
    return calls;
  }

  /// @param saidRefused null in a snapshot from before refused calls were kept apart
  void restore(
      List<ScreeningSnapshot.Call> saidFollowed,
      @Nullable List<ScreeningSnapshot.Call> saidRefused) {
    followed.clear();
    refused.clear();
    saidFollowed.forEach(call -> followed.put(new CallId(call.id()), OpenCall.restore(call)));
    if (saidRefused != null) {
      saidRefused.forEach(call -> refused.put(new CallId(call.id()), OpenCall.restore(call)));
    }
  }
}
