package org.ringfence.platform.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.simulator.sipp.SippProcess;

/// The connection to Asterisk's manager interface is lost for ten seconds while calls go on.
@Tag("asterisk")
final class AmiCutE2eTest {

  private static final Duration SETTLED = Duration.ofSeconds(30);
  private static final Duration LONG_TALK = Duration.ofMinutes(5);

  @TempDir static Path folder;

  @Test
  void whatHappenedMeanwhileIsKnownAfterwards() throws Exception {
    int asteriskPort = FreePort.take();
    try (CuttableProxy proxy = new CuttableProxy(asteriskPort);
        LivePlatform platform =
            LivePlatform.start(
                folder,
                Map.of(
                    "gateway.ami.port", Integer.toString(proxy.port()),
                    "asterisk.ami-port", Integer.toString(asteriskPort),
                    "queue.wrap-up", "1s",
                    "asterisk.tick-seconds", "3",
                    "asterisk.safety-loops", "20"));
        CallScene scene = new CallScene(platform)) {
      scene.phones(LONG_TALK, "ana", "ben");
      scene.phones(Duration.ofSeconds(8), "gus");
      scene.ready("ana", "ben");
      scene.callers(12, 10);
      scene.await(10, 2);
      scene.ready("gus");
      scene.await(9, 3);
      platform.setAgent("gus", "paused");
      scene.awaitAgreement(SETTLED);
      List<String> line = scene.line();
      Map<String, String> talks = scene.talks();

      long cut = System.nanoTime();
      proxy.cut();
      Awaiting.pass(Duration.ofMillis(1_500));
      String leaves = line.get(4);
      scene.hangUp(leaves);
      String leavesTalk = talks.getOrDefault("ben", "");
      scene.hangUp(leavesTalk);
      SippProcess late = scene.callers(3, 5);
      Duration letIn = scene.slowestAnswer(cut, 3);
      Awaiting.until(
          Duration.ofSeconds(15), () -> assertThat(scene.talks()).doesNotContainKey("gus"));
      Awaiting.pass(
          Duration.ofSeconds(10).minusNanos(Math.min(System.nanoTime() - cut, 9_900_000_000L)));
      long mended = System.nanoTime();
      proxy.mend();

      // Ben is free and is offered the longest waiting; gus pauses as asked for during the talk.
      Duration offers = scene.firstRing(mended, Duration.ofSeconds(15));
      scene.awaitAgreement(SETTLED);
      Duration agreed = Duration.ofNanos(System.nanoTime() - mended);
      System.out.printf(
          "AMI cut for 10 s: new callers answered within %d ms; after it, first offer rang after %d ms, board agreed with"
              + " Asterisk after %d ms%n",
          letIn.toMillis(), offers.toMillis(), agreed.toMillis());
      assertThat(letIn).isLessThan(Duration.ofSeconds(2));
      assertThat(late.isRunning()).isTrue();
      Set<String> ended = new HashSet<>(scene.ended(cut));
      assertThat(ended)
          .containsExactlyInAnyOrder(leaves, leavesTalk, talks.getOrDefault("gus", ""));
      assertThat(scene.offered(mended)).first().isEqualTo(line.getFirst());
      Awaiting.until(
          SETTLED,
          () -> assertThat(scene.agentsIn("TALKING")).containsExactlyInAnyOrder("ana", "ben"));
      assertThat(scene.agentsIn("PAUSED")).contains("gus");
    }
  }
}
