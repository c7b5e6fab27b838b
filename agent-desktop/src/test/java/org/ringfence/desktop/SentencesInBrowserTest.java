package org.ringfence.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringfence.desktop.board.DefenceViews.ChangeKind;

/// Whatever the server and the services can say on a page, they can say in Spanish: their source is
/// read, and each sentence is looked up by the page's own code.
@Tag("browser")
@Timeout(60)
class SentencesInBrowserTest {

  /// Each sentence that has no Spanish, or loses one of its values there.
  private static final String WITHOUT_WORDS =
      """
      async (byTable) => {
        const { read, sentence } = await import('/web/sentences.js');
        const same = ['supervisor', 'supervisor → supervisor'];
        return Object.entries(byTable).flatMap(([table, sentences]) => sentences
          .filter((said) => {
            if (!read(table, said)) return true;
            const spanish = sentence(table, said);
            const values = said.match(/7\\d/g) ?? [];
            return (spanish === said && !same.includes(said)) || /[{}[\\]]|undefined/.test(spanish) || values.some((value) => !spanish.includes(value));
          })
          .map((said) => `${table}: ${said}`));
      }
      """;

  /// Each word that no sentence needs.
  private static final String NOT_NEEDED =
      """
      async (byTable) => {
        const { read } = await import('/web/sentences.js');
        const tables = { ...(await import('/web/words-errors.js')).WORDS.en, ...(await import('/web/words-reasons.js')).WORDS.en };
        const used = new Set();
        const use = (found) => {
          if (found && typeof found === 'object') {
            used.add(`${found.table}.${found.key}`);
            Object.values(found.values).forEach(use);
          }
        };
        Object.entries(byTable).forEach(([table, sentences]) => sentences.forEach((said) => use(read(table, said))));
        return Object.entries(tables)
          .filter(([table, words]) => typeof words === 'object' && !['fields', 'signals'].includes(table))
          .flatMap(([table, words]) => Object.keys(words).map((key) => `${table}.${key}`))
          .filter((name) => !used.has(name));
      }
      """;

  private static final String OTHER_PLACES =
      """
      async () => {
        const places = (text) => [...text.matchAll(/\\{[\\w.]+\\}|\\[\\w+\\??\\]/g)].map(String).sort().join(' ');
        const wrong = [];
        for (const file of ['words-errors.js', 'words-reasons.js']) {
          const { WORDS } = await import(`/web/${file}`);
          for (const [table, words] of Object.entries(WORDS.en)) {
            for (const [key, text] of Object.entries(typeof words === 'object' ? words : {})) {
              if (places(text) !== places(WORDS.es[table][key])) wrong.push(`${table}.${key}`);
            }
          }
        }
        return wrong;
      }
      """;

  private static final String NAMELESS_FIELDS =
      """
      async () => {
        const { WORDS } = await import('/web/words-errors.js');
        const api = await (await fetch('/api/v1/openapi.json')).json();
        const operations = Object.values(api.paths).flatMap((path) => Object.values(path));
        const names = operations.flatMap((one) => [
          ...(one.parameters ?? []).filter((parameter) => parameter.in === 'query').map((parameter) => parameter.name),
          ...Object.keys(one.requestBody?.content['application/json']?.schema.properties ?? {}),
        ]);
        // A line of a file, and a body that is a recording as a whole.
        const known = Object.keys(WORDS.es.fields).filter((name) => !['line', 'recording'].includes(name));
        return [...new Set([...names.filter((name) => !known.includes(name)), ...known.filter((name) => !names.includes(name))])];
      }
      """;

  private static final ServiceSentences SAID = new ServiceSentences();
  private static final RunningDesktop WEB = new RunningDesktop();
  private static Chromium chromium;
  private static Page page;

  @BeforeAll
  static void open() throws IOException {
    WEB.start();
    chromium = new Chromium();
    page = chromium.newPage(new Browser.NewPageOptions().setLocale("es-US"));
    page.navigate("http://localhost:" + WEB.port() + "/sign-in");
  }

  @AfterAll
  static void close() throws IOException {
    page.close();
    chromium.close();
    WEB.close();
  }

  private static List<?> listed(String script, Object argument) {
    return (List<?>) page.evaluate(script, argument);
  }

  private static List<?> listed(String script) {
    return (List<?>) page.evaluate(script);
  }

  @Test
  void every_sentence_of_the_server_and_the_services_has_spanish_words() {
    assertThat(SAID.byTable.get("errors"))
        .contains("There is no such line.", "The body has more than 71 bytes.")
        .hasSizeGreaterThan(70);
    assertThat(SAID.byTable.get("messages")).hasSizeGreaterThan(50);
    assertThat(SAID.byTable.get("reasons")).hasSizeGreaterThan(25);
    assertThat(SAID.byTable.get("offers")).hasSizeGreaterThan(1_000);
    assertThat(SAID.byTable.get("notices")).hasSizeGreaterThan(20);
    assertThat(listed(WITHOUT_WORDS, SAID.asLists())).isEmpty();
  }

