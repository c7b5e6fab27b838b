package org.ringfence.gateway.talks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.MessagePublisher;
import org.ringfence.events.AgentMessage.PartyChanged;
import org.ringfence.events.CallId;
import org.ringfence.events.LineDecision;
import org.ringfence.events.LineDecision.CallParty;
import org.ringfence.events.LineDecision.EndParty;
import org.ringfence.events.OfferId;
import org.ringfence.events.PartyState;
import org.ringfence.gateway.ami.AmiActions;
import org.ringfence.gateway.ami.AmiEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls those who join a talk and says of each how far it came.
///
/// Overflow policy: a command beyond [#MAX_COMMANDS], or a party beyond [#MAX_PARTIES], is dropped
/// and counted; the next snapshot tells the queue manager that the leg is not there.
public final class Parties implements AutoCloseable {

  static final int MAX_COMMANDS = 500;
  static final int MAX_PARTIES = 1_000;

  private static final Logger log = LoggerFactory.getLogger(Parties.class);

  /// How the queue manager ends the names of their legs.
  private static final Pattern NAMED = Pattern.compile("T[A-Za-z0-9._-]{1,110}-p[0-9]{1,9}");

  private static final long LOOK_AGAIN_MILLIS = 100;

  /// Causes of Q.850.
  private static final int USER_BUSY = 17;

  private static final int REJECTED = 21;
  private static final int NO_USER_RESPONDING = 18;
  private static final int NO_ANSWER = 19;
  private static final int NORMAL = 16;

  private final PartyLegs legs;
  private final AmiActions ami;
  private final BooleanSupplier ready;
  private final MessagePublisher bus;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final Counter dropped;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<OfferId, Member> members = new LinkedHashMap<>();

  /// Parties that are over, against commands that come twice; the eldest is forgotten first.
  private final LinkedHashSet<OfferId> finished = new LinkedHashSet<>();

  private final ArrayBlockingQueue<LineDecision> commands = new ArrayBlockingQueue<>(MAX_COMMANDS);
  private volatile @Nullable Thread worker;

  private static final class Member {
    final CallParty order;
    volatile String channel = "";
    PartyState state = PartyState.CALLED;
    @Nullable Instant joinedAt;

    Member(CallParty order) {
      this.order = order;
    }
  }

  /// @param ready whether Asterisk is there and what is on the line is known
  public Parties(
      PartyLegs legs,
      AmiActions ami,
      BooleanSupplier ready,
      MessagePublisher bus,
      MeterRegistry meters,
      InstantSource clock) {
    this.legs = legs;
    this.ami = ami;
    this.ready = ready;
    this.bus = bus;
    this.clock = clock;
    this.meters = meters;
    this.dropped = meters.counter("ringfence.talk.commands.dropped");
  }

  /// The party whose leg has this unique id; empty for every other leg.
  public static Optional<OfferId> idOf(String uniqueId) {
    return NAMED.matcher(uniqueId).matches()
        ? Optional.of(new OfferId(uniqueId))
        : Optional.empty();
  }

  public void start() {
    worker = Thread.ofVirtual().name("talks").start(this::work);
  }

  public boolean isAlive() {
    Thread thread = worker;
    return thread != null && thread.isAlive();
  }

  /// Hears a decision; what does not concern parties is passed over.
  public void hear(LineDecision decision) {
    boolean command =
        decision instanceof CallParty
            || (decision instanceof EndParty end && idOf(end.party().value()).isPresent());
    if (command && !commands.offer(decision)) {
      dropped.increment();
      log.atError().log("talks ask for more than Asterisk takes; one command was dropped");
    }
  }

