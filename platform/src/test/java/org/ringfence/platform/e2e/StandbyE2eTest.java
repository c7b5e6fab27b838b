package org.ringfence.platform.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.bus.BusConnection;
import org.ringfence.bus.KafkaReader;
import org.ringfence.bus.MessageReader;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.Message;
import org.ringfence.events.Topic;

/// Two nodes, each an Asterisk and a process of ours, on one broker of its own. The node that
/// decides dies while callers wait and talk at the other.
@Tag("asterisk")
@Tag("bench")
final class StandbyE2eTest {

  private static final int WAITING = CallScene.many("waiting", 20);
  private static final String[] TALKERS = CallScene.talkers(CallScene.many("talking", 4));
  private static final Duration LONG_TALK = Duration.ofMinutes(5);
  private static final Duration SETTLED = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static TwoNodes nodes;
  private static LivePlatform first;
  private static LivePlatform second;
  private static MessageReader.Subscription listening;
  private static final Map<String, Message> decisions = new ConcurrentHashMap<>();
  private static final Set<String> saidDifferently = ConcurrentHashMap.newKeySet();

  @BeforeAll
  static void start() throws IOException {
    Map<String, String> shared = new LinkedHashMap<>();
    shared.put("queue.wrap-up", "1s");
    // A hundred callers who key at the same moments are what the defence is there for.
    shared.put("defence.mode", "shadow");
    nodes = new TwoNodes(folder, LivePlatform.config(folder, "", CallScene.MORE_AGENTS), shared);
    first = nodes.first;
    second = nodes.second;
    listening = listen();
  }

  private static MessageReader.Subscription listen() throws IOException {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(nodes.brokerLogin())) {
      properties.load(in);
    }
    Map<String, String> security = new HashMap<>();
    properties.forEach((key, value) -> security.put(key.toString(), value.toString()));
    BusConnection bus = new BusConnection(nodes.brokerAddress(), security, 1, (short) -1);
    return new KafkaReader(bus, new SimpleMeterRegistry(), InstantSource.system())
        .read(
            "test",
            Set.of(Topic.DECISIONS),
            Duration.ofMinutes(10),
            (message, id) -> {
              Message before = decisions.putIfAbsent(id, message);
              if (before != null && !before.equals(message)) {
                saidDifferently.add(id);
              }
            });
  }

  @AfterAll
  static void stop() {
    listening.close();
    nodes.close();
  }

  @Test
  void theNodeThatDecidesDiesAndTheOtherGoesOnWithTheSameLine() throws Exception {
    Awaiting.until(SETTLED, () -> assertThat(decides(first)).isNotEqualTo(decides(second)));
    LivePlatform leader = decides(first) ? first : second;
    LivePlatform other = decides(first) ? second : first;
    try (CallScene away = new CallScene(leader);
        CallScene scene = new CallScene(other)) {
      String[] all = withServer();
      away.phones(LONG_TALK, all);
      scene.phones(LONG_TALK, TALKERS);
      scene.phones(Duration.ofSeconds(2), "erik");
      scene.ready(TALKERS);
      scene.callers(WAITING + TALKERS.length, 20);
      scene.await(WAITING, TALKERS.length);
      scene.awaitAgreement(SETTLED);
      Map<String, String> talks = scene.talks();
      List<String> line = scene.line();
      assertThat(away.offered(0)).as("phones rung at the other node").isEmpty();

      assertThat(decides(leader)).isTrue();
      assertThat(decides(other)).isFalse();
      long killed = System.nanoTime();
      leader.dies();
      away.abandon();
      scene.ready("erik");
      Duration offersAgain = scene.firstRing(killed, Duration.ofSeconds(30));

      Awaiting.until(SETTLED, () -> assertThat(scene.offered(killed)).hasSizeGreaterThan(5));
      List<String> offered = scene.offered(killed);
      assertThat(offered).as("order of service").isEqualTo(line.subList(0, offered.size()));
      assertThat(scene.talks()).as("talks go on").containsAllEntriesOf(talks);
      Awaiting.until(SETTLED, () -> other.setAgent("erik", "paused"));
      scene.awaitAgreement(SETTLED);
      Set<String> lost = new HashSet<>(line);
      lost.removeAll(scene.offered(killed));
      lost.retainAll(scene.ended(killed));
      System.out.printf(
          "FIGURE node that decides killed, %d wait, %d talk at the other: first new offer rings after %d ms, lost %d,"
              + " talks cut 0, %d offered in the old order%n",
          WAITING, TALKERS.length, offersAgain.toMillis(), lost.size(), offered.size());
      assertThat(lost).as("hung up unserved").isEmpty();
      assertThat(decides(other)).isTrue();
      assertNothingIsSaidTwice(scene, killed);
    }
  }

  /// What was said again is the same word with the same id; each offer rang one phone once.
  private static void assertNothingIsSaidTwice(CallScene scene, long since) {
    assertThat(saidDifferently).as("ids with two meanings").isEmpty();
    List<String> offers =
        decisions.values().stream()
            .filter(OfferCall.class::isInstance)
            .map(said -> ((OfferCall) said).offer().value())
            .toList();
    assertThat(offers).as("offers decided").doesNotHaveDuplicates();
    List<String> rung =
        scene.tap().all(since, "Newchannel", leg -> !leg.agent().isEmpty()).stream()
            .map(AmiTap.Event::uniqueId)
            .collect(Collectors.toCollection(ArrayList::new));
    assertThat(rung).as("phones rung").doesNotHaveDuplicates();
    assertThat(offers).as("offers decided").containsAll(rung);
  }

  private static String[] withServer() {
    List<String> all = new ArrayList<>(List.of(TALKERS));
    all.add("erik");
    return all.toArray(String[]::new);
  }

  /// Whether a node says that its queue manager is the one that decides.
  private static boolean decides(LivePlatform node) {
    return StreamSupport.stream(node.health().spliterator(), false)
        .anyMatch(part ->
            part.path("component").asString("").equals("queue-manager")
                && part.path("detail").asString("").equals("decides"));
  }
}
