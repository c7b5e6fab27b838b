package org.ringfence.gateway.ivr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ringfence.settings.SettingsException;
import org.ringfence.settings.SettingsReader;

final class FlowReaderTest {

  private static final String HEAD =
      "languages = [en, es]\nstart = one\nannounce = []\nagain = [not-understood]\nemergency { prompts = [emergency], next = one }\nnodes = [\n";

  private static String ask(String name, String next) {
    return "{ name = %s, kind = ask, prompts = [welcome], seconds = 5, tries = 2, keys = [], silence { next = %s } }\n"
        .formatted(name, next);
  }

  private static String join(String name) {
    return "{ name = %s, kind = join, prompts = [], queue = line, skills = [] }\n".formatted(name);
  }

  private static void assertRefused(String nodes, String... messages) {
    assertThatThrownBy(() -> TestFlows.read(HEAD + nodes + "]"))
        .isInstanceOf(SettingsException.class)
        .satisfies(thrown -> {
          for (String message : messages) {
            assertThat(thrown.getMessage()).contains(message);
          }
        });
  }

  @Test
  void theShippedFlowIsRight() {
    assertThat(TestFlows.shipped().nodes().keySet())
        .containsExactly(
            "hours",
            "language",
            "purpose",
            "county",
            "enroll",
            "specialist",
            "billing",
            "person",
            "closed",
            "holiday");
  }

  @Test
  void aTargetThatIsNoNodeIsToldWithItsLine() {
    assertRefused(ask("one", "nowhere"), ".conf:7", "leads to \"nowhere\", which is no node");
  }

  @Test
  void aNodeThatNobodyCanComeToIsTold() {
    assertRefused(
        ask("one", "line") + join("line") + join("island"),
        ".conf:9",
        "nobody can come to the node \"island\"");
  }

  @Test
  void aCircleIsTold() {
    assertRefused(
        """
        { name = one, kind = say, prompts = [], next = two }
        { name = two, kind = say, prompts = [], next = one }
        """,
        "a caller could go round \"one\" for ever");
  }

  @Test
  void aThirdQuestionIsTold() {
    assertRefused(
        ask("one", "two") + ask("two", "three") + ask("three", "line") + join("line"),
        ".conf:9",
        "would be question 3; at most two are asked");
  }

  @Test
  void aKeyTwiceAWrongKeyAndANodeTwiceAreTold() {
    assertRefused(
        """
        { name = one, kind = ask, prompts = [welcome], seconds = 5, tries = 2, keys = [
        { key = "1", next = line }
        { key = "1", next = line }
        { key = x, next = line }
        ], silence { next = line } }
        """
            + join("line")
            + join("line"),
        ".conf:9",
        "the key 1 is given twice",
        ".conf:10",
        "must be one of 0 to 9, * and #",
        "there are two nodes \"line\"");
  }

  @Test
  void anUnknownQueueAndASkillThatNoAgentHasAreTold() {
    assertRefused(
        "{ name = one, kind = join, prompts = [], queue = sales, skills = [hmong] }\n",
        "there is no queue sales; queues are [enrollment]",
        "no agent has the skill \"hmong\"");
  }

  @Test
  void anAnswerToTheLanguageQuestionThatIsNoLanguageIsTold() {
    assertThatThrownBy(() ->
            TestFlows.read(
                (HEAD + ask("language", "line") + join("line") + "]")
                    .replace("= one", "= language")))
        .hasMessageContaining("is no language of the flow");
  }

  @Test
  void aMissingPromptIsToldForEachLanguage() {
    SettingsReader reader = SettingsReader.of(TestFlows.SHIPPED, Map.of());
    PromptCatalogue onlyOne = PromptCatalogue.of(List.of("en\twelcome\t1.2", "so\twelcome\t1.0"));
    FlowReader.read(reader, TestFlows.surroundings(onlyOne));
    assertThatThrownBy(reader::finish)
        .hasMessageContaining("prompts are missing in es: [welcome]")
        .hasMessageContaining("prompts are missing in en: [purpose-menu]")
        .hasMessageContaining("wait-between");
  }
}
