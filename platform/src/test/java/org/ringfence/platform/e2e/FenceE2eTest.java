package org.ringfence.platform.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.simulator.sipp.PlannedCall;

/// Two agents never get one caller. The test itself orders what the gateway never would: two phones
/// ring for the same waiting caller and are answered at the same moment. The callers come around
/// their announcements every three seconds, so many rounds meet them in a tick, in a prompt or just
/// back from the talk before.
@Tag("asterisk")
class FenceE2eTest {

  private static final int CALLERS = 12;
  private static final int ROUNDS_EACH = 18;
  private static final long SEED = Long.getLong("sim.seed", 22L);
  private static final List<String> AGENTS =
      List.of("ana", "ben", "carmen", "dee", "erik", "fay", "gus", "hana");

  @TempDir static Path folder;
  private static LivePlatform platform;

  private People people;
  private final Set<String> talked = ConcurrentHashMap.newKeySet();
  private final Set<String> gone = ConcurrentHashMap.newKeySet();

  /// What each channel was doing when it was looked at last.
  private final Map<String, String> applications = new ConcurrentHashMap<>();

  /// What the callers did when their rounds began.
  private final Map<String, Integer> metIn = new ConcurrentHashMap<>();

  private final AtomicInteger won = new AtomicInteger();
  private final AtomicInteger nobody = new AtomicInteger();
  private final List<String> wrong = new ArrayList<>();

  /// How the two offers of a round contend.
  private enum Contest {
    /// The second offer replaces the first while the phones ring or are answered.
    REPLACED,
    /// Both phones hold the same, valid offer.
    SAME
  }

  @BeforeAll
  @Timeout(180)
  static void start() throws IOException {
    platform = LivePlatform.start(folder, Map.of("asterisk.tick-seconds", "3"));
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  @BeforeEach
  void enter() {
    people = new People(platform);
  }

  @AfterEach
  void leave() {
    people.leave();
  }

  @Test
  @Timeout(240)
  void hundreds_of_contested_rounds_give_each_caller_at_most_one_agent_and_lose_none()
      throws Exception {
    // Signed in, but not ready: the queue manager rings nobody.
    people.phones(Duration.ofMillis(1), People.NEVER, AGENTS.toArray(String[]::new));
    List<PlannedCall> calls = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      calls.add(people.person("11"));
    }
    people.callers(calls, 4, People.NEVER);
    people.awaitLine(CALLERS, 0);
    List<String> channels = List.copyOf(platform.callerChannels());
    assertThat(channels).hasSize(CALLERS);

    long started = System.nanoTime();
    try (AmiClient ami = new AmiClient(platform.amiPort(), platform.amiSecret(), this::hear);
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        int worker = i;
        running.add(workers.submit(() -> contend(ami, worker, channels.get(worker))));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    System.out.printf(
        "fence: %d rounds in %d s (seed %d): %d won by one agent, %d by nobody, wrong %s; callers were in %s%n",
        CALLERS * ROUNDS_EACH,
        Duration.ofNanos(System.nanoTime() - started).toSeconds(),
        SEED,
        won.get(),
        nobody.get(),
        wrong,
        metIn);
    assertThat(wrong).isEmpty();
    assertThat(metIn).as("where the callers were").containsKeys("BridgeWait", "Playback");
    assertThat(won.get())
        .as("rounds in which somebody talked")
        .isGreaterThan(CALLERS * ROUNDS_EACH * 9 / 10);
    assertThat(platform.callerChannels())
        .as("callers at the end")
        .containsExactlyInAnyOrderElementsOf(channels);
    people.awaitLine(CALLERS, 0);
  }

  private void contend(AmiClient ami, int worker, String caller) {
    Random random = new Random(SEED * 1_000 + worker);
    String callerId = ami.variable(caller, "UNIQUEID");
    for (int round = 0; round < ROUNDS_EACH; round++) {
      Contest contest = Contest.values()[round % 2];
      String first = "F" + worker + "-" + round + "-a";
      String second = "F" + worker + "-" + round + "-b";
      // Not before the caller is done with the talk before: the gateway waits for that too.
      await()
          .atMost(Duration.ofSeconds(10))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> ami.variable(caller, "SHARED(RF_TAKEN)").isEmpty());
      // Every third round meets the caller in the wait, the others in the prompt after the talk.
      int pauseMillis = round % 3 == 0 ? 2_500 + random.nextInt(2_500) : random.nextInt(1_200);
      LockSupport.parkNanos(Duration.ofMillis(pauseMillis).toNanos());
      ami.ask("CoreShowChannels");
      metIn.merge(applications.getOrDefault(caller, "?"), 1, Integer::sum);
      ami.setVariable(caller, "SHARED(RF_OFFER)", first);
      ring(ami, AGENTS.get((2 * worker + round) % AGENTS.size()), first, first, caller, callerId);
      if (contest == Contest.REPLACED) {
        // A leg is answered some 500 ms after it was ordered: the phone hears nothing yet, and
        // Answer() waits for sound.
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(700)).toNanos());
        ami.setVariable(caller, "SHARED(RF_OFFER)", second);
      }
      String token = contest == Contest.SAME ? first : second;
      ring(
          ami,
          AGENTS.get((2 * worker + round + 1) % AGENTS.size()),
          second,
          token,
          caller,
          callerId);
      judge(ami, callerId, first, second);
    }
  }

  private static void ring(
      AmiClient ami, String agent, String leg, String token, String caller, String callerId) {
    ami.ask(
        "Originate",
        "Channel",
        "PJSIP/" + agent,
        "ChannelId",
        leg,
        "Context",
        "rf-agent",
        "Exten",
        "join",
        "Priority",
        "1",
        "Timeout",
        "8000",
        "Async",
        "true",
        "Variable",
        "OFFER=" + token + ",CALLER=" + caller + ",CALLERUID=" + callerId);
  }

  /// One leg must be gone and the other talk, or both be gone; then the talk is ended, and the
  /// caller must still be there.
  private void judge(AmiClient ami, String callerId, String first, String second) {
    await()
        .atMost(Duration.ofSeconds(12))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> gone.contains(first) || gone.contains(second));
    String other = gone.contains(first) ? second : first;
    await()
        .atMost(Duration.ofSeconds(12))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> gone.contains(other) || talked.contains(other));
    boolean firstTalked = talked.contains(first);
    boolean secondTalked = talked.contains(second);
    if (firstTalked && secondTalked) {
      note(first + ": both agents were bridged");
    } else if (firstTalked || secondTalked) {
      won.incrementAndGet();
    } else {
      nobody.incrementAndGet();
    }
    if (!gone.contains(other)) {
      ami.ask("Hangup", "Channel", other);
    }
    if (gone.contains(callerId)) {
      note(first + ": the caller is gone");
    }
  }

  private void note(String what) {
    synchronized (wrong) {
      wrong.add(what);
    }
  }

  private void hear(Map<String, String> event) {
    String id = event.getOrDefault("Uniqueid", "");
    switch (event.getOrDefault("Event", "")) {
      case "BridgeEnter" -> talked.add(id);
      case "Hangup" -> gone.add(id);
      case "CoreShowChannel" ->
          applications.put(
              event.getOrDefault("Channel", ""), event.getOrDefault("Application", ""));
      default -> {}
    }
  }
}
