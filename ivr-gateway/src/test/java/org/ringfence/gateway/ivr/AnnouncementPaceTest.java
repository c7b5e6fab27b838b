package org.ringfence.gateway.ivr;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ringfence.gateway.ivr.Announcement.Told;
import org.ringfence.gateway.ivr.AnnouncementPace.Heard;

final class AnnouncementPaceTest {

  private static final Instant START = Instant.parse("2026-11-25T14:00:00Z");
  private static final AnnouncementPace PACE =
      new AnnouncementPace(Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofSeconds(20));

  private static boolean isDue(int afterSeconds, Heard last, int position, @Nullable Told range) {
    return PACE.isDue(START.plusSeconds(afterSeconds), last, position, range);
  }

  @Test
  void withoutNewsTheSilenceDoublesUpToTheLongest() {
    List<Integer> toldAt = new ArrayList<>();
    @Nullable Heard last = null;
    for (int second = 0; second <= 600; second += 30) {
      if (PACE.isDue(START.plusSeconds(second), last, 9, new Told(10, 20))) {
        toldAt.add(second);
        last = Heard.after(last, START.plusSeconds(second), 9, new Told(10, 20));
      }
    }
    assertThat(toldAt).containsExactly(0, 30, 90, 210, 330, 450, 570);
  }

  @Test
  void newsComesBeforeItsTimeButNotAtOnce() {
    Heard last = new Heard(START, 5, 9, new Told(10, 20));
    assertThat(isDue(25, last, 8, new Told(10, 20))).isFalse();
    assertThat(isDue(25, last, 8, new Told(5, 15))).isTrue();
    assertThat(isDue(25, last, 8, new Told(20, 30))).isTrue();
    assertThat(isDue(25, last, 1, new Told(10, 20))).isTrue();
    assertThat(isDue(15, last, 1, new Told(5, 15))).isFalse();
  }

  @Test
  void aWaitThatCanBeSaidAtLastIsNews() {
    assertThat(isDue(25, new Heard(START, 5, 9, null), 9, new Told(10, 20))).isTrue();
    assertThat(isDue(25, new Heard(START, 5, 9, new Told(10, 20)), 9, null)).isFalse();
  }

  @Test
  void whoIsNextIsNotToldSoAtEachTick() {
    assertThat(isDue(25, new Heard(START, 5, 1, new Told(0, 5)), 1, new Told(0, 5))).isFalse();
  }
}
