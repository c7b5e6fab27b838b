package org.ringfence.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.detector.crowd.UsualCallers;
import org.ringfence.settings.SettingsException;
import org.ringfence.settings.SettingsProblem;

class UsualCallersFileTest {

  @TempDir private Path folder;

  /// What is wrong with the shipped file when some keys are written again below it, which win.
  private List<SettingsProblem> problems(String changes) throws IOException {
    Path file = folder.resolve("usual.conf");
    Files.copy(ShippedCallers.FILE, file);
    Files.writeString(file, changes, StandardOpenOption.APPEND);
    SettingsException refused =
        catchThrowableOfType(SettingsException.class, () -> UsualCallersFile.read(file));
    Files.delete(file);
    return refused.problems();
  }

  private static double sum(List<Double> shares) {
    return shares.stream().mapToDouble(Double::doubleValue).sum();
  }

  @Test
  void theShippedFileIsReadAndItsSharesAddUpToAboutOne() {
    UsualCallers usual = ShippedCallers.read();

    assertThat(usual.areas()).containsEntry("612", 0.2).containsEntry("924", 0.005);
    assertThat(usual.areas().keySet()).startsWith("612", "651").hasSize(8);
    assertThat(usual.withheld()).isEqualTo(0.014);
    assertThat(usual.attestation()).containsExactly(0.2775, 0.0555, 0.037, 0.63, 0.001);
    assertThat(usual.conduct()).hasSize(8);
    assertThat(List.of(usual.attestation(), usual.conduct(), usual.languageSpans()))
        .allSatisfy(shares -> assertThat(sum(shares)).isBetween(0.98, 1.02));
    assertThat(sum(usual.menuSpans())).isBetween(0.98, 1.02);
    double origins = sum(List.copyOf(usual.areas().values()));
    origins += usual.elsewhere() + usual.tollFree() + usual.abroad();
    assertThat(origins + usual.withheld() + usual.malformed()).isBetween(0.98, 1.02);
  }

  @Test
  void everyKindOfMistakeIsToldWithItsKeyAllAtOnce() throws IOException {
    List<SettingsProblem> problems =
        problems(
            """
            areas = ["612 0.20", "6l2 0.1", "112 0.1", "651 1.5", "612 0.3", "763"]
            elsewhere = 1.01
            toll-free = -0.1
            abroad = many
            withheld = null
            malformed = [0.1]
            attestation = [0.5, 0.5]
            conduct = [0.004, 0.02, 0.002, 0.01, 0.012, 0.06, 0.006, "most"]
            language-key-times = 0.5
            menu-key-times = [NaN]
            area = []
            """);

    assertThat(problems)
        .extracting(SettingsProblem::key)
        .containsOnly(
            "areas",
            "elsewhere",
            "toll-free",
            "abroad",
            "withheld",
            "malformed",
            "attestation",
            "conduct",
            "language-key-times",
            "menu-key-times",
            "area");
    assertThat(problems)
        .filteredOn(problem -> problem.key().equals("areas"))
        .extracting(SettingsProblem::message)
        .anyMatch(message -> message.contains("6l2 0.1"))
        .anyMatch(message -> message.contains("112 0.1"))
        .anyMatch(message -> message.contains("651 1.5"))
        .anyMatch(message -> message.contains("763"))
        .contains("area code 612 is there twice");
    assertThat(problems)
        .extracting(SettingsProblem::message)
        .contains("must have 5 shares, has 2", "\"most\" is not a share from 0 to 1");
    assertThat(problems).allMatch(problem -> problem.where().contains("usual.conf"));
  }

  @Test
  void aMissingFileIsToldByItsPath() {
    SettingsException refused =
        catchThrowableOfType(
            SettingsException.class,
            () -> UsualCallersFile.read(folder.resolve("nothing-here.conf")));

    assertThat(refused).hasMessageContaining("nothing-here.conf").hasMessageContaining("read");
  }
}
