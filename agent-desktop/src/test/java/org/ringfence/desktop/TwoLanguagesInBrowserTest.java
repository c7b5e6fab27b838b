package org.ringfence.desktop;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringfence.events.Mode;
import org.ringfence.events.Stage;
import org.ringfence.events.Topic;
import org.ringfence.events.Verdict;

/// Every page in English and in Spanish, in a real Chromium.
@Tag("browser")
@Timeout(60)
class TwoLanguagesInBrowserTest {

  /// Names, and words that are the same in both languages.
  private static final Set<String> SAME =
      Set.of(
          "Ringfence",
          "ASA",
          "AHT",
          "Ana Lopez",
          "Ben Olson",
          "ana",
          "ben",
          "ada",
          "enrollment",
          "office",
          "· America/Chicago",
          "main",
          "CSV",
          "rob",
          "sue",
          "agent-token",
          "read-only-token",
          "supervisor-token",
          "administrator-token",
          "service-token",
          "en",
          "es",
          "M",
          "P",
          "RED",
          "AMBER",
          "GREEN",
          "EN",
          "ES",
          "Supervisor",
          "supervisor");

  private static final List<String> TABLES =
      List.of(
          "words-admin.js",
          "words-agent.js",
          "words-board.js",
          "words-common.js",
          "words-defence.js",
          "words-errors.js",
          "words-ivr.js",
          "words-reasons.js",
          "words-recording.js",
          "words-sign-in.js",
          "words-phone.js",
          "words-prompts.js",
          "words-reports.js",
          "words-screen-pop.js",
          "words-site.js",
          "words-sound.js",
          "words-story.js",
          "words-talk.js",
          "words-statistics.js",
          "words-wall.js");

  private static final String DIFFERENCES =
      """
      async (file) => {
        const { WORDS } = await import(`/web/${file}`);
        const kinds = (at, path) => Object.entries(at).flatMap(([key, value]) => {
          const name = `${path}.${key}`;
          if (Array.isArray(value)) return [`${name} list of ${value.length}`];
          if (typeof value === 'object') return kinds(value, name);
          return [typeof value === 'function' ? `${name} of ${value.length}` : name];
        });
        const empty = (at) => Object.values(at).some((v) => v === '' || (typeof v === 'object' && empty(v)));
        const [en, es] = [kinds(WORDS.en, ''), kinds(WORDS.es, '')];
        return [
          ...en.filter((k) => !es.includes(k)).map((k) => `only en ${k}`),
          ...es.filter((k) => !en.includes(k)).map((k) => `only es ${k}`),
          ...(empty(WORDS.en) || empty(WORDS.es) ? ['an empty word'] : []),
        ];
      }
      """;

  /// What a page shows or reads out, without what is marked as of another language.
  private static final String SHOWN =
      """
      () => {
        const found = new Set();
        const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const foreign = (e) => e.closest('[lang]') !== document.documentElement || e.closest('script, noscript, .caller, .brand');
        for (let n = walk.nextNode(); n; n = walk.nextNode()) {
          const said = n.textContent.trim();
          if (/\\p{L}{2}/u.test(said) && !foreign(n.parentElement)) found.add(said);
        }
        for (const e of document.querySelectorAll('[aria-label], [title], [alt]')) {
          for (const a of ['aria-label', 'title', 'alt']) {
            const said = e.getAttribute(a);
            if (said && /\\p{L}{2}/u.test(said) && !foreign(e)) found.add(said);
          }
        }
        return [...found];
      }
      """;

  private static final String UNKNOWN_KEYS =
      """
      async (files) => {
        const tables = await Promise.all(files.split(' ').map((file) => import(`/web/${file}`)));
        const known = (key) => tables.some(({ WORDS }) => typeof WORDS.en[key] === 'string');
        const names = ['say', 'sayLabel', 'sayTitle', 'sayAlt'];
        return [...document.querySelectorAll('*')]
          .flatMap((e) => names.map((n) => e.dataset?.[n]).filter((k) => k !== undefined))
          .filter((k) => !known(k));
      }
      """;

  private static Chromium chromium;

  private final RunningDesktop web = new RunningDesktop();
  private final List<Page> pages = new ArrayList<>();

  @BeforeAll
  static void openBrowser() {
    chromium = new Chromium();
  }

  @AfterAll
  static void closeBrowser() {
    chromium.close();
  }

