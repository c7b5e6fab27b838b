package org.ringfence.platform.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
import org.ringfence.simulator.sipp.PlannedCall;
import org.ringfence.simulator.sipp.PlannedCall.TimedKey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The doors beside the line, on real Asterisk: closed, with a callback or a message; all ports
/// taken; the question after a talk.
@Tag("asterisk")
@Timeout(150)
final class DoorsE2eTest {

  private static final String CLOSED_LINE = "16515550199";
  private static final Duration KEY_AFTER = Duration.ofMillis(700);

  /// The history begins to write so long after the start.
  private static final Duration WRITTEN = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static LivePlatform platform;

  private People people;
  private AmiTap tap;
  private static int numbers;

  @BeforeAll
  @Timeout(300)
  static void start() throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("web.time-zone", "America/Chicago");
    settings.put("asterisk.max-calls", "2");
    settings.put("asterisk.reserve-calls", "1");
    settings.put(
        "lines",
        "[{number=\"+16515550100\",dialed=[\"16515550100\"],queue=enrollment},"
            + "{number=\"+16515550199\",dialed=[\"16515550199\"],queue=night}]");
    settings.put(
        "calendars.night",
        "{time-zone=America/Chicago,week=%s,holidays=[\"%s\"]}"
            .formatted(week(), today().plusDays(1)));
    settings.put("queues.night", "${queues.enrollment}{hours=night}");
    settings.put("queue.callbacks.enabled", "true");
    settings.put("queue.callbacks.most-machine-odds", "9");
    settings.put("queue.wrap-up", "1s");
    settings.put("gateway.doors.messages.enabled", "true");
    settings.put("gateway.doors.messages.least-free-megabytes", "1");
    settings.put("gateway.doors.survey", "true");
    platform = LivePlatform.start(folder, settings);
  }

  /// Closed on the weekday that is today; tomorrow is a holiday, so the test may run at any time.
  private static String week() {
    StringBuilder week = new StringBuilder("{");
    for (DayOfWeek day : DayOfWeek.values()) {
      boolean closed = day == today().getDayOfWeek();
      week.append(day.name().toLowerCase(Locale.ROOT))
          .append(closed ? "=[]," : "=[\"08:30-17:00\"],");
    }
    return week.append("}").toString();
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  @BeforeEach
  void enter() throws IOException {
    people = new People(platform);
    tap = platform.tap();
    platform.asterisk("module load app_senddtmf.so");
  }

  @AfterEach
  void leave() {
    tap.close();
    people.leave();
  }

  private static PlannedCall person(String dialed, char language) {
    TimedKey key = new TimedKey(KEY_AFTER, '1');
    return PlannedCall.silent("+1612555" + (3_000 + ++numbers), dialed)
        .keying(new TimedKey(KEY_AFTER, language), key, new TimedKey(KEY_AFTER, '#'));
  }

  private static PlannedCall unasked() {
    return PlannedCall.silent("+1612555" + (3_000 + ++numbers), LivePlatform.LINE);
  }

  /// Calls, and waits for the channel.
  private String calls(PlannedCall call) {
    Set<String> earlier = platform.callerChannels();
    people.caller(call, People.NEVER);
    await().atMost(People.SOON).until(() -> others(earlier).size() == 1);
    return others(earlier).iterator().next();
  }

  private static Set<String> others(Set<String> earlier) {
    Set<String> now = new HashSet<>(platform.callerChannels());
    now.removeAll(earlier);
    return now;
  }

  private static String awaitAsked(String channel, String dialog) {
    await()
        .atMost(People.SOON)
        .until(() -> platform.variable(channel, "RF_ASK").startsWith(dialog));
    return platform.variable(channel, "RF_ASK");
  }

  /// Presses until Asterisk reads keys of the next question.
  private void press(String channel, char key) {
    Awaiting.pass(Duration.ofMillis(500));
    tap.press(channel, key);
  }

  private static void awaitGone(String channel) {
    await().atMost(People.SOON).until(() -> !platform.callerChannels().contains(channel));
  }

  private static JsonNode queue(String name) {
    return StreamSupport.stream(platform.shown("queues").spliterator(), false)
        .filter(queue -> queue.path("queue").asString("").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static LocalDate today() {
    return LocalDate.now(ZoneId.of("America/Chicago"));
  }

  private static JsonNode json(String path) {
    try {
      return JsonMapper.shared().readTree(platform.look(path).body());
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  @Test
  void who_calls_after_hours_hears_when_it_opens_and_chooses_to_be_called_then() {
    int before = queue("night").path("callbacks").asInt();
    PlannedCall caller = person(CLOSED_LINE, '2');
    String channel = calls(caller);

    awaitAsked(channel, "door.closed.es.what");
    int opens = today().plusDays(2).getDayOfWeek().getValue();
    assertThat(platform.variable(channel, "RF_PLAY"))
        .isEqualTo(
            ("closed-now&we-open&weekday-"
                    + opens
                    + "&at-the&n-8&half-past&in-the-morning"
                    + "&closed-callback&closed-message")
                .replaceAll("(^|&)", "$1ringfence/es/"));
    press(channel, '1');
    String readBack = awaitAsked(channel, "door.closed.es.cbn.");
    assertThat(readBack).contains("." + caller.number().substring(1) + ".");
    press(channel, readBack.split("\\.", -1)[5].charAt(0));

    awaitGone(channel);
    await().atMost(People.SOON).until(() -> queue("night").path("callbacks").asInt() == before + 1);
    assertThat(queue("night").path("waiting").asInt()).isZero();
  }

  @Test
  void who_wants_to_be_called_at_another_number_keys_it_and_hears_it_read_back() {
    int before = queue("night").path("callbacks").asInt();
    String channel = calls(person(CLOSED_LINE, '2'));
    awaitAsked(channel, "door.closed.es.what");
    press(channel, '1');
    awaitAsked(channel, "door.closed.es.cbn.");
    press(channel, '*');
    awaitAsked(channel, "door.closed.es.cbk.");
    for (char digit : "6125559876".toCharArray()) {
      press(channel, digit);
    }
    String readBack = awaitAsked(channel, "door.closed.es.cbn.16125559876.");
    assertThat(platform.variable(channel, "RF_PLAY"))
        .contains("es/callback-number&ringfence/es/n-6&ringfence/es/n-1&ringfence/es/n-2&");
    press(channel, readBack.split("\\.", -1)[5].charAt(0));
    awaitGone(channel);
    await().atMost(People.SOON).until(() -> queue("night").path("callbacks").asInt() == before + 1);
  }

  @Test
  void who_hangs_up_at_the_closed_door_leaves_nothing_and_in_a_message_leaves_it() {
    int messages = json("/api/v1/messages").path("messages").size();
    String asked = calls(person(CLOSED_LINE, '1'));
    awaitAsked(asked, "door.closed.en.what");
    tap.hangUp(asked);
    awaitGone(asked);
    String numbering = calls(person(CLOSED_LINE, '1'));
    awaitAsked(numbering, "door.closed.en.what");
    press(numbering, '1');
    awaitAsked(numbering, "door.closed.en.cbn.");
    tap.hangUp(numbering);
    awaitGone(numbering);
    String speaking = calls(person(CLOSED_LINE, '1'));
    awaitAsked(speaking, "door.closed.en.what");
    press(speaking, '2');
    awaitAsked(speaking, "door.closed.en.said");
    // The words before it take some seconds; what is said after them is the message.
    Awaiting.pass(Duration.ofSeconds(12));
    tap.hangUp(speaking);
    awaitGone(speaking);
    await()
        .atMost(People.SOON)
        .until(() -> json("/api/v1/messages").path("messages").size() == messages + 1);
    people.awaitNobodyLeft();
  }

  @Test
  void a_message_is_recorded_listed_without_its_number_and_can_be_heard() throws IOException {
    PlannedCall caller = person(CLOSED_LINE, '1');
    String channel = calls(caller);
    awaitAsked(channel, "door.closed.en.what");
    press(channel, '2');
    awaitAsked(channel, "door.closed.en.said");
    Path messages = platform.dataFolder().resolve("asterisk/spool/messages");
    await()
        .atMost(People.SOON)
        .until(() -> {
          try (var files = Files.list(messages)) {
            return files.anyMatch(
                file -> file.toString().endsWith(".wav") && file.toFile().length() > 32_000);
          }
        });
    tap.press(channel, '#');
    awaitGone(channel);

    JsonNode message = json("/api/v1/messages").path("messages").path(0);
    assertThat(message.path("queue").asString()).isEqualTo("night");
    // Asterisk cuts off the last quarter of a second, in which the key was pressed.
    assertThat(message.path("seconds").asDouble()).isBetween(1.7, 20.0);
    assertThat(message.toString()).doesNotContain(caller.number().substring(2, 9));
    String sound = "/api/v1/messages/" + message.path("id").asString() + "/sound";
    await().atMost(WRITTEN).until(() -> platform.look(sound).statusCode() == 200);
    assertThat(platform.look(sound).body()).startsWith("RIFF");
  }

  @Test
  void when_all_ports_are_taken_a_caller_is_told_and_called_back_and_only_then_is_it_busy() {
    String first = calls(person(LivePlatform.LINE, '1'));
    String second = calls(person(LivePlatform.LINE, '1'));
    people.awaitLine(2, 0);

    String third = calls(unasked());
    awaitAsked(third, "door.full.en.what");
    assertThat(platform.variable(third, "RF_PLAY"))
        .startsWith("ringfence/en/lines-full&ringfence/en/full-callback&ringfence/en/n-1&");
    long before = System.nanoTime();
    people.caller(unasked(), Duration.ofSeconds(1));
    await()
        .atMost(People.SOON)
        .until(() ->
            tap.first(before, "Hangup", end -> "17".equals(end.fields().get("Cause"))).isPresent());

    press(third, '2');
    String readBack = awaitAsked(third, "door.full.es.cbn.");
    press(third, readBack.split("\\.", -1)[5].charAt(0));
    awaitGone(third);
    await().atMost(People.SOON).until(() -> queue("enrollment").path("callbacks").asInt() == 1);
    assertThat(platform.callerChannels()).isEqualTo(Set.of(first, second));
    people.awaitLine(2, 0);
  }

  @Test
  void who_stays_after_the_agent_rates_the_talk_and_the_day_has_the_figure() {
    String channel = calls(person(LivePlatform.LINE, '1'));
    people.awaitLine(1, 0);
    people.agents(Duration.ofMillis(300), Duration.ofSeconds(2), "ben");
    people.awaitAgent("ben", "TALKING");
    await()
        .atMost(People.SOON)
        .until(() -> platform.variable(channel, "RF_PLAY").endsWith("survey-question"));
    press(channel, '5');
    awaitGone(channel);

    await().atMost(WRITTEN).until(() -> json("/api/v1/surveys").path("rows").size() == 1);
    JsonNode day = json("/api/v1/surveys").path("rows").path(0);
    assertThat(day.path("queue").asString()).isEqualTo("enrollment");
    assertThat(day.path("answered").asInt()).isEqualTo(1);
    assertThat(day.path("scores").toString())
        .isEqualTo(List.of(0, 0, 0, 0, 1).toString().replace(" ", ""));
  }
}
