package org.ringfence.gateway.calls;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Who waits for an answer over the bus, by what the answer will name.
///
/// INVARIANT: an entry lives exactly as long as somebody waits on it, so the table holds no more
/// than there are AGI sessions; answers that nobody waits for are dropped.
///
/// @param <K> what names the question
/// @param <V> the answer
public final class PendingAnswers<K, V> {

  private final ConcurrentHashMap<K, CompletableFuture<V>> waiting = new ConcurrentHashMap<>();

  /// Asks, and waits for the answer at most for the time given; empty when none came.
  ///
  /// A second asking with the same key replaces the first, which then gets no answer.
  public Optional<V> await(K key, Duration atMost, Runnable ask) {
    CompletableFuture<V> answer = new CompletableFuture<>();
    waiting.put(key, answer);
    try {
      ask.run();
      return Optional.of(answer.get(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS));
    } catch (TimeoutException tooLate) {
      return Optional.empty();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("answers are never failures", impossible);
    } finally {
      waiting.remove(key, answer);
    }
  }

  /// Hands an answer to who waits for it, if anybody does.
  public void answer(K key, V value) {
    CompletableFuture<V> answer = waiting.get(key);
    if (answer != null) {
      answer.complete(value);
    }
  }

  public int size() {
    return waiting.size();
  }
}
