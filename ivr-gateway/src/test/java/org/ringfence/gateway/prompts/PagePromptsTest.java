package org.ringfence.gateway.prompts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfence.gateway.ivr.Language;

final class PagePromptsTest {

  private @TempDir Path folder;

  private PagePrompts page() {
    return new PagePrompts(folder.resolve("sounds/en"));
  }

  private static byte[] ulaw(int bytes, int fill) {
    byte[] sound = new byte[bytes];
    java.util.Arrays.fill(sound, (byte) fill);
    return sound;
  }

  @Test
  void whatWasGivenWinsOverWhatWasBuiltUntilItIsTakenBack() throws IOException {
    Path list = folder.resolve("prompts.tsv");
    Path built = folder.resolve("ringfence/es/welcome.ulaw");
    Files.createDirectories(built.getParent());
    Files.write(built, ulaw(160, 1));
    PagePrompts page = page();

    page.put(Language.ES, "welcome", ulaw(320, 2));
    assertThat(page.played(list, Language.ES, "welcome")).isEqualTo(ulaw(320, 2));
    page.put(Language.ES, "welcome", ulaw(480, 3));
    assertThat(page.played(list, Language.ES, "welcome")).isEqualTo(ulaw(480, 3));
    page.remove(Language.ES, "welcome");
    page.remove(Language.ES, "welcome");
    assertThat(page.played(list, Language.ES, "welcome")).isEqualTo(ulaw(160, 1));
    assertThatThrownBy(() -> page.played(list, Language.SO, "welcome"))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void whoHearsTheOneBeforeHearsItToItsEnd() throws IOException {
    PagePrompts page = page();
    page.put(Language.EN, "welcome", ulaw(320, 1));
    Path file = folder.resolve("sounds/en/ringfence/en/welcome.ulaw");
    try (InputStream heard = Files.newInputStream(file)) {
      assertThat(heard.readNBytes(160)).isEqualTo(ulaw(160, 1));
      page.put(Language.EN, "welcome", ulaw(320, 2));
      assertThat(heard.readAllBytes()).isEqualTo(ulaw(160, 1));
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(ulaw(320, 2));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var left = Files.list(file.getParent())) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void theListTellsWhatIsPlayed() throws IOException {
    PagePrompts page = page();
    List<String> built =
        List.of(
            "language\tid\tseconds",
            "en\twelcome\t2.75\t-20.0\tvoice\t7",
            "es\twelcome\t3.00\t-20.0\tvoice\t7");
    assertThat(page.over(built)).isEqualTo(built);

    page.put(Language.EN, "welcome", ulaw(12_000, 1));
    page.put(Language.SO, "welcome", ulaw(4_000, 1));
    assertThat(page.over(built))
        .containsExactly(
            built.get(0),
            built.get(2),
            "en\twelcome\t1.50\t\tpage\t",
            "so\twelcome\t0.50\t\tpage\t");
  }

  @Test
  void otherFilesCountForNothing() throws IOException {
    Path german = folder.resolve("sounds/en/ringfence/de");
    Path english = folder.resolve("sounds/en/ringfence/en");
    Files.createDirectories(german);
    Files.createDirectories(english);
    Files.write(german.resolve("welcome.ulaw"), ulaw(160, 1));
    Files.write(english.resolve("welcome.wav"), ulaw(160, 1));
    Files.write(english.resolve("new-1.part"), ulaw(160, 1));
    Files.write(english.resolve("empty.ulaw"), ulaw(0, 1));
    assertThat(page().bytes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../welcome", "a/b", "A", "-a", "a.b", "a\0", "a\n"})
  void noIdLeadsElsewhere(String id) {
    assertThatThrownBy(() -> page().put(Language.EN, id, ulaw(160, 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(PagePrompts.isId(id)).isFalse();
  }
}
