package org.ringfence.detector.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ringfence.events.ListKind;
import org.ringfence.events.PhoneNumber;

class BoardListTest {

  private static final Instant NOW = Instant.parse("2026-11-02T14:00:00Z");
  private static final PhoneNumber NUMBER = PhoneNumber.of("+16125550111");

  private final BoardList board = new BoardList();

  private static BoardList.Entry blocked(@Nullable Instant expires) {
    return new BoardList.Entry(ListKind.BLOCK, "sue", "because", expires);
  }

  private static PhoneNumber number(int last) {
    return PhoneNumber.of("+1612" + (2_000_000 + last));
  }

  @Test
  void anEntryHoldsUntilItsTimeIsOver() {
    Instant end = NOW.plusSeconds(60);
    board.put(NUMBER, blocked(end));

    assertThat(board.find(NUMBER, end.minusMillis(1))).isEqualTo(blocked(end));
    assertThat(board.find(NUMBER, end)).isNull();
    assertThat(board.expire(end.minusMillis(1))).isEmpty();
    assertThat(board.expire(end)).containsExactly(new BoardList.Gone(NUMBER, blocked(end)));
    assertThat(board.expire(end)).isEmpty();
    assertThat(board.size()).isZero();
  }

  @Test
  void anEntryMayEndAtTheEndOfTime() {
    board.put(NUMBER, blocked(Instant.MAX));

    assertThat(board.expire(NOW)).isEmpty();
    assertThat(board.find(NUMBER, NOW)).isNotNull();
  }

  @Test
  void anEntryWithoutEndStays() {
    board.put(NUMBER, blocked(null));

    assertThat(board.nextExpiry()).isNull();
    assertThat(board.expire(NOW.plus(Duration.ofDays(10_000)))).isEmpty();
    assertThat(board.find(NUMBER, NOW.plus(Duration.ofDays(10_000)))).isEqualTo(blocked(null));
  }

  @Test
  void theNextExpiryIsTheSoonestAndThenTheOneAfter() {
    board.put(number(1), blocked(NOW.plusSeconds(90)));
    board.put(number(2), blocked(NOW.plusSeconds(30)));
    board.put(number(3), blocked(NOW.plusSeconds(60)));
    assertThat(board.nextExpiry()).isEqualTo(NOW.plusSeconds(30));

    board.expire(NOW.plusSeconds(45));

    assertThat(board.nextExpiry()).isEqualTo(NOW.plusSeconds(60));
    assertThat(board.expire(NOW.plusSeconds(90))).hasSize(2);
    assertThat(board.nextExpiry()).isNull();
  }

  @Test
  void aLaterWordReplacesAnEarlierOne() {
    board.put(NUMBER, blocked(NOW.plusSeconds(30)));
    BoardList.Entry allowed = new BoardList.Entry(ListKind.ALLOW, "tom", "a hospital", null);

    assertThat(board.put(NUMBER, allowed)).isEmpty();

    assertThat(board.size()).isEqualTo(1);
    assertThat(board.expire(NOW.plusSeconds(60))).isEmpty();
    assertThat(board.find(NUMBER, NOW.plusSeconds(60))).isEqualTo(allowed);
  }

  @Test
  void whatWasPutFirstMakesRoom() {
    for (int i = 0; i < BoardList.MAX; i++) {
      assertThat(board.put(number(i), blocked(null))).isEmpty();
    }
    // Said again, so the second is the eldest now.
    assertThat(board.put(number(0), blocked(null))).isEmpty();

    assertThat(board.put(NUMBER, blocked(null)))
        .contains(new BoardList.Gone(number(1), blocked(null)));

    assertThat(board.size()).isEqualTo(BoardList.MAX);
    assertThat(board.find(number(0), NOW)).isNotNull();
    assertThat(board.find(number(1), NOW)).isNull();
  }

  @Test
  void aRestoredListIsTheSameAndInTheSameOrder() {
    board.put(number(1), blocked(NOW.plusSeconds(90)));
    board.put(number(2), new BoardList.Entry(null, "sue", "let go", NOW.plusSeconds(30)));
    board.put(number(1), blocked(NOW.plusSeconds(60)));
    BoardList restored = new BoardList();
    restored.put(number(3), blocked(NOW.plusSeconds(1)));

    restored.restore(board.save());

    assertThat(restored.save()).isEqualTo(board.save());
    assertThat(restored.nextExpiry()).isEqualTo(NOW.plusSeconds(30));
    restored.restore(null);
    assertThat(restored.size()).isZero();
    assertThat(restored.nextExpiry()).isNull();
  }
}
