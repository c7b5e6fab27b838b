package org.ringfence.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.settings.SettingsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ReportTest {

  private static final String HOSTILE =
      "machine.</script><script>alert(1)</script><img src=x onerror=a()>\"'&";

  @TempDir private Path folder;

  private String report() throws IOException {
    // Lines may not break before units; that is of no interest here.
    return Files.readString(Report.write(folder)).replace('\u00a0', ' ');
  }

  private static JsonNode data(String page) {
    Matcher data =
        Pattern.compile(
                "<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL)
            .matcher(page);
    assertThat(data.find()).isTrue();
    return JsonMapper.shared().readTree(data.group(1));
  }

  private void replace(String file, String from, String to) throws IOException {
    String text = Files.readString(folder.resolve(file));
    assertThat(text).contains(from);
    Files.writeString(folder.resolve(file), text.replace(from, to));
  }

  @Test
  void thePageSaysWhatTheFilesSay() throws IOException {
    new ExampleRun(true).write(folder, 800, 2_000);

    String page = report();

    assertThat(page)
        .contains("<h1>800 people and 2,000 machine calls in 5 h 10 min, defence on</h1>")
        .contains("No person was treated as a machine.")
        .contains("<th scope=\"row\">human.<wbr>mobile</th>")
        .contains("seed 9007199254740993")
        .contains("RED from −0:09 to 1:01");
  }

  @Test
  void eachAttemptOfTheFileIsInTheChartOnce() throws IOException {
    new ExampleRun(false).write(folder, 500, 1_500);

    JsonNode run = data(report()).get("runs").get(0);

    assertThat(total(run.get("all"))).isEqualTo(2_000);
    assertThat(total(run.get("people"))).isEqualTo(500);
  }

  private static int total(JsonNode groups) {
    int sum = 0;
    for (JsonNode group : groups) {
      for (JsonNode count : group.get("counts")) {
        sum += count.intValue();
      }
    }
    return sum;
  }

  @Test
  void aFamilyNamedLikeAScriptIsShownAsText() throws IOException {
    ExampleRun run = new ExampleRun(true);
    run.machineFamily = HOSTILE;
    run.defence = "</script><script>alert(2)</script>";
    run.write(folder, 50, 50);

    String page = report();

    assertThat(page).doesNotContain("<script>alert").doesNotContain("<img");
    assertThat(page).contains(Html.escaped(HOSTILE).replace(".", ".<wbr>"));
    assertThat(data(page).get("runs").get(0).get("defence").stringValue()).isEqualTo(run.defence);
    // Data, library and charts: no fourth script, and none is closed early.
    assertThat(page.split("<script", -1)).hasSize(4);
    assertThat(page.split("</script", -1)).hasSize(4);
  }

  @Test
  void thePageAsksNobodyForAnything() throws IOException {
    new ExampleRun(true).write(folder, 50, 50);

    String page = report();

    assertThat(page)
        .doesNotContainPattern("https?://")
        .doesNotContain("<link")
        .doesNotContain("@import");
    assertThat(page).contains("content=\"default-src &#39;none&#39;;").contains("Leon Sorokin");
  }

  @Test
  void theSameFilesGiveTheSamePage() throws IOException {
    new ExampleRun(true).write(folder, 300, 300);

    assertThat(report()).isEqualTo(report());
  }

  @Test
  void ofManyWaitsAFewThousandAreDrawnAndAllAreCounted() throws IOException {
    new ExampleRun(true).write(folder, 20, 0);
    StringBuilder rows =
        new StringBuilder(
            "at_s,outcome,label,joined_s,wait_s,announced_low_s,announced_high_s,diverted\n");
    for (int i = 0; i < 9_000; i++) {
      // Every third waits longer than told.
      rows.append(i)
          .append(",served,human,")
          .append(i)
          .append(i % 3 == 0 ? ",700" : ",400")
          .append(",300,600,0\n");
    }
    Files.writeString(folder.resolve("results.csv"), rows);

    String page = report();

    JsonNode waits = data(page).get("runs").get(0).get("told").get("wait");
    assertThat(waits.size()).isEqualTo(ToldSample.MAX_POINTS);
    long longer = 0;
    for (JsonNode wait : waits) {
      longer += wait.intValue() == 700 ? 1 : 0;
    }
    assertThat(longer).isBetween(900L, 1_100L);
    assertThat(page)
        .contains("Of 9,000 people served")
        .contains("66.7 % waited within it, 33.3 % longer");
    assertThat(report()).isEqualTo(page);
  }

  @Test
  void anOpenRangeIsRightForEveryLongerWait() throws IOException {
    new ExampleRun(true).write(folder, 20, 0);
    Files.writeString(
        folder.resolve("results.csv"),
        """
        at_s,outcome,label,joined_s,wait_s,announced_low_s,announced_high_s,diverted
        1,served,human,5,4000,3600,,0
        2,served,human,6,9000,3600,inf,0
        3,served,human,6,10,3600,,0
        """);

    assertThat(report()).contains("66.7 % waited within it, 0 % longer and 33.3 % shorter");
  }

  @Test
  void aPartialRunSaysSoBeforeAnythingElse() throws IOException {
    ExampleRun run = new ExampleRun(true);
    run.write(folder, 50, 0);
    assertThat(report()).doesNotContain("stopped before its end");
    run = new ExampleRun(true);
    run.partial = true;
    run.write(folder, 50, 0);

    String page = report();

    assertThat(page.indexOf("stopped before its end, 5:00 after opening"))
        .isPositive()
        .isLessThan(page.indexOf("class=\"lead\""));
  }

  @Test
  void aSummaryThatDoesNotFitTheResultsIsPointedOut() throws IOException {
    new ExampleRun(true).write(folder, 50, 0);
    replace("summary.json", "\"attempts\": 50, \"until_s\"", "\"attempts\": 51, \"until_s\"");

    assertThat(report()).contains("counts 51 call attempts, but results.csv has 50 rows");
  }

  @Test
  void aMinuteThatBeginsAtTheEndIsNotDrawn() throws IOException {
    new ExampleRun(true).write(folder, 50, 0);
    int before = data(report()).get("steps").intValue();
    Path timeline = folder.resolve("timeline.csv");
    Files.writeString(
        timeline, Files.readString(timeline) + "18000,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,GREEN\n");

    assertThat(data(report()).get("steps").intValue()).isEqualTo(before);
  }

  @Test
  void theLineDoesNotSeemToEmptyWhenTheRunEnds() throws IOException {
    new ExampleRun(true).write(folder, 50, 0);
    String timeline = Files.readString(folder.resolve("timeline.csv"));
    String busy = timeline.substring(0, timeline.indexOf("\n17880,") + 1);
    Files.writeString(
        folder.resolve("timeline.csv"),
        busy
            + "17880,0,0,0,0,0,0,0,0,0,0,0,0,0,9,9,0,5,5,GREEN\n"
            + "17940,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,GREEN\n");

    JsonNode waiting = data(report()).get("runs").get(0).get("waiting");

    assertThat(waiting.get(waiting.size() - 2).intValue()).isEqualTo(9);
    assertThat(waiting.get(waiting.size() - 1).isNull()).isTrue();
  }

  @Test
  void aRunStoppedInItsFirstMomentStillHasAPage() throws IOException {
    new ExampleRun(true).write(folder, 1, 0);
    for (String file : List.of("timeline.csv", "results.csv")) {
      String text = Files.readString(folder.resolve(file));
      Files.writeString(folder.resolve(file), text.substring(0, text.indexOf('\n') + 1));
    }

    assertThat(report()).contains("There were none.");
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    new ExampleRun(true).write(folder, 10, 0);
    Files.delete(folder.resolve("timeline.csv"));

    assertThatThrownBy(this::report)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(folder.resolve("timeline.csv") + ": there is no such file");
    assertThatThrownBy(() -> Report.write(folder.resolve("nowhere")))
        .hasMessageContaining("nowhere: there is no such folder");
  }

  @Test
  void aMalformedFieldIsNamedByFileAndLine() throws IOException {
    new ExampleRun(true).write(folder, 10, 0);
    replace("timeline.csv", "\n-540,", "\nnine,");

    assertThatThrownBy(this::report)
        .hasMessageContaining("timeline.csv:3: from_s: must be a number, not \"nine\"");
  }

  @Test
  void aMalformedSummaryIsNamedByFileAndLine() throws IOException {
    new ExampleRun(true).write(folder, 10, 0);
    replace("summary.json", "\"plans\": 10, \"served\"", "\"plans\": \"ten\", \"served\"");
    assertThatThrownBy(this::report)
        .hasMessageContaining("summary.json:")
        .hasMessageContaining("people.plans: must be a number");

    Files.writeString(folder.resolve("summary.json"), "{\n  \"seed\": 1,\n  oops\n}");
    assertThatThrownBy(this::report).hasMessageContaining("summary.json:3: is not JSON");
  }

  @Test
  void anUnknownOutcomeIsNamedByFileAndLine() throws IOException {
    new ExampleRun(true).write(folder, 10, 0);
    Files.writeString(
        folder.resolve("results.csv"),
        "at_s,outcome,label,joined_s,wait_s,announced_low_s,announced_high_s,diverted\n1,eaten,human,,,,,0\n");

    assertThatThrownBy(this::report)
        .hasMessageContaining("results.csv:2: outcome: there is no outcome \"eaten\"");
  }
}
