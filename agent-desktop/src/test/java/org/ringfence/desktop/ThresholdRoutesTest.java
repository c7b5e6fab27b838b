package org.ringfence.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.desktop.Examples.LINE;
import static org.ringfence.desktop.Examples.NOON;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringfence.events.DefenceCommand.ChangeThresholds;
import org.ringfence.events.Topic;
import org.ringfence.events.VerdictThresholds;

/// Thresholds over real HTTP: tried, then changed.
@Timeout(30)
class ThresholdRoutesTest {

  private static final String PATH = "/api/v1/lines/" + LINE.value() + "/thresholds";
  private static final String OTHER = "\"challengeOdds\":1.5,\"rejectScore\":6,\"classFloor\":1.5";

  private final RunningDesktop web = new RunningDesktop();

  @BeforeEach
  void start() throws IOException {
    web.start();
  }

  @AfterEach
  void stop() throws IOException {
    web.close();
  }

  private void detectorAnswers() {
    web.bus.read(
        "detector", Set.of(Topic.SCREENING), Duration.ZERO, new AnsweringDetector(web.bus));
  }

  @Test
  void a_preview_is_the_detectors_answer_and_changes_nothing() throws IOException {
    detectorAnswers();
    assertThat(web.post(PATH + "/preview", "{" + OTHER + "}"))
        .startsWith("HTTP/1.1 200")
        .contains("\"calls\":240", "\"rejectScore\":6.0", "\"verdict\":\"REJECT\"");
    assertThat(web.bus.published()).noneMatch(ChangeThresholds.class::isInstance);
  }

  @Test
  void without_numbers_the_preview_tells_those_in_force() throws IOException {
    detectorAnswers();
    assertThat(web.post(PATH + "/preview", "{}")).contains("\"other\":{\"challengeOdds\":-0.5");
  }

  @Test
  void a_detector_that_is_silent_is_told_as_such() throws IOException {
    assertThat(web.post(PATH + "/preview", "{}"))
        .startsWith("HTTP/1.1 503")
        .contains("The detector does not answer");
  }

  @Test
  void a_change_has_an_author_and_a_reason_and_shows_on_the_board() throws IOException {
    detectorAnswers();
    assertThat(web.post(PATH, "{" + OTHER + ",\"reason\":\"people complain\"}"))
        .startsWith("HTTP/1.1 202");

    assertThat(web.bus.published())
        .contains(
            new ChangeThresholds(
                new VerdictThresholds(1.5, 6, 1.5),
                NOON,
                LINE,
                "administrator-token",
                "people complain"));
    assertThat(web.get("/api/v1/board"))
        .contains("\"what\":\"THRESHOLDS\"", "reject-score 4.5", "reject-score 6.0")
        .contains("\"configured\":false");
    web.post(PATH, "{\"asConfigured\":true,\"reason\":\"over\"}");
    assertThat(web.get("/api/v1/board")).contains("\"configured\":true");
  }

  @Test
  void wrong_numbers_are_told_at_the_field() throws IOException {
    assertThat(web.post(PATH + "/preview", "{\"challengeOdds\":99,\"rejectScore\":\"x\"}"))
        .startsWith("HTTP/1.1 400")
        .contains("must be a number from -3.0 to 10.0")
        .contains("must be a number from 0.5 to 20.0")
        .contains("is missing; it must be a number from 0.5 to 3.5");
    assertThat(web.post(PATH, "{" + OTHER + "}")).contains("\"field\":\"reason\"");
  }
}
