package org.ringfence.platform.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfence.platform.settings.PlatformSettings;

/// The fingerprint of the settings tells two runs apart that were made with different ones.
class ConfiguredCenterTest {

  private static final Path SHIPPED = Path.of("../config");

  @TempDir Path folder;

  @BeforeEach
  void copyShipped() throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(SHIPPED)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      Path copy = folder.resolve(SHIPPED.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
  }

  private String fingerprint() throws IOException {
    // No prompts are built here: what lies in this machine's cache is of some other day.
    Map<String, String> without =
        Map.of("gateway.prompts-list", folder.resolve("prompts.tsv").toString());
    return ConfiguredCenter.of(PlatformSettings.read(folder, without), Map.of()).configSha256();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ringfence.conf",
        "ivr/enrollment.conf",
        "lists/allow.csv",
        "lists/do-not-originate.csv",
        "usual-callers.conf"
      })
  void everyFileThatTheSettingsNameIsInTheFingerprint(String file) throws IOException {
    String before = fingerprint();

    Files.writeString(folder.resolve(file), "\n# another\n", StandardOpenOption.APPEND);

    assertThat(fingerprint()).isNotEqualTo(before);
  }

  @Test
  void theSameSettingsHaveTheSameFingerprint() throws IOException {
    assertThat(fingerprint()).isEqualTo(fingerprint());
  }
}