  @Test
  void no_word_stands_there_that_nobody_says() {
    assertThat(listed(NOT_NEEDED, SAID.asLists())).isEmpty();
  }

  /// Whoever adds a place here looks to it that its sentences are read elsewhere.
  @Test
  void only_known_places_hand_on_what_is_read_elsewhere() {
    assertThat(SAID.unread)
        .containsExactlyInAnyOrder(
            // From the accounts, read there.
            "AdminAccountRoutes.change: sentence(String.valueOf(refused.getMessage()))",
            "WebServer.refuse: String.valueOf(refusal.getMessage())",
            // From the launcher, read there.
            "PromptRoutes.give: refused.why()",
            // The database's own words.
            "History.ask: String.valueOf(failed.getMessage())",
            "History.ask: settings.isWanted() ? projection.trouble() : \"none is kept\"",
            // Names only.
            "CallerDesk.talkBroke: offer.agent.id.value()",
            "ReportRoutes.save: String.valueOf(kinds().keySet())",
            // What people wrote.
            "DefenceDesk.switchAnnouncement: to.reason()",
            "DefenceDesk.unlist: unlist.reason()",
            // Phrases.
            "CrowdTrait.evaluate:"
                + " subject.crowd().words(trait, subject.call().traits(), weight > 0)",
            // Where sentences that are read pass once more.
            "CampaignBook.report: why",
            "LineFormat.restore: Objects.requireNonNullElse(saved.why(), \"\")",
            "LineMode.settle: pressedBy",
            "ModeWatch.tell: step.why()",
            "OfferDesk.ring: offer.why",
            "Parties.call: why.words()",
            "Parties.changed: event.why()",
            "Parties.say: why",
            "TalkDesk.refuse: why",
            "TrafficWatch.alert: over ? List.of() : parts");
  }

  @Test
  void every_value_stands_in_both_languages() {
    assertThat(listed(OTHER_PLACES)).isEmpty();
  }

  @Test
  void every_kind_of_change_has_words() {
    for (String language : List.of("en", "es")) {
      List<?> known =
          listed(
              "async (language) => Object.keys((await import('/web/words-defence.js'))"
                  + ".WORDS[language].changes)",
              language);
      assertThat(known)
          .map(String::valueOf)
          .containsExactlyInAnyOrderElementsOf(
              Stream.of(ChangeKind.values()).map(ChangeKind::name).toList());
    }
  }

  @Test
  void every_signal_has_a_name() {
    assertThat(SAID.signals).contains("do-not-originate", "same-recording");
    List<?> known =
        listed("async () => Object.keys((await import('/web/words-reasons.js')).WORDS.es.signals)");
    assertThat(known).map(String::valueOf).containsExactlyInAnyOrderElementsOf(SAID.signals);
  }

  @Test
  void every_constant_that_a_story_says_has_a_name() throws ClassNotFoundException {
    Map<?, ?> constants =
        (Map<?, ?>) page.evaluate("async () => (await import('/web/words-story.js')).CONSTANTS");
    assertThat(constants).hasSizeGreaterThan(10);
    for (Map.Entry<?, ?> type : constants.entrySet()) {
      Class<?> known = Class.forName("org.ringfence.events." + type.getKey());
      assertThat(((Map<?, ?>) type.getValue()).keySet())
          .as(known.getSimpleName())
          .map(String::valueOf)
          .containsExactlyInAnyOrderElementsOf(
              Stream.of(known.getEnumConstants()).map(String::valueOf).toList());
    }
  }

  @Test
  void every_field_of_the_api_has_a_name() {
    assertThat(listed(NAMELESS_FIELDS)).isEmpty();
  }

  @Test
  void a_sentence_says_the_same_in_spanish_and_one_that_nobody_knows_stays() {
    Map<String, String> said =
        Map.of(
            "First in line since 08:03, waited 12 min and has priority worth 5 min; 4 others wait."
                + " You are idle longest (3 min), with so 3, enroll 10. You help enrollment, whose"
                + " wait is too long.",
            "Primera de la cola desde las 08:03, 12 min de espera y una prioridad que vale 5 min;"
                + " esperan otras 4 personas. Usted es quien lleva más tiempo libre (3 min), con so"
                + " 3, enroll 10. Usted ayuda a la cola enrollment, cuya espera es demasiado"
                + " larga.",
            "Someone wrote <b>this</b>.",
            "Someone wrote <b>this</b>.");
    said.forEach((english, spanish) ->
        assertThat(
                page.evaluate(
                    "async (said) => (await import('/web/sentences.js')).sentence('offers', said)",
                    english))
            .isEqualTo(spanish));
  }
}
