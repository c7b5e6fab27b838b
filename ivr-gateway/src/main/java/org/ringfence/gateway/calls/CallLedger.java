package org.ringfence.gateway.calls;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.MessagePublisher;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.site.Site;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All calls that are up, and for a while those that ended.
///
/// Only [#end] ends a call, for AMI's hang-up of its unique id or for a snapshot that does not know
/// it any more. A call that ended before we heard of it leaves a tombstone, so that what AGI says
/// late about it is dropped.
public final class CallLedger {

  private static final Logger log = LoggerFactory.getLogger(CallLedger.class);

  /// How long and how many ended calls are remembered: longer than any AGI session lasts.
  private static final Duration TOMBSTONE_LIFE = Duration.ofMinutes(5);

  private static final int MAX_TOMBSTONES = 50_000;

  private final int maxCalls;
  private final MessagePublisher bus;
  private final InstantSource clock;
  private final Counter overflow;
  private final ConcurrentHashMap<CallId, TrackedCall> live = new ConcurrentHashMap<>();
  private final Cache<CallId, Integer> tombstones;

  public CallLedger(
      int maxCalls,
      MessagePublisher bus,
      MeterRegistry meters,
      InstantSource clock,
      LongSupplier ticker) {
    this.maxCalls = maxCalls;
    this.bus = bus;
    this.clock = clock;
    this.tombstones =
        Caffeine.newBuilder()
            .expireAfterWrite(TOMBSTONE_LIFE)
            .maximumSize(MAX_TOMBSTONES)
            .ticker(ticker::getAsLong)
            .build();
    this.overflow = meters.counter("ringfence.calls.overflow");
    meters.gauge("ringfence.calls.live", live, ConcurrentHashMap::size);
  }

  /// The call, made known if it was not; empty when it is over already, or when there are more than
  /// can be tracked.
  ///
  /// @param arrivedAt when it came, as far as is known
  public Optional<TrackedCall> open(
      CallId id,
      String channel,
      Site.Line line,
      PhoneNumber caller,
      Attestation attestation,
      Instant arrivedAt) {
    TrackedCall known = live.get(id);
    if (known != null) {
      return Optional.of(known);
    }
    if (tombstones.getIfPresent(id) != null) {
      return Optional.empty();
    }
    if (live.size() >= maxCalls) {
      overflow.increment();
      log.atError().addKeyValue("maxCalls", maxCalls).log("more calls than can be tracked");
      return Optional.empty();
    }
    TrackedCall made = new TrackedCall(id, channel, line, caller, attestation, arrivedAt, bus);
    TrackedCall first = live.putIfAbsent(id, made);
    TrackedCall call = first == null ? made : first;
    // The hang-up may have come between the two looks.
    @Nullable Integer cause = tombstones.getIfPresent(id);
    if (cause != null) {
      end(id, cause);
      return Optional.empty();
    }
    return Optional.of(call);
  }

  public Optional<TrackedCall> find(CallId id) {
    return Optional.ofNullable(live.get(id));
  }

  /// A call is over, known or not.
  ///
  /// @return whether it was ever heard of
  public boolean end(CallId id, int cause) {
    boolean known = tombstones.asMap().put(id, cause) != null;
    TrackedCall call = live.remove(id);
    if (call != null) {
      call.end(clock.instant(), cause);
    }
    return known || call != null;
  }

  /// The calls that a snapshot should have seen and did not.
  ///
  /// @param alive the calls that it saw
  /// @param before calls that came later may be missing from it
  public List<TrackedCall> absent(Set<CallId> alive, Instant before) {
    return list().stream()
        .filter(call -> call.arrivedAt().isBefore(before) && !alive.contains(call.id()))
        .toList();
  }

  public List<TrackedCall> list() {
    return new ArrayList<>(live.values());
  }

  /// Calls that are up, which is also the trunk's ports in use.
  public int size() {
    return live.size();
  }
}
