package org.ringfence.gateway.ivr;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The flow that new calls get, and the earlier ones, by which calls go on that began with them.
///
/// At most [#MAX_HELD] are held. A call whose flow is not held any more, because there were more
/// changes since or because we were started anew, begins the questions again.
public final class Flows {

  static final int MAX_HELD = 8;

  private volatile Held held;

  /// @param byVersion in the order in which they came; never changed
  private record Held(IvrWalk current, Map<String, IvrWalk> byVersion) {}

  public Flows(IvrFlow first) {
    IvrWalk walk = new IvrWalk(first);
    held = new Held(walk, Map.of(first.version(), walk));
  }

  /// The flow of new calls.
  public IvrFlow current() {
    return held.current.flow();
  }

  /// From now on new calls get this one.
  public synchronized void use(IvrFlow flow) {
    Map<String, IvrWalk> next = new LinkedHashMap<>(held.byVersion);
    IvrWalk walk = new IvrWalk(flow);
    next.remove(flow.version());
    if (next.size() == MAX_HELD) {
      next.remove(next.keySet().iterator().next());
    }
    next.put(flow.version(), walk);
    held = new Held(walk, next);
  }

  /// The flow that leads a caller, for what is said to one who is through: the present one when the
  /// caller's own is not held any more.
  public IvrFlow leading(IvrState state) {
    Held now = held;
    return now.byVersion.getOrDefault(state.flow(), now.current).flow();
  }

  /// A caller with the walk that leads this caller on.
  public record Led(IvrState state, IvrWalk walk) {}

  public Led lead(IvrState state) {
    Held now = held;
    IvrFlow current = now.current.flow();
    // Without a flow: from a release that knew one only, and the node may be there still.
    if (state.at().isEmpty() || state.flow().isEmpty()) {
      return new Led(state.ledBy(current.version()), now.current);
    }
    @Nullable IvrWalk walk = now.byVersion.get(state.flow());
    return walk == null
        ? new Led(state.afresh().ledBy(current.version()), now.current)
        : new Led(state, walk);
  }
}
