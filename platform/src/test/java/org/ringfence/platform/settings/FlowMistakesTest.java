package org.ringfence.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringfence.platform.run.FlowDesk;
import org.ringfence.settings.SettingsProblem;
import org.ringfence.simulator.center.PromptLengths;

/// What `bin/ringfence check` says of the shipped flow with one small mistake in it.
final class FlowMistakesTest {

  private static final Path CONFIG = Path.of("../config");
  private static final String FLOW = "ivr/enrollment.conf";
  private static final String MAIN = "ringfence.conf";

  @TempDir private Path folder;
  private Path prompts;

  /// A text of a file, what is written instead, and what is told.
  ///
  /// @param line the text that stands in the line which is named
  record Mistake(String file, String right, String wrong, String line, List<String> words) {
    @Override
    public String toString() {
      return words.getFirst();
    }
  }

  private static Mistake flow(String right, String wrong, String line, String... words) {
    return new Mistake(FLOW, right, wrong, line, List.of(words));
  }

  static Stream<Mistake> mistakes() {
    return Stream.of(
        flow(
            "next = billing }",
            "next = biling }",
            "next = biling",
            "leads to \"biling\", which is no node; did you mean \"billing\"?"),
        flow(
            "    silence { next = enroll }",
            "    silence { answer = none }",
            "silence { answer",
            "nodes[3].silence.next: is missing"),
        flow(
            "{ key = \"0\", answer = person, next = person }",
            "{ key = \"2\", answer = person, next = person }",
            "key = \"2\", answer = person",
            "the key 2 is given twice"),
        flow(
            "{ key = \"5\"",
            "{ key = \"A\"",
            "key = \"A\"",
            "must be one of 0 to 9, * and #, not \"A\""),
        flow(
            "prompts = [county-choice]",
            "prompts = [county-chioce]",
            "county-chioce",
            "prompts are missing in en: [county-chioce]",
            "prompts are missing in es",
            "did you mean \"county-choice\"?"),
        flow(
            "languages = [en, es]",
            "languages = [en, es, so]",
            "languages = [",
            "prompts are missing in so"),
        flow(
            "\"es:language-choice\"]\n",
            "\"so:language-choice\"]\n",
            "so:language-choice",
            "prompts are missing in so: [language-choice]"),
        flow(
            "queue = line\n    skills = [billing]",
            "queue = enrolment\n    skills = [billing]",
            "queue = enrolment",
            "there is no queue enrolment",
            "did you mean \"enrollment\"?"),
        flow(
            "skills = [billing]",
            "skills = [biling]",
            "skills = [biling]",
            "no agent has the skill \"biling\"",
            "did you mean \"billing\"?"),
        flow(
            "calendar = always",
            "calendar = alwys",
            "calendar = alwys",
            "there is no calendar \"alwys\"",
            "did you mean \"always\"?"),
        flow(
            "start = hours",
            "start = hour",
            "start = hour",
            "there is no node \"hour\"; did you mean \"hours\"?"),
        flow(
            "next = hours\n}",
            "next = hour\n}",
            "next = hour",
            "emergency.next: there is no node \"hour\""),
        flow(
            "name = billing\n    kind = join",
            "name = person\n    kind = join",
            "name = person",
            "there are two nodes \"person\""),
        flow(
            "silence { answer = person, next = person }",
            "silense { answer = person, next = person }",
            "silense",
            "unknown key",
            "did you mean \"silence\"?"),
        flow(
            "kind = aside",
            "kind = asside",
            "kind = asside",
            "must be one of ask, aside, say, hours, join, bye",
            "did you mean \"aside\"?"),
        flow("seconds = 2", "seconds = 4", "seconds = 4", "must be between 1 and 3, not 4"),
        flow(
            "tries = 2\n    keys = [\n      { key = \"1\", answer = en",
            "tries = 9\n    keys = [\n      { key = \"1\", answer = en",
            "tries = 9",
            "must be between 1 and 5, not 9"),
        flow(
            "skills = []",
            "skills = []\n    priority = 5h",
            "priority = 5h",
            "must be between 0s and 4h"),
        flow(
            "answer = es, next = purpose",
            "answer = fr, next = purpose",
            "key = \"1\", answer = en,",
            "the answer \"fr\" is no language of the flow"),
        flow(
            "silence { answer = person, next = person }",
            "silence { answer = person, next = closed }",
            "next = closed }",
            "silence ends at \"closed\", which hangs up; it must lead to a person"),
        flow(
            "silence { answer = person, next = person }",
            "silence { answer = person, next = purpose }",
            "name = purpose",
            "a caller could go round \"purpose\" for ever"),
        flow(
            "closed = closed\n",
            "closed = holiday\n",
            "name = closed",
            "nobody can come to the node \"closed\""),
        flow(
            "kind = aside",
            "kind = ask\n    tries = 1",
            "name = county",
            "would be question 3; at most two are asked"),
        flow(
            "prompts = [purpose-menu]",
            "prompts = [purpose-menu, one-moment]",
            "prompts = [purpose-menu",
            "before they can answer; shorten the words to 12 s at most",
            " s in es"),
        flow(
            "prompts = [purpose-menu]",
            "prompts = [] # none",
            "[] # none",
            "name at least one; this node would ask by silence"),
        flow(
            "prompts = [\"en:closed\", \"es:closed\"]",
            "prompts = []",
            "prompts = []",
            "this node would hang up without a word"),
        flow(
            "announce = [\"en:spoofed-number\"",
            "announce = [\"en:spoofd-number\"",
            "announce = [",
            "announce: prompts are missing in en: [spoofd-number]",
            "did you mean \"spoofed-number\"?"),
        flow("holiday = holiday\n", "", "name = hours", "nodes[0].holiday: is missing"),
        new Mistake(
            MAIN,
            "monday = [\"00:00-24:00\"]",
            "monday = [\"08:00-12:00\", \"11:00-16:00\"]",
            "monday = [\"08:00",
            List.of("08:00-12:00 and 11:00-16:00 overlap")));
  }

