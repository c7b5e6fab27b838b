package org.ringfence.platform.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an administrator changes while calls go on: agents who come and go, opening hours.
@Tag("asterisk")
@Timeout(150)
final class AdministrationE2eTest {

  private static final Duration TALK = Duration.ofMinutes(5);

  @TempDir static Path folder;
  private static LivePlatform platform;
  private People people;

  @BeforeAll
  @Timeout(300)
  static void start() throws IOException {
    platform =
        LivePlatform.start(
            folder, Map.of("queue.wrap-up", "1s", "calendars.always.time-zone", "America/Chicago"));
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

  private static void ask(String path, String body) throws IOException {
    assertThat(platform.act("/api/v1/admin" + path, body).statusCode()).as(path).isEqualTo(202);
  }

  private static boolean hasPhone(String agent) {
    return platform.asterisk("pjsip show endpoint " + agent).contains("Endpoint:  " + agent);
  }

  private static void awaitAgentKnown(String agent) {
    await()
        .atMost(People.SOON)
        .until(() -> hasPhone(agent) && !platform.agent(agent).isMissingNode());
  }

  private static JsonNode admin() throws IOException {
    return JsonMapper.shared().readTree(platform.look("/api/v1/admin").body());
  }

  private static String sourceOf(String agent) throws IOException {
    return StreamSupport.stream(admin().path("roster").spliterator(), false)
        .filter(each -> each.path("agent").asString("").equals(agent))
        .findFirst()
        .map(each -> each.path("source").asString(""))
        .orElse("");
  }

  @Test
  void an_agent_who_is_added_serves_callers_at_once_and_after_the_whole_node_died()
      throws IOException, InterruptedException {
    people.agents(Duration.ofMillis(300), TALK, "ana");
    people.caller("11", People.NEVER);
    people.awaitAgent("ana", "TALKING");
    Set<String> talk = platform.channels();

    ask(
        "/agents",
        "{\"agent\":\"zoe\",\"pool\":\"main\",\"name\":\"Zoe Hill\",\"skills\":\"en enroll\","
            + "\"reason\":\"new here\"}");
    awaitAgentKnown("zoe");
    assertThat(platform.channels()).as("the talk goes on").containsAll(talk);
    people.agents(Duration.ofMillis(300), TALK, "zoe");
    people.caller("11", People.NEVER);
    people.awaitAgent("zoe", "TALKING");

    people.leave();
    platform.dies();
    platform.relaunch();
    platform.awaitReady(Duration.ofSeconds(90));
    assertThat(hasPhone("zoe")).isTrue();
    people = new People(platform);
    people.agents(Duration.ofMillis(300), TALK, "zoe");
    people.caller("11", People.NEVER);
    people.awaitAgent("zoe", "TALKING");
  }

  @Test
  void an_agent_who_is_removed_has_no_phone_any_more_until_restored() throws IOException {
    assertThat(hasPhone("ben")).isTrue();
    ask("/agents/ben/remove", "{\"reason\":\"has left\"}");
    await().atMost(People.SOON).until(() -> !hasPhone("ben"));
    assertThat(sourceOf("ben")).isEqualTo("REMOVED");
    assertThat(platform.asterisk("queue show safety")).doesNotContain("PJSIP/ben");

    ask("/agents/ben/restore", "{\"reason\":\"is back\"}");
    awaitAgentKnown("ben");
    assertThat(platform.asterisk("queue show safety")).contains("PJSIP/ben");
  }

  @Test
  void hours_that_are_changed_turn_the_next_caller_away_and_let_the_one_after_in()
      throws IOException {
    people.caller("11", People.NEVER);
    await().atMost(People.SOON).until(() -> platform.queue().path("waiting").asInt() == 1);
    ask(
        "/hours/always",
        "{\"timeZone\":\"America/Chicago\",\"dates\":\"2099-12-24 08:00-12:00\","
            + "\"reason\":\"closed for a test\"}");
    await().atMost(People.SOON).until(() -> !isOpen());

    Set<String> before = platform.callerChannels();
    people.caller("11", People.NEVER);
    await().atMost(People.SOON).until(() -> platform.callerChannels().size() > before.size());
    await().atMost(Duration.ofSeconds(60)).until(() -> platform.callerChannels().equals(before));
    assertThat(platform.queue().path("waiting").asInt()).as("who waited waits on").isEqualTo(1);

    ask("/hours/always", "{\"asConfigured\":true,\"reason\":\"over\"}");
    await().atMost(People.SOON).until(AdministrationE2eTest::isOpen);
    people.caller("11", People.NEVER);
    await().atMost(People.SOON).until(() -> platform.queue().path("waiting").asInt() == 2);
  }

  private static boolean isOpen() throws IOException {
    return admin().path("hours").path(0).path("open").asBoolean();
  }
}
