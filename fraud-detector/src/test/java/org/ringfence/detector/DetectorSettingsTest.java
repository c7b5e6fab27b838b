package org.ringfence.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ringfence.detector.screening.ScreeningThresholds;
import org.ringfence.events.Defence;
import org.ringfence.settings.SettingsException;
import org.ringfence.settings.SettingsReader;

class DetectorSettingsTest {

  private static final String SECTION =
      """
      defence {
        mode = on
        ports = 60
        amber-port-share = 0.7
        red-port-share = 0.9
        expected-attempts-per-hour = 1600
        amber-surge-ratio = 2
        amber-surge-excess = 30
        red-surge-ratio = 3
        red-surge-excess = 60
        release-after = 5m
        challenge-odds = -0.5
        reject-score = 4.0
        class-floor = 1.5
        do-not-originate-file = lists/do-not-originate.csv
        allow-file = lists/allow.csv
        usual-callers-file = usual-callers.conf
      }
      """;

  /// Reads the section with some keys written again below it, which win.
  static DetectorSettings read(String changes) {
    try {
      Path file = Files.createTempFile("defence", ".conf");
      Files.writeString(file, SECTION + changes);
      SettingsReader reader = SettingsReader.of(file, Map.of());
      DetectorSettings settings = DetectorSettings.from(reader.section("defence"));
      reader.finish();
      Files.delete(file);
      return settings;
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  @Test
  void everyKeyArrivesWhereItBelongs() {
    DetectorSettings settings = read("");

    assertThat(settings)
        .isEqualTo(
            new DetectorSettings(
                new ScreeningThresholds(
                    Defence.ON,
                    60,
                    0.7,
                    0.9,
                    1600,
                    new ScreeningThresholds.Surge(2, 30),
                    new ScreeningThresholds.Surge(3, 60),
                    Duration.ofMinutes(5),
                    -0.5,
                    4,
                    1.5),
                "lists/do-not-originate.csv",
                "lists/allow.csv",
                "usual-callers.conf"));
  }

  @Test
  void wrongUnknownAndContradictingKeysAreToldTogether() {
    SettingsException refused =
        catchThrowableOfType(
            SettingsException.class,
            () ->
                read(
                    """
                    defence.mode = sometimes
                    defence.ports = 0
                    defence.red-port-share = 0.5
                    defence.reject-score = 0.2
                    defence.challenge-odds = 11
                    defence.red-surge-ratio = 1.5
                    defence.ampber = 1
                    """));

    assertThat(refused.problems())
        .extracting(problem -> problem.key())
        .containsExactlyInAnyOrder(
            "defence.mode",
            "defence.ports",
            "defence.red-port-share",
            "defence.reject-score",
            "defence.challenge-odds",
            "defence.red-surge-ratio",
            "defence.ampber");
  }
}
