package org.ringfence.queue.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.ringfence.events.PhoneNumber;
import org.ringfence.queue.prediction.CallersAhead;

final class PlaceTreeTest {

  private static final int SLOTS = 5;
  private static final int OWN = 2;

  private record Member(int slot, Ticket ticket) {}

  private final RandomGenerator random =
      RandomGeneratorFactory.of("L64X128MixRandom").create(Long.getLong("sim.seed", 11));
  private final PlaceTree tree = new PlaceTree();
  private final List<Member> members = new ArrayList<>();
  private int number;

  private Member member(long spanMillis) {
    Instant since = LineFixture.START.plusMillis(random.nextLong(spanMillis));
    boolean silent = random.nextInt(10) == 0;
    Ticket ticket =
        new Ticket(
            new Ticket.Facts(
                LineFixture.ticket("" + number),
                LineFixture.id("" + number),
                LineFixture.QUEUE,
                "en",
                SkillSet.NONE,
                PhoneNumber.NONE,
                since,
                since,
                silent,
                null),
            Ticket.Holder.UNKNOWN,
            "channel",
            since,
            silent ? Diversion.UNHEARD : Diversion.NONE);
    number++;
    return new Member(random.nextInt(SLOTS), ticket);
  }

  private void someComeAndGo(long spanMillis, int steps) {
    for (int i = 0; i < steps; i++) {
      if (random.nextInt(3) > 0 || members.isEmpty()) {
        Member added = member(spanMillis);
        tree.add(added.slot, added.ticket);
        members.add(added);
      } else {
        Member gone = members.remove(random.nextInt(members.size()));
        tree.remove(gone.slot, gone.ticket);
      }
    }
  }

  private int countBefore(int slot, Instant place, boolean unheard) {
    return (int)
        members.stream()
            .filter(one -> one.slot == slot && one.ticket.isUnheard() == unheard)
            .filter(one -> one.ticket.effective().isBefore(place))
            .count();
  }

  private PlaceTree.Before before(Instant place) {
    BitSet own = new BitSet();
    own.set(OWN);
    return tree.before(place.toEpochMilli(), 12, own, countBefore(OWN, place, false));
  }

  @Test
  void itCountsTheOwnQueueExactlyAndTheOthersUpToALeaf() {
    long[] spans = {60_000, 3_600_000, 200_000_000};
    for (long span : spans) {
      someComeAndGo(span, 2_000);
      int most = members.size() / (int) Math.max(1, span / 4_096) + 10;
      for (int probe = 0; probe < 50; probe++) {
        Instant place = LineFixture.START.plusMillis(random.nextLong(span + 60_000));
        PlaceTree.Before before = before(place);
        for (int slot = 0; slot < SLOTS; slot++) {
          int exact = countBefore(slot, place, false);
          assertThat(before.callers(slot)).isCloseTo(exact, within(slot == OWN ? 0.001 : most));
          assertThat(before.unheard(slot))
              .isCloseTo(countBefore(slot, place, true), within((double) most));
        }
      }
    }
  }

  @Test
  void aLongLineIsToldInFewStretchesWithTheRightAges() {
    someComeAndGo(7_200_000, 30_000);
    Instant now = LineFixture.START.plusSeconds(7_200);
    double[] weights = {1, 0, 0.5, 0, 0};

    PlaceTree.Before all = tree.all(12);
    CallersAhead told = new CallersAhead();
    all.stretches.forEach(one -> one.addTo(told, weights, now));

    assertThat(all.stretches).hasSizeBetween(12, 48);
    double counted = 0;
    double seconds = 0;
    for (Member one : members) {
      if (!one.ticket.isUnheard()) {
        counted += weights[one.slot];
        seconds += weights[one.slot] * (now.toEpochMilli() - one.ticket.joinedMillis()) / 1000.0;
      }
    }
    assertThat(told.total()).isCloseTo(counted, within(1e-6));
    assertThat(told.meanAgeSeconds()).isCloseTo(seconds / counted, within(1e-3));
  }

  @Test
  void whatIsReadDependsOnTheOrderOfTheGroupsAndNotOnTheirSlots() {
    someComeAndGo(3_600_000, 3_000);
    PlaceTree other = new PlaceTree();
    int[] inOrder = {7, 3, 0, 4, 1};
    other.arrange(inOrder);
    List<Member> shuffled = new ArrayList<>(members);
    Collections.shuffle(shuffled, new Random(random.nextLong()));
    shuffled.forEach(one -> other.add(inOrder[one.slot], one.ticket));
    double[] weights = {0.3, PlaceTree.LEFT_OUT, 0.7, 0, 1 / 3.0};
    double[] otherWeights = new double[8];
    for (int slot = 0; slot < SLOTS; slot++) {
      otherWeights[inOrder[slot]] = weights[slot];
    }
    Instant now = LineFixture.START.plusSeconds(3_600);

    CallersAhead one = new CallersAhead();
    double credit = 0;
    for (PlaceTree.Stretch stretch : tree.all(12).stretches) {
      credit += stretch.addTo(one, weights, now);
    }
    CallersAhead same = new CallersAhead();
    double sameCredit = 0;
    for (PlaceTree.Stretch stretch : other.all(12).stretches) {
      sameCredit += stretch.addTo(same, otherWeights, now);
    }

    assertThat(same.total()).isEqualTo(one.total());
    assertThat(same.meanAgeSeconds()).isEqualTo(one.meanAgeSeconds());
    assertThat(sameCredit).isEqualTo(credit);
  }

  @Test
  void whoIsGoneLeavesNothingBehind() {
    someComeAndGo(3_600_000, 3_000);
    members.forEach(one -> tree.remove(one.slot, one.ticket));

    assertThat(tree.all(12).stretches).isEmpty();
    assertThat(tree.isEmpty()).isTrue();
  }
}
