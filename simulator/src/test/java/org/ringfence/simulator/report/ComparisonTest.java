package org.ringfence.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ComparisonTest {

  @TempDir private Path folder;

  private String compare(Path... runs) throws IOException {
    return Files.readString(Comparison.write(List.of(runs), folder.resolve("out")))
        .replace('\u00a0', ' ');
  }

  private Path run(String name, boolean defended, int people, int machines) throws IOException {
    return new ExampleRun(defended).write(folder.resolve(name), people, machines);
  }

  @Test
  void theSamePeopleUndefendedAndDefendedStandSideBySide() throws IOException {
    Path off = run("without", false, 600, 1_500);
    Path on = run("with", true, 600, 1_500);

    String page = compare(off, on);

    assertThat(page)
        .contains("<h1>The same 600 people: defence off against defence on</h1>")
        .contains("A without", "B with")
        .contains("same seed and the same number of people")
        .contains("(−100.0 %) better")
        .doesNotContainPattern("https?://");
  }

  @Test
  void aRunThatGotWorseIsCalledWorse() throws IOException {
    Path on = run("with", true, 600, 1_500);
    Path off = run("without", false, 600, 1_500);

    assertThat(compare(on, off)).contains(" worse</span>");
  }

  @Test
  void runsOfOtherPeopleAreNotPutDownToTheDefence() throws IOException {
    assertThat(compare(run("a", true, 40, 0), run("b", true, 50, 0)))
        .contains("Runs compared: a against b")
        .contains("is not that of the defence alone");
  }

  @Test
  void aFolderNamedLikeAScriptIsShownAsText() throws IOException {
    Path hostile = run("<script>alert(1)<b>", true, 20, 0);

    String page = compare(run("plain", true, 20, 0), hostile);

    assertThat(page).doesNotContain("<script>alert").doesNotContain("(1)<b>");
    assertThat(page)
        .contains("&lt;script&gt;alert(1)&lt;b&gt;")
        .contains("\\u003cscript\\u003ealert");
  }

  @Test
  void foldersOfTheSameNameAreToldApartByTheirPaths() throws IOException {
    Path first = run("monday/out", true, 20, 0);
    Path second = run("tuesday/out", true, 20, 0);

    assertThat(compare(first, second)).contains("A " + first).contains("B " + second);
  }

  @Test
  void theRunThatMissesAFileIsNamed() throws IOException {
    Path whole = run("whole", true, 20, 0);
    Path broken = run("broken", true, 20, 0);
    Files.delete(broken.resolve("results.csv"));

    assertThatThrownBy(() -> compare(whole, broken))
        .hasMessageContaining(broken.resolve("results.csv") + ": there is no such file");
  }

  @Test
  void oneRunOrFiveAreNotCompared() throws IOException {
    Path run = run("run", true, 20, 0);

    assertThatThrownBy(() -> compare(run)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> compare(run, run, run, run, run))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
