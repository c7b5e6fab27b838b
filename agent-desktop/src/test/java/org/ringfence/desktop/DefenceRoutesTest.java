package org.ringfence.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.desktop.DefenceExamples.CAMPAIGN;
import static org.ringfence.desktop.Examples.CALLER;
import static org.ringfence.desktop.Examples.LINE;
import static org.ringfence.desktop.Examples.NOON;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringfence.events.CampaignState;
import org.ringfence.events.Defence;
import org.ringfence.events.DefenceCommand;
import org.ringfence.events.DefenceCommand.ListNumber;
import org.ringfence.events.DefenceCommand.ReleaseCampaign;
import org.ringfence.events.DefenceCommand.ReleaseNumber;
import org.ringfence.events.DefenceCommand.SwitchAnnouncement;
import org.ringfence.events.DefenceCommand.SwitchDefence;
import org.ringfence.events.DefenceCommand.UnlistNumber;
import org.ringfence.events.ListKind;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

/// What supervisors tell the defence, over real HTTP.
@Timeout(30)
class DefenceRoutesTest {

  private static final String SAID = "\"reason\":\"our clinic\"";

  private final RunningDesktop web = new RunningDesktop();

  @BeforeEach
  void start() throws IOException {
    web.start();
    web.bus.publish(Examples.verdict("pbx-1.1", NOON, Stage.ARRIVAL, Verdict.REJECT));
  }

  @AfterEach
  void stop() throws IOException {
    web.close();
  }

  private List<DefenceCommand> commands() {
    return web.bus.published().stream()
        .filter(DefenceCommand.class::isInstance)
        .map(DefenceCommand.class::cast)
        .toList();
  }

  @Test
  void an_undo_names_the_call_and_the_server_knows_the_number() throws IOException {
    assertThat(web.post("/api/v1/verdicts/pbx-1.1/undo", "{" + SAID + "}"))
        .startsWith("HTTP/1.1 202")
        .doesNotContain("5550134");

    assertThat(commands())
        .containsExactly(
            new ReleaseNumber(CALLER, NOON, LINE, "administrator-token", "our clinic"));
  }

  @Test
  void the_caller_of_a_call_is_listed_for_a_time_or_for_ever() throws IOException {
    String until = "\"expires\":\"2026-11-04T18:00:30Z\",";
    web.post("/api/v1/verdicts/pbx-1.1/list", "{\"list\":\"block\"," + until + SAID + "}");
    web.post("/api/v1/verdicts/pbx-1.1/list", "{\"list\":\"allow\",\"expires\":null," + SAID + "}");

    assertThat(commands())
        .containsExactly(
            new ListNumber(
                CALLER,
                NOON,
                LINE,
                "administrator-token",
                ListKind.BLOCK,
                "our clinic",
                NOON.plus(Duration.ofDays(1))),
            new ListNumber(
                CALLER, NOON, LINE, "administrator-token", ListKind.ALLOW, "our clinic", null));
  }

  @Test
  void a_typed_number_is_listed_and_never_sent_back() throws IOException {
    String path = "/api/v1/lines/" + LINE + "/list";
    assertThat(web.post(path, "{\"number\":\"+16515550177\",\"list\":\"allow\"," + SAID + "}"))
        .startsWith("HTTP/1.1 202")
        .doesNotContain("5550177");
    assertThat(web.post(path, "{\"number\":\"651 555 0177\",\"list\":\"allow\"," + SAID + "}"))
        .startsWith("HTTP/1.1 400")
        .contains("\"field\":\"number\",\"message\":\"must be + and 8 to 15 digits")
        .doesNotContain("0177");

    assertThat(commands())
        .containsExactly(
            new ListNumber(
                PhoneNumber.of("+16515550177"),
                NOON,
                LINE,
                "administrator-token",
                ListKind.ALLOW,
                "our clinic",
                null));
  }

  @Test
  void an_entry_of_a_list_is_removed_by_its_name() throws IOException {
    web.bus.publish(DefenceExamples.listed(CALLER, NOON, ListKind.BLOCK));
    String board = web.get("/api/v1/board");
    String entry = board.replaceFirst("(?s).*\"entry\":\"([^\"]+)\".*", "$1");

    assertThat(web.post("/api/v1/lists/" + entry + "/remove", "{" + SAID + "}"))
        .startsWith("HTTP/1.1 202");
    assertThat(commands())
        .containsExactly(new UnlistNumber(CALLER, NOON, LINE, "administrator-token", "our clinic"));

    web.bus.publish(DefenceExamples.unlisted(CALLER, NOON, ListKind.BLOCK));
    assertThat(web.post("/api/v1/lists/" + entry + "/remove", "{" + SAID + "}"))
        .startsWith("HTTP/1.1 404");
  }

  @Test
  void a_campaign_is_released_once() throws IOException {
    String path = "/api/v1/campaigns/k1/release";
    assertThat(web.post(path, "{" + SAID + "}"))
        .startsWith("HTTP/1.1 404")
        .contains("no such campaign");

    web.bus.publish(DefenceExamples.campaign(CAMPAIGN, NOON, CampaignState.CONFIRMED));
    assertThat(web.post(path, "{" + SAID + "}")).startsWith("HTTP/1.1 202");
    assertThat(commands())
        .containsExactly(
            new ReleaseCampaign(CAMPAIGN, NOON, LINE, "administrator-token", "our clinic"));

    web.bus.publish(
        DefenceExamples.campaign(CAMPAIGN, NOON.plusSeconds(1), CampaignState.RELEASED));
    assertThat(web.post(path, "{" + SAID + "}")).startsWith("HTTP/1.1 409");
  }

