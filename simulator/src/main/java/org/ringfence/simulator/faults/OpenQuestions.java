package org.ringfence.simulator.faults;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Message;

/// Who waits for an answer over the bus, each until a deadline.
final class OpenQuestions {

  /// What is done with the answer.
  @FunctionalInterface
  interface Heard {
    /// @param answer null when the deadline passed
    void go(@Nullable Message answer);
  }

  /// One who waits; told apart from another who waits under the same key.
  private record Waiting(long number, Heard heard) {}

  private final Agenda agenda;
  private final Map<String, Waiting> waiting = new TreeMap<>();
  private long count;

  OpenQuestions(Agenda agenda) {
    this.agenda = agenda;
  }

  void forgetAll() {
    waiting.clear();
  }

  void answer(String key, Message answer) {
    @Nullable Waiting asked = waiting.remove(key);
    if (asked != null) {
      asked.heard.go(answer);
    }
  }

  /// A second asking with the same key replaces the first, which then gets no answer.
  void await(String key, int deadlineMillis, Heard heard) {
    count++;
    Waiting asked = new Waiting(count, heard);
    @Nullable Waiting replaced = waiting.put(key, asked);
    if (replaced != null) {
      replaced.heard.go(null);
    }
    agenda.after(
        deadlineMillis,
        () -> {
          if (waiting.remove(key, asked)) {
            heard.go(null);
          }
        });
  }
}
