package org.ringfence.platform.prompts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.desktop.prompts.PromptsDesk.PromptView;
import org.ringfence.desktop.prompts.PromptsDesk.Source;
import org.ringfence.events.SiteChange.PromptChanged;
import org.ringfence.gateway.FlowFiles;
import org.ringfence.gateway.ivr.IvrFlow;
import org.ringfence.gateway.ivr.Language;
import org.ringfence.gateway.prompts.PagePrompts;
import org.ringfence.platform.settings.PlatformSettings;
import org.ringfence.settings.SettingsException;
import org.ringfence.settings.SettingsProblem;
import org.ringfence.simulator.center.PromptLengths;
import org.ringfence.site.SiteBook;

final class PromptDeskTest {

  private static final Path CONFIG = Path.of("../config");
  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

  private @TempDir Path folder;
  private PagePrompts page = new PagePrompts(Path.of("none"));
  private SiteBook book = new SiteBook(settings().site());
  private PromptDesk desk = desk();

  private PlatformSettings settings() {
    Path list = folder == null ? Path.of("none") : folder.resolve("prompts.tsv");
    return PlatformSettings.read(CONFIG, Map.of("gateway.prompts-list", "\"" + list + "\""));
  }

  private PromptDesk desk() {
    PlatformSettings settings = settings();
    return new PromptDesk(settings, book, page, new SoundTool(null), this::flow, this::mistake);
  }

  private IvrFlow flow() {
    return flow(page.over(FlowFiles.promptLines(settings().gateway().promptsList())));
  }

  private IvrFlow flow(List<String> lines) {
    PlatformSettings settings = settings();
    return FlowFiles.read(CONFIG.resolve(settings.gateway().flowFile()), lines, settings.site());
  }

  private Optional<String> mistake(List<String> lines) {
    try {
      flow(lines);
      return Optional.empty();
    } catch (SettingsException wrong) {
      return wrong.problems().stream().findFirst().map(SettingsProblem::toString);
    }
  }

  @BeforeEach
  void build() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : PromptLengths.estimated(CONFIG.resolve("prompts"))) {
      if (line.matches("(en|es)\t.*")) {
        lines.add(line.replaceFirst("^(\\w+\\t[^\\t]+\\t[^\\t]+).*$", "$1\t-20.0\tvoice\t1"));
      }
    }
    Files.write(folder.resolve("prompts.tsv"), lines);
    page = new PagePrompts(folder.resolve("page"));
    book = new SiteBook(settings().site());
    desk = desk();
  }

  private PromptView view(String language, String prompt) {
    return desk.find(language, prompt).orElseThrow();
  }

  @Test
  void everythingInACatalogueIsThereAlsoWhatNobodySpeaks() {
    assertThat(desk.prompts().recordable()).isFalse();
    assertThat(desk.prompts().prompts()).hasSizeGreaterThan(800);
    assertThat(view("en", "welcome").words())
        .isEqualTo("Thank you for calling the enrollment line.");
    assertThat(view("en", "welcome").source()).isEqualTo(Source.VOICE);
    assertThat(view("en", "welcome").offered()).isTrue();
    assertThat(view("en", "welcome").seconds()).isPositive();
    assertThat(view("so", "welcome").source()).isEqualTo(Source.NONE);
    assertThat(view("so", "welcome").offered()).isFalse();
    assertThat(desk.find("de", "welcome")).isEmpty();
    assertThat(desk.find("en", "../welcome")).isEmpty();
    assertThat(desk.sound("en", "welcome")).as("nothing was built in this test").isEmpty();
  }

  @Test
  void whatThePageGaveIsShownWithWhoAndWhen() throws IOException {
    page.put(Language.SO, "welcome", new byte[12_000]);
    book.hear(new PromptChanged("so", "welcome", NOON, "AAAA", "ada", "a first voice"));

    assertThat(view("so", "welcome"))
        .isEqualTo(
            new PromptView(
                "so",
                "welcome",
                "Waad ku mahadsan tahay inaad soo wacday khadka isdiiwaangelinta.",
                false,
                1.5,
                Source.PAGE,
                "ada",
                NOON,
                "a first voice"));
    assertThat(desk.sound("so", "welcome")).contains(new byte[12_000]);
  }

  @Test
  void whatWouldMakeTheFlowWrongIsToldBefore() {
    assertThat(desk.harm("en", "welcome", 2.5)).isEmpty();
    assertThat(desk.harm("so", "welcome", 60.0)).isEmpty();
    assertThat(desk.harm("en", "welcome", null)).isEmpty();
    assertThat(desk.harm("en", "purpose-menu", 55.0))
        .hasValueSatisfying(wrong -> assertThat(wrong).contains("enrollment.conf"));
  }

  @Test
  void thePagesOnlyVoiceOfAnOfferedPromptCannotBeTakenBack() throws IOException {
    Path list = folder.resolve("prompts.tsv");
    List<String> lines = new ArrayList<>(Files.readAllLines(list));
    lines.removeIf(line -> line.startsWith("es\twelcome\t"));
    Files.write(list, lines);
    page.put(Language.ES, "welcome", new byte[16_000]);

    assertThat(desk.harm("es", "welcome", null))
        .hasValueSatisfying(wrong -> assertThat(wrong).contains("welcome"));
    assertThat(desk.harm("es", "welcome", 3.0)).isEmpty();
  }

  @Test
  void aFlowThatIsWrongAnywayKeepsNobodyFromMendingIt() throws IOException {
    Files.writeString(folder.resolve("prompts.tsv"), "language\tid\tseconds\n");
    assertThat(desk.harm("en", "welcome", 2.5)).isEmpty();
  }
}