  @Test
  void the_defence_is_switched() throws IOException {
    assertThat(web.post("/api/v1/lines/" + LINE + "/defence", "{\"to\":\"shadow\"," + SAID + "}"))
        .startsWith("HTTP/1.1 202");
    assertThat(commands())
        .containsExactly(
            new SwitchDefence(Defence.SHADOW, NOON, LINE, "administrator-token", "our clinic"));
  }

  @Test
  void the_announcement_is_switched_on_until_a_time_and_off() throws IOException {
    String path = "/api/v1/lines/" + LINE + "/announcement";
    Instant until = NOON.plusSeconds(14_400);

    assertThat(web.post(path, "{\"to\":\"on\",\"expires\":\"" + until + "\"," + SAID + "}"))
        .startsWith("HTTP/1.1 202");
    assertThat(web.post(path, "{\"to\":\"off\"," + SAID + "}")).startsWith("HTTP/1.1 202");

    assertThat(commands())
        .containsExactly(
            new SwitchAnnouncement(true, NOON, LINE, "administrator-token", "our clinic", until),
            new SwitchAnnouncement(false, NOON, LINE, "administrator-token", "our clinic", null));
  }

  @Test
  void an_announcement_without_an_end_or_for_more_than_three_days_is_refused() throws IOException {
    String path = "/api/v1/lines/" + LINE + "/announcement";

    assertThat(web.post(path, "{\"to\":\"on\"," + SAID + "}"))
        .startsWith("HTTP/1.1 400")
        .contains("must have an end");
    String late = NOON.plusSeconds(73 * 3_600).toString();
    assertThat(web.post(path, "{\"to\":\"on\",\"expires\":\"" + late + "\"," + SAID + "}"))
        .startsWith("HTTP/1.1 400")
        .contains("\"field\":\"expires\"");
    assertThat(commands()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"reason":"x"}                     | "field":"list","message":"is missing; it must be allow
          {"list":"maybe","reason":"x"}      | "field":"list","message":"must be allow or block
          {"list":"block","author":"sam","reason":"x"}      | "field":"author","message":"is not a field
          {"list":"block","reason":" "}                   | "field":"reason","message":"is missing
          {"list":"block","reason":7}        | "field":"reason","message":"must be a text
          {"list":"block","reason":"a\\nb"}  | "field":"reason","message":"must not have control
          {"list":"block","reason":"x","expires":"2026-11-03T18:00:30Z"} | "field":"expires","message":"must not be in the past
          {"list":"block","reason":"x","expires":"2027-11-05T18:00:30Z"} | "field":"expires","message":"must be at most 366 days
          {"list":"block","reason":"x","expires":"tomorrow"}             | "field":"expires","message":"must be a time in UTC
          {"list":"block","reason":"x","expires":7}                      | "field":"expires","message":"must be a time in UTC
          {"list":"block","reason":"x","number":"+16125550134"}          | "field":"number","message":"is not a field
          """)
  void a_wrong_command_is_refused_with_the_field_named(String json, String message)
      throws IOException {
    assertThat(web.post("/api/v1/verdicts/pbx-1.1/list", json))
        .startsWith("HTTP/1.1 400")
        .contains(message);
    assertThat(commands()).isEmpty();
  }

  @Test
  void an_overlong_reason_is_refused_and_every_wrong_field_is_named() throws IOException {
    String json = "{\"to\":\"up\",\"author\":\"x\",\"reason\":\"" + "x".repeat(201) + "\"}";
    assertThat(web.post("/api/v1/lines/" + LINE + "/defence", json))
        .startsWith("HTTP/1.1 400")
        .contains("must be on, shadow or off", "at most 200 characters", "\"field\":\"author\"");
  }

  @Test
  void calls_entries_and_lines_that_are_not_known_are_not_found() throws IOException {
    for (String path :
        List.of(
            "verdicts/pbx-9.9/undo",
            "verdicts/%20/undo",
            "lists/other-1/remove",
            "lines/1/list",
            "lines/1/defence",
            "lines/1/announcement",
            "campaigns/%0a/release")) {
      assertThat(web.post("/api/v1/" + path, "{" + SAID + "}")).startsWith("HTTP/1.1 404");
    }
    assertThat(commands()).isEmpty();
  }

  @Test
  void nothing_is_decided_about_a_caller_without_a_usable_number() throws IOException {
    web.bus.publish(
        Examples.verdict("c2", NOON, Stage.ARRIVAL, Verdict.REJECT, PhoneNumber.NONE, "x"));

    assertThat(web.post("/api/v1/verdicts/c2/undo", "{" + SAID + "}"))
        .startsWith("HTTP/1.1 409")
        .contains("no usable number");
  }

  @Test
  void a_flood_of_commands_is_refused() throws IOException {
    for (int i = 0; i < 60; i++) {
      web.post("/api/v1/verdicts/pbx-1.1/undo", "{" + SAID + "}");
    }
    assertThat(web.post("/api/v1/verdicts/pbx-1.1/undo", "{" + SAID + "}"))
        .startsWith("HTTP/1.1 429")
        .contains("Retry-After: 61");
    assertThat(commands()).hasSize(60);
  }

  @Test
  void a_foreign_page_cannot_command() throws IOException {
    String headers = "Origin: http://evil.example\r\nContent-Type: application/json\r\n";
    assertThat(web.ask("POST", "/api/v1/verdicts/pbx-1.1/undo", headers, "{" + SAID + "}"))
        .startsWith("HTTP/1.1 403");
    assertThat(commands()).isEmpty();
  }
}
