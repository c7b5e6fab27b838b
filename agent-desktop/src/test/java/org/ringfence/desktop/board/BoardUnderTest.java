package org.ringfence.desktop.board;

import static org.ringfence.desktop.Examples.NOON;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.ringfence.desktop.Examples;
import org.ringfence.desktop.board.BoardSnapshot.BoardChange;
import org.ringfence.events.Message;

/// A board on virtual time that hears every message as both of its readings would.
final class BoardUnderTest {

  private Instant now = NOON;
  private int count;
  private final BoardModel board =
      new BoardModel(
          Examples.SITE,
          ZoneId.of("America/Chicago"),
          Duration.ofHours(24),
          Examples.RULES,
          () -> now,
          new SimpleMeterRegistry());

  BoardModel board() {
    return board;
  }

  void timeIs(Instant instant) {
    now = instant;
  }

  void hear(Message... messages) {
    for (Message message : messages) {
      String id = "id" + count++;
      board.on(message, id);
      if (BoardModel.CHANGE_TOPICS.contains(message.topic())) {
        board.changes().on(message, id);
      }
    }
  }

  BoardChange all() {
    return board.snapshot().since(0);
  }
}
