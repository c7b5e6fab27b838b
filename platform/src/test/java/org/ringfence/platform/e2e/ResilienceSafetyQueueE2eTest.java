package org.ringfence.platform.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our process stays dead: Asterisk's own queue serves the callers, and gives them back.
@Tag("asterisk")
final class ResilienceSafetyQueueE2eTest {

  private static final int CALLERS = 10;
  private static final int SERVED_WITHOUT_US = 4;

  /// Who comes to the safety queue first rings a phone that is free, whoever stands where: at most
  /// one caller per phone. From there on the order is kept, as far as it shows: as many callers as
  /// there are phones ring at once, and whose phone is picked up first is chance.
  private static final int PHONES = 2;

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir static Path folder;

  @Test
  void callersAreServedInOrderWithoutUsAndComeBackInOrder() throws Exception {
    Map<String, String> settings =
        Map.of(
            "asterisk.tick-seconds", "2",
            "asterisk.safety-loops", "2",
            "queue.wrap-up", "1s",
            "gateway.snapshot-interval", "5s");
    try (LivePlatform platform = LivePlatform.start(folder, settings);
        CallScene scene = new CallScene(platform)) {
      scene.phones(Duration.ofSeconds(4), "erik", "gus");
      // One after another, so that they reach the safety queue at different moments, not in the
      // order of arrival.
      scene.callers(CALLERS, 1.5);
      scene.await(CALLERS, 0);
      List<String> line = scene.line();

      long dead = System.nanoTime();
      LivePlatform.signal("STOP", platform.launcherPid());
      LivePlatform.signal("KILL", platform.jvmPid());
      Duration first;
      try {
        Awaiting.until(PATIENCE, () -> assertThat(scene.connected(dead)).isNotEmpty());
        first = Duration.ofNanos(System.nanoTime() - dead);
        Awaiting.until(
            PATIENCE,
            () -> assertThat(scene.connected(dead)).hasSizeGreaterThanOrEqualTo(SERVED_WITHOUT_US));
      } finally {
        LivePlatform.signal("CONT", platform.launcherPid());
      }
      long back = System.nanoTime();
      List<String> served = scene.connected(dead);
      List<String> inOrder = new ArrayList<>(line);
      inOrder.removeAll(served.subList(0, PHONES));
      for (String call : served.subList(PHONES, served.size())) {
        assertThat(inOrder.subList(0, PHONES)).as("rang when %s was served", call).contains(call);
        inOrder.remove(call);
      }
      assertThat(scene.ended(dead)).as("hung up unserved").isSubsetOf(served);

      platform.awaitReady(PATIENCE);
      scene.awaitAgreement(PATIENCE);
      Duration returned = Duration.ofNanos(System.nanoTime() - back);
      List<String> rest =
          line.stream().filter(call -> !scene.connected(dead).contains(call)).toList();
      assertThat(scene.line()).as("back in the old order").isEqualTo(rest);
      assertThat(scene.tap().callers())
          .allMatch(caller -> caller.get("Context").startsWith("rf-line"));

      scene.ready("erik");
      Awaiting.until(PATIENCE, () -> assertThat(scene.offered(back)).hasSizeGreaterThan(1));
      assertThat(scene.offered(back)).first().isEqualTo(rest.getFirst());
      System.out.printf(
          "Dead for good: first caller served by the safety queue after %d ms, %d served; all others back in line %d ms after"
              + " the launcher went on%n",
          first.toMillis(), served.size(), returned.toMillis());
    }
  }
}
