package org.ringfence.platform.prompts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.events.SiteChange.PromptChanged;
import org.ringfence.gateway.ivr.Language;
import org.ringfence.gateway.prompts.PagePrompts;
import org.ringfence.platform.settings.PlatformSettings;
import org.ringfence.site.Site;
import org.ringfence.site.SiteBook;

final class PromptPlacementTest {

  private static final Site SITE = PlatformSettings.read(Path.of("../config"), Map.of()).site();
  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

  private @TempDir Path folder;
  private final SiteBook book = new SiteBook(SITE);
  private @Nullable PromptPlacement placement;

  @AfterEach
  void close() {
    if (placement != null) {
      placement.close();
    }
  }

  private PromptPlacement started() {
    placement = new PromptPlacement(book, new PagePrompts(folder.resolve("en")));
    placement.start();
    return placement;
  }

  private Path file(String path) {
    return folder.resolve("en/ringfence/" + path + ".ulaw");
  }

  private static byte[] ulaw(int fill) {
    byte[] sound = new byte[320];
    Arrays.fill(sound, (byte) fill);
    return sound;
  }

  private static String coded(int fill) {
    return Base64.getEncoder().encodeToString(ulaw(fill));
  }

  private void said(String language, String prompt, int second, @Nullable String sound) {
    book.hear(
        new PromptChanged(
            language, prompt, NOON.plusSeconds(second), sound, "ada", "for the test"));
  }

  @Test
  void whatWasSaidBeforeTheStartIsInPlaceAtTheStart() throws IOException {
    said("es", "welcome", 0, coded(1));
    said("so", "welcome", 0, coded(2));
    said("so", "welcome", 1, null);
    started();

    assertThat(Files.readAllBytes(file("es/welcome"))).isEqualTo(ulaw(1));
    assertThat(file("so/welcome")).doesNotExist();
  }

  @Test
  void aChangeIsInPlaceWhenItIsHeardAndIsTakenBackLikeThat() throws IOException {
    PromptPlacement placement = started();
    said("es", "welcome", 0, coded(1));
    assertThat(Files.readAllBytes(file("es/welcome"))).isEqualTo(ulaw(1));
    said("es", "welcome", 1, coded(2));
    assertThat(Files.readAllBytes(file("es/welcome"))).isEqualTo(ulaw(2));
    said("es", "welcome", 0, coded(3));
    assertThat(Files.readAllBytes(file("es/welcome"))).isEqualTo(ulaw(2));
    said("es", "welcome", 2, null);
    assertThat(file("es/welcome")).doesNotExist();
    assertThat(placement.failed()).isEmpty();
  }

  @Test
  void aRestartPutsRightWhatChangedMeanwhile() throws IOException {
    said("es", "welcome", 0, coded(1));
    said("en", "welcome", 0, coded(1));
    started();
    close();
    said("es", "welcome", 1, null);
    Files.write(file("en/welcome"), ulaw(9));
    started();

    assertThat(file("es/welcome")).doesNotExist();
    assertThat(Files.readAllBytes(file("en/welcome"))).isEqualTo(ulaw(1));
  }

  @Test
  void whatCannotBeWrittenIsToldAndTriedAgain() throws IOException {
    Path blocked = Files.writeString(folder.resolve("en"), "a file in the folder's place");
    PromptPlacement placement = started();
    said("es", "welcome", 0, coded(1));
    assertThat(placement.failed()).containsExactly("es/welcome");

    Files.delete(blocked);
    placement.settle();
    assertThat(placement.failed()).isEmpty();
    assertThat(Files.readAllBytes(file("es/welcome"))).isEqualTo(ulaw(1));
  }

  @Test
  void nothingThatIsSaidLeadsElsewhereOrBreaksIt() throws IOException {
    PromptPlacement placement = started();
    said("es", "../../outside", 0, coded(1));
    said("../es", "welcome", 0, coded(1));
    said("de", "welcome", 0, coded(1));
    said("en", "welcome", 0, "no Base64!");
    said("en", "goodbye", 0, Base64.getEncoder().encodeToString(new byte[500_000]));
    said("en", "hello", 0, "");
    said("en", "one-moment", 0, coded(1));

    assertThat(placement.failed()).isEmpty();
    try (var files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).containsExactly(file("en/one-moment"));
    }
  }

  @Test
  void aSoundThatTheLogHasLostIsPlayedOn() throws IOException {
    new PagePrompts(folder.resolve("en")).put(Language.ES, "welcome", ulaw(1));
    started();
    assertThat(List.of(file("es/welcome"))).allMatch(Files::exists);
  }
}
