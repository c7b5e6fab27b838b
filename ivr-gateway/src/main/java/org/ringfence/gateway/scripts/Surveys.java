package org.ringfence.gateway.scripts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.ringfence.events.CallId;
import org.ringfence.events.CallLabel;
import org.ringfence.events.DefenceCommand.LabelCall;
import org.ringfence.gateway.calls.TrackedCall;

/// Who is asked the question after a talk: callers who stay, unless the defence took them for
/// machines or the agent did.
public final class Surveys {

  /// Labels are given during the talk, or right after it.
  private static final Duration LABEL_LIFE = Duration.ofHours(2);

  private static final int MAX_LABELS = 10_000;

  private final boolean wanted;
  private final Cache<CallId, CallLabel> labels =
      Caffeine.newBuilder().expireAfterWrite(LABEL_LIFE).maximumSize(MAX_LABELS).build();

  public Surveys(boolean wanted) {
    this.wanted = wanted;
  }

  /// An agent said what a caller is.
  public void hear(LabelCall label) {
    labels.put(label.call(), label.label());
  }

  boolean asks(TrackedCall call) {
    return wanted
        && labels.getIfPresent(call.id()) != CallLabel.MACHINE
        && call.place().filter(place -> !place.standing().diverted()).isPresent();
  }
}
