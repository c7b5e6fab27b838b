package org.ringfence.queue.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.ringfence.events.PhoneNumber;

final class PackedLineTest {

  private static Ticket ticket(int number, Instant since) {
    return new Ticket(
        new Ticket.Facts(
            LineFixture.ticket("" + number),
            LineFixture.id("" + number),
            LineFixture.QUEUE,
            "en",
            SkillSet.NONE,
            PhoneNumber.NONE,
            since,
            since,
            false,
            null),
        Ticket.Holder.UNKNOWN,
        "channel",
        since,
        Diversion.NONE);
  }

  /// A line is played that grows over many pages, stands, and goes.
  @Test
  void itRanksAsASortedListDoes() {
    RandomGenerator random =
        RandomGeneratorFactory.of("L64X128MixRandom").create(Long.getLong("sim.seed", 7));
    PackedLine line = new PackedLine();
    TreeSet<Ticket> sorted = new TreeSet<>(Ticket.BY_PLACE);
    List<Ticket> inLine = new ArrayList<>();
    int steps = 12_000;
    for (int i = 0; i < steps; i++) {
      boolean grows = i < steps / 2;
      if (inLine.isEmpty() || random.nextInt(8) < (grows ? 6 : 1)) {
        // Many places are the same to a millisecond.
        Ticket ticket = ticket(i, LineFixture.START.plusSeconds(random.nextInt(2_000)));
        line.add(ticket);
        sorted.add(ticket);
        inLine.add(ticket);
      } else {
        Ticket gone = inLine.remove(random.nextInt(inLine.size()));
        line.remove(gone);
        sorted.remove(gone);
      }
      assertThat(line.size()).isEqualTo(sorted.size());
      assertThat(line.first()).isEqualTo(sorted.isEmpty() ? null : sorted.first());
      if (i % 7 == 0) {
        Ticket probe = ticket(1_000_000 + i, LineFixture.START.plusSeconds(random.nextInt(2_000)));
        assertThat(line.countBefore(probe)).isEqualTo(sorted.headSet(probe).size());
      }
      if (i % 100 == 0) {
        assertThat(line.first(sorted.size())).containsExactlyElementsOf(sorted);
        assertThat(line.first(5)).containsExactlyElementsOf(sorted.stream().limit(5).toList());
      }
    }
  }

  @Test
  void aLineThatWasServedFromTheFrontIsEmpty() {
    PackedLine line = new PackedLine();
    for (int i = 0; i < 5 * PackedLine.PAGE; i++) {
      line.add(ticket(i, LineFixture.START.plusMillis(i)));
    }
    for (int i = 0; i < 5 * PackedLine.PAGE; i++) {
      Ticket first = ticket(i, LineFixture.START.plusMillis(i));
      assertThat(line.countBefore(first)).isZero();
      line.remove(first);
    }

    assertThat(line.isEmpty()).isTrue();
    assertThat(line.first()).isNull();
    line.remove(ticket(1, LineFixture.START));
    assertThat(line.size()).isZero();
  }
}
