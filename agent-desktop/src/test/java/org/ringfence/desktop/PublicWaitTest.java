package org.ringfence.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringfence.desktop.health.ComponentHealth;
import org.ringfence.desktop.hooks.HookSettings;
import org.ringfence.desktop.hooks.ScreenPop;
import org.ringfence.desktop.reports.ReportFolder;
import org.ringfence.desktop.waits.PublicWaitSettings;
import org.ringfence.desktop.waits.Tongue;
import org.ringfence.events.LineDecision.QueueClosureChanged;
import org.ringfence.events.LineDecision.QueueReported;
import org.ringfence.hours.Calendar;
import org.ringfence.hours.Span;
import org.ringfence.site.Site;

/// What the public is told of the wait, over real HTTP.
@Timeout(30)
class PublicWaitTest {

  private static final String JSON = "/api/v1/public/wait/enrollment";
  private static final String PAGE = "/wait/enrollment";
  private static final String NOBODY = "Authorization: none\r\n";
  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");

  private RunningDesktop web;

  @BeforeEach
  void start() throws IOException {
    start(List.of());
  }

  private void start(List<String> ancestors) throws IOException {
    PublicWaitSettings publicWait =
        new PublicWaitSettings(
            Map.of("enrollment", Map.of(Tongue.EN, "Enrollment <line>", Tongue.ES, "Línea & más")),
            ancestors,
            Duration.ofSeconds(5));
    web =
        new RunningDesktop(
            Examples.settings(
                new OutgoingSettings(
                    publicWait, ReportFolder.NONE, HookSettings.NONE, ScreenPop.NONE)),
            weekdaysFromEightToFive());
    web.start();
  }

