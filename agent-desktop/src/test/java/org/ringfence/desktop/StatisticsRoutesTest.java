package org.ringfence.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatisticsRoutesTest {

  @TempDir Path folder;

  private FedHistory fed;
  private RunningDesktop web;

  @BeforeEach
  void start() throws Exception {
    fed = new FedHistory(folder);
    web = new RunningDesktop(fed.history);
    web.start();
  }

  @AfterEach
  void stop() throws Exception {
    web.close();
  }

  @Test
  void figures_come_as_json_and_as_csv() throws Exception {
    fed.aCallerGivesUp("c-1", Examples.NOON.minusSeconds(100));
    assertThat(web.get("/api/v1/intervals"))
        .contains("200 OK", "\"step\":\"hour\"", "\"queue\":\"enrollment\"", "\"queue\":null")
        .contains("\"offered\":1,\"answered\":0", "\"abandonedShare\":1.0", "\"asaSeconds\":null");
    assertThat(
            web.get("/api/v1/intervals?queue=enrollment&step=quarter&from=2026-11-03&format=csv"))
        .contains("text/csv", "start,end,queue,population,offered")
        .contains(
            "2026-11-03T11:45:00-06:00,2026-11-03T12:00:00-06:00,\"enrollment\",people,1,0,0,1,0,0,1.0000,,0.0000,,,,,,30.0,")
        .doesNotContain("TOTAL");
  }

  @Test
  void ratings_are_told_by_day_and_queue() throws Exception {
    fed.aCallerGivesUp("c-1", Examples.NOON.minusSeconds(100));
    fed.aCallerGivesUp("c-2", Examples.NOON.minusSeconds(90));
    fed.aCallerGivesUp("c-3", Examples.NOON.minusSeconds(80));
    fed.rates("c-1", 5);
    fed.rates("c-2", 2);
    assertThat(web.get("/api/v1/surveys"))
        .contains(
            "{\"rows\":[{\"day\":\"2026-11-03\",\"queue\":\"enrollment\",\"answered\":2,\"mean\":3.5,"
                + "\"scores\":[0,1,0,0,1]}]}");
    assertThat(web.get("/api/v1/surveys?from=2026-10-01&to=2026-11-02")).contains("{\"rows\":[]}");
    assertThat(web.get("/api/v1/surveys?from=monday")).contains("400 Bad Request");
  }

  @Test
  void every_wrong_parameter_is_told() throws Exception {
    fed.aCallerGivesUp("c-1", Examples.NOON.minusSeconds(100));
    assertThat(web.get("/api/v1/intervals?queue=nowhere&from=yesterday&to=0&step=week&format=xls"))
        .contains("400 Bad Request")
        .contains("\"field\":\"queue\"", "\"field\":\"from\"", "\"field\":\"to\"")
        .contains("quarter, hour or day", "json or csv");
    assertThat(web.get("/api/v1/intervals?from=2026-11-03&to=2026-11-02"))
        .contains("later than from");
    assertThat(web.get("/api/v1/intervals?from=+292278994-08-17T07:12:55Z")).contains("400 Bad");
    assertThat(web.get("/api/v1/intervals?from=2016-01-01&step=quarter")).contains("10000 rows");
    assertThat(web.get("/api/v1/staffing?hours=100")).contains("whole number from 1 to 24");
  }

  @Test
  void the_outlook_says_when_too_little_is_known() throws Exception {
    fed.aCallerGivesUp("c-1", Examples.NOON.minusSeconds(100));
    assertThat(web.get("/api/v1/staffing"))
        .contains("200 OK", "\"serviceLevel\":0.8", "\"observed\":null", "\"halfHours\":[]");
  }

  @Test
  void a_story_is_told_until_the_caller_is_forgotten() throws Exception {
    fed.aCallerGivesUp("c-1", Examples.NOON.minusSeconds(100));
    assertThat(web.get("/api/v1/history/calls/c-1"))
        .contains("VerdictReached", "TicketClosed", "+1612•••••34")
        .doesNotContain("5550134");
    assertThat(web.get("/api/v1/history/calls/c-2")).contains("404");
    assertThat(
            web.post(
                "/api/v1/history/forget", "{\"number\":\"+16125550134\",\"reason\":\"asked\"}"))
        .contains("{\"calls\":1,\"sounds\":0}");
    assertThat(web.get("/api/v1/history/calls/c-1")).doesNotContain("VerdictReached", "+1612");
    assertThat(web.post("/api/v1/history/forget", "{}")).contains("400", "number", "reason");
  }

  @Test
  void before_the_database_is_there_the_figures_are_refused_and_the_board_is_not()
      throws Exception {
    assertThat(web.get("/api/v1/intervals")).contains("503", "history cannot be asked now");
    assertThat(web.get("/api/v1/board")).contains("200 OK");
    assertThat(web.get("/statistics")).contains("200 OK", "Statistics");
  }
}