  @BeforeEach
  void copyTheShippedFiles() throws IOException {
    for (String file : List.of(MAIN, "agents.conf", FLOW)) {
      Path copy = folder.resolve(file);
      Files.createDirectories(copy.getParent());
      Files.copy(CONFIG.resolve(file), copy);
    }
    prompts = folder.resolve("prompts.tsv");
    // English and Spanish are built; of the other catalogues nothing is recorded yet.
    Files.write(
        prompts,
        PromptLengths.estimated(CONFIG.resolve("prompts")).stream()
            .filter(line -> line.matches("(en|es)\t.*"))
            .toList());
  }

  private List<SettingsProblem> check() {
    List<SettingsProblem> problems = new ArrayList<>();
    Map<String, String> list = Map.of("gateway.prompts-list", "\"" + prompts + "\"");
    problems.addAll(FlowDesk.problems(PlatformSettings.read(folder, list, problems)));
    return problems;
  }

  private void write(Mistake mistake) throws IOException {
    Path file = folder.resolve(mistake.file());
    String text = Files.readString(file);
    assertThat(text).contains(mistake.right());
    int at = text.indexOf(mistake.right());
    Files.writeString(
        file,
        text.substring(0, at) + mistake.wrong() + text.substring(at + mistake.right().length()));
  }

  private int lineOf(Mistake mistake) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve(mistake.file()));
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (lines.get(i).contains(mistake.line()) && !lines.get(i).startsWith("#")) {
        return i + 1;
      }
    }
    throw new AssertionError("no line with " + mistake.line());
  }

  @Test
  void theShippedFilesHaveNone() {
    assertThat(check()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsToldWithFileLineAndWhatToDo(Mistake mistake) throws IOException {
    write(mistake);
    List<String> told = check().stream().map(SettingsProblem::toString).toList();
    assertThat(String.join("\n", told)).contains(mistake.words());
    String where = folder.resolve(mistake.file()).toAbsolutePath() + ":";
    assertThat(told)
        .as("line %d of %s", lineOf(mistake), mistake.file())
        .anySatisfy(problem -> {
          assertThat(problem).contains(mistake.words().getFirst());
          assertThat(problem).contains(mistake.file().replaceFirst(".*/", "") + ":");
          assertThat(Math.abs(line(problem, where) - lineOf(mistake))).isLessThanOrEqualTo(1);
        });
  }

  private static int line(String problem, String where) {
    return Integer.parseInt(problem.substring(where.length()).replaceFirst("[^0-9].*", ""));
  }

  @Test
  void everythingInAllFilesIsToldAtOnce() throws IOException {
    List<Mistake> together =
        mistakes()
            .filter(each ->
                List.of("seconds = 4", "calendar = alwys", "skills = [biling]", "monday = [\"08:00")
                    .contains(each.line()))
            .toList();
    assertThat(together).hasSize(4);
    for (Mistake mistake : together) {
      write(mistake);
    }
    String told = String.join("\n", check().stream().map(SettingsProblem::toString).toList());
    together.forEach(mistake -> assertThat(told).contains(mistake.words().getFirst()));
  }
}
