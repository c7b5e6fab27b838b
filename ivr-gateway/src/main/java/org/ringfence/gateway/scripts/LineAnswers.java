package org.ringfence.gateway.scripts;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.ringfence.events.CallId;
import org.ringfence.events.LineDecision;
import org.ringfence.events.LineDecision.CallbackTold;
import org.ringfence.events.LineDecision.CallerTurnedAway;
import org.ringfence.events.LineDecision.QueueReported;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.LineDecision.WaitTold;
import org.ringfence.events.PredictedWait;
import org.ringfence.events.QueueName;
import org.ringfence.gateway.calls.PendingAnswers;

/// The answers of the queue manager to callers who wait for them, and whether it answers at all.
public final class LineAnswers {

  private static final long NEVER = Long.MIN_VALUE;

  private final LongSupplier ticker;
  private final PendingAnswers<CallId, LineDecision> placed = new PendingAnswers<>();
  private final PendingAnswers<CallId, WaitTold> told = new PendingAnswers<>();
  private final PendingAnswers<CallId, CallbackTold> callbacks = new PendingAnswers<>();

  /// As many as there are queues.
  private final ConcurrentHashMap<QueueName, Optional<PredictedWait>> reports =
      new ConcurrentHashMap<>();

  /// The ticker at the first question that got no answer and after which nothing was heard.
  private final AtomicLong silentSinceNanos = new AtomicLong(NEVER);

  public LineAnswers(LongSupplier ticker) {
    this.ticker = ticker;
  }

  /// The queue manager said something.
  public void hear(LineDecision decision) {
    silentSinceNanos.set(NEVER);
    if (decision instanceof TicketPlaced answer) {
      placed.answer(answer.call(), answer);
    } else if (decision instanceof CallerTurnedAway answer) {
      placed.answer(answer.call(), answer);
    } else if (decision instanceof WaitTold answer) {
      told.answer(answer.call(), answer);
    } else if (decision instanceof CallbackTold answer) {
      callbacks.answer(answer.call(), answer);
    } else if (decision instanceof QueueReported report) {
      reports.put(report.queue(), Optional.ofNullable(report.predicted()));
    }
  }

  /// What the next caller of a queue would be told, as it was reported last.
  Optional<PredictedWait> predicted(QueueName queue) {
    return reports.getOrDefault(queue, Optional.empty());
  }

  /// A [TicketPlaced], or a [CallerTurnedAway] where the queue is closed or full.
  Optional<LineDecision> awaitJoin(CallId call, Duration atMost, Runnable ask) {
    return noted(placed.await(call, atMost, ask));
  }

  Optional<TicketPlaced> awaitPlace(CallId call, Duration atMost, Runnable ask) {
    return awaitJoin(call, atMost, ask)
        .filter(TicketPlaced.class::isInstance)
        .map(TicketPlaced.class::cast);
  }

  Optional<WaitTold> awaitWait(CallId call, Duration atMost, Runnable ask) {
    return noted(told.await(call, atMost, ask));
  }

  Optional<CallbackTold> awaitCallback(CallId call, Duration atMost, Runnable ask) {
    return noted(callbacks.await(call, atMost, ask));
  }

  private <T> Optional<T> noted(Optional<T> answer) {
    if (answer.isEmpty()) {
      silentSinceNanos.compareAndSet(NEVER, ticker.getAsLong());
    }
    return answer;
  }

  /// How long the queue manager has been asked in vain.
  public Duration silentFor() {
    long since = silentSinceNanos.get();
    return since == NEVER ? Duration.ZERO : Duration.ofNanos(ticker.getAsLong() - since);
  }
}
