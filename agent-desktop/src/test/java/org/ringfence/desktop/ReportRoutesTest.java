package org.ringfence.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.desktop.accounts.Role;
import org.ringfence.desktop.hooks.HookSettings;
import org.ringfence.desktop.hooks.ScreenPop;
import org.ringfence.desktop.reports.ReportFolder;
import org.ringfence.desktop.waits.PublicWaitSettings;
import org.ringfence.events.AccessKind;
import org.ringfence.events.AccessRecorded;
import org.ringfence.events.AgentState;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;
import org.ringfence.settings.SettingsReader;

/// Reports, the search for calls and the customer system's address, over real HTTP.
@Timeout(60)
class ReportRoutesTest {

  private static final Instant BEFORE = Examples.NOON.minusSeconds(100);

  @TempDir Path folder;

  private FedHistory fed;
  private RunningDesktop web;

  @BeforeEach
  void start() throws Exception {
    fed = new FedHistory(folder);
    Files.writeString(
        folder.resolve("pop.conf"),
        "screen-pop = \"https://crm.example.org/find?phone={number}&call={call}\"");
    ScreenPop pop =
        ScreenPop.from(SettingsReader.of(folder.resolve("pop.conf"), Map.of()), "screen-pop");
    web =
        new RunningDesktop(
            Examples.settings(
                new OutgoingSettings(
                    PublicWaitSettings.NONE,
                    new ReportFolder(folder.resolve("reports")),
                    HookSettings.NONE,
                    pop)),
            Examples.SITE,
            fed.history);
    web.start();
    web.as(Role.SUPERVISOR);
    fed.arrives("c-1", BEFORE.minusSeconds(20), Examples.CALLER);
    fed.aCallerGivesUp("c-1", BEFORE);
  }

  @AfterEach
  void stop() throws Exception {
    web.close();
  }

  @Test
  void calls_come_as_json_and_as_csv_with_numbers_masked() throws Exception {
    assertThat(web.get("/api/v1/history/calls?outcome=abandoned"))
        .contains("200 OK", "\"c-1\"", "+1612•••••34", "\"next\":null")
        .doesNotContain("6125550134");
    assertThat(web.get("/api/v1/history/calls?outcome=served")).contains("\"rows\":[]");
    assertThat(web.get("/api/v1/history/calls?format=csv"))
        .contains("text/csv", "attachment", "arrived_at,call,line,caller")
        .contains("2026-11-03T11:58:30-06:00,\"c-1\"")
        // A masked number begins as a formula does.
        .contains("\"'+1612•••••34\"");
  }

  @Test
  void calls_of_a_number_are_found_and_the_look_stands_in_the_trail() throws Exception {
    assertThat(web.post("/api/v1/history/caller", "{\"number\":\"+16125550134\"}"))
        .contains("200 OK", "\"c-1\"")
        .doesNotContain("6125550134");
    assertThat(web.post("/api/v1/history/caller", "{\"number\":\"+16125550135\"}"))
        .contains("\"rows\":[]");
    assertThat(web.trail.published())
        .hasSize(2)
        .first()
        .satisfies(said -> {
          AccessRecorded look = (AccessRecorded) said;
          assertThat(look.kind()).isEqualTo(AccessKind.NUMBER_SEEN);
          assertThat(look.subject()).isEqualTo("search for +1612•••••34");
          assertThat(look.author()).isEqualTo("supervisor-token");
        });
    assertThat(web.post("/api/v1/history/caller", "{\"number\":\"1\",\"days\":0}"))
        .contains("400", "\"field\":\"number\"", "1 to 400");
  }

  @Test
  void every_report_comes_and_every_wrong_parameter_is_told() throws Exception {
    for (String report :
        new String[] {"intervals", "agents", "waits", "dispositions", "defence", "calls"}) {
      assertThat(web.get("/api/v1/reports/" + report)).contains("200 OK", "\"columns\":[");
      assertThat(web.get("/api/v1/reports/" + report + "?format=csv")).contains("text/csv");
    }
    assertThat(web.get("/api/v1/reports/nothing")).contains("404", "agents");
    assertThat(web.get("/api/v1/reports/agents?queue=x&from=y&step=week&no=1"))
        .contains("400", "\"field\":\"queue\"", "\"field\":\"from\"", "quarter, hour, day")
        .contains("\"field\":\"no\",\"message\":\"is not a field of this request");
    assertThat(web.get("/api/v1/reports/defence?from=2020-01-01&step=quarter"))
        .contains("too many rows");
    assertThat(web.get("/api/v1/history/calls?outcome=x&verdict=y&agent=%27&after=z"))
        .contains("\"field\":\"outcome\"", "\"field\":\"verdict\"", "\"field\":\"agent\"")
        .contains("\"field\":\"after\"");
  }

  @Test
  void a_report_is_saved_listed_and_deleted() throws Exception {
    String wish =
        """
        {"title":"Every morning","report":"waits","span":"last-7-days","step":"day","at":"06:30"}\
        """;
    String made = web.post("/api/v1/saved-reports", wish);
    assertThat(made).contains("200 OK", "\"author\":\"supervisor-token\"", "\"at\":\"06:30");
    String listed = web.get("/api/v1/saved-reports");
    assertThat(listed).contains("\"scheduled\":true", "Every morning", "LAST_7_DAYS");
    String id = listed.replaceFirst("(?s).*\"id\":\"([0-9a-z]+)\".*", "$1");
    assertThat(web.post("/api/v1/saved-reports/" + id + "/delete", "{}")).contains("200 OK");
    assertThat(web.get("/api/v1/saved-reports")).contains("\"reports\":[]");
    assertThat(web.post("/api/v1/saved-reports", "{\"at\":\"25:00\",\"queue\":\"x\"}"))
        .contains("\"field\":\"title\"", "\"field\":\"report\"", "\"field\":\"span\"")
        .contains("\"field\":\"at\"", "\"field\":\"queue\"");
  }

  @Test
  void the_customer_systems_address_is_the_calls_and_each_look_at_a_number_stands_once()
      throws Exception {
    web.as(Role.AGENT);
    assertThat(web.get("/api/v1/agents/ana/screen-pop")).contains("\"wanted\":true,\"url\":null");
    PhoneNumber caller = PhoneNumber.of("+16125550134");
    web.bus.publish(
        Examples.verdict("c-9", Examples.NOON, Stage.ARRIVAL, Verdict.ADMIT, caller, "x"));
    web.bus.publish(Examples.offer("c-9", Examples.ANA, Examples.NOON, "es", "why"));
    web.bus.publish(Examples.agent(Examples.ANA, Examples.NOON, AgentState.OFFERED, "c-9", ""));

    for (int look = 0; look < 2; look++) {
      assertThat(web.get("/api/v1/agents/ana/screen-pop"))
          .contains("https://crm.example.org/find?phone=%2B16125550134&call=c-9");
    }
    assertThat(web.trail.published()).hasSize(1);
    assertThat(web.get("/api/v1/agents/ben/screen-pop")).contains("403");
  }
}
