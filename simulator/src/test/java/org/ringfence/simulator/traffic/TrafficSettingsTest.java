package org.ringfence.simulator.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.settings.SettingsException;

final class TrafficSettingsTest {

  @TempDir Path folder;

  @BeforeEach
  void copyShipped() throws IOException {
    for (String file : List.of("center.conf", "people.conf", "machines.conf", "mnsure.conf")) {
      Files.copy(Shipped.FOLDER.resolve(file), folder.resolve(file));
    }
  }

  private void replace(String file, String old, String with) throws IOException {
    String text = Files.readString(folder.resolve(file));
    assertThat(text).contains(old);
    Files.writeString(folder.resolve(file), text.replace(old, with));
  }

  @Test
  void mistakesInAllFilesAreToldTogetherWithTheirLines() throws IOException {
    replace("people.conf", "calls-per-hour = 1600", "calls-per-hour = many");
    replace("machines.conf", "numbers = single\n", "numbers = pool 20\n");
    replace("mnsure.conf", "first-hour-share = 0.15", "first-hour-shared = 0.15");
    replace("center.conf", "+16515550100", "0123");

    assertThatThrownBy(() -> TrafficSettings.read(folder, Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageMatching("(?s).*people\\.conf:\\d+: calls-per-hour: must be a number.*")
        .hasMessageMatching(
            "(?s).*machines\\.conf:\\d+: families\\.machine\\.single-number\\.numbers:"
                + " \"pool 20\" should read \"pool LEAST MOST\".*")
        .hasMessageMatching("(?s).*mnsure\\.conf:\\d+: people\\.first-hour-share: is missing.*")
        .hasMessageMatching("(?s).*mnsure\\.conf:\\d+: people\\.first-hour-shared: unknown key.*")
        .hasMessageMatching("(?s).*center\\.conf:\\d+: line: must be \\+1 and ten digits.*");
  }

  @Test
  void aMistakeThatFamiliesInheritIsToldOnce() throws IOException {
    replace("people.conf", "talk = \"lognormal median 110s", "talk = \"lognormal middle 110s");

    assertThatThrownBy(() -> TrafficSettings.read(folder, Map.of()))
        .isInstanceOfSatisfying(
            SettingsException.class, wrong -> assertThat(wrong.problems()).hasSize(1));
  }

  @Test
  void sharesOfPeopleThatDoNotAddUpAreRefused() throws IOException {
    replace("people.conf", "share = 0.6216", "share = 0.5");

    assertThatThrownBy(() -> TrafficSettings.read(folder, Map.of()))
        .hasMessageMatching(
            "(?s).*people\\.conf:\\d+: families: the shares add up to 0\\.878, not to 1.*");
  }

  @Test
  void anOverrideNamesItsFile() {
    assertThatThrownBy(() -> TrafficSettings.read(folder, Map.of("calls-per-hour", "3")))
        .hasMessageContaining("override calls-per-hour: must begin with one of");
    assertThat(
            TrafficSettings.read(folder, Map.of("people.calls-per-hour", "3"))
                .people()
                .callsPerHour())
        .isEqualTo(3);
  }

  @Test
  void aMissingFileIsTold() throws IOException {
    Files.delete(folder.resolve("mnsure.conf"));

    assertThatThrownBy(() -> TrafficSettings.read(folder, Map.of()))
        .hasMessageContaining("mnsure.conf: cannot be read");
  }
}
