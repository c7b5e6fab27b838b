package org.ringfence.simulator.waits;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentState;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.PredictedWait;
import org.ringfence.events.QueueName;
import org.ringfence.queue.prediction.PredictionRules;

/// The production line core living through a trace: it hears what a platform in that call center
/// would have heard, when it would have heard it.
///
/// A trace says when servers talked and not when they were there. What is known at each moment: a
/// server who talks is there; one whose talk ended while callers wait is wrapping up, until the
/// next talk, or until nobody waits or [#WRAP_UP_SECONDS] are over and the server counts as away;
/// one whose talk ended while nobody waited counts as away, for who comes next and has to wait is
/// proof that nobody was free.
///
/// The traced center chose whom to serve by rules of its own. Where the core would serve another
/// caller first, it is told that this one was not found, and a millisecond later that the caller is
/// back in line, at the old place.
final class TracedCore {

  static final int WRAP_UP_SECONDS = 120;

  /// Servers at one time; a talk by one more takes the place of the longest one.
  private static final int MAX_SERVERS = 64;

  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  /// One who serves.
  private static final class Server {
    final AgentId id;
    @Nullable OfferCall talk;
    @Nullable TraceCall caller;
    boolean wrapping;

    /// Seconds; of the last talk.
    long endedAt = Long.MIN_VALUE;

    Server(AgentId id) {
      this.id = id;
    }
  }

  private final CoreLine core;
  private final ArrayDeque<OfferCall> rings = new ArrayDeque<>();
  private final List<Server> servers = new ArrayList<>();
  private final Map<String, Server> byName = new HashMap<>();
  private final Map<TraceCall, Server> talking = new HashMap<>();
  private final Map<TraceCall, String> inLine = new LinkedHashMap<>();
  private long clock;
  private int calls;

  TracedCore(PredictionRules prediction) {
    Set<AgentId> roster = new TreeSet<>();
    for (int i = 0; i < MAX_SERVERS; i++) {
      AgentId id = new AgentId("s" + i);
      roster.add(id);
      servers.add(new Server(id));
    }
    // Wrap-ups are ended here, never by the core.
    core = new CoreLine(START, roster, Duration.ofDays(1), prediction, rings::add);
  }

  long messages() {
    return core.messages();
  }

  /// @return for a caller who joins what the core tells; null else, or when it cannot be said
  @Nullable PredictedWait hear(TraceEvent event) {
    endWrapUps(event.at());
    clock = Math.max(clock, event.at() * SECOND);
    TraceCall call = event.call();
    return switch (event.kind()) {
      case JOINS -> joins(call);
      case STARTS, STARTS_AT_ONCE -> {
        starts(call);
        yield null;
      }
      case HANGS_UP, HANGS_UP_AT_ONCE -> {
        @Nullable String id = inLine.remove(call);
        if (id != null) {
          core.hangsUp(id, clock);
          lineMayBeEmpty();
        }
        yield null;
      }
      case TALK_ENDS -> {
        @Nullable Server server = talking.get(call);
        if (server != null) {
          endTalk(server, event.at());
        }
        yield null;
      }
    };
  }

  private @Nullable PredictedWait joins(TraceCall call) {
    String id = nextId();
    inLine.put(call, id);
    return core.reaches(id, queueOf(call), clock, call.credit() * SECOND, 0);
  }

  private static QueueName queueOf(TraceCall call) {
    return call.type().isEmpty() ? CoreLine.QUEUE : new QueueName(call.type());
  }

  private String nextId() {
    return "trace-1793491200." + calls++;
  }

  private void starts(TraceCall call) {
    Server server = serverOf(call);
    if (server.talk != null) {
      endTalk(server, call.leaves());
    }
    server.wrapping = false;
    core.wants(server.id, AgentState.READY, clock);
    List<String> passedOver = new ArrayList<>();
    @Nullable String waited = inLine.remove(call);
    if (waited == null) {
      passOver(passedOver, "");
      core.reaches(nextId(), queueOf(call), clock, call.credit() * SECOND, 0);
    } else {
      passOver(passedOver, waited);
    }
    OfferCall offer = rings.remove();
    core.connects(offer, clock);
    server.talk = offer;
    server.caller = call;
    talking.put(call, server);
    clock += passedOver.isEmpty() ? 0 : MILLI;
    passedOver.forEach(id -> core.asks(id, clock));
    lineMayBeEmpty();
  }

  /// Refuses the core's choices until it chooses the wanted caller or has no more.
  private void passOver(List<String> passedOver, String wanted) {
    for (@Nullable OfferCall offer = rings.peek();
        offer != null && !offer.call().value().equals(wanted);
        offer = rings.peek()) {
      rings.remove();
      passedOver.add(offer.call().value());
      core.findsGone(offer, clock);
    }
  }

  private Server serverOf(TraceCall call) {
    @Nullable String name = call.server();
    @Nullable Server known = name == null ? null : byName.get(name);
    if (known != null) {
      return known;
    }
    Server server = unused();
    byName.values().remove(server);
    if (name != null) {
      byName.put(name, server);
    }
    return server;
  }

  /// Who has not talked for the longest time.
  private Server unused() {
    Server best = servers.getFirst();
    for (Server server : servers) {
      boolean freer = server.talk == null && best.talk != null;
      boolean asFree = (server.talk == null) == (best.talk == null);
      if (freer || (asFree && server.endedAt < best.endedAt)) {
        best = server;
      }
    }
    return best;
  }

  private void endTalk(Server server, long at) {
    @Nullable OfferCall talk = server.talk;
    if (talk == null) {
      return;
    }
    talking.remove(server.caller);
    server.talk = null;
    server.caller = null;
    server.endedAt = at;
    server.wrapping = !inLine.isEmpty();
    if (!server.wrapping) {
      core.wants(server.id, AgentState.PAUSED, clock);
    }
    core.talkEnds(talk, clock);
    if (!server.wrapping) {
      core.wants(server.id, AgentState.PAUSED, clock);
    }
  }

  private void endWrapUps(long now) {
    for (Server server : servers) {
      if (server.wrapping && server.endedAt + WRAP_UP_SECONDS <= now) {
        clock = Math.max(clock, (server.endedAt + WRAP_UP_SECONDS) * SECOND);
        away(server);
      }
    }
  }

  private void lineMayBeEmpty() {
    if (inLine.isEmpty()) {
      servers.stream().filter(server -> server.wrapping).forEach(this::away);
    }
  }

  private void away(Server server) {
    server.wrapping = false;
    core.wants(server.id, AgentState.PAUSED, clock);
  }
}
