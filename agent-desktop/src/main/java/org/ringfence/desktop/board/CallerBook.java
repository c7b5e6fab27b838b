package org.ringfence.desktop.board;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.board.BoardViews.JudgedView;
import org.ringfence.events.CallId;
import org.ringfence.events.LineId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.ScreeningDecision.VerdictReached;

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

  /// The reasons of a verdict that an agent is shown.
  static final int REASONS_SHOWN = 3;

  private final BoundedMap<CallId, KnownCaller> live = new BoundedMap<>(LIVE_REMEMBERED);
  private final BoundedMap<CallId, KnownCaller> over = new BoundedMap<>(OVER_REMEMBERED);

  private final BoundedMap<CallId, JudgedView> judged = new BoundedMap<>(LIVE_REMEMBERED);

  /// A verdict, which replaces an earlier one of the call.
  void judged(VerdictReached reached) {
    List<String> reasons =
        reached.reasons().stream()
            .sorted(Comparator.comparingDouble(reason -> -Math.abs(reason.weight())))
            .limit(REASONS_SHOWN)
            .map(reason -> Shown.text(reason.detail()))
            .toList();
    judged.put(reached.call(), new JudgedView(reached.verdict(), reached.machineOdds(), reasons));
  }

  @Nullable JudgedView findJudged(CallId call) {
    return judged.get(call);
  }

  /// Whether this call was new.
  boolean add(CallId call, LineId line, PhoneNumber caller) {
    return !over.containsKey(call) && live.putIfAbsent(call, new KnownCaller(line, caller)) == null;
  }

  /// The call was refused, or ended.
  void end(CallId call) {
    judged.remove(call);
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
