package org.ringfence.gateway.prompts;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.gateway.agi.AgiAnswer;
import org.ringfence.gateway.ivr.Language;

final class PromptStockTest {

  private static final AgiAnswer QUESTION =
      new AgiAnswer("RF_DO", "ask|at=language|ringfence/es/welcome&ringfence/es/menu|1|5");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private @TempDir Path folder;
  private PagePrompts page = new PagePrompts(Path.of("none"));

  @BeforeEach
  void build() throws IOException {
    page = new PagePrompts(folder.resolve("page"));
    Files.writeString(
        folder.resolve("prompts.tsv"),
        "language\tid\tseconds\nen\twelcome\t1.0\nes\twelcome\t1.0\nes\tmenu\t2.0\n");
    for (String path : List.of("en/welcome", "es/welcome", "es/menu")) {
      Path file = folder.resolve("ringfence").resolve(path + ".ulaw");
      Files.createDirectories(file.getParent());
      Files.write(file, new byte[160]);
    }
  }

  private PromptStock looked() {
    PromptStock stock = new PromptStock(folder.resolve("prompts.tsv"), page, Language.EN, meters);
    stock.look();
    return stock;
  }

  private void lose(String path) throws IOException {
    Files.delete(folder.resolve("ringfence").resolve(path + ".ulaw"));
  }

  @Test
  void nothingIsChangedWhileAllIsThere() {
    PromptStock stock = looked();
    assertThat(stock.missing()).isEmpty();
    assertThat(stock.sayable(QUESTION)).isEqualTo(QUESTION);
  }

  @Test
  void aPromptThatWentMissingIsSaidInTheDefaultLanguageAndReported() throws IOException {
    lose("es/welcome");
    PromptStock stock = looked();
    assertThat(stock.sayable(QUESTION).value())
        .isEqualTo("ask|at=language|ringfence/en/welcome&ringfence/es/menu|1|5");
    assertThat(stock.missing()).containsExactly("ringfence/es/welcome");
    assertThat(meters.get("ringfence.prompts.missing").gauge().value()).isEqualTo(1);
  }

  @Test
  void whatNoLanguageHasIsLeftOutAndTheCallGoesOn() throws IOException {
    lose("en/welcome");
    Files.write(folder.resolve("ringfence/es/welcome.ulaw"), new byte[0]);
    lose("es/menu");
    PromptStock stock = looked();
    assertThat(stock.sayable(QUESTION).value()).isEqualTo("ask|at=language||1|5");
    assertThat(stock.sayable(new AgiAnswer("RF_NEXT", "back|ringfence/es/welcome")).value())
        .isEqualTo("back|");
  }

  @Test
  void whatThePageGaveIsThereWhereNothingWasBuilt() throws IOException {
    lose("es/welcome");
    lose("es/menu");
    page.put(Language.ES, "welcome", new byte[160]);
    page.put(Language.EN, "menu", new byte[160]);
    PromptStock stock = looked();
    assertThat(stock.missing()).containsExactly("ringfence/es/menu");
    assertThat(stock.sayable(QUESTION).value())
        .isEqualTo("ask|at=language|ringfence/es/welcome&ringfence/en/menu|1|5");
  }

  @Test
  void aFileThatIsBackIsPlayedAgain() throws IOException {
    lose("es/welcome");
    PromptStock stock = looked();
    Files.write(folder.resolve("ringfence/es/welcome.ulaw"), new byte[160]);
    stock.look();
    assertThat(stock.sayable(QUESTION)).isEqualTo(QUESTION);
  }
}
