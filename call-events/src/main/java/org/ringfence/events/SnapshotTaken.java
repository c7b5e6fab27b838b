package org.ringfence.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every channel of one Asterisk node that concerns a pool, read after the AMI connection came back
/// and from time to time: the truth about who is alive.
///
/// @param systemName the Asterisk node's `systemname`
/// @param startedAt when the reading began; what joined later may be missing from it
/// @param bootedAt when this Asterisk was started, or null when it could not be read
public record SnapshotTaken(
    Instant at,
    Instant startedAt,
    PoolName pool,
    String systemName,
    List<LiveCaller> callers,
    List<LiveOffer> offers,
    List<Gone> gone,
    @Nullable Instant bootedAt)
    implements Message {

  public SnapshotTaken {
    callers = List.copyOf(callers);
    offers = List.copyOf(offers);
    gone = List.copyOf(gone);
  }

  /// A caller who holds a place and is on the line.
  ///
  /// @param talkingTo the offer whose agent the caller is bridged with, or null
  public record LiveCaller(
      CallId call, TicketId ticket, String channel, @Nullable OfferId talkingTo) {}

  /// An agent's leg that exists.
  public record LiveOffer(OfferId offer, boolean answered) {}

  /// A caller who hung up while nobody listened, as the hangup handler left it.
  public record Gone(CallId call, TicketId ticket, Instant at, int cause) {}

  @Override
  public Topic topic() {
    return Topic.ROUTING;
  }

  @Override
  public String key() {
    return pool.value();
  }
}