  private static Site weekdaysFromEightToFive() {
    Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day, day.getValue() < 6 ? List.of(Span.parse("08:00-17:00")) : List.of());
    }
    Calendar hours = new Calendar(CHICAGO, week, Map.of(LocalDate.of(2026, 11, 4), List.of()));
    return new Site(
        Examples.SITE.lines(),
        List.of(new Site.Queue(Examples.ENROLLMENT, Examples.POOL, hours)),
        Examples.SITE.agents());
  }

  @AfterEach
  void stop() throws IOException {
    web.close();
  }

  private String get(String path, String headers) throws IOException {
    return web.ask("GET", path, NOBODY + headers, "");
  }

  private void awaitSaid(String path, String... texts) {
    await().untilAsserted(() -> assertThat(get(path, "")).contains(texts));
  }

  @Test
  void the_range_is_told_as_callers_are_told_it_without_signing_in() throws IOException {
    web.bus.publish(Examples.report(Examples.NOON, 7, Examples.minutes(22, 26, 29)));

    awaitSaid(JSON, "200 OK", "\"predicted\":{\"lowMinutes\":20,\"highMinutes\":30}");
    assertThat(get(JSON, ""))
        .contains("Access-Control-Allow-Origin: *", "Cache-Control: public, max-age=5")
        .contains("\"state\":\"OPEN\"", "\"closesAt\":\"2026-11-03T23:00:00Z\"")
        .contains("Entre 20 y 30 minutos")
        .doesNotContain("Set-Cookie", "Tpbx", "1612");
    assertThat(get(PAGE, ""))
        .contains("text/html", "<html lang=\"en\">", "Between 20 and 30 minutes")
        .contains("Enrollment &lt;line&gt;", "Open now, until Tuesday, November 3, 5:00")
        .doesNotContain("Enrollment <line>");
  }

  @Test
  void the_page_speaks_the_language_that_is_asked_for_or_that_the_browser_likes()
      throws IOException {
    web.bus.publish(Examples.report(Examples.NOON, 7, Examples.minutes(22, 26, 29)));
    awaitSaid(PAGE + "?lang=es", "<html lang=\"es\">", "Entre 20 y 30 minutos", "Línea &amp; más");
    assertThat(get(PAGE, "Accept-Language: es-MX,es;q=0.9,en;q=0.5\r\n"))
        .contains("<html lang=\"es\">", "Vary: Accept-Language");
    assertThat(get(PAGE + "?lang=en", "Accept-Language: es\r\n")).contains("<html lang=\"en\">");
    assertThat(get(PAGE, "Accept-Language: ;;q=x\r\n")).contains("200 OK", "lang=\"en\"");
    assertThat(get(PAGE + "?lang=%3Cscript%3E", "")).doesNotContain("<script>");
  }

  @Test
  void an_old_or_missing_range_is_not_told_nor_while_a_part_is_down() throws IOException {
    awaitSaid(JSON, "\"predicted\":null", "We cannot say");
    web.bus.publish(Examples.report(Examples.NOON, 7, Examples.minutes(22, 26, 29)));
    awaitSaid(JSON, "\"lowMinutes\":20");
    web.now = Examples.NOON.plusSeconds(31);
    awaitSaid(JSON, "\"predicted\":null");
    web.bus.publish(Examples.report(web.now, 7, Examples.minutes(5, 60, 300)));
    awaitSaid(JSON, "\"predicted\":null");
    web.bus.publish(Examples.report(web.now, 7, Examples.minutes(22, 26, 29)));
    awaitSaid(JSON, "\"lowMinutes\":20");
    web.asterisk = ComponentHealth.down("asterisk", "It is gone.", "Start it.");
    web.now = web.now.plusSeconds(2);
    awaitSaid(JSON, "\"predicted\":null");
  }

  @Test
  void a_closed_queue_says_when_it_opens_over_a_holiday() throws IOException {
    web.bus.publish(Examples.report(Examples.NOON, 7, Examples.minutes(22, 26, 29)));
    web.now = Instant.parse("2026-11-03T23:30:00Z");

    awaitSaid(
        JSON, "\"state\":\"CLOSED\"", "\"opensAt\":\"2026-11-05T14:00:00Z\"", "\"predicted\":null");
    assertThat(get(PAGE, ""))
        .contains("Closed. Opens Thursday, November 5, 8:00")
        .doesNotContain("Between");
    assertThat(get(PAGE + "?lang=es", "")).contains("Cerrado. Abre el jueves 5 de noviembre, 8:00");
  }

  @Test
  void a_queue_that_is_closed_by_hand_is_closed_until_its_hours_count_again() throws IOException {
    web.bus.publish(Examples.report(Examples.NOON, 7, Examples.minutes(22, 26, 29)));
    awaitSaid(JSON, "\"state\":\"OPEN\"");
    Instant until = Examples.NOON.plusSeconds(3_600);
    web.bus.publish(
        new QueueClosureChanged(
            Examples.ENROLLMENT, Examples.NOON, Examples.POOL, until, "ada", "drill"));

    awaitSaid(JSON, "\"state\":\"CLOSED\"", "\"opensAt\":\"" + until + "\"", "\"predicted\":null");
    web.now = until.plusSeconds(1);
    awaitSaid(JSON, "\"state\":\"OPEN\"");
  }

  @Test
  void who_is_to_be_called_back_is_told_apart() throws IOException {
    QueueReported report = Examples.report(Examples.NOON, 7, Examples.minutes(22, 26, 29));
    web.bus.publish(
        new QueueReported(
            report.queue(),
            report.at(),
            report.pool(),
            report.waiting(),
            report.diverted(),
            report.talking(),
            report.longestWait(),
            report.predicted(),
            report.agents(),
            report.front(),
            3,
            Duration.ofMinutes(14),
            report.told()));

    awaitSaid(JSON, "\"callbacks\":{\"waiting\":3,\"longestMinutes\":14}", "\"lowMinutes\":20");
    assertThat(get(PAGE, "")).contains("3 callers are to be called back", "waited 14 minutes");
  }

  @Test
  void what_did_not_change_is_not_sent_again() throws IOException {
    web.bus.publish(Examples.report(Examples.NOON, 7, Examples.minutes(22, 26, 29)));
    awaitSaid(JSON, "\"lowMinutes\":20");
    String etag = get(JSON, "").replaceFirst("(?s).*ETag: (\"[0-9a-f]+\").*", "$1");
    // Another caller, the same words.
    web.bus.publish(Examples.report(Examples.NOON.plusSeconds(1), 8, Examples.minutes(22, 27, 29)));
    assertThat(get(JSON, "If-None-Match: " + etag + "\r\n")).startsWith("HTTP/1.1 304");
    web.bus.publish(Examples.report(Examples.NOON.plusSeconds(2), 9, Examples.minutes(32, 35, 44)));
    await()
        .untilAsserted(() ->
            assertThat(get(JSON, "If-None-Match: " + etag + "\r\n"))
                .startsWith("HTTP/1.1 200")
                .contains("\"lowMinutes\":30"));
  }

  @Test
  void other_sites_read_the_json_and_frame_the_page_only_where_they_may() throws IOException {
    web.close();
    start(List.of("https://www.example.org"));
    String foreign =
        "Origin: https://other.example\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: cors\r\n";
    awaitSaid(JSON, "200 OK");
    assertThat(get(JSON, foreign)).contains("200 OK", "Access-Control-Allow-Origin: *");
    assertThat(get("/api/v1/wait", foreign)).contains("403");
    assertThat(get(JSON, "Host: evil.example\r\n")).contains("403");
    assertThat(get(PAGE, ""))
        .contains("frame-ancestors https://www.example.org;")
        .doesNotContain("X-Frame-Options");
    assertThat(get("/sign-in", "")).contains("frame-ancestors 'none'", "X-Frame-Options: DENY");
  }

  @Test
  void a_queue_that_is_not_published_is_nothing() throws IOException {
    for (String path :
        List.of(
            "/wait/other", "/api/v1/public/wait/other", "/wait/..%2f..%2fetc", "/wait/%3Cb%3E")) {
      assertThat(get(path, "")).containsPattern("^HTTP/1.1 (400|404)").doesNotContain("<b>");
    }
  }
}