  @BeforeEach
  void start() throws IOException {
    web.start();
    web.bus.read(
        "detector", Set.of(Topic.SCREENING), Duration.ZERO, new AnsweringDetector(web.bus));
  }

  @AfterEach
  void stop() throws IOException {
    pages.forEach(Page::close);
    web.close();
  }

  private String url(String path) {
    return "http://localhost:" + web.port() + path;
  }

  private Page newPage(String locale) {
    Page page = chromium.newPage(new Browser.NewPageOptions().setLocale(locale));
    pages.add(page);
    return page;
  }

  private Page open(String locale, String path, String who) {
    Page page = newPage(locale);
    if (!who.isEmpty()) {
      Chromium.signIn(page, web.port(), web.people.session(who));
    }
    page.navigate(url(path));
    assertThat(page.locator("html")).hasAttribute("lang", locale.substring(0, 2));
    if (!who.isEmpty()) {
      assertThat(page.locator(".who summary")).hasText(who);
      assertThat(page.locator("#connection")).not().hasText("Connecting…");
    }
    return page;
  }

  private void traffic() {
    Instant now = web.now;
    web.bus.publish(Examples.report(now, 7, Examples.minutes(5, 9, 14)));
    web.bus.publish(Examples.verdict("c1", now, Stage.ARRIVAL, Verdict.REJECT));
    web.bus.publish(Examples.mode(Mode.RED, now, "surge: 46 attempts in 10 s where 2.1 are usual"));
  }

  @Test
  void both_tables_have_the_same_words() {
    Page page = open("en-US", "/sign-in", "");
    assertThat(TABLES)
        .allSatisfy(file -> assertThat((List<?>) page.evaluate(DIFFERENCES, file)).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "/,ada,words-board.js",
    "/wall,ada,words-wall.js",
    "/statistics,ada,words-statistics.js",
    "/ivr,ada,words-ivr.js",
    "/sound,ada,words-sound.js",
    "/admin,ada,words-admin.js words-prompts.js words-site.js",
    "/agent?id=ana,ana,words-agent.js words-phone.js words-talk.js",
    "/sign-in,'',words-sign-in.js"
  })
  void no_word_of_a_page_is_left_in_english(String path, String who, String files) {
    traffic();
    Page english = open("en-US", path, who);
    assertThat((List<?>) english.evaluate(UNKNOWN_KEYS, files)).isEmpty();
    english.waitForTimeout(700);
    List<String> said = shown(english);
    Page spanish = open("es-US", path, who);
    spanish.waitForTimeout(700);

    assertThat(shown(spanish))
        .isNotEmpty()
        .filteredOn(text -> !SAME.contains(text) && !text.matches("[\\d–: ]+(min|s|h|%)"))
        .doesNotContainAnyElementsOf(said)
        .noneMatch(text -> text.contains("undefined") || text.contains("=>"));
  }

  @SuppressWarnings("unchecked")
  private static List<String> shown(Page page) {
    return (List<String>) page.evaluate(SHOWN);
  }

  @Test
  void the_language_is_switched_in_the_header_and_follows_the_account_to_another_browser() {
    traffic();
    Page page = open("en-US", "/", "sue");
    assertThat(page.locator("#line-title")).hasText("The line");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Español")).click();

    assertThat(page.locator("#line-title")).hasText("La línea");
    assertThat(page.locator("html")).hasAttribute("lang", "es");
    assertThat(page.locator("#verdicts .verdict").first()).hasText("Rechazada");
    assertThat(page).hasTitle("Tablero · Ringfence");
    page.reload();
    assertThat(page.locator("#line-title")).hasText("La línea");

    Page elsewhere = newPage("en-US");
    Chromium.signIn(elsewhere, web.port(), web.people.session("sue"));
    elsewhere.navigate(url("/"));
    assertThat(elsewhere.locator("#line-title")).hasText("La línea");
    elsewhere.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("English")).click();
    assertThat(elsewhere.locator("#line-title")).hasText("The line");
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void numbers_and_dates_are_those_of_the_language() {
    Page page = open("es-US", "/", "sue");
    Object said =
        page.evaluate(
            "async () => { const w = await import('/web/words.js'); return w.roughly(432000) + ' · '"
                + " + w.language('en'); }");
    assertThat(said).isEqualTo("5 días · inglés");
  }
}
