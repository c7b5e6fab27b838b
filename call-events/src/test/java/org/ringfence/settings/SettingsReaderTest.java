package org.ringfence.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsReaderTest {

  @TempDir Path folder;

  private SettingsReader reading(String text, Map<String, String> overrides) throws IOException {
    return SettingsReader.of(Files.writeString(folder.resolve("ringfence.conf"), text), overrides);
  }

  @Test
  void everythingThatIsWrongIsToldAtOnceWithItsLine() throws IOException {
    SettingsReader root =
        reading(
            """
            web {
              port = 99999
              bnid = "127.0.0.1"
            }
            gateway { deadline = soon }
            """,
            Map.of());
    SettingsReader web = root.section("web");
    web.integer("port", 1, 65535);
    web.text("bind");
    root.section("gateway").duration("deadline", Duration.ZERO, Duration.ofSeconds(1));

    SettingsException wrong = catchThrowableOfType(SettingsException.class, root::finish);

    assertThat(wrong.problems())
        .extracting(problem -> problem.where().replaceFirst(".*/", ""), SettingsProblem::key)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("ringfence.conf:2", "web.port"),
            org.assertj.core.groups.Tuple.tuple("ringfence.conf:1", "web.bind"),
            org.assertj.core.groups.Tuple.tuple("ringfence.conf:3", "web.bnid"),
            org.assertj.core.groups.Tuple.tuple("ringfence.conf:5", "gateway.deadline"));
    assertThat(wrong).hasMessageContaining("must be between 1 and 65535, not 99999");
  }

  @Test
  void anOverrideWinsOverTheFileAndIsNamedWhenWrong() throws IOException {
    SettingsReader root = reading("web { port = 80 }", Map.of("web.port", "none"));
    root.section("web").integer("port", 1, 65535);

    assertThatThrownBy(root::finish).hasMessageContaining("override web.port");
  }

  @Test
  void unknownKeysInsideListsAreFound() throws IOException {
    SettingsReader root = reading("agents = [\n { id = ana }\n { id = bo, age = 7 }\n]", Map.of());
    root.sections("agents").forEach(agent -> agent.text("id"));

    assertThatThrownBy(root::finish)
        .hasMessageContaining("ringfence.conf:3: agents[1].age: unknown key");
  }

  @Test
  void aFileThatIsNotHoconIsToldWithItsLine() {
    assertThatThrownBy(() -> reading("web {\n port = \n }}", Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("ringfence.conf:3");
  }

  @Test
  void aMissingFileSaysSo() {
    assertThatThrownBy(() -> SettingsReader.of(folder.resolve("none.conf"), Map.of()))
        .hasMessageContaining("none.conf: cannot be read");
  }
}
