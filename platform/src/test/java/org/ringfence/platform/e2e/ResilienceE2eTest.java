package org.ringfence.platform.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our process dies, freezes, loses its launcher or its Asterisk: no caller may pay for it.
@Tag("asterisk")
@Tag("alone")
final class ResilienceE2eTest {

  /// The goal of 15 s is the benchmark's, which has the machine to itself; a test is held to what
  /// callers would notice as an outage.
  private static final Duration OFFERS_AGAIN =
      Duration.ofSeconds(Integer.getInteger("resilience.offers-again", 30));

  /// Until a frozen process is taken for dead.
  private static final Duration WATCHDOG = Duration.ofSeconds(5);

  private static final int WAITING = CallScene.many("waiting", 50);
  private static final int TALKING = CallScene.many("talking", 5);
  private static final Duration LONG_TALK = Duration.ofMinutes(5);
  private static final Duration SETTLED = Duration.ofSeconds(40);

  /// The dialplan asks us no more when the last beat is older than two whole seconds.
  private static final Duration BEAT_TIME_OUT = Duration.ofMillis(3_200);

  @TempDir static Path folder;

  private static LivePlatform platform;

  @BeforeAll
  static void start() throws IOException {
    platform =
        LivePlatform.start(
            folder,
            LivePlatform.config(folder, "", CallScene.MORE_AGENTS),
            Map.of(
                "queue.wrap-up",
                "1s",
                "gateway.snapshot-interval",
                "5s",
                "asterisk.safety-loops",
                "20"));
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  @Test
  void callersTalksAndTheOrderSurviveAKilledProcess() throws Exception {
    try (CallScene scene = new CallScene(platform)) {
      Duration endsWhileDead = Duration.ofSeconds(10);
      String[] all = CallScene.talkers(TALKING);
      String[] talkers = Arrays.copyOf(all, all.length - 1);
      scene.phones(LONG_TALK, talkers);
      scene.phones(endsWhileDead, "gus");
      scene.phones(Duration.ofSeconds(2), "erik");
      scene.ready(talkers);
      scene.callers(WAITING + TALKING, 20);
      scene.await(WAITING + 1, TALKING - 1);
      scene.ready("gus");
      scene.await(WAITING, TALKING);
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
      scene.hangUp(leaver);
      scene.ready("erik");
      Duration offersAgain = scene.firstRing(killed, Duration.ofSeconds(30));

      talks.keySet().retainAll(Set.of(talkers));
      line.remove(leaver);
      servesInOldOrder(scene, killed, line, talks);
      System.out.printf(
          "FIGURE JVM killed, %d wait, %d talk: first new offer rings after %d ms, new callers are answered within %d ms,"
              + " lost 0, talks cut 0, %d offered in the old order%n",
          WAITING, TALKING, offersAgain.toMillis(), letIn.toMillis(), scene.offered(killed).size());
      assertThat(offersAgain).isLessThan(OFFERS_AGAIN);
      assertThat(letIn).isLessThan(Duration.ofSeconds(2));
      assertThat(scene.agentsIn("TALKING")).contains(talkers);
    }
  }

  @Test
  void aFrozenProcessIsKilledAndNobodyLosesAPlace() throws Exception {
    try (CallScene scene = new CallScene(platform)) {
      scene.phones(LONG_TALK, "ana", "ben", "carmen", "dee");
      scene.phones(Duration.ofSeconds(2), "erik");
      scene.ready("ana", "ben", "carmen", "dee");
      scene.callers(WAITING + 4, 20);
      scene.await(WAITING, 4);
      scene.awaitAgreement(SETTLED);
      Map<String, String> talks = scene.talks();
      List<String> line = scene.line();

      long frozen = System.nanoTime();
      LivePlatform.signal("STOP", platform.jvmPid());
      scene.callers(1, 5);
      Awaiting.pass(BEAT_TIME_OUT);
      long silent = System.nanoTime();
      scene.callers(3, 5);
      Duration letIn = scene.slowestAnswer(silent, 3);
      assertThat(scene.ended(frozen)).as("hung up").isEmpty();
      scene.ready("erik");
      Duration offersAgain = scene.firstRing(frozen, OFFERS_AGAIN.plus(WATCHDOG));

      System.out.printf(
          "FIGURE JVM frozen, %d wait, 4 talk: new callers answered within %d ms once the beat was"
              + " missed (a caller of the first moment after %d ms),"
              + " first new offer rang after %d ms%n",
          WAITING,
          letIn.toMillis(),
          scene.slowestAnswer(frozen, 4).toMillis(),
          offersAgain.toMillis());
      servesInOldOrder(scene, frozen, line, talks);
      assertThat(offersAgain).isLessThan(OFFERS_AGAIN.plus(WATCHDOG));
      assertThat(letIn).isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void aLauncherThatIsStartedAgainTakesOverTheCalls() throws Exception {
    try (CallScene scene = new CallScene(platform)) {
      scene.phones(LONG_TALK, "ana", "ben");
      scene.ready("ana", "ben");
      scene.callers(8, 10);
      scene.await(6, 2);
      scene.awaitAgreement(SETTLED);
      long asterisk = platform.asteriskPid();
      long jvm = platform.jvmPid();
      Map<String, String> talks = scene.talks();
      List<String> line = scene.line();

      long killed = System.nanoTime();
      LivePlatform.signal("KILL", platform.launcherPid());
      platform.relaunch();
      Awaiting.until(SETTLED, () -> assertThat(platform.jvmPid()).isNotEqualTo(jvm));
      platform.awaitReady(SETTLED);
      System.out.printf(
          "Launcher killed and started again: ready after %d ms%n",
          (System.nanoTime() - killed) / 1_000_000);
      scene.awaitAgreement(SETTLED);
      assertThat(platform.asteriskPid()).isEqualTo(asterisk);
      assertThat(scene.ended(killed)).as("hung up").isEmpty();
      assertThat(scene.talks()).isEqualTo(talks);
      assertThat(scene.line()).isEqualTo(line);
      scene.callers(1, 5);
      scene.await(7, 2);
    }
  }

  @Test
  void anAsteriskThatDiesIsStartedAgainAndLeavesNoGhosts() throws Exception {
    long asterisk = platform.asteriskPid();
    long killed;
    try (CallScene scene = new CallScene(platform)) {
      scene.phones(LONG_TALK, "ana", "ben");
      scene.ready("ana", "ben");
      scene.callers(8, 10);
      scene.await(6, 2);
      scene.awaitAgreement(SETTLED);
      killed = System.nanoTime();
      LivePlatform.signal("KILL", asterisk);
      Awaiting.until(
          SETTLED,
          () -> {
            assertThat(platform.asteriskPid()).isNotEqualTo(asterisk);
            platform.tap().close();
          });
      scene.abandon();
    }
    try (CallScene scene = new CallScene(platform)) {
      scene.awaitAgreement(SETTLED);
      assertThat(scene.line()).isEmpty();
      assertThat(scene.agentsIn("TALKING")).isEmpty();
      scene.phones(LONG_TALK, "ana");
      scene.ready("ana");
      scene.callers(1, 5);
      scene.await(0, 1);
      System.out.printf(
          "Asterisk killed: next caller talks after %d ms%n",
          (System.nanoTime() - killed) / 1_000_000);
      scene.awaitAgreement(SETTLED);
    }
  }

  /// After the restart: who waited is offered in the old order, talks went on, nobody was hung up
  /// on unserved, and the board agrees with Asterisk.
  private static void servesInOldOrder(
      CallScene scene, long since, List<String> line, Map<String, String> talks) {
    Awaiting.until(SETTLED, () -> assertThat(scene.offered(since)).hasSizeGreaterThan(5));
    List<String> offered = scene.offered(since);
    assertThat(offered).as("order of service").isEqualTo(line.subList(0, offered.size()));
    assertThat(scene.talks()).as("talks go on").containsAllEntriesOf(talks);
    platform.setAgent("erik", "paused");
    platform.setAgent("gus", "paused");
    scene.awaitAgreement(SETTLED);
    Set<String> unserved = new HashSet<>(line);
    unserved.removeAll(scene.offered(since));
    assertThat(scene.ended(since)).as("hung up unserved").doesNotContainAnyElementsOf(unserved);
    List<String> now = scene.line();
    List<String> old = now.stream().filter(line::contains).toList();
    assertThat(now.subList(0, old.size())).as("who came later stands behind").isEqualTo(old);
  }
}
