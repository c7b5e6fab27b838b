package org.ringfence.platform.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.simulator.sipp.PlannedCall;
import org.ringfence.simulator.sipp.PlannedCall.TimedKey;
import org.ringfence.simulator.sipp.Sipp;
import org.ringfence.simulator.sipp.SippProcess;

/// The people around a platform under test: agents at their phones and callers on the trunk.
final class People implements AutoCloseable {

  static final Duration NEVER = Duration.ofMinutes(10);

  /// Longer than anything takes, also on a machine that is busy with other things.
  static final Duration SOON = Duration.ofSeconds(30);

  private static final Duration KEY_AFTER = Duration.ofMillis(700);

  private final LivePlatform platform;
  private final List<SippProcess> running = new ArrayList<>();
  private final List<Process> declining = new ArrayList<>();
  private int callers;

  People(LivePlatform platform) {
    this.platform = platform;
  }

  /// Agents sit down at their phones, which ring for `answer` and hang up after `talk`, and press
  /// Ready one after the other: the first is idle longest.
  SippProcess agents(Duration answer, Duration talk, String... ids) {
    SippProcess phones = phones(answer, talk, ids);
    for (String id : ids) {
      ready(id);
    }
    return phones;
  }

  SippProcess phones(Duration answer, Duration talk, String... ids) {
    try {
      int port = FreePort.take();
      return keep(platform.sipp().phones(platform.phoneSecrets(Set.of(ids)), port, answer, talk));
    } catch (IOException failed) {
      throw new AssertionError(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  /// A phone that rings for a moment and then refuses each call with a status line.
  void decliningPhone(String id, String statusLine) throws IOException, InterruptedException {
    int port = FreePort.take();
    platform.sipp().phones(platform.phoneSecrets(Set.of(id)), port, NEVER, NEVER).close();
    Path scenario = Files.createTempFile("declines", ".xml");
    try (InputStream text = People.class.getResourceAsStream("/sipp/phone-declines.xml")) {
      String written = new String(requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(scenario, written.replace("@{answer}", statusLine));
    }
    declining.add(
        new ProcessBuilder(
                "sipp",
                "127.0.0.1:" + platform.sipPort(),
                "-sf",
                scenario.toString(),
                "-i",
                Sipp.AGENT_ADDRESS,
                "-mi",
                Sipp.AGENT_ADDRESS,
                "-p",
                Integer.toString(port),
                "-mp",
                Integer.toString(FreePort.take()),
                "-nostdin")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  void ready(String id) {
    platform.setAgent(id, "ready");
    // With callers in line the phone rings at once.
    awaitAgent(id, "READY", "OFFERED", "TALKING");
  }

  void awaitAgent(String id, String... states) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() ->
            assertThat(platform.agentState(id)).as("state of %s", id).isIn((Object[]) states));
  }

  /// A new person calls, keys these keys, one for each question (`-` for none), and stays so long
  /// after the last.
  SippProcess caller(String keys, Duration stay) {
    return caller(person(keys), stay);
  }

  SippProcess caller(PlannedCall call, Duration stay) {
    return callers(List.of(call), 1, stay);
  }

  SippProcess callers(List<PlannedCall> calls, double perSecond, Duration stay) {
    try {
      return keep(platform.sipp().callers(calls, perSecond, stay));
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  /// Callers who hang up as soon as they hear that something happens, before the answer.
  SippProcess cancelling(List<PlannedCall> calls, double perSecond) {
    try {
      return keep(platform.sipp().cancelling(calls, perSecond));
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  /// A person with a number of their own.
  PlannedCall person(String keys) {
    callers++;
    PlannedCall silent =
        PlannedCall.silent(String.format("+1612555%04d", 1000 + callers), LivePlatform.LINE);
    return silent.keying(key(keys, 0), key(keys, 1), key(keys, 2));
  }

  private static @Nullable TimedKey key(String keys, int index) {
    if (index == 2 && keys.length() == 2 && keys.charAt(1) == '1') {
      // A key that means nothing to the aside after "enroll" ends it: no test need listen to it.
      return new TimedKey(KEY_AFTER, '#');
    }
    return keys.length() > index && keys.charAt(index) != '-'
        ? new TimedKey(KEY_AFTER, keys.charAt(index))
        : null;
  }

  SippProcess keep(SippProcess process) {
    running.add(process);
    return process;
  }

  /// Waits until `waiting` callers are in line and `talking` talk, as the board shows it.
  void awaitLine(int waiting, int talking) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() ->
            assertThat(
                    List.of(
                        platform.queue().path("waiting").asInt(),
                        platform.queue().path("talking").asInt()))
                .as("waiting and talking")
                .containsExactly(waiting, talking));
  }

  /// The last act of each test: nothing may be left of any call.
  void awaitNobodyLeft() {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> assertThat(platform.channels()).as("channels left").isEmpty());
    awaitLine(0, 0);
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() ->
            platform
                .shown("agents")
                .forEach(agent ->
                    assertThat(agent.path("state").asString("none"))
                        .as(agent.toString())
                        .isNotIn("OFFERED", "TALKING")));
  }

  /// Clears the room for the next test.
  void leave() {
    platform.asterisk("channel request hangup all");
    hangUpPhones();
    platform
        .shown("agents")
        .forEach(agent -> platform.setAgent(agent.path("agent").asString(), "signed_out"));
    awaitNobodyLeft();
  }

  /// Ends all their phones, however the test ended.
  @Override
  public void close() {
    hangUpPhones();
  }

  private void hangUpPhones() {
    running.forEach(SippProcess::close);
    running.clear();
    declining.forEach(Process::destroyForcibly);
    declining.clear();
  }
}