  private void work() {
    try {
      while (true) {
        @Nullable LineDecision next = null;
        if (ready.getAsBoolean()) {
          next = commands.poll(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        } else {
          TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
        try {
          switch (next) {
            case CallParty order -> call(order);
            case EndParty order -> sendOut(order.party());
            case null, default -> {}
          }
        } catch (RuntimeException defect) {
          log.atError().setCause(defect).log("a party could not be brought into a talk");
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void call(CallParty order) {
    if (!take(order)) {
      return;
    }
    boolean late = clock.instant().isAfter(order.at().plus(order.ringTime()));
    try {
      Optional<PartyLegs.Refused> refused =
          late ? Optional.of(new PartyLegs.Refused("asked too long ago")) : legs.call(order);
      refused.ifPresent(why -> end(order.party(), why.words()));
    } catch (IOException away) {
      log.atWarn()
          .addKeyValue("offerId", order.party())
          .addKeyValue("reason", away.getMessage())
          .log("a party could not be called");
      end(order.party(), "not reachable");
    }
  }

  private boolean take(CallParty order) {
    lock.lock();
    try {
      if (members.containsKey(order.party()) || finished.contains(order.party())) {
        return false;
      }
      if (members.size() >= MAX_PARTIES) {
        dropped.increment();
        return false;
      }
      members.put(order.party(), new Member(order));
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void sendOut(OfferId party) {
    @Nullable Member member = find(party);
    String leg = member == null || member.channel.isEmpty() ? party.value() : member.channel;
    try {
      ami.hangup(leg);
    } catch (IOException away) {
      log.atWarn().addKeyValue("offerId", party).log("a party could not be sent out of a talk");
    }
  }

  /// The channels of those who are in the talk of a call beside its agents.
  public List<String> legsOf(CallId call) {
    lock.lock();
    try {
      return members.values().stream()
          .filter(member -> member.order.call().equals(call) && !member.channel.isEmpty())
          .map(member -> member.channel)
          .toList();
    } finally {
      lock.unlock();
    }
  }

  /// Something happened to a leg; legs that are no party's are passed over.
  public void on(AmiEvent event) {
    switch (event) {
      case AmiEvent.LegCreated leg -> created(leg.uniqueId(), leg.channel());
      case AmiEvent.LegRang leg -> reached(leg.uniqueId(), PartyState.RINGING, false);
      case AmiEvent.LegAnswered leg -> reached(leg.uniqueId(), PartyState.JOINED, true);
      case AmiEvent.LegBridged leg -> reached(leg.uniqueId(), PartyState.JOINED, false);
      case AmiEvent.LegHungUp leg -> idOf(leg.uniqueId()).ifPresent(id -> gone(id, leg.cause()));
      case AmiEvent.OriginateEnded end when !end.success() ->
          idOf(end.actionId()).ifPresent(this::neverWas);
      case AmiEvent.OriginateEnded _,
          AmiEvent.LegHeld _,
          AmiEvent.PhoneChanged _,
          AmiEvent.SoundStarted _,
          AmiEvent.SoundEnded _,
          AmiEvent.KeyPressed _ -> {}
    }
  }

  private @Nullable Member find(OfferId party) {
    lock.lock();
    try {
      return members.get(party);
    } finally {
      lock.unlock();
    }
  }

  private void created(String uniqueId, String channel) {
    Optional<Member> member = idOf(uniqueId).map(this::find);
    member.ifPresent(known -> known.channel = channel);
  }

  /// @param ears whether this is the news that a supervisor hears, who comes into no bridge
  private void reached(String uniqueId, PartyState state, boolean ears) {
    Optional<Member> found = idOf(uniqueId).map(this::find);
    if (found.isEmpty()) {
      return;
    }
    Member member = found.get();
    boolean meant = state != PartyState.JOINED || member.order.kind().isSupervisor() == ears;
    if (meant && state.compareTo(member.state) > 0) {
      member.state = state;
      member.joinedAt = state == PartyState.JOINED ? clock.instant() : null;
      say(member.order, state, "");
    }
  }

  /// Its leg tells the end, unless there never was one.
  private void neverWas(OfferId party) {
    @Nullable Member member = find(party);
    if (member != null && member.channel.isEmpty()) {
      end(party, "not reachable");
    }
  }

  private void gone(OfferId party, int cause) {
    end(
        party,
        switch (cause) {
          case USER_BUSY -> "busy";
          case REJECTED -> "declined";
          case NORMAL, NO_USER_RESPONDING, NO_ANSWER -> "did not answer";
          default -> "not reachable";
        });
  }

  private void end(OfferId party, String why) {
    @Nullable Member member;
    lock.lock();
    try {
      member = members.remove(party);
      if (member != null) {
        finished.add(party);
        if (finished.size() > MAX_PARTIES) {
          finished.removeFirst();
        }
      }
    } finally {
      lock.unlock();
    }
    if (member == null) {
      return;
    }
    boolean joined = member.state == PartyState.JOINED;
    meters
        .counter(
            "ringfence.talk.parties", "kind", word(member), "result", joined ? "joined" : "failed")
        .increment();
    if (member.joinedAt != null) {
      meters
          .timer("ringfence.talk.party.time", "kind", word(member))
          .record(Duration.between(member.joinedAt, clock.instant()));
    }
    say(member.order, joined ? PartyState.LEFT : PartyState.FAILED, joined ? "" : why);
  }

  private static String word(Member member) {
    return switch (member.order.kind()) {
      case COLLEAGUE, CONSULTED -> "colleague";
      case OUTSIDE -> "outside";
      case INTERPRETER -> "interpreter";
      case LISTENER, WHISPERER, BARGER -> "supervisor";
    };
  }

  private void say(CallParty order, PartyState state, String why) {
    bus.publish(
        new PartyChanged(
            order.party(),
            clock.instant(),
            order.pool(),
            order.ticket(),
            order.agent(),
            state,
            why));
  }

  @Override
  public void close() {
    Thread thread = worker;
    if (thread != null) {
      thread.interrupt();
    }
  }
}
