package org.ringfence.detector.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfence.settings.SettingsException;

class NumberListFileTest {

  private static final long NOW = Instant.parse("2026-11-02T14:00:00Z").toEpochMilli();

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("list.csv"), text);
  }

  @Test
  void readsNumbersPrefixesQuotesAndComments() throws IOException {
    NumberList list =
        NumberListFile.read(
            file(
                """
                # a comment

                number,reason,author,expires
                +18005550199,"fax, receives ""only""\",j.larsen,2027-12-31
                6515550142,a hospital,j.larsen,2027-12-31
                # another
                +1900*,premium,j.larsen,2027-12-31
                """));

    assertThat(list.size()).isEqualTo(3);
    assertThat(list.find("+18005550199", NOW).orElseThrow().reason())
        .isEqualTo("fax, receives \"only\"");
    assertThat(list.find("+16515550142", NOW)).isPresent();
    assertThat(list.find("+19001111111", NOW)).isPresent();
  }

  @Test
  void badRowsRefuseTheWholeFileWithEveryLineNumber() throws IOException {
    Path file =
        file(
            """
            number,reason,author,expires
            +18005550199,good,me,2027-12-31
            not-a-number,bad,me,2027-12-31
            +18005550198,bad date,me,31.12.2027
            +18005550197,too,few
            +1*,a whole continent,me,2027-12-31
            +18005550196,"open quote,me,2027-12-31
            +18005550195,,me,2027-12-31
            8005550199,listed again,me,2027-12-31
            """);

    SettingsException refused =
        catchThrowableOfType(SettingsException.class, () -> NumberListFile.read(file));

    assertThat(refused.problems())
        .extracting(problem -> problem.where())
        .containsExactlyElementsOf(
            Stream.of(3, 4, 5, 6, 7, 8, 9).map(line -> file + ":" + line).toList());
    assertThat(refused).hasMessageContaining("expires must be a date such as 2027-12-31");
    assertThat(refused).hasMessageContaining("lists the same number as line 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# only a comment\n", "number;reason;author;expires\n"})
  void aFileWithoutTheHeaderIsRefused(String text) throws IOException {
    Path file = file(text);

    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> NumberListFile.read(file))
        .withMessageContaining(NumberListFile.HEADER);
  }

  @Test
  void aFileThatIsMissingOrNotTextIsRefusedInWords() throws IOException {
    Path binary = Files.write(folder.resolve("binary.csv"), new byte[] {(byte) 0xff, (byte) 0xfe});

    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> NumberListFile.read(binary))
        .withMessageContaining("is not UTF-8 text");
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> NumberListFile.read(folder.resolve("absent.csv")))
        .withMessageContaining("cannot be read; is the path right?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"do-not-originate.csv", "allow.csv"})
  void theShippedListsAreReadAsTheyAreAndWithTheirExamples(String name) throws IOException {
    Path shipped = Path.of("../config/lists").resolve(name);
    assertThat(NumberListFile.read(shipped).size()).isZero();

    String examples =
        Files.readString(shipped)
            .lines()
            .filter(line -> line.startsWith("# +"))
            .map(line -> line.substring(2))
            .reduce("", (all, line) -> all + line + "\n");

    assertThat(NumberListFile.read(file(NumberListFile.HEADER + "\n" + examples)).size())
        .isEqualTo(2);
  }
}
