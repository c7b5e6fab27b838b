package org.ringfence.simulator.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent.CallEnded;
import org.ringfence.events.CallEvent.CallerHeard;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.CallEvent.QueuedCallEnded;
import org.ringfence.events.CallId;
import org.ringfence.events.Message;
import org.ringfence.events.OfferId;
import org.ringfence.events.TicketId;
import org.ringfence.gateway.calls.Place.Standing;

/// The gateway's ledger of calls: what it says of a call is said in one order, and nothing after
/// its end. Lost when the gateway dies.
final class Ledger {

  /// What the gateway knows of one call.
  static final class Call {
    final Caller caller;
    final Instant arrivedAt;
    boolean hasPlace;
    Standing standing = Standing.ORDINARY;
    @Nullable TicketId ticket;
    @Nullable OfferId talkingTo;
    boolean reachedAgent;

    Call(Caller caller, Instant arrivedAt) {
      this.caller = caller;
      this.arrivedAt = arrivedAt;
    }

    /// The ticket, or the name it will have.
    TicketId expectedTicket() {
      return ticket == null ? new TicketId("T" + caller.call) : ticket;
    }
  }

  private final Exchange exchange;
  private final Consumer<Message> bus;
  private final Map<CallId, Call> live = new TreeMap<>();
  private final Set<CallId> ended = new HashSet<>();

  Ledger(Exchange exchange, Consumer<Message> bus) {
    this.exchange = exchange;
    this.bus = bus;
  }

  @Nullable Call find(CallId id) {
    return live.get(id);
  }

  /// The call, made known if need be; null when it is over.
  @Nullable Call open(Caller caller, Instant arrivedAt) {
    @Nullable Call known = live.get(caller.call);
    if (known != null || ended.contains(caller.call)) {
      return known;
    }
    Call made = new Call(caller, arrivedAt);
    live.put(caller.call, made);
    return made;
  }

  int size() {
    return live.size();
  }

  void reachQueue(Call call, Instant since, @Nullable TicketId ticket, Standing standing) {
    if (live.get(call.caller.call) != call) {
      return;
    }
    call.hasPlace = true;
    call.ticket = ticket;
    call.standing = standing;
    Caller caller = call.caller;
    bus.accept(
        new QueueReached(
            caller.call,
            exchange.clock(),
            World.pool(caller.pool),
            World.queue(caller.pool),
            ticket,
            since,
            World.LINE,
            caller.number,
            Attestation.UNSIGNED,
            caller.language,
            List.of(),
            caller.channel,
            standing.diverted(),
            standing.machineOdds(),
            standing.heard(),
            caller.identity()));
  }

  /// A sound or key of a diverted caller who has a place; said once.
  void heard(CallId id) {
    @Nullable Call call = live.get(id);
    if (call != null && call.hasPlace && call.ticket != null && call.standing.diverted()) {
      call.standing = Standing.ORDINARY;
      bus.accept(new CallerHeard(id, exchange.clock(), World.pool(call.caller.pool), call.ticket));
    }
  }

  void remember(Call call, @Nullable TicketId ticket, Standing standing) {
    if (!call.hasPlace) {
      call.hasPlace = true;
      call.ticket = ticket;
      call.standing = standing;
    }
  }

  /// Says something of a call in its order, unless it is over.
  void say(Call call, Message message) {
    if (live.get(call.caller.call) == call) {
      bus.accept(message);
    }
  }

  /// Says something that is also told after the end.
  void sayAnyway(Message message) {
    bus.accept(message);
  }

  void end(CallId id, int cause) {
    ended.add(id);
    @Nullable Call call = live.remove(id);
    if (call == null) {
      return;
    }
    Instant now = exchange.clock();
    Duration lasted = Duration.between(call.arrivedAt, now);
    bus.accept(
        new CallEnded(
            id,
            now,
            World.LINE,
            cause,
            lasted.isNegative() ? Duration.ZERO : lasted,
            call.reachedAgent));
    if (call.hasPlace) {
      bus.accept(
          new QueuedCallEnded(id, now, World.pool(exchange.pool), call.expectedTicket(), cause));
    }
  }

  /// Calls that a reading should have seen and did not.
  List<Call> absent(Set<CallId> alive, Instant before) {
    List<Call> absent = new ArrayList<>();
    for (Call call : live.values()) {
      if (call.arrivedAt.isBefore(before) && !alive.contains(call.caller.call)) {
        absent.add(call);
      }
    }
    return absent;
  }

  void forgetAll() {
    live.clear();
    ended.clear();
  }
}
