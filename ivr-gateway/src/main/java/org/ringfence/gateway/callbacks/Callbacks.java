package org.ringfence.gateway.callbacks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.MessagePublisher;
import org.ringfence.events.CallEvent.CallbackEnded;
import org.ringfence.events.CallId;
import org.ringfence.events.CallbackResult;
import org.ringfence.events.LineDecision;
import org.ringfence.events.LineDecision.DialCallback;
import org.ringfence.events.LineDecision.StopCallback;
import org.ringfence.events.PoolName;
import org.ringfence.events.TicketId;
import org.ringfence.gateway.ami.AmiActions;
import org.ringfence.gateway.ami.AmiEvent;
import org.ringfence.gateway.ami.OriginateOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Dials callers who are called back, and says of each attempt once how it ended, unless the key
/// was pressed: then the caller is in line and no attempt any more.
///
/// Overflow policy: a command beyond [#MAX_COMMANDS], or an attempt beyond [#MAX_ATTEMPTS], is
/// dropped and counted; the queue manager hears nothing of it and tries again.
public final class Callbacks implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Callbacks.class);

  static final int MAX_COMMANDS = 1_000;
  static final int MAX_ATTEMPTS = 1_000;

  private static final long LOOK_AGAIN_MILLIS = 100;

  /// Numbers of Asterisk's control frames (`frame.h`).
  private static final int RINGING = 3;

  private static final int BUSY_FRAME = 5;

  /// Causes of Q.850.
  private static final int USER_BUSY = 17;

  private static final int NO_USER_RESPONDING = 18;
  private static final int NO_ANSWER = 19;
  private static final int NORMAL = 16;

  private final CallbackSettings settings;
  private final AmiActions ami;
  private final BooleanSupplier ready;
  private final MessagePublisher bus;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final Counter dropped;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<CallId, Attempt> attempts = new LinkedHashMap<>();

  /// Attempts that are over, against commands that come twice.
  private final LinkedHashSet<CallId> finished = new LinkedHashSet<>();

  private final ArrayBlockingQueue<LineDecision> commands = new ArrayBlockingQueue<>(MAX_COMMANDS);
  private volatile @Nullable Thread worker;

  private static final class Attempt {
    final DialCallback order;
    String channel = "";
    boolean answered;

    Attempt(DialCallback order) {
      this.order = order;
    }
  }

  /// @param ready whether Asterisk is there and what is on the line is known
  public Callbacks(
      CallbackSettings settings,
      AmiActions ami,
      BooleanSupplier ready,
      MessagePublisher bus,
      MeterRegistry meters,
      InstantSource clock) {
    this.settings = settings;
    this.ami = ami;
    this.ready = ready;
    this.bus = bus;
    this.meters = meters;
    this.clock = clock;
    this.dropped = meters.counter("ringfence.callback.commands.dropped");
  }

  public void start() {
    worker = Thread.ofVirtual().name("callbacks").start(this::work);
  }

  public boolean isAlive() {
    Thread thread = worker;
    return thread != null && thread.isAlive();
  }

  /// Hears a decision; what does not concern callbacks is passed over.
  public void hear(LineDecision decision) {
    boolean command = decision instanceof DialCallback || decision instanceof StopCallback;
    if (command && !commands.offer(decision)) {
      dropped.increment();
    }
  }

  private void work() {
    try {
      while (true) {
        @Nullable LineDecision next =
            ready.getAsBoolean() ? commands.poll(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS) : null;
        if (next == null && !ready.getAsBoolean()) {
          TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
        try {
          switch (next) {
            case DialCallback order -> dial(order);
            case StopCallback order -> stop(order);
            case null, default -> {}
          }
        } catch (RuntimeException defect) {
          log.atError().setCause(defect).log("a callback could not be carried out");
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void dial(DialCallback order) {
    // One that is told late has been given up by now.
    boolean late = clock.instant().isAfter(order.at().plus(order.ringTime()));
    if (late || !take(order)) {
      return;
    }
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("RF_TICKET", order.ticket().value());
    variables.put("RF_STATE", "a.language=" + order.language());
    variables.put("RF_FROM", Long.toString(order.since().getEpochSecond()));
    variables.put("RF_DIALED", order.line().value());
    variables.put("RF_NUM", order.number().raw());
    OriginateOrder call =
        new OriginateOrder(
            order.call().value(),
            settings.device(order.number()),
            "rf-callback",
            "s",
            order.ringTime(),
            "<" + order.line() + ">",
            variables);
    try {
      if (!ami.originate(call)) {
        end(order.call(), CallbackResult.FAILED);
      }
    } catch (IOException away) {
      log.atWarn()
          .addKeyValue("callId", order.call())
          .addKeyValue("reason", away.getMessage())
          .log("a caller could not be called back");
      end(order.call(), CallbackResult.FAILED);
    }
  }

  private boolean take(DialCallback order) {
    lock.lock();
    try {
      if (attempts.containsKey(order.call()) || finished.contains(order.call())) {
        return false;
      }
      if (attempts.size() >= MAX_ATTEMPTS) {
        dropped.increment();
        return false;
      }
      attempts.put(order.call(), new Attempt(order));
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void stop(StopCallback order) {
    @Nullable Attempt attempt = finish(order.call());
    if (attempt == null) {
      return;
    }
    try {
      ami.hangup(attempt.channel.isEmpty() ? order.call().value() : attempt.channel);
    } catch (IOException away) {
      log.atWarn().addKeyValue("callId", order.call()).log("a callback could not be stopped");
    }
  }

  /// Something happened to a leg; legs that are no attempt's are passed over.
  public void on(AmiEvent event) {
    switch (event) {
      case AmiEvent.LegCreated leg -> note(leg.uniqueId(), leg.channel(), false);
      case AmiEvent.LegAnswered leg -> note(leg.uniqueId(), leg.channel(), true);
      case AmiEvent.OriginateEnded end when !end.success() ->
          find(end.actionId(), call -> failed(call, end.reason()));
      case AmiEvent.OriginateEnded _,
          AmiEvent.LegRang _,
          AmiEvent.LegBridged _,
          AmiEvent.LegHeld _,
          AmiEvent.LegHungUp _,
          AmiEvent.PhoneChanged _,
          AmiEvent.SoundStarted _,
          AmiEvent.SoundEnded _,
          AmiEvent.KeyPressed _ -> {}
    }
  }

  private interface Step {
    void take(CallId call);
  }

  private static void find(String uniqueId, Step step) {
    if (uniqueId.matches("[A-Za-z0-9._-]{1,128}")) {
      step.take(new CallId(uniqueId));
    }
  }

  private void note(String uniqueId, String channel, boolean answered) {
    find(
        uniqueId,
        call -> {
          lock.lock();
          try {
            @Nullable Attempt attempt = attempts.get(call);
            if (attempt != null) {
              attempt.channel = channel;
              attempt.answered |= answered;
            }
          } finally {
            lock.unlock();
          }
        });
  }

  /// The leg is gone, as AMI says.
  ///
  /// @param cause the Q.850 cause
  public void gone(CallId call, int cause) {
    end(call, null, cause);
  }

  /// Whoever answered pressed a key at the question.
  ///
  /// @return whether it ends the call
  public boolean keyed(CallId call, PoolName pool, TicketId ticket, String keys) {
    @Nullable CallbackResult result =
        switch (keys) {
          case "3" -> CallbackResult.CANCELLED;
          case "9" -> CallbackResult.NEVER_AGAIN;
          default -> null;
        };
    if (result == null) {
      return false;
    }
    finish(call);
    say(call, pool, ticket, result);
    return true;
  }

  /// The key was pressed: what becomes of the call is the line's business now.
  public void answered(CallId call) {
    count("answered");
    finish(call);
  }

  /// Asterisk gave up. Where there was a leg and the reason says little, as after words of the
  /// network before the answer, the leg's own end tells more.
  private void failed(CallId call, int reason) {
    CallbackResult result = ofReason(reason);
    if (result != CallbackResult.FAILED || !hasLeg(call)) {
      end(call, result);
    }
  }

  private boolean hasLeg(CallId call) {
    lock.lock();
    try {
      @Nullable Attempt attempt = attempts.get(call);
      return attempt != null && !attempt.channel.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private void end(CallId call, CallbackResult result) {
    end(call, result, 0);
  }

  private void end(CallId call, @Nullable CallbackResult result, int cause) {
    @Nullable Attempt attempt = finish(call);
    if (attempt != null) {
      CallbackResult how =
          result == null || attempt.answered ? ofCause(cause, attempt.answered) : result;
      say(call, attempt.order.pool(), attempt.order.ticket(), how);
    }
  }

  private @Nullable Attempt finish(CallId call) {
    lock.lock();
    try {
      @Nullable Attempt attempt = attempts.remove(call);
      if (attempt != null) {
        finished.add(call);
        if (finished.size() > MAX_ATTEMPTS) {
          finished.removeFirst();
        }
      }
      return attempt;
    } finally {
      lock.unlock();
    }
  }

  private void say(CallId call, PoolName pool, TicketId ticket, CallbackResult result) {
    count(result.name().toLowerCase(Locale.ROOT));
    bus.publish(new CallbackEnded(call, clock.instant(), pool, ticket, result));
  }

  private void count(String result) {
    meters.counter("ringfence.callback.attempts", "result", result).increment();
  }

  private static CallbackResult ofReason(int reason) {
    return switch (reason) {
      case RINGING -> CallbackResult.NO_ANSWER;
      case BUSY_FRAME -> CallbackResult.BUSY;
      default -> CallbackResult.FAILED;
    };
  }

  private static CallbackResult ofCause(int cause, boolean answered) {
    if (answered) {
      return CallbackResult.NO_KEY;
    }
    return switch (cause) {
      case USER_BUSY -> CallbackResult.BUSY;
      case NORMAL, NO_USER_RESPONDING, NO_ANSWER -> CallbackResult.NO_ANSWER;
      default -> CallbackResult.FAILED;
    };
  }

  @Override
  public void close() {
    Thread thread = worker;
    if (thread != null) {
      thread.interrupt();
    }
  }
}
