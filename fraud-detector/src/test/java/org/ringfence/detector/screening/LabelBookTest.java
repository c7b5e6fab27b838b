package org.ringfence.detector.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.ringfence.events.CallLabel;

class LabelBookTest {

  private static final long NUMBER = 4711;
  private static final long NOW = 1_793_000_000_000L;
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final LabelBook book = new LabelBook();

  private void machine(String agent) {
    book.note(NUMBER, agent, CallLabel.MACHINE, NOW);
  }

  private void person(String agent) {
    book.note(NUMBER, agent, CallLabel.PERSON, NOW);
  }

  @Test
  void oneAgentsLabelWeighsNothingHoweverOftenGiven() {
    for (int i = 0; i < 10; i++) {
      machine("ana");
    }

    assertThat(book.balance(NUMBER, NOW)).isZero();
  }

  @Test
  void twoAgentsAreHeardAndOnlyOfTheirNumber() {
    machine("ana");
    machine("ben");

    assertThat(book.balance(NUMBER, NOW)).isEqualTo(2);
    assertThat(book.balance(NUMBER + 1, NOW)).isZero();
  }

  @Test
  void labelsFadeWithTheirHalfLife() {
    machine("ana");
    machine("ben");

    long later = NOW + LabelBook.HALF_LIFE.toMillis();
    assertThat(book.balance(NUMBER, later)).isCloseTo(1, within(1e-12));
    assertThat(book.balance(NUMBER, later + LabelBook.HALF_LIFE.toMillis()))
        .isCloseTo(0.5, within(1e-12));
  }

  @Test
  void aPersonsLabelNeedsNoSecondAgent() {
    person("ana");

    assertThat(book.balance(NUMBER, NOW)).isEqualTo(-1);
  }

  @Test
  void onePersonAgainstOneMachineIsNothingAgainstTheNumber() {
    machine("ana");
    person("ben");
    assertThat(book.balance(NUMBER, NOW)).isZero();
    assertThat(book.balance(NUMBER, NOW + 10 * HOUR)).isLessThanOrEqualTo(0);

    machine("cleo");

    assertThat(book.balance(NUMBER, NOW)).isEqualTo(1);
  }

  @Test
  void anAgentsLastWordCounts() {
    machine("ana");
    machine("ben");

    person("ben");

    assertThat(book.balance(NUMBER, NOW)).isZero();
  }

  @Test
  void tenThousandLabelsOfOneAccountChangeNothing() {
    for (int i = 0; i < 10_000; i++) {
      book.note(NUMBER + i, "thief", CallLabel.MACHINE, NOW + i);
    }

    for (int i = 0; i < 10_000; i++) {
      assertThat(book.balance(NUMBER + i, NOW + 10_000)).isZero();
    }
    assertThat(book.save().numbers()).hasSize(LabelBook.MOST_AN_HOUR);
    assertThat(book.save().agents()).hasSize(1);
  }

  @Test
  void aStormDoesNotLendAnHonestAgentASecondVoice() {
    for (int i = 0; i < LabelBook.MOST_AN_HOUR; i++) {
      assertThat(book.note(i, "thief", CallLabel.MACHINE, NOW)).isTrue();
    }

    assertThat(book.note(NUMBER, "thief", CallLabel.MACHINE, NOW)).isFalse();
    machine("ana");

    assertThat(book.balance(NUMBER, NOW)).isZero();
  }

  @Test
  void aStormIsHeardAgainOnlyHoursAfterItEnded() {
    for (int i = 0; i < 1_000; i++) {
      book.note(i, "stuck key", CallLabel.MACHINE, NOW);
    }

    assertThat(book.note(1, "stuck key", CallLabel.MACHINE, NOW + HOUR)).isFalse();
    assertThat(book.note(1, "stuck key", CallLabel.MACHINE, NOW + 6 * HOUR)).isTrue();
  }

  @Test
  void thirtyLabelsAnHourAreHeardAllDay() {
    for (int i = 0; i < 8 * 30; i++) {
      assertThat(book.note(i, "ana", CallLabel.PERSON, NOW + i * HOUR / 30)).isTrue();
    }
  }

  @Test
  void noNumberOfAgentsMakesOneNumbersVoicesGrow() {
    for (int i = 0; i < 100; i++) {
      machine("agent " + i);
    }

    assertThat(book.balance(NUMBER, NOW)).isEqualTo(8);
  }

  @Test
  void theNumberAndTheAgentLongestUnheardMakeRoom() {
    for (int i = 0; i < LabelBook.MAX_NUMBERS + 10; i++) {
      book.note(i, "agent " + i, CallLabel.PERSON, NOW);
    }

    assertThat(book.save().numbers()).hasSize(LabelBook.MAX_NUMBERS);
    assertThat(book.save().agents()).hasSize(LabelBook.MAX_AGENTS);
    assertThat(book.balance(9, NOW)).isZero();
    assertThat(book.balance(10, NOW)).isEqualTo(-1);
  }

  @Test
  void aForgottenNumberStartsAnew() {
    machine("ana");
    machine("ben");

    book.forget(NUMBER);

    assertThat(book.balance(NUMBER, NOW)).isZero();
  }

  @Test
  void aRestoredBookIsTheSame() {
    for (int i = 0; i < LabelBook.MOST_AN_HOUR; i++) {
      book.note(i, "ana", CallLabel.MACHINE, NOW);
    }
    book.note(3, "ben", CallLabel.MACHINE, NOW + 5);
    LabelBook restored = new LabelBook();
    restored.note(NUMBER, "old", CallLabel.PERSON, NOW);

    restored.restore(book.save());

    assertThat(restored.save()).isEqualTo(book.save());
    assertThat(restored.balance(3, NOW + 5)).isEqualTo(book.balance(3, NOW + 5)).isPositive();
    assertThat(restored.balance(NUMBER, NOW)).isZero();
    assertThat(restored.note(NUMBER, "ana", CallLabel.MACHINE, NOW)).isFalse();
    restored.restore(null);
    assertThat(restored.balance(3, NOW)).isZero();
  }
}
