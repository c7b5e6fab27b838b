package org.ringfence.queue.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.ringfence.events.Attestation;
import org.ringfence.events.LineId;
import org.ringfence.events.PhoneNumber;

final class RankedLineTest {

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

  @Test
  void itRanksAsASortedListDoes() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    RankedLine line = new RankedLine();
    TreeSet<Ticket> sorted = new TreeSet<>(Ticket.BY_PLACE);
    for (int i = 0; i < 3_000; i++) {
      if (random.nextInt(3) > 0 || sorted.isEmpty()) {
        Ticket ticket = ticket(i, LineFixture.START.plusSeconds(random.nextInt(500)));
        line.add(ticket);
        sorted.add(ticket);
      } else {
        Ticket gone = sorted.stream().skip(random.nextInt(sorted.size())).findFirst().orElseThrow();
        line.remove(gone);
        sorted.remove(gone);
      }
      Ticket probe = ticket(1_000_000 + i, LineFixture.START.plusSeconds(random.nextInt(500)));
      assertThat(line.countBefore(probe)).isEqualTo(sorted.headSet(probe).size());
      assertThat(line.size()).isEqualTo(sorted.size());
      assertThat(line.first(5)).containsExactlyElementsOf(sorted.stream().limit(5).toList());
    }
  }

  @Test
  void aLineIsToldInPortionsInOrder() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(9);
    RankedLine line = new RankedLine();
    int machines = 0;
    Ticket probe = ticket(1_000_000, LineFixture.START.plusSeconds(700));
    for (int i = 0; i < 5_000; i++) {
      Ticket ticket = ticket(i, LineFixture.START.plusSeconds(random.nextInt(1_000)));
      ticket.holder =
          new Ticket.Holder(
              "", Attestation.UNSIGNED, new LineId("0"), "", i % 3 == 0 ? 2 : -2, true);
      machines += i % 3 == 0 && Ticket.BY_PLACE.compare(ticket, probe) < 0 ? 1 : 0;
      line.add(ticket);
    }

    List<RankedLine.Portion> portions = line.portionsBefore(probe, 100);

    assertThat(portions.stream().mapToInt(RankedLine.Portion::size).sum())
        .isEqualTo(line.countBefore(probe));
    assertThat(portions.stream().mapToInt(RankedLine.Portion::machines).sum()).isEqualTo(machines);
    assertThat(portions).allSatisfy(one -> assertThat(one.size()).isLessThanOrEqualTo(100));
    assertThat(portions).hasSizeLessThan(400);
    assertThat(portions.stream().map(RankedLine.Portion::ticket).toList())
        .isSortedAccordingTo(Ticket.BY_PLACE);
    assertThat(line.portionsBefore(null, 1)).hasSize(5_000);
  }
}
