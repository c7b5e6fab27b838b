package org.ringfence.platform.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our process dies, freezes, loses its launcher or its Asterisk: no caller may pay for it.
@Tag("asterisk")
final class ResilienceE2eTest {

  private static final int WAITING = 50;
  private static final Duration LONG_TALK = Duration.ofMinutes(5);
  private static final Duration SETTLED = Duration.ofSeconds(40);

  @TempDir static Path folder;

  private static LivePlatform platform;

  @BeforeAll
  static void start() throws IOException {
    platform =
        LivePlatform.start(
            folder,
            Map.of("queue.wrap-up", "1s", "gateway.snapshot-interval", "5s", "asterisk.safety-loops", "20"));
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  @Test
  void callersTalksAndTheOrderSurviveAKilledProcess() throws Exception {
    try (CallScene scene = new CallScene(platform)) {
      Duration endsWhileDead = Duration.ofSeconds(10);
      scene.phones(LONG_TALK, "ana", "ben", "carmen", "dee");
      scene.phones(endsWhileDead, "gus");
      scene.phones(Duration.ofSeconds(2), "erik");
      scene.ready("ana", "ben", "carmen", "dee");
      scene.callers(WAITING + 5, 20);
      scene.await(WAITING + 1, 4);
      scene.ready("gus");
      scene.await(WAITING, 5);
      long gusTalksSince = System.nanoTime();
      scene.awaitAgreement(SETTLED);
      Map<String, String> talks = scene.talks();
      List<String> line = scene.line();
      Duration left = endsWhileDead.minusNanos(System.nanoTime() - gusTalksSince).minusSeconds(2);
      Awaiting.pass(left.isNegative() ? Duration.ZERO : left);

      long killed = System.nanoTime();
      LivePlatform.signal("KILL", platform.jvmPid());
      scene.callers(3, 5);
      Duration letIn = scene.slowestAnswer(killed, 3);
      assertThat(scene.ended(killed)).as("hung up within two seconds").isEmpty();
      Awaiting.pass(Duration.ofMillis(1_500));
      String leaver = line.get(30);
      scene.tap().hangUp(channelOf(scene, leaver));
      scene.ready("erik");
      Duration offersAgain = scene.firstRing(killed, Duration.ofSeconds(20));

      System.out.printf(
          "SIGKILL: new callers answered within %d ms, first new offer rang after %d ms%n",
          letIn.toMillis(), offersAgain.toMillis());
      Set<String> mayEnd = new TreeSet<>(Set.of(leaver, talks.get("gus")));
      Map<String, String> stillTalk = new java.util.TreeMap<>(talks);
      stillTalk.remove("gus");
      assertThat(scene.talks()).as("talks go on").containsAllEntriesOf(stillTalk);
      List<String> expected = new ArrayList<>(line);
      expected.remove(leaver);
      Awaiting.until(SETTLED, () -> assertThat(scene.offered(killed)).hasSizeGreaterThan(5));
      List<String> offered = scene.offered(killed);
      assertThat(offered).as("order of service").isEqualTo(expected.subList(0, offered.size()));
      assertThat(offersAgain).isLessThan(Duration.ofSeconds(15));
      assertThat(letIn).isLessThan(Duration.ofSeconds(2));

      platform.setAgent("erik", "paused");
      platform.setAgent("gus", "paused");
      scene.awaitAgreement(SETTLED);
      Set<String> ended = new HashSet<>(scene.ended(killed));
      ended.removeAll(mayEnd);
      assertThat(scene.offered(killed)).as("hung up unserved").containsAll(ended);
      assertThat(scene.line().subList(scene.line().size() - 3, scene.line().size()))
          .as("who came last stands last")
          .doesNotContainAnyElementsOf(line);
      assertThat(scene.agentsIn("TALKING")).containsExactlyInAnyOrder("ana", "ben", "carmen", "dee");
    }
  }

  private static String channelOf(CallScene scene, String uniqueId) {
    return scene.tap().callers().stream()
        .filter(caller -> caller.uniqueId().equals(uniqueId))
        .findFirst()
        .orElseThrow()
        .channel();
  }
}
